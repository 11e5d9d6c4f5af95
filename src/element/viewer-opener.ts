import type { Viewer, ViewerRequest } from '../session/ports.js';
import * as compose from './compose.js';
import type { ViewerDetail } from './events.js';
import type { Settings } from './settings.js';

/** Finds the viewer again that was open before this element was there. */
export const findViewer = (element: Settings, request: ViewerRequest): Viewer => {
  const { renderRoot, iframeid } = element;
  const frame = iframeid ? compose.findFrame(element, iframeid) : undefined;
  return compose.findViewer(compose.viewerPlace(renderRoot, agentOf(element)), frame, request);
};

const agentOf = (element: Settings): compose.AgentFields => ({
  name: element.agentname ?? undefined,
  email: element.agentemail ?? undefined,
  phone: element.agentphone ?? undefined,
  video: element.agentvideo,
});

/** Whether the browser has opened the last window it was asked for. */
export let openedLast: boolean | undefined;

/**
 * Opens the viewer where the page wants it, now: a later moment would be too late for a window.
 * @param title of an iframe made here
 * @param fire tells the page; returns false when it opens the viewer in a place of its own
 * @returns nothing when the browser refused
 */
export const openViewer = (
  element: Settings,
  location: ViewerDetail['location'],
  title: string,
  request: ViewerRequest,
  fire: (detail: ViewerDetail) => boolean,
): Viewer | undefined => {
  const { renderRoot: root, openwindow, iframeid, windowfeatures } = element;
  const agent = agentOf(element);
  const place = compose.viewerPlace(root, agent);
  const later = compose.openLater(place, request);
  let taken = false as boolean;
  const open: ViewerDetail['open'] = (target) => {
    const opened = later.open(target);
    taken ||= opened;
    return opened;
  };
  // One that the page has opened is the one, whether it has cancelled the event or forgotten to.
  if (!fire({ location, url: compose.viewerUrl(request, agent), open }) || taken) return later.viewer;
  later.viewer.release();
  if (openwindow) return compose.openByPage(place, openwindow, request);
  if (location !== 'iframe') {
    const features = location === 'tab' ? compose.TAB : compose.windowFeatures(windowfeatures ?? undefined);
    const viewer = compose.openInWindow(place, features, request);
    openedLast = !!viewer;
    return viewer;
  }
  const found = iframeid ? compose.findFrame(element, iframeid) : undefined;
  if (iframeid && !found) compose.warnOnce(`no free iframe has the id ${iframeid}: one is made in the element`);
  const frame = found ?? compose.makeFrame(document, title, request.origin);
  if (!found) root.append(frame);
  return compose.openInFrame(place, frame, { own: !found }, request);
};
