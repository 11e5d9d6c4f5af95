import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, plain, present, START } from './played.js';

const here: SessionEvent = { type: 'visitor-here' };
const away: SessionEvent = { type: 'visitor-away' };
const hidden: SessionEvent = { type: 'out-of-view' };
const seen: SessionEvent = { type: 'in-view' };
const lost: SessionEvent = { type: 'presence-lost' };
const absent = (): Course => new Course().send(seen, away).answer('none');

describe('presence', () => {
  it('is off without a customer, and unknown until something is known', () => {
    assert.equal(new Course({}).shown.state, 'idle');
    assert.equal(new Course().shown.state, 'connecting');
    assert.equal(new Course().shown.visitor, undefined);
  });

  it('counts a customer as absent only after five seconds away', () => {
    const course = present().send(away).pass(4_999);
    assert.equal(course.shown.state, 'present');
    assert.equal(course.pass(1).shown.state, 'absent');
  });

  it('does not count an absence that ends before', () => {
    assert.equal(present().send(away).pass(4_000).send(here).pass(60_000).shown.state, 'present');
  });

  it('starts the five seconds anew with a second departure', () => {
    const course = present().send(away).pass(4_000).send(here, away).pass(4_999);
    assert.equal(course.shown.state, 'present');
    assert.equal(course.pass(1).shown.state, 'absent');
  });

  it('takes absence at once where nothing was known', () => {
    assert.equal(absent().shown.state, 'absent');
  });

  it('says where the customer is, and since when, and forgets it with their leaving', () => {
    const course = new Course().send(seen).pass(2_000);
    course.send({ type: 'visitor-page', page: { page: 'https://shop.example/cart', browser: 'chrome 128' } }, here);
    assert.deepEqual(plain(course.shown.visitor), {
      present: true,
      since: START + 2_000,
      page: 'https://shop.example/cart',
      browser: 'chrome 128',
    });
    course.pass(10_000).send({ type: 'visitor-page', page: { page: 'https://shop.example/pay' } }, here);
    assert.equal(course.shown.visitor?.since, START + 2_000);
    assert.equal(course.shown.visitor.page, 'https://shop.example/pay');
    course.send(away).pass(5_000);
    assert.deepEqual(plain(course.shown.visitor), { present: false, since: START + 17_000 });
  });

  it('that is lost is connecting, never absent, and shows nothing of before', () => {
    for (const course of [present().send(lost), present().send(away, lost).pass(60_000), absent().send(lost)]) {
      assert.equal(course.shown.state, 'connecting');
      assert.equal(course.shown.visitor, undefined);
    }
  });

  it('before anything is known of the customer releases presence at once, since nothing is lost', () => {
    const passed = new Course().send(seen).since.send(hidden).pass(0);
    assert.deepEqual([passed.done, passed.shown.state], [['unwatch'], 'connecting']);
    assert.deepEqual(passed.since.send(seen).pass(60_000).done, ['watch']);
  });

  for (const [state, course] of [
    ['inviting', () => present().send({ type: 'invite', viewer: 'accepted' }).sent()],
    ['joinable', () => present().send({ type: 'session-started' }).answer(FOUND)],
    [
      'in-session',
      () =>
        present()
          .send({ type: 'session-started' })
          .answer(FOUND)
          .send({ type: 'open-viewer' }, { type: 'viewer-opened' }),
    ],
  ] as const)
    it(`that is dropped never changes ${state}`, () => {
      for (const event of [lost, { type: 'presence-refused', reason: 'auth-refused' }] as const)
        assert.equal(course().send(event).pass(60_000).shown.state, state);
    });

  it('that wants a login key asks for one again every 20 seconds while that may pass, and says so once', () => {
    for (const code of ['auth-timeout', 'auth-unreachable'] as const) {
      const failed: SessionEvent = { type: 'login-failed', problem: { code } };
      const course = new Course().send(seen, failed);
      assert.deepEqual(course.since.pass(19_999).done, []);
      assert.deepEqual(course.since.pass(1).done, ['log-in']);
      assert.deepEqual(course.since.pass(60_000).done, [], 'while it is being asked for');
      assert.deepEqual(course.since.send(failed).done, [], 'nothing new to tell');
      assert.deepEqual(course.since.pass(20_000).done, ['log-in']);
      assert.equal(course.shown.state, 'error');
      assert.deepEqual(course.since.send({ type: 'login-ready' }).done, ['watch']);
      assert.deepEqual(course.since.pass(60_000).done, []);
    }
  });

  it('that wants a login key leaves it to the agent where only somebody can change it', () => {
    const course = new Course().send(seen, { type: 'login-failed', problem: { code: 'auth-refused' } });
    assert.deepEqual(course.since.pass(600_000).done, []);
    assert.equal(course.shown.state, 'error');
  });

  it('that fails for another reason than before, or when the agent tries again, says so', () => {
    const failed = (code: 'auth-refused' | 'auth-timeout'): SessionEvent => ({
      type: 'login-failed',
      problem: { code },
    });
    const course = new Course().send(seen, failed('auth-timeout'));
    assert.deepEqual(course.since.send(failed('auth-refused')).done, ['tell auth-refused']);
    assert.deepEqual(course.since.send({ type: 'retry' }, failed('auth-refused')).done, ['watch', 'tell auth-refused']);
  });

  it('that is refused is idle, with the reason, until it is tried again', () => {
    const course = new Course().send(seen, { type: 'presence-refused', reason: 'origin-not-allowed' });
    assert.deepEqual([course.shown.state, course.shown.retryPresence], ['idle', true]);
    assert.equal(present().shown.retryPresence, false);
    assert.deepEqual(course.shown.notice && [course.shown.notice.code, course.shown.notice.reason], [
      'presence-unavailable',
      'origin-not-allowed',
    ]);
    assert.deepEqual(course.since.send({ type: 'retry' }).done, ['watch']);
    assert.equal(course.shown.state, 'connecting');
  });

  it('that is refused is not asked for by coming into view, but held again once it is tried again', () => {
    const course = new Course().send(seen, { type: 'presence-refused', reason: 'origin-not-allowed' });
    course.send(hidden).pass(10_000).since.send(seen);
    assert.deepEqual([course.shown.state, course.done], ['idle', []]);
    course.send({ type: 'retry' }, here, away).pass(5_000);
    assert.equal(course.shown.state, 'absent');
  });

  it('passes on what the customer’s page has sent, whatever is under way, and changes nothing by it', () => {
    const signal: SessionEvent = { type: 'signal', data: { cart: 3 } };
    for (const course of [present(), present().send({ type: 'invite', viewer: 'accepted' }).sent()]) {
      const before = course.shown;
      assert.deepEqual(course.since.send(signal).news, [signal]);
      assert.deepEqual(course.shown, before);
    }
  });

  it('does not touch keys when it is refused', () => {
    const course = new Course().send(seen, { type: 'presence-refused', reason: 'presence-disabled' });
    assert.equal(course.send({ type: 'join', key: '55555' }).answer(FOUND).shown.state, 'joinable');
  });
});

