import type { Viewer, ViewerRequest } from '../session/ports.js';
import { adoptFrame } from './frame.js';
import { partedFrom, type ViewerPlace, watchViewer } from './watch.js';

/**
 * Finds the viewer of a session again that was open before this button was there. In the same page it is
 * still at hand; after a reload a window is found when it speaks, or by its name in the agent's next click.
 * @param frame the page's, where the viewer may be
 */
export const findViewer = (
  place: ViewerPlace,
  frame: HTMLIFrameElement | undefined,
  request: ViewerRequest,
): Viewer => {
  const { hold, viewer } = watchViewer(place, request);
  const { viewerName } = request;
  const holder = viewerName && (partedFrom(viewerName) ?? (frame && adoptFrame(frame, viewerName, request.origin)));
  if (holder && !holder.gone()) hold(holder);
  return viewer;
};
