import assert from 'node:assert/strict';
import type { ErrorCode, NoticeCode } from '../../src/session/codes.js';
import type { Effect, LookUpAnswer, News, SessionEvent } from '../../src/session/events.js';
import type { Clock, Invitation, Wishes } from '../../src/session/ports.js';
import type { SessionRecord } from '../../src/session/record.js';
import type { Report } from '../../src/session/report.js';
import type { Snapshot } from '../../src/session/snapshot.js';
import { initialState, NEVER, nextDue, type SessionState, snapshotOf, type Start } from '../../src/session/state.js';
import { transition } from '../../src/session/transition.js';
import { PlayedClock as StandingClock } from './sandbox-client.js';

/** What the tests of the session play it with: a clock, a course of events, and a turn for promises. */

export const START = 1_800_000_000_000;
export const CUSTOMER = 'alice';
export const FOUND = { sessionId: '7001' } as const;
/** Another session, after that one. */
export const NEXT = { sessionId: '7002' } as const;
/** A session that was joined by a key an hour ago, and whose viewer was open. */
export const RECORD: SessionRecord = {
  key: '66666',
  since: START - 3_600_000,
  sessionId: FOUND.sessionId,
  opened: true,
  viewerName: 'glance-1-2-3',
};
export const CAMERA_KEY = '4711';
export const SHOW_TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';

/** How the customer is asked, where the page has nothing else in mind. */
export const invitation = (sessionKey = CUSTOMER): Invitation => ({
  func: SHOW_TERMS,
  args: { sessionKey },
  sessionKey,
});

/** A clock that stands still until it is told, on a page that is seen unless it is told, and whose chance is what it is told. */
export class PlayedClock extends StandingClock implements Clock {
  chance = 0;
  /** Whether the page is in a tab that nobody looks at. */
  unseen = false;

  hidden(): boolean {
    return this.unseen;
  }

  random(): number {
    return this.chance;
  }
}

/** Lets every promise that can go on go on. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What `promise` has come to by now. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const open = Symbol('open');
  const value = await Promise.race([
    promise.catch((error: unknown) =>
      error instanceof Error && 'code' in error ? `rejected: ${String(error.code)}` : error,
    ),
    turn().then(() => open),
  ]);
  return value === open ? 'open' : value;
}

/**
 * A course of events through the transition function, its clock beside it. At every step the state
 * that goes in is frozen to the bottom, and the same question is asked twice.
 */
export class Course {
  readonly effects: Effect[] = [];
  /** What the last event led to. */
  last: readonly Effect[] = [];
  now = START;
  /** What the button wishes of a session that begins. */
  wishes: Wishes | undefined;
  #state: SessionState;
  /** The last effect of each kind that is answered by a fact with its number. */
  readonly #asked = new Map<Effect['do'], number>();

  constructor(start: Start = { visitorId: CUSTOMER }) {
    this.#state = deepFreeze(initialState(start));
  }

  send(...events: readonly SessionEvent[]): this {
    for (const event of events) {
      const before = deepFreeze({ ...this.#state, wishes: this.wishes });
      const { state, effects } = transition(before, deepFreeze(event), this.now);
      const again = transition(before, event, this.now);
      const same = JSON.stringify([again.state, again.effects]) === JSON.stringify([state, effects]);
      assert.ok(same, `${event.type} was answered differently the second time`);
      this.#state = deepFreeze(state);
      this.last = effects;
      this.effects.push(...effects);
      for (const effect of effects) if ('id' in effect) this.#asked.set(effect.do, effect.id);
    }
    return this;
  }

  /** Lets time pass, with a tick whenever something is due, as the session's one timer gives it. */
  pass(ms: number): this {
    const end = this.now + ms;
    for (let turns = 0; this.due <= end; turns += 1) {
      assert.ok(turns < 1_000, 'something is due for ever');
      this.now = Math.max(this.now, this.due);
      this.send({ type: 'tick' });
    }
    this.now = end;
    return this;
  }

  /** The next moment at which something is due. */
  get due(): number {
    return nextDue(this.#state);
  }

  get dueAtAll(): boolean {
    return this.due !== NEVER;
  }

  get state(): SessionState {
    return this.#state;
  }

  get shown(): Snapshot {
    return snapshotOf(this.#state);
  }

  get notice(): NoticeCode | undefined {
    return this.shown.notice?.code;
  }

  /** Forgets the effects so far. */
  get since(): this {
    this.effects.length = 0;
    return this;
  }

  /** The effects in words. */
  get done(): string[] {
    return this.effects.map(inWords);
  }

  get news(): News[] {
    return this.effects.flatMap((effect) => (effect.do === 'tell' ? [effect.news] : []));
  }

  get reports(): Report[] {
    return this.news.flatMap((news) => (news.type === 'end' ? [news.report] : []));
  }

  /** The look-ups asked for, in order. */
  get looks(): Extract<Effect, { do: 'look-up' }>[] {
    return this.effects.flatMap((effect) => (effect.do === 'look-up' ? [effect] : []));
  }

  /** Answers the last look-up that was asked for. */
  answer(answer: LookUpAnswer): this {
    return this.send({ type: 'looked-up', id: this.#id('look-up'), answer });
  }

  /** The page takes its time before the customer is asked. */
  preparing(): this {
    return this.send({ type: 'preparing', id: this.#id('prepare') });
  }

  /** The page has had its say; without an invitation it does not want the customer to be asked. */
  prepared(invited?: Invitation): this {
    return this.send({ type: 'prepared', id: this.#id('prepare'), invitation: invited });
  }

  /** The page has failed to prepare the invitation. */
  failed(cause: unknown): this {
    return this.send({ type: 'prepared', id: this.#id('prepare'), failed: { cause } });
  }

  /** The question has gone out. */
  asked(): this {
    return this.send({ type: 'asked', id: this.#id('ask') });
  }

  /** The page has nothing to add, and the question has gone out. */
  sent(): this {
    return this.prepared(invitation(this.shown.sessionKey)).asked();
  }

  /** The phone has got its text message. */
  invited(key = CAMERA_KEY): this {
    return this.send({ type: 'camera-invited', id: this.#id('invite-camera'), key });
  }

  /** The phone could not be invited. */
  notInvited(reason: ErrorCode = 'lookup-failed'): this {
    return this.send({ type: 'camera-failed', id: this.#id('invite-camera'), reason });
  }

  /** This tab is the one that may open the viewer by itself. */
  claimed(): this {
    return this.send({ type: 'claimed', id: this.#id('claim') });
  }

  #id(kind: Effect['do']): number {
    return this.#asked.get(kind) ?? 0;
  }
}

/** The customer came, and no session of theirs was found. */
export const present = (start?: Start): Course =>
  new Course(start).send({ type: 'in-view' }, { type: 'login-ready' }, { type: 'visitor-here' }).answer('none');

/** A value as JSON would carry it: what is undefined is not there. */
export const plain = (value: unknown): unknown => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** An effect as a test reads it. */
export const inWords = (effect: Effect): string => {
  switch (effect.do) {
    case 'refuse':
      return `refuse ${effect.code}`;
    case 'tell':
      return effect.news.type === 'error' ? `tell ${effect.news.code}` : `tell ${effect.news.type}`;
    default:
      return effect.do;
  }
};

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