describe('out of view', () => {
  for (const [state, course] of [
    ['connecting', () => present().send({ type: 'presence-lost' })],
    ['absent', absent],
    ['present', present],
  ] as const)
    it(`for ten seconds releases presence in ${state}`, () => {
      const left = course().since.send(hidden).pass(9_999);
      assert.deepEqual(left.done, []);
      assert.deepEqual(left.pass(1).done, ['unwatch']);
      assert.equal(left.shown.state, state);
    });

  for (const [state, course] of [
    ['inviting', () => present().send({ type: 'invite', viewer: 'accepted' }).sent()],
    ['waiting', () => present().send({ type: 'join', key: '55555' })],
    ['joinable', () => present().send({ type: 'session-started' }).answer(FOUND)],
  ] as const)
    it(`keeps presence in ${state}, for as long as that lasts`, () => {
      const left = course().since.send(hidden).pass(60_000);
      assert.ok(!left.done.includes('unwatch'));
    });

  it('releases presence once what kept it is over', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }, hidden).pass(20_000).since;
    course.send({ type: 'cancel' }).pass(0);
    assert.ok(course.done.includes('unwatch'));
  });

  it('is asked from all the same: presence is held as long as that takes, and not doubted when it comes into view', () => {
    const asked = present().send(hidden).pass(20_000).send({ type: 'invite', viewer: 'accepted' }).since;
    assert.deepEqual(asked.pass(30_000).done, []);
    assert.equal(asked.send({ type: 'cancel' }).pass(0).done.join(), 'unwatch');
    const seenAgain = present().send(hidden).pass(20_000).send({ type: 'invite', viewer: 'accepted' }).pass(30_000);
    assert.equal(seenAgain.send(seen, { type: 'cancel' }).shown.state, 'present');
  });

  it('releases nothing that is not held', () => {
    assert.deepEqual(new Course().send(hidden).pass(60_000).done, []);
    assert.deepEqual(present().send(hidden).pass(10_000).since.send(hidden).pass(60_000).done, []);
  });

  it('for less than ten seconds releases nothing', () => {
    assert.deepEqual(present().since.send(hidden).pass(9_000).send(seen).pass(60_000).done, []);
  });

  it('and back within 30 seconds, the last state is still shown while presence is taken up', () => {
    const course = present().send(hidden).pass(10_000).since.pass(29_999).send(seen);
    assert.deepEqual([course.shown.state, course.done], ['present', ['watch']]);
  });

  it('and back later, it is connecting', () => {
    const course = present().send(hidden).pass(10_000).since.pass(30_000).send(seen);
    assert.deepEqual([course.shown.state, course.shown.visitor, course.done], ['connecting', undefined, ['watch']]);
  });

  it('and back, nothing is said', () => {
    assert.equal(present().send(hidden).pass(60_000).send(seen).notice, undefined);
  });
});

