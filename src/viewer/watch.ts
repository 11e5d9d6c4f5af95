import { VIEWER_CLOSED } from '../session/limits.js';
import type { Clock, Viewer, ViewerEvent, ViewerRequest } from '../session/ports.js';
import { type AgentFields, viewerForm } from './fields.js';
import { post } from './post.js';

/** What every opening needs of the element and its page. */
export interface ViewerPlace {
  readonly view: Window;
  /** Connected; the form passes through it. */
  readonly root: Node;
  readonly clock: Clock;
  readonly read: (data: unknown) => ViewerEvent | undefined;
  readonly agent: AgentFields;
}

/** What a viewer is in: a window or a frame. */
export interface Holder {
  /** The only window whose messages count. */
  readonly source: Window;
  /** Where another form can be posted to. */
  readonly name?: string;
  readonly frame?: HTMLIFrameElement;
  gone(): boolean;
  show(): void;
  /** Takes the viewer off the screen. */
  close?(): void;
  /** Gives the place back, whether the viewer is closed, only let go, or lost. */
  restore?(lost: boolean): void;
}

export interface Watch {
  readonly viewer: Viewer;
  /** Nothing has been opened yet, and something still may be. */
  readonly idle: () => boolean;
  /** The viewer is open, in here. */
  readonly hold: (holder: Holder) => void;
}

/** A viewer that seemed closed within this time and never spoke may only have been cut off. */
const CUT = 10_000;

/**
 * Who holds a window: the number of a watch; below zero, the moment at which it was let go. So two
 * watches never hear the same window, and a viewer that was let go is not taken for another that
 * was opened before.
 */
const holders = new WeakMap<object, number>();
let turn = 0;

/** Windows of viewers that are open while no button shows their session, by name. */
const parted = new Map<string, Holder>();

/** One of them, which is somebody's again from here on. */
export const partedFrom = (name: string): Holder | undefined => {
  const found = parted.get(name);
  for (const [other, holder] of parted) if (other === name || holder.gone()) parted.delete(other);
  return found;
};

/** Whether a viewer of ours is in it. */
export const isHeld = (source: object): boolean => (holders.get(source) ?? 0) > 0;

/** Hears what the viewer of a request says, and notices when it goes, until it is closed or released. */
export const watchViewer = (place: ViewerPlace, request: ViewerRequest): Watch => {
  const { view, clock, read, agent } = place;
  const { hear } = request;
  // The viewer may outlast the element that has opened it: it does not hold it.
  const from = new WeakRef(place.root);
  const id = ++turn;
  let held: Holder | undefined;
  /** All that is listened to, until the watch is over. */
  const listening = new AbortController();
  let heldSince = 0;
  let heard = false;
  let cancel = (): void => undefined;

  const hold: Watch['hold'] = (holder) => {
    held = holder;
    heldSince = clock.now();
    holders.set(holder.source, id);
    try {
      view.addEventListener('securitypolicyviolation', onForbidden, listening);
    } catch {
      // Salesforce's Lightning Web Security lets no component hear of it.
    }
    holder.frame?.addEventListener('load', look, listening);
    cancel = clock.after(VIEWER_CLOSED, look);
    hear({ type: 'viewer-opened', ...(holder.name && { name: holder.name }) });
  };
  const onMessage = ({ source, origin, data }: MessageEvent<unknown>): void => {
    // The text "null", which a sandboxed page has, is never the origin of a request.
    if (origin !== request.origin) return;
    const said = read(data);
    if (!said) return;
    if (!held && isOurs(source)) hold(inWindow(source));
    if (!source || holders.get(source) !== id) return;
    heard = true;
    hear(said);
  };
  /** Told after the fact: the browser leaves a blank window, or a page of its own in the frame. */
  const onForbidden = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    const forbids = effectiveDirective === 'form-action' || (effectiveDirective === 'frame-src' && held?.frame);
    const ours = URL.canParse(blockedURI) && new URL(blockedURI).origin === request.origin;
    if (heard || disposition !== 'enforce' || !forbids || !ours) return;
    const blank = held;
    release();
    blank?.close?.();
    hear({ type: 'viewer-closed', certain: true });
    hear({ type: 'viewer-blocked', reason: 'csp-blocked' });
  };
  /** Whether a window without a handle must be the one: it is a top window, this page has opened it, and it is free. */
  const isOurs = (source: MessageEventSource | null): source is Window => {
    try {
      const { top, opener } = source as Pick<Window, 'top'> & { opener: unknown };
      const letGo = -(holders.get(source as Window) ?? 0);
      return top === source && opener === view && letGo >= 0 && letGo < id;
    } catch {
      return false;
    }
  };
  const isThere = (): boolean => !!held && holders.get(held.source) === id && !held.gone();
  const look = (): void => {
    cancel();
    if (!held) return;
    if (isThere()) {
      cancel = clock.after(VIEWER_CLOSED, look);
      return;
    }
    // A page with COOP cuts the link, and the window then only looks closed (platform.md, part 1).
    const certain = !!held.frame || heard || clock.now() - heldSince > CUT;
    release();
    hear({ type: 'viewer-closed', certain });
  };
  const release = (keep = false): void => {
    const lost = !isThere();
    listening.abort();
    cancel();
    const was = held;
    held = undefined;
    if (!was) return;
    // Another viewer may have been put there meanwhile.
    if (holders.get(was.source) !== id) return;
    holders.set(was.source, -++turn);
    if (!keep || lost) was.restore?.(lost);
    else if (was.name && !was.frame) {
      // Those that were closed meanwhile go.
      partedFrom(was.name);
      parted.set(was.name, was);
    }
  };
  view.addEventListener('message', onMessage, listening);
  // The agent comes back from the viewer: timers of a hidden page may be a minute late.
  view.addEventListener('focus', look, listening);

  return {
    hold,
    idle: () => !held && !listening.signal.aborted,
    viewer: {
      show: () => {
        const shown = isThere();
        if (shown) held?.show();
        return shown;
      },
      move: (sessionKey) => {
        const root = isThere() && from.deref();
        return !!root && !!held?.name && post(root, held.name, viewerForm({ ...request, sessionKey }, agent));
      },
      close: () => {
        const was = isThere() ? held : undefined;
        release();
        was?.close?.();
      },
      release: () => release(),
      part: () => release(true),
    },
  };
};

/** The viewer of a request that has been opened; nothing where it could not be. */
export const opened = (place: ViewerPlace, request: ViewerRequest, holder: Holder | undefined): Viewer | undefined => {
  if (!holder) return undefined;
  const { hold, viewer } = watchViewer(place, request);
  hold(holder);
  return viewer;
};

export const inWindow = (source: Window, name?: string): Holder => ({
  source,
  name,
  gone: () => source.closed,
  show: () => source.focus(),
  close: () => source.close(),
});
