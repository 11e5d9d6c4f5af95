import { GlanceError } from '../session/codes.js';
import type { Diagnosis } from '../session/diagnosis.js';
import type { News } from '../session/events.js';
import { TAKE_UP_OTHER } from '../session/limits.js';
import type { Message, Seat } from '../session/ports.js';
import type { Session } from '../session/session.js';
import type { Notice, Snapshot } from '../session/snapshot.js';
import { diagnose, give, type Holding, hold, holdJoining, leftSessions, signIn } from './compose.js';
import type { Configuration } from './configuration.js';
import { claim, clock, onView } from './page.js';

/** The element a desk works for. */
export interface Sitter {
  readonly element: Element;
  readonly openViewer: Seat['openViewer'];
  readonly findViewer: Seat['findViewer'];
  readonly prepare: Seat['prepare'];
  readonly wishes: Seat['wishes'];
  changed(before: Snapshot, next: Snapshot): void;
  readonly tell: (news: News) => void;
}

/**
 * Which session an element shows: that of the customer who is set, or an earlier one that is still
 * going on, since a session stays with the agent whatever customer is looked at.
 */
export interface Desk {
  snapshot(): Snapshot;
  /** What is known of the customer who is set. */
  visitor(): Snapshot['visitor'];
  /** See `Session`. @throws GlanceError `detached` when the element is not in a page */
  readonly request: (event: Parameters<Session['request']>[1]) => void;
  readonly follow: (event: Parameters<Session['follow']>[1]) => ReturnType<Session['follow']>;
  /** See `Session`: for the customer who is set. */
  readonly send: (...message: Message) => Promise<void>;
  /** Takes up the session of other settings. */
  take(configuration: Configuration): void;
  /** The page has a login key for the agent. */
  give(loginKey: string): void;
  /** Signs the agent in at Glance, in a window. @returns whether the browser has opened it */
  signIn(): boolean;
  /** Watches the customer while in view, or always. */
  watch(always: boolean): void;
  /** Joins the session of this key, in which another element may be already: one session, one viewer. */
  join(key: string): ReturnType<Session['follow']>;
  /** What works, and what does not. Never throws. */
  diagnose(own: Omit<Parameters<typeof diagnose>[1], 'sessionKey'>): Promise<Diagnosis>;
  /** Nothing is left behind but a viewer that is open. */
  leave(): void;
}

