import { VIEWER_CLOSED } from '../session/limits.js';
import type { Clock, Viewer, ViewerEvent, ViewerRequest } from '../session/ports.js';
import { viewerForm } from './fields.js';
import { openPost } from './post.js';

/** Where and how a viewer window opens. */
export interface WindowPlace {
  readonly view: Window;
  /** Connected; the form passes through it. */
  readonly root: Node;
  readonly features: string;
  readonly clock: Clock;
  readonly read: (data: unknown) => ViewerEvent | 'alive' | undefined;
}

/** A window of its own, of the vendor's size (traces 2.5). */
export const WINDOW = 'popup,width=800,height=800,left=10,top=10';
/** A new tab. */
export const TAB = '';

/** A viewer that seemed closed within this time and never spoke may only have been cut off. */
const CUT = 10_000;

/** Opens the viewer in a tab or window of its own. */
export const openInWindow = (place: WindowPlace, request: ViewerRequest): Viewer | undefined => {
  const { view, clock } = place;
  // The only origin whose messages count.
  const { origin } = request;
  // Never a constant name: it would take over another button's viewer.
  const name = `glance-${view.crypto.getRandomValues(new Uint32Array(3)).join('-')}`;
  const opened = openPost(view, place.root, name, viewerForm(request), place.features);
  if (!opened) return undefined;

  const openedAt = clock.now();
  let heard = false;
  let cancel = (): void => undefined;
  const onMessage = (event: MessageEvent<unknown>): void => {
    if (event.source !== opened || event.origin !== origin) return;
    const said = place.read(event.data);
    if (!said) return;
    heard = true;
    if (said !== 'alive') request.hear(said);
  };
  const look = (): void => {
    cancel();
    if (!opened.closed) {
      cancel = clock.after(VIEWER_CLOSED, look);
      return;
    }
    release();
    // A page with COOP cuts the link, and the window then only looks closed (platform.md, part 1).
    request.hear({ type: 'viewer-closed', certain: heard || clock.now() - openedAt > CUT });
  };
  const release = (): void => {
    cancel();
    cancel = () => undefined;
    view.removeEventListener('message', onMessage);
    view.removeEventListener('focus', look);
  };
  view.addEventListener('message', onMessage);
  // The agent comes back from the viewer: timers of a hidden page may be a minute late.
  view.addEventListener('focus', look);
  cancel = clock.after(VIEWER_CLOSED, look);

  return {
    show: () => {
      if (opened.closed) return false;
      opened.focus();
      return true;
    },
    close: () => {
      release();
      opened.close();
    },
    release,
  };
};
