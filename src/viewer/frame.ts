import type { Viewer, ViewerRequest } from '../session/ports.js';
import { viewerForm } from './fields.js';
import { ownName, post } from './post.js';
import { type Holder, isHeld, opened, type ViewerPlace } from './watch.js';

/** Opens the viewer in a frame that is in the page. `own`: it was made for this viewer, and goes with it. */
export const openInFrame = (
  place: ViewerPlace,
  frame: HTMLIFrameElement,
  { own }: { readonly own: boolean },
  request: ViewerRequest,
): Viewer | undefined => opened(place, request, postToFrame(place, frame, own, request));

export const postToFrame = (
  { view, root, agent }: ViewerPlace,
  frame: HTMLIFrameElement,
  own: boolean,
  request: ViewerRequest,
): Holder | undefined => {
  const name = ownName(view);
  const { contentWindow } = frame;
  // Another session's viewer is never replaced behind its back.
  if (!contentWindow || isHeld(contentWindow)) {
    if (own) frame.remove();
    return undefined;
  }
  if (!own) names.set(frame, frame.name);
  rename(frame, name);
  const source = frame.contentWindow;
  if (source && post(root, name, viewerForm(request, agent))) return named(frame, source, name, own, request.origin);
  restore(frame, name, own, true);
  return undefined;
};

/** The viewer that is in a frame of the page already, opened under this name; nothing where it is not. */
export const adoptFrame = (frame: HTMLIFrameElement, name: string, origin: string): Holder | undefined =>
  frame.name === name && frame.contentWindow && !frame.contentDocument
    ? named(frame, frame.contentWindow, name, false, origin)
    : undefined;

const named = (frame: HTMLIFrameElement, source: Window, name: string, own: boolean, origin: string): Holder => ({
  ...inFrame(frame, source, origin),
  name,
  restore: (lost) => restore(frame, name, own, lost),
});

/** What the page calls its frames that have a viewer in them. */
const names = new WeakMap<HTMLIFrameElement, string>();

const restore = (frame: HTMLIFrameElement, name: string, own: boolean, lost: boolean): void => {
  if (own) frame.remove();
  // The page may have named it anew.
  else rename(frame, frame.name === name ? (names.get(frame) ?? '') : frame.name, !lost);
};

/** A viewer in a frame. A frame that is taken out or moved has lost it: its window is another afterwards. */
export const inFrame = (frame: HTMLIFrameElement, source: Window, origin: string): Holder => {
  let shown = false;
  return {
    source,
    frame,
    gone: () => {
      if (frame.contentWindow !== source) return true;
      // Of another origin it cannot be read. What can be is the page's, or empty: before the viewer, or after it.
      const { contentDocument } = frame;
      const shows = !contentDocument || contentDocument.URL.startsWith(`${origin}/`);
      const lost = shown && !shows;
      shown ||= shows;
      return lost;
    },
    show: () => {
      frame.scrollIntoView({ block: 'nearest' });
      frame.focus();
    },
  };
};

/**
 * A frame in the page keeps the name it went in with (Chromium), unless its window is told another, which
 * a page of another origin does not allow. Then it goes in anew, and loads what the page's markup says.
 * @param anew in any case, so that what is in it goes, and what is still on its way there
 */
const rename = (frame: HTMLIFrameElement, name: string, anew = false): void => {
  frame.name = name;
  try {
    if (!anew && frame.contentWindow) {
      frame.contentWindow.name = name;
      return;
    }
  } catch {
    // It cannot be told.
  }
  frame.parentNode?.insertBefore(frame, frame);
};

/** A frame for a viewer, not yet in the page. */
export const makeFrame = (document: Document, title: string, origin: string): HTMLIFrameElement => {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.setAttribute('part', 'viewer');
  // Assumed: agent video, showing the agent's own screen, full screen, and copying what the customer shows.
  frame.allow = ['camera', 'microphone', 'display-capture', 'fullscreen', 'clipboard-write']
    .map((feature) => `${feature} ${origin}`)
    .join('; ');
  return frame;
};

/** The page's frame of this id, in the nearest root that has one; not one in which another viewer is. */
export const findFrame = (from: Node, id: string): HTMLIFrameElement | undefined => {
  for (let node: Node | undefined = from; node;) {
    const root = node.getRootNode() as Partial<ShadowRoot>;
    const found = root.getElementById?.(id);
    if (found?.localName === 'iframe') {
      const frame = found as HTMLIFrameElement;
      return frame.contentWindow && isHeld(frame.contentWindow) ? undefined : frame;
    }
    node = root.host;
  }
  return undefined;
};