describe('a login key that is not to be had', () => {
  const failed: SessionEvent = { type: 'login-failed', problem: { code: 'auth-timeout' } };

  it('is an error the page is told of, with a way to try again', () => {
    const course = new Course().send(seen).since.send(failed);
    assert.deepEqual([course.shown.state, course.shown.problem?.code], ['error', 'auth-timeout']);
    assert.deepEqual(course.news, [{ type: 'error', code: 'auth-timeout' }]);
    assert.deepEqual(course.since.send({ type: 'retry' }).done, ['watch']);
    assert.equal(course.shown.state, 'connecting');
  });

  it('is asked for again where there is no customer to watch', () => {
    assert.deepEqual(new Course({}).send(failed).since.send({ type: 'retry' }).done, ['log-in']);
  });

  it('is no matter of a session that runs', () => {
    const course = present().send(failed, { type: 'join', key: '55555' }, { type: 'viewer-opened' });
    assert.deepEqual([course.shown.state, course.shown.problem], ['in-session', undefined]);
  });

  it('takes presence up again when there is one after all', () => {
    assert.deepEqual(new Course().send(seen, failed).since.send({ type: 'login-ready' }).done, ['watch']);
  });

  it('is asked for when a key is about to be typed, unless the settings are wrong', () => {
    assert.deepEqual(present().since.send({ type: 'prepare' }).done, ['log-in']);
    const problem = { code: 'config-missing', settings: ['puid'] } as const;
    const wrong = new Course({ visitorId: CUSTOMER, problem });
    assert.equal(wrong.shown.problem, problem);
    assert.deepEqual(wrong.send({ type: 'prepare' }).done, []);
  });
});

describe('a notice', () => {
  const declined = (): Course =>
    present().send({ type: 'invite', viewer: 'accepted' }).sent().send({ type: 'terms', status: 'declined' });

  for (const type of ['dismiss', 'prepare', 'retry', 'cancel', 'leave'] as const)
    it(`goes with the agent’s next request: ${type}`, () => {
      assert.equal(declined().send({ type }).notice, undefined);
    });

  it('does not go by time, nor by what the customer does', () => {
    const course = declined().send({ type: 'visitor-page', page: {} }, away).pass(3_600_000);
    assert.equal(course.notice, 'declined');
  });

  it('given twice has a new number each time, always a greater one', () => {
    const course = declined();
    const first = course.shown.notice?.seq ?? 0;
    course.send({ type: 'invite', viewer: 'accepted' }).sent().send({ type: 'terms', status: 'declined' });
    assert.equal(course.notice, 'declined');
    assert.ok((course.shown.notice?.seq ?? 0) > first);
  });

  it('can stand there from the start', () => {
    assert.equal(new Course({ notice: 'visitorid-invalid' }).notice, 'visitorid-invalid');
  });
});
