import type { Viewer, ViewerRequest } from '../session/ports.js';
import { viewerForm } from './fields.js';
import { openNamed, ownName, post } from './post.js';
import { inWindow, opened, type ViewerPlace } from './watch.js';

/** A window of its own, of the vendor's size (traces 2.5). */
export const WINDOW = 'popup,width=800,height=800,left=10,top=10';
/** A new tab. */
export const TAB = '';

/** Opens the viewer in a tab or window of its own, at once: later the browser would not allow it. */
export const openInWindow = (place: ViewerPlace, features: string, request: ViewerRequest): Viewer | undefined => {
  const { view, root, agent } = place;
  const { viewerName } = request;
  const name = viewerName ?? ownName(view);
  // First the window, then the post: the other way round some engines lose it (platform.md, part 1).
  const window = root.isConnected && openNamed(view, name, features);
  if (!window) return undefined;
  // Open since before this button was there: it is only brought to the front.
  const again = !!viewerName && !isBlank(window);
  if (!again && !post(root, name, viewerForm(request, agent))) {
    window.close();
    return undefined;
  }
  window.focus();
  return opened(place, request, inWindow(window, name));
};

/** Whether a window shows nothing yet: one that is found by its name shows a page of another origin. */
const isBlank = (window: Window): boolean => {
  try {
    return window.location.href === 'about:blank';
  } catch {
    return false;
  }
};

/** What a window is opened with: what the page asks for, but never what takes the handle away or makes it a tab. */
export const windowFeatures = (asked = ''): string => {
  const kept = asked.replace(/\bno(opener|referrer)\b(\s*=[\s=]*[^\s,=]*)?[\s,]*/gi, '').trim();
  if (!kept) return WINDOW;
  // By HTML's rule any list makes a window, except by an explicit `popup=0` or with every bar on; engines
  // before that rule looked for a size.
  return /(width|height)\s*=/i.test(kept) && !/popup\s*=|menubar/i.test(kept) ? kept : `${kept},popup`;
};