export const createDesk = ({ element, openViewer, findViewer, prepare, wishes, changed, tell }: Sitter): Desk => {
  let snapshot: Snapshot = { state: 'unconfigured' };
  let held: Holding | undefined;
  let carried: Holding | undefined;
  /** Sessions that are over, but have still to be reported. */
  const lingering = new Set<Holding>();
  /** The last notice of a session that was carried and is over. */
  let leftOver: Notice | undefined;
  let said: Notice | undefined;
  let notice: Notice | undefined;
  let seq = 0;
  let stopView: (() => void) | undefined;
  let stopTaking: (() => void) | undefined;
  /** Aborted when the element leaves. */
  let stay: AbortController | undefined;

  const session = (): Session => {
    const holding = carried ?? held;
    if (!holding) throw new GlanceError('detached');
    leftOver = undefined;
    return holding.session;
  };

  const isActive = ({ session }: Holding): boolean => session.snapshot().sessionKey !== undefined;

  /**
   * Takes up what ran before this element was there.
   * @param any also another customer's, which none of their own buttons has taken
   */
  const takeUp = (any: boolean): void => {
    if (!held || held.configuration.problem) return;
    const { configuration, session: own } = held;
    for (const record of leftSessions(held)) {
      const { visitorId } = record;
      if ((visitorId ?? configuration.visitorId) === configuration.visitorId && !own.busy()) void own.takeUp(record);
      else if (any) {
        const other = hold({ ...configuration, visitorId }, seat);
        lingering.add(other);
        void other.session.takeUp(record).then((taken) => {
          if (taken && lingering.has(other)) other.session.see(seat, true);
          update();
        });
      }
    }
  };

  const update = (): void => {
    if (carried && !isActive(carried)) {
      leftOver = carried.session.snapshot().notice;
      lingering.add(carried);
      carried = undefined;
    }
    for (const over of lingering) {
      // What the agent has begun meanwhile comes first.
      if (!carried && isActive(over) && !(held && isActive(held))) {
        carried = over;
        lingering.delete(over);
      }
      if (over.session.busy()) continue;
      lingering.delete(over);
      // After the news of its end, which this element may be the one to tell.
      queueMicrotask(() => over.release());
    }
    const current = held?.session.snapshot();
    const shown = carried?.session.snapshot() ?? current;
    if (!shown) return;
    const before = snapshot;
    // Each session counts its own notices: here they become one row.
    if (said !== (shown.notice ?? leftOver)) {
      said = shown.notice ?? leftOver;
      notice = said && { ...said, seq: ++seq };
    }
    // Whosever session is shown, presence is that of the customer who is set.
    snapshot = { ...shown, visitor: current?.visitor, notice, other: !!carried };
    changed(before, snapshot);
  };

  const seat: Seat = {
    element,
    openViewer,
    findViewer,
    prepare,
    wishes,
    claim,
    changed: update,
    tell: (news) => {
      tell(news);
      update();
    },
    before: (other) => !!(element.compareDocumentPosition(other.element as Element) & Node.DOCUMENT_POSITION_FOLLOWING),
  };

  return {
    snapshot: () => snapshot,
    visitor: () => held?.session.snapshot().visitor,
    request: (event) => {
      const left = leftOver;
      try {
        session().request(seat, event);
      } finally {
        // It has gone, though the session itself may have nothing new.
        if (left) update();
      }
    },
    follow: async (event) => session().follow(seat, event),
    send: async (...message) => {
      if (!held) throw new GlanceError('detached');
      await held.session.send(...message);
    },
    give: (loginKey) => {
      if (held) give(held, loginKey);
    },
    signIn: () => !!held && signIn(held),
    take: (configuration) => {
      const before = held;
      // First the new, then the old: what both share stays open.
      held = hold(configuration, seat);
      const state = before?.session.snapshot().state;
      if (carried?.session === held.session) {
        carried.release();
        carried = undefined;
      }
      // Somebody may have joined this customer by their key.
      const { visitorId } = configuration;
      if (visitorId && !carried && !isActive(held)) carried = holdJoining(held, visitorId, seat);
      if (before && isActive(before) && state !== 'inviting' && !carried) carried = before;
      else if (before && !isActive(before) && before.session.busy()) lingering.add(before);
      else before?.release();
      update();
      stopTaking?.();
      takeUp(false);
      if (leftSessions(held).length) stopTaking = clock.after(TAKE_UP_OTHER, () => takeUp(true));
    },
    watch: (always) => {
      const see = (inView: boolean): void => held?.session.see(seat, inView);
      stopView?.();
      stopView = always ? undefined : onView(element, see);
      if (always) see(true);
    },
    join: async (key) => {
      const other = held && !carried && !isActive(held) && holdJoining(held, key, seat);
      if (!other) return session().follow(seat, { type: 'join', key });
      carried = other;
      const joins = other.session.joins(key) ? undefined : ({ type: 'join', key } as const);
      const isLeft = other.session.snapshot().state === 'joinable';
      const joined = other.session.follow(seat, isLeft ? { type: 'open-viewer' } : joins);
      update();
      return joined;
    },
    diagnose: (own) =>
      diagnose(held, { ...own, sessionKey: snapshot.sessionKey }, (stay ??= new AbortController()).signal),
    leave: () => {
      stay?.abort();
      stay = undefined;
      stopView?.();
      stopTaking?.();
      for (const holding of [carried, held, ...lingering]) holding?.release();
      lingering.clear();
      stopView = carried = held = undefined;
    },
  };
};
