import type { Viewer, ViewerRequest } from '../session/ports.js';
import { viewerForm, viewerUrlWithKey } from './fields.js';
import { inFrame, postToFrame } from './frame.js';
import { openNamed, ownName, post } from './post.js';
import { type Holder, inWindow, type ViewerPlace, watchViewer } from './watch.js';

/** The page opens the viewer itself; what it returns is the viewer's window or frame. */
export const openByPage = (
  place: ViewerPlace,
  openwindow: (url: string) => unknown,
  request: ViewerRequest,
): Viewer | undefined => {
  const { hold, viewer } = watchViewer(place, request);
  let returned: unknown = null;
  try {
    returned = openwindow(viewerUrlWithKey(request, place.agent));
  } catch (error) {
    place.view.reportError(error);
  }
  if (returned === null) {
    viewer.release();
    return undefined;
  }
  if (isWindow(returned)) hold(inWindow(returned));
  else if (isFrame(returned) && returned.contentWindow) {
    const frame = returned;
    hold({
      ...inFrame(frame, returned.contentWindow, request.origin),
      close: () => {
        frame.src = 'about:blank';
      },
    });
  } else {
    // It is open, and out of reach until it speaks.
    request.hear({ type: 'viewer-opened' });
    request.hear({ type: 'viewer-closed', certain: false });
  }
  return viewer;
};

/** A viewer for which the page will name a place, or which it opens itself. */
export interface LaterViewer {
  readonly viewer: Viewer;
  /** Opens it there, once. @returns false when it could not be opened, or is already */
  readonly open: (target: string | HTMLIFrameElement | Window) => boolean;
}

export const openLater = (place: ViewerPlace, request: ViewerRequest): LaterViewer => {
  const { viewer, idle, hold } = watchViewer(place, request);
  return {
    viewer,
    open: (target) => {
      const holder = idle() ? postInto(place, target, request) : undefined;
      if (holder) hold(holder);
      return !!holder;
    },
  };
};

const postInto = (place: ViewerPlace, target: unknown, request: ViewerRequest, known?: string): Holder | undefined => {
  const { view, root, agent } = place;
  if (typeof target === 'string') {
    // `_self`, `_top` and no name at all would replace the agent's page; `_blank` gives no handle.
    const name = /^(_|$)/.test(target) ? ownName(view) : target;
    return postInto(place, openNamed(view, name), request, name);
  }
  if (isFrame(target)) return postToFrame(place, target, false, request);
  if (!isWindow(target) || target === view || target.closed) return undefined;
  let name = known;
  try {
    const frame = target.frameElement;
    if (frame) return postInto(place, frame, request);
    name ??= target.name ||= ownName(view);
  } catch {
    // It shows a page of another origin: only who knows its name can post there.
  }
  if (!name || !post(root, name, viewerForm(request, agent))) return undefined;
  target.focus();
  return inWindow(target, name);
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** By something that can be asked of windows of any origin. */
const isWindow = (value: unknown): value is Window => isObject(value) && 'closed' in value;
const isFrame = (value: unknown): value is HTMLIFrameElement =>
  isObject(value) && !isWindow(value) && 'contentWindow' in value;
