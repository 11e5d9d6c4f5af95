import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SessionEvent } from '../../src/session/events.js';
import type { Start } from '../../src/session/state.js';
import { Course, CUSTOMER } from './played.js';
import { type EventName, EVENTS } from './transition-events.js';

/** Any course at all: whatever is thrown at it, in whatever order, at whatever times. */

type Step = { readonly event: EventName } | { readonly ms: number };

/** A session is taken up before anything else happens, never in the middle (transition-taken-up.test.ts). */
const names = (Object.keys(EVENTS) as EventName[]).filter((name) => name !== 'taken-up');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ event: fc.constantFrom(...names) }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.constantFrom(0, 1, 2_999, 5_000, 10_000, 90_000) }) },
);
const starts: readonly Start[] = [
  { visitorId: CUSTOMER },
  {},
  { visitorId: CUSTOMER, problem: { code: 'config-missing', settings: ['puid'] } },
];
/** Most of the chances to a customer who is watched. */
const start = fc.oneof(
  { weight: 8, arbitrary: fc.constant(starts[0]) },
  { weight: 1, arbitrary: fc.constantFrom(...starts.slice(1)) },
);

const take = (course: Course, one: Step): void => {
  if ('ms' in one) course.pass(one.ms);
  else {
    const meeting: SessionEvent | ((course: Course) => Course) = EVENTS[one.event];
    if (typeof meeting === 'function') meeting(course);
    else course.send(meeting);
  }
};

const holds = (check: (course: Course, steps: readonly Step[]) => void): void =>
  fc.assert(
    fc.property(start, fc.boolean(), fc.array(step, { maxLength: 40 }), (from, autojoin, steps) => {
      const course = new Course(from);
      course.wishes = { autojoin };
      check(course, steps);
    }),
    { numRuns: 1_000 },
  );

describe('whatever happens', () => {
  // That nothing throws on a frozen state, and that the same question has the same answer, is checked by Course.
  it('nothing throws, and nothing that goes in is changed', () => {
    holds((course, steps) => {
      for (const one of steps) take(course, one);
    });
  });

  it('what is due is done: nothing stays due after its time', () => {
    holds((course, steps) => {
      for (const one of steps) {
        take(course, one);
        course.pass(0);
        assert.ok(course.due > course.now);
      }
    });
  });

  it('every session that is told to have started is told to have ended at most once, and in order', () => {
    holds((course, steps) => {
      for (const one of steps) take(course, one);
      let running = 0;
      for (const { type } of course.news) {
        if (type === 'start') running += 1;
        if (type === 'end') running -= 1;
        assert.ok(running >= 0);
      }
      course.pass(10_000);
      const open = course.shown.state === 'joinable' || course.shown.state === 'in-session' ? 1 : 0;
      const count = (type: string): number => course.news.filter((news) => news.type === type).length;
      assert.equal(count('start') - count('end'), open);
    });
  });

  it('the viewer is opened only for a session that is asked for, runs, or was accepted', () => {
    holds((course, steps) => {
      for (const one of steps) {
        const before = course.shown;
        take(course.since, one);
        if (!course.done.includes('open-viewer')) continue;
        const name = 'event' in one ? one.event : 'time';
        const by = ['open-viewer', 'join'].includes(name);
        const early = before.phase === 'preparing' && ['preparing', 'prepared', 'other-key'].includes(name);
        const answered = ['inviting', 'waiting'].includes(before.state) && ['found', 'look-up-failed'].includes(name);
        const begun = before.phase === 'accepted' && name === 'session-started';
        const alone = before.state === 'joinable' && name === 'claimed' && course.wishes?.autojoin;
        assert.ok(by || early || answered || begun || alone, `${name} opened a viewer in ${before.state}`);
      }
    });
  });

  it('the customer is asked once for each invitation, and only after the page has had its say', () => {
    holds((course, steps) => {
      let asked = 0;
      for (const one of steps) {
        const before = course.shown;
        take(course.since, one);
        if (!course.done.includes('ask')) continue;
        const id = course.effects.find((effect) => effect.do === 'ask')?.id ?? 0;
        assert.ok(id > asked, 'the same invitation was asked twice');
        asked = id;
        assert.equal(before.phase, 'preparing');
        assert.ok('event' in one && ['prepared', 'other-key'].includes(one.event));
      }
    });
  });

  it('a question that is no more leaves no viewer waiting for it', () => {
    holds((course, steps) => {
      let waits = false;
      for (const one of steps) {
        const { state } = course.shown;
        take(course.since, one);
        const after = course.shown.state;
        if (after === 'inviting' && course.done.includes('open-viewer')) waits = true;
        if (state !== 'inviting' || after === 'inviting') continue;
        const joined = after === 'joinable' || after === 'in-session';
        if (waits && !joined) assert.ok(course.done.includes('close-viewer'), `not closed in ${after}`);
        waits = false;
      }
    });
  });
});
