import assert from 'node:assert/strict';
import type { NoticeCode } from '../../src/session/codes.js';
import type { Effect, LookUpAnswer, News, SessionEvent } from '../../src/session/events.js';
import type { Clock } from '../../src/session/ports.js';
import type { Report } from '../../src/session/report.js';
import type { Snapshot } from '../../src/session/snapshot.js';
import { initialState, NEVER, nextDue, type SessionState, snapshotOf, type Start } from '../../src/session/state.js';
import { transition } from '../../src/session/transition.js';
import { PlayedClock as StandingClock } from './sandbox-client.js';

/** What the tests of the session play it with: a clock, a course of events, and a turn for promises. */

export const START = 1_800_000_000_000;
export const CUSTOMER = 'alice';
export const FOUND = { sessionId: '7001' } as const;

/** A clock that stands still until it is told, and whose chance is what it is told. */
export class PlayedClock extends StandingClock implements Clock {
  chance = 0;

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
  #state: SessionState;
  #lookUp = 0;
  #question = 0;

  constructor(start: Start = { visitorId: CUSTOMER }) {
    this.#state = deepFreeze(initialState(start));
  }

  send(...events: readonly SessionEvent[]): this {
    for (const event of events) {
      const before = this.#state;
      const { state, effects } = transition(before, deepFreeze(event), this.now);
      const again = transition(before, event, this.now);
      const same = JSON.stringify([again.state, again.effects]) === JSON.stringify([state, effects]);
      assert.ok(same, `${event.type} was answered differently the second time`);
      this.#state = deepFreeze(state);
      this.last = effects;
      this.effects.push(...effects);
      for (const effect of effects) {
        if (effect.do === 'look-up') this.#lookUp = effect.id;
        if (effect.do === 'ask') this.#question = effect.id;
      }
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
    return this.send({ type: 'looked-up', id: this.#lookUp, answer });
  }

  /** The question has gone out. */
  asked(): this {
    return this.send({ type: 'asked', id: this.#question });
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
