import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, invitation, NEXT, plain, present, START } from './played.js';

const OTHER = '55555';
const started: SessionEvent = { type: 'session-started' };
const opened: SessionEvent = { type: 'viewer-opened' };
const ended: SessionEvent = { type: 'session-ended', by: 'customer' };

/** Asked, accepted, begun, open, and found by the look-up. */
const inSession = (): Course =>
  present()
    .send({ type: 'invite', viewer: 'accepted' })
    .sent()
    .send({ type: 'terms', status: 'accepted' }, started, opened, { type: 'viewer-started' })
    .answer(FOUND).since;
const byKey = (from = new Course({})): Course =>
  from.send({ type: 'join', key: OTHER }).answer(FOUND).send(opened).since;

describe('a session the customer has started', () => {
  it('is looked for under their own id, and is joinable when it is found there', () => {
    const course = present().since.send(started);
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      [CUSTOMER],
    );
    course.answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', undefined]);
    assert.deepEqual(course.done, ['look-up', 'tell start']);
  });

  it('is looked for three times, three seconds apart; then its key must be read out', () => {
    const course = present().since.send(started).answer('none').pass(2_999);
    assert.equal(course.looks.length, 1);
    course.pass(1).answer('none').pass(3_000);
    assert.deepEqual([course.looks.length, course.notice], [3, undefined]);
    course.answer('none').pass(60_000);
    assert.deepEqual([course.looks.length, course.shown.state, course.notice], [3, 'present', 'session-other-key']);
  });

  it('is not said to have another key when it could not be looked for: it is looked for until it could', () => {
    const course = present().send(started).answer('none').pass(3_000).answer('none').pass(3_000).answer('failed');
    assert.deepEqual([course.shown.state, course.notice], ['present', undefined]);
    for (let times = 0; times < 3; times += 1) {
      course.since.pass(14_999);
      assert.equal(course.looks.length, 0);
      course.pass(1).answer('failed');
      assert.equal(course.looks.length, 1);
    }
    assert.equal(course.pass(15_000).answer('none').notice, 'session-other-key');
  });

  it('is found once the look-up can be reached again, also at first sight', () => {
    const course = new Course().send({ type: 'in-view' }, { type: 'visitor-here' }).answer('failed');
    assert.deepEqual([course.shown.state, course.pass(15_000).answer(FOUND).shown.state], ['present', 'joinable']);
  });

  for (const [why, happens] of [
    ['another one is joined', (c: Course) => c.send({ type: 'join', key: OTHER }).answer(FOUND)],
    ['nobody looks at the customer any more', (c: Course) => c.send({ type: 'out-of-view' }).pass(10_000)],
    ['there is no login key', (c: Course) => c.send({ type: 'login-failed', problem: { code: 'saml-failed' } })],
  ] as const)
    it(`that could not be looked for is not looked for any longer when ${why}`, () => {
      const course = happens(present().send(started).answer('failed').pass(3_000).answer('failed')).since;
      course.pass(60_000);
      assert.ok(!course.looks.some(({ key }) => key === CUSTOMER));
    });

  it('is looked for anew where the look that is under way was sent before', () => {
    const course = new Course().send({ type: 'in-view' }, { type: 'visitor-here' }, started);
    assert.equal(course.looks.length, 2);
    course.answer('none').pass(3_000);
    assert.equal(course.looks.length, 3);
  });

  it('is looked for once, however often it is said to have started', () => {
    assert.equal(present().since.send(started, started).looks.length, 1);
  });

  for (const [what, join, state] of [
    ['waits for another one', (c: Course) => c.send({ type: 'join', key: OTHER }), 'waiting'],
    ['has joined another one', (c: Course) => byKey(c), 'in-session'],
  ] as const)
    it(`is left alone while the agent ${what}`, () => {
      for (const answer of [FOUND, 'none'] as const) {
        const course = present().since.send(started).answer('none').pass(3_000).answer('none').pass(3_000);
        const { id = 0 } = course.looks.at(-1) ?? {};
        join(course).send({ type: 'looked-up', id, answer });
        assert.deepEqual([course.shown.state, course.shown.sessionKey, course.notice], [state, OTHER, undefined]);
      }
    });

  for (const [what, over] of [
    ['waited for another one', (c: Course) => c.send({ type: 'cancel' })],
    ['had joined another one', (c: Course) => c.answer(FOUND).send({ type: 'viewer-ended' })],
  ] as const) {
    for (const [when, event] of [
      ['was said to start', started],
      ['may have started in a gap', { type: 'presence-resumed' }],
    ] as const)
      it(`that ${when} while the agent ${what} is looked for after that, once`, () => {
        const course = present().send({ type: 'join', key: OTHER }).send(event);
        over(course.since);
        assert.deepEqual(
          course.looks.map((look) => look.key),
          [CUSTOMER],
        );
        assert.equal(course.answer(NEXT).shown.state, 'joinable');
        assert.deepEqual(course.since.send(ended).pass(60_000).looks, []);
      });

    it(`that was found while the agent ${what} is looked for after that`, () => {
      const course = present().since.send(started);
      const { id = 0 } = course.looks[0] ?? {};
      over(course.send({ type: 'join', key: OTHER }).send({ type: 'looked-up', id, answer: FOUND }).since);
      assert.equal(course.answer(NEXT).shown.state, 'joinable');
    });
  }

  it('is left to the button that has joined it meanwhile, and nothing is said of it', () => {
    const course = present().since.send(started);
    const { id = 0 } = course.looks[0] ?? {};
    course.since.send({ type: 'joined-elsewhere', id }).pass(60_000);
    assert.deepEqual([course.shown.state, course.done, course.notice], ['present', [], undefined]);
  });

  it('is looked for when another, said to have started, was never found', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).prepared(invitation('order-66')).asked();
    course.send({ type: 'terms', status: 'accepted' }, started, opened);
    for (let n = 0; n < 12 && course.shown.state === 'in-session'; n += 1) course.answer('none').pass(5_000);
    assert.equal(course.answer(FOUND).shown.sessionKey, CUSTOMER);
  });

  it('that was reported and is found to run all the same is shown, and told of no second time', () => {
    const course = present().send(started).answer(FOUND).send(ended, { type: 'presence-resumed' }).answer(FOUND);
    assert.equal(course.shown.state, 'joinable');
    course.send(ended);
    assert.deepEqual([course.shown.state, course.notice], ['present', 'session-missed']);
    assert.deepEqual(
      course.news.map(({ type }) => type),
      ['start', 'end'],
    );
    course.send(started).answer(NEXT).send(ended);
    assert.equal(course.reports.length, 2);
  });

  it('that may have started in a gap is looked for', () => {
    const course = present().since.send({ type: 'presence-resumed' });
    assert.deepEqual([course.looks.length, course.answer(FOUND).shown.state], [1, 'joinable']);
  });

  it('first seen while the agent waits for another one is looked for after that', () => {
    const course = new Course().send({ type: 'in-view' }, { type: 'join', key: OTHER }, { type: 'visitor-here' });
    assert.deepEqual(
      course.send({ type: 'cancel' }).looks.map(({ key }) => key),
      [OTHER, CUSTOMER],
    );
  });

  it('is not looked for any longer once it has ended', () => {
    const course = present().send(started).answer('none').send(ended).since.pass(60_000);
    assert.deepEqual([course.done, course.notice], [[], undefined]);
  });

  for (const [sight, fact] of [
    ['there', 'visitor-here'],
    ['not there', 'visitor-away'],
  ] as const)
    it(`is found at the first sight of a customer who is ${sight}`, () => {
      const course = new Course().send({ type: 'in-view' }, { type: fact });
      assert.equal(course.looks.length, 1);
      course.answer(FOUND);
      assert.equal(course.shown.state, 'joinable');
      assert.ok(!course.done.includes('open-viewer'));
    });

  it('is looked for once when the customer is first known, once when they are first there, and not again', () => {
    const course = new Course().send({ type: 'in-view' }, { type: 'visitor-away' }).answer('none');
    course.send({ type: 'visitor-here' }).answer('none');
    assert.equal(course.looks.length, 2);
    course.send({ type: 'visitor-away' }).pass(5_000).send({ type: 'visitor-here' });
    assert.equal(course.looks.length, 2);
    const absent = new Course().send({ type: 'in-view' }, { type: 'visitor-away' }).answer('none');
    assert.equal(absent.send({ type: 'presence-lost' }, { type: 'visitor-away' }).looks.length, 1);
  });
});

describe('a session the customer starts unasked', () => {
  const wishing = (course = present()): Course => {
    course.wishes = { autojoin: true };
    return course.since;
  };

  it('is opened by itself where that is wished for, once this tab is known to be the one that may', () => {
    const course = wishing().send(started).answer(FOUND);
    assert.deepEqual([course.shown.state, course.done], ['joinable', ['look-up', 'tell start', 'claim']]);
    const claim = course.effects.at(-1);
    assert.equal(claim?.do === 'claim' && claim.key, CUSTOMER);
    assert.deepEqual(course.since.claimed().effects, [{ do: 'open-viewer', key: CUSTOMER }]);
    assert.equal(course.send(opened).shown.state, 'in-session');
  });

  it('is not opened by itself otherwise', () => {
    assert.ok(!present().since.send(started).answer(FOUND).done.includes('claim'));
  });

  it('is not opened by itself at first sight: it may run in another tab of the agent', () => {
    const course = wishing(new Course()).send({ type: 'in-view' }, { type: 'visitor-here' }).answer(FOUND);
    assert.deepEqual([course.shown.state, course.done], ['joinable', ['watch', 'look-up', 'tell start']]);
  });

  it('is not opened by itself after a question that was called off', () => {
    const course = wishing(present().send({ type: 'invite', viewer: 'accepted' }).sent());
    course.send({ type: 'cancel' }, started).answer(FOUND);
    assert.deepEqual([course.notice, course.done], ['late-accept', ['look-up', 'tell start']]);
  });

  it('is not opened by itself when it started before this was wished for', () => {
    const course = present().since.send(started).answer(FOUND);
    course.wishes = { autojoin: true };
    course.send({ type: 'presence-resumed' }).answer(FOUND).pass(60_000);
    assert.ok(!course.done.includes('claim'), course.done.join(', '));
  });

  for (const [what, events] of [
    ['opened', [{ type: 'open-viewer' }, opened]],
    ['opened and left', [{ type: 'open-viewer' }, opened, { type: 'leave' }]],
    ['opened and closed', [{ type: 'open-viewer' }, opened, { type: 'viewer-closed', certain: true }]],
    ['ending', [{ type: 'end' }]],
    ['over', [ended]],
  ] as const satisfies [string, SessionEvent[]][])
    it(`is not opened by itself when it is ${what} by then`, () => {
      const course = wishing()
        .send(started)
        .answer(FOUND)
        .send(...events)
        .since.claimed();
      assert.deepEqual(course.done, []);
    });

  it('is not opened by what was claimed for an earlier one', () => {
    const course = wishing().send(started).answer(FOUND);
    const claim = course.effects.at(-1);
    const id = claim?.do === 'claim' ? claim.id : 0;
    course.send(ended, started).answer(NEXT).since.send({ type: 'claimed', id });
    assert.deepEqual([course.shown.state, course.done], ['joinable', []]);
  });
});

describe('a viewer that is open when its session ends', () => {
  const shown = (): Course => present().send(started).answer(FOUND).send({ type: 'open-viewer' }, opened);

  it('is closed where it may still be waiting: it would show the next session of this key', () => {
    assert.ok(shown().send(ended).done.includes('close-viewer'));
  });

  for (const [how, shows] of [
    ['it has said so', (c: Course) => c.send({ type: 'viewer-started' })],
    ['it never speaks, and the session has been looked for since', (c: Course) => c.pass(15_000).answer(FOUND).pass(1)],
  ] as const)
    it(`stays as it is where it is known to show it: ${how}`, () => {
      const { done } = shows(shown()).send(ended);
      assert.ok(done.includes('release-viewer') && !done.includes('close-viewer'), done.join(', '));
    });

  it('is closed where it has spoken, and not said that it shows it', () => {
    const course = shown().send({ type: 'viewer-alive' }).pass(20_000).send({ type: 'presence-resumed' }).answer(FOUND);
    assert.ok(course.send(ended).done.includes('close-viewer'));
  });

  it('is another than the one that showed it before', () => {
    const course = shown().send({ type: 'viewer-started' }, { type: 'leave' }, { type: 'open-viewer' }, opened).since;
    assert.ok(course.send(ended).done.includes('close-viewer'));
  });
});

describe('a session whose end Glance does not tell', () => {
  it('is looked at while no viewer is open to tell it', () => {
    const course = present().send(started).answer(FOUND).since.pass(15_000).answer('none').pass(5_000).answer('none');
    assert.equal(course.shown.state, 'present');
  });
});

describe('a session ends', () => {
  for (const [how, end] of [
    ['when presence says so of the customer’s own key', (c: Course) => c.send(ended)],
    ['when its viewer says so', (c: Course) => c.send({ type: 'viewer-ended', by: 'customer' })],
    [
      'when two look-ups five seconds apart do not find it',
      (c: Course) => c.send({ type: 'presence-resumed' }).answer('none').pass(5_000).answer('none'),
    ],
    ['when the agent’s end is confirmed', (c: Course) => c.send({ type: 'end' }, ended)],
    [
      'when the agent’s end is not confirmed but the look-up finds nothing',
      (c: Course) => c.send({ type: 'end' }).pass(5_000).answer('none'),
    ],
  ] as const)
    it(how, () => {
      const course = end(inSession());
      assert.deepEqual([course.shown.state, course.notice], ['present', 'session-ended']);
      assert.equal(course.reports.length, 1);
    });

  for (const [how, event] of [
    ['a page change', { type: 'visitor-page', page: { page: 'https://shop.example/2' } }],
    ['a closed socket', { type: 'presence-lost' }],
    ['a refused presence', { type: 'presence-refused', reason: 'origin-not-allowed' }],
    ['a closed viewer', { type: 'viewer-closed', certain: true }],
    ['being out of view', { type: 'out-of-view' }],
    ['the failing of a login key', { type: 'login-failed', problem: { code: 'auth-timeout' } }],
    ['another customer’s answer', { type: 'looked-up', id: 999_999, answer: 'none' }],
  ] as const satisfies [string, SessionEvent][])
    it(`not by ${how}`, () => {
      const course = inSession().send(event).pass(600_000);
      assert.deepEqual(course.reports, []);
      assert.ok(['in-session', 'joinable'].includes(course.shown.state));
    });

  it('not by one look-up that finds nothing, nor by the customer’s going', () => {
    const course = inSession().send({ type: 'presence-resumed' }).answer('none').pass(4_999);
    assert.equal(course.looks.length, 1);
    assert.equal(course.pass(1).answer(FOUND).shown.state, 'in-session');
    course.send({ type: 'visitor-away' }).pass(30_000);
    assert.equal(course.shown.state, 'in-session');
  });

  it('when presence says so of one the customer was asked for, under another key too', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).prepared(invitation('order-66')).asked();
    course.send({ type: 'terms', status: 'accepted' }, started, opened).answer(FOUND).since.send(ended);
    assert.deepEqual([course.shown.state, course.notice], ['present', 'session-ended']);
    const [report] = course.reports;
    assert.deepEqual([report?.sessionKey, report?.visitorId, report?.endedBy], ['order-66', CUSTOMER, 'customer']);
  });

  it('for a viewer, too, that the page has still to open', () => {
    const course = present().send(started).answer(FOUND).send({ type: 'open-viewer' }).since.send(ended);
    assert.deepEqual(course.done, ['release-viewer', 'tell end']);
  });

  it('not by a word of presence, when it was joined by another key: then it is looked at', () => {
    const course = byKey(present()).send(ended);
    assert.deepEqual(course.done, ['look-up']);
    assert.equal(course.answer(FOUND).shown.state, 'in-session');
    course.send(ended).answer('none');
    assert.deepEqual([course.shown.state, course.reports[0]?.endedBy], ['present', 'customer']);
  });
});

describe('a running session', () => {
  it('is not looked at while presence and its viewer would tell of its end', () => {
    assert.deepEqual(inSession().pass(600_000).done, []);
  });

  it('is looked at every 15 seconds while no viewer has said that it shows it', () => {
    const silent = present().send(started).answer(FOUND).send({ type: 'open-viewer' }, opened);
    const course = silent.since.pass(15_000).answer(FOUND).pass(15_000);
    assert.equal(course.looks.length, 2);
    assert.equal(course.answer(FOUND).send({ type: 'viewer-started' }).since.pass(60_000).looks.length, 0);
  });

  for (const [why, event] of [
    ['is absent', { type: 'visitor-away' }],
    ['cannot be seen', { type: 'presence-lost' }],
    ['may not be seen', { type: 'presence-refused', reason: 'auth-refused' }],
  ] as const satisfies [string, SessionEvent][])
    it(`is looked at every 15 seconds while the customer ${why}`, () => {
      const course = inSession().send(event).pass(5_000).since;
      course.pass(15_000);
      assert.equal(course.looks.length, 1);
      course.answer(FOUND).pass(14_999);
      assert.equal(course.looks.length, 1);
      course.pass(1).answer('failed').pass(15_000);
      assert.equal(course.looks.length, 3);
    });

  it('is looked at every 15 seconds while presence is off', () => {
    const course = byKey();
    for (let n = 1; n <= 4; n += 1) assert.equal(course.pass(15_000).answer(FOUND).looks.length, n);
  });

  // DESIGN 3: "An end is … or two look-ups five seconds apart that find it gone (looked at every 15 s while presence
  // is off, absent or by REST)". Presence of the watched customer tells nothing of a session of somebody else.
  it('joined by another key is looked at too while the watched customer is there', () => {
    assert.equal(byKey(present()).pass(15_000).looks.length, 1);
  });

  // The same rule: while presence is released it is off.
  it('is looked at, or presence is taken up again, when it is joined while presence is released', () => {
    const released = present().send({ type: 'out-of-view' }).pass(10_000).since;
    const course = released.send({ type: 'join', key: OTHER }).answer(FOUND).send(opened).pass(15_000);
    assert.ok(course.done.includes('watch') || course.looks.length > 1, course.done.join(', '));
  });

  it('shows what kind it is, as the look-up that found it says', () => {
    const course = byKey(new Course({}));
    assert.equal(course.shown.callType, undefined);
    const camera = new Course({}).send({ type: 'join', key: OTHER }).answer({ ...FOUND, callType: 'video' });
    assert.equal(camera.shown.callType, 'video');
    assert.equal(camera.send({ type: 'viewer-ended' }).shown.callType, undefined);
  });

  it('shows what kind it is as soon as a later look-up says it', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened);
    assert.equal(course.shown.callType, undefined);
    assert.equal(course.answer({ ...FOUND, callType: 'cobrowse' }).shown.callType, 'cobrowse');
  });

  it('that has just begun may be unknown to the look-up for 30 seconds', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened);
    for (let n = 0; n < 9; n += 1) course.answer('none').pass(3_000);
    assert.equal(course.shown.state, 'in-session');
    course.send({ type: 'viewer-started' }).answer(FOUND).since.pass(60_000);
    assert.deepEqual([course.shown.state, course.done], ['in-session', []]);
  });

  it('that is still unknown to the look-up after 30 seconds is over when it is not found twice', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened);
    for (let n = 0; n < 10; n += 1) course.answer('none').pass(3_000);
    course.answer('none').pass(5_000).answer('none');
    assert.deepEqual([course.shown.state, course.reports.length], ['present', 1]);
  });
});

describe('the viewer', () => {
  it('that is closed is left: the session stays joinable, and opens again', () => {
    const course = inSession().send({ type: 'viewer-closed', certain: true });
    assert.deepEqual([course.shown.state, course.reports, course.done], ['joinable', [], []]);
    assert.deepEqual(course.send({ type: 'open-viewer' }).done, ['open-viewer']);
  });

  it('that may only have been cut off keeps the session as it is', () => {
    const course = inSession().send({ type: 'viewer-closed', certain: false });
    assert.deepEqual([course.shown.state, course.shown.viewerLost], ['in-session', true]);
    course.pass(2_001).send({ type: 'open-viewer' }, opened);
    assert.deepEqual(course.done, ['open-viewer']);
    assert.equal(course.shown.viewerLost, false);
  });

  it('that is out of reach from the first is not opened a second time by a double click', () => {
    const course = present().send(started).answer(FOUND).send({ type: 'open-viewer' }, opened).since;
    course.send({ type: 'viewer-closed', certain: false }).pass(2_000).send({ type: 'open-viewer' });
    assert.deepEqual(course.done, []);
    assert.deepEqual(course.pass(1).send({ type: 'open-viewer' }).done, ['open-viewer']);
  });

  it('that was opened again and is out of reach again is guarded anew', () => {
    const lost: SessionEvent = { type: 'viewer-closed', certain: false };
    const course = inSession().send(lost).pass(60_000).send({ type: 'open-viewer' }, opened, lost).since;
    assert.deepEqual(course.send({ type: 'open-viewer' }).done, []);
  });

  it('that has been closed may be opened at once', () => {
    const course = present().send(started).answer(FOUND).send({ type: 'open-viewer' }, opened).since;
    course.send({ type: 'viewer-closed', certain: true }, { type: 'open-viewer' });
    assert.deepEqual(course.done, ['open-viewer']);
  });

  it('that is open is shown, not opened twice', () => {
    assert.deepEqual(inSession().send({ type: 'open-viewer' }).done, ['show-viewer']);
  });

  it('that was blocked leaves the session joinable, and says so each time', () => {
    const blocked: SessionEvent = { type: 'viewer-blocked' };
    const course = present().send(started).answer(FOUND).send({ type: 'open-viewer' }, blocked);
    const first = course.shown.notice;
    assert.deepEqual([course.shown.state, first?.code], ['joinable', 'popup-blocked']);
    assert.equal(course.send({ type: 'open-viewer' }).notice, undefined);
    const second = course.send(blocked).shown.notice;
    assert.equal(second?.code, 'popup-blocked');
    assert.ok(second.seq > (first?.seq ?? 0), 'the repeated notice has no new number');
  });

  for (const [before, outcome] of [
    [[], 'missed'],
    [[opened, { type: 'viewer-closed', certain: true }], 'joined'],
  ] as const)
    it(`that the page’s policy forbids was not open: the session is ${outcome}`, () => {
      const course = present()
        .send(started)
        .answer(FOUND)
        .send(...before);
      course.send(opened, { type: 'viewer-closed', certain: true }, { type: 'viewer-blocked', reason: 'csp-blocked' });
      const { state, notice } = course.shown;
      assert.deepEqual([state, notice?.code, notice?.reason], ['joinable', 'popup-blocked', 'csp-blocked']);
      course.send({ type: 'session-ended', by: 'customer' });
      assert.equal(course.reports.at(-1)?.outcome, outcome);
    });
});

describe('the agent’s end', () => {
  it('stops the session at the customer’s, closes the viewer and waits five seconds', () => {
    const course = inSession().send({ type: 'end' });
    assert.deepEqual(course.done, ['stop-session', 'close-viewer']);
    assert.deepEqual([course.shown.state, course.shown.ending], ['in-session', true]);
    course.pass(4_999);
    assert.equal(course.looks.length, 0);
    assert.equal(course.pass(1).looks.length, 1);
  });

  it('that is not confirmed leaves a session that still runs joinable', () => {
    const course = inSession().send({ type: 'end' }).pass(5_000).answer(FOUND);
    assert.deepEqual([course.shown.state, course.shown.ending, course.notice], ['joinable', false, 'end-unconfirmed']);
    assert.deepEqual(course.reports, []);
  });

  it('that can neither be confirmed nor looked up is taken as an end, and says that', () => {
    const course = inSession().send({ type: 'end' }).pass(5_000).answer('failed');
    assert.deepEqual([course.shown.state, course.notice, course.reports.length], ['present', 'end-unconfirmed', 1]);
  });

  it('is asked for once', () => {
    assert.deepEqual(inSession().send({ type: 'end' }).since.send({ type: 'end' }).done, []);
  });
});

describe('the report', () => {
  it('says what the session was', () => {
    const [report] = inSession().pass(61_500).send(ended).reports;
    assert.deepEqual(plain(report), {
      sessionId: FOUND.sessionId,
      sessionStart: new Date(START).toISOString(),
      sessionEnd: new Date(START + 61_500).toISOString(),
      duration: report?.duration,
      sessionKey: CUSTOMER,
      visitorId: CUSTOMER,
      outcome: 'joined',
      endedBy: 'customer',
    });
    assert.ok([61, 62].includes(report?.duration ?? 0));
  });

  it('waits for the session’s id, and goes out with it', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened, ended);
    assert.deepEqual([course.shown.state, course.reports.length], ['present', 0]);
    course.pass(4_000).answer({ sessionId: '8008' });
    assert.equal(course.reports[0]?.sessionId, '8008');
    assert.equal(course.reports[0].duration, 0);
  });

  it('waits five seconds at most, and once', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened, ended).pass(4_999);
    assert.equal(course.reports.length, 0);
    course.pass(1);
    assert.equal(course.reports[0]?.sessionId, '');
    course.answer(FOUND).pass(60_000);
    assert.equal(course.reports.length, 1);
  });

  it('waits for the answer that is its own, whatever else is heard meanwhile', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened, ended);
    const { id = 0 } = course.looks.at(-1) ?? {};
    course.send({ type: 'visitor-page', page: {} }, started).answer({ sessionId: '9009' });
    assert.deepEqual(course.reports, []);
    course.send({ type: 'looked-up', id, answer: { sessionId: '8008' } });
    assert.deepEqual(
      course.reports.map(({ sessionId }) => sessionId),
      ['8008'],
    );
  });

  it('has no id where the look-up does not know the session, or was never to be had', () => {
    const unknown = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    unknown.send({ type: 'terms', status: 'accepted' }, started, opened, ended).answer('none');
    const failed = new Course({}).send({ type: 'join', key: OTHER }).answer('failed').answer('failed');
    failed.send({ type: 'viewer-ended' });
    for (const { reports } of [unknown, failed])
      assert.deepEqual(
        reports.map(({ sessionId }) => sessionId),
        [''],
      );
  });

  it('has the id of a later look-up when the first one failed', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened).answer('failed').pass(15_000).answer(FOUND);
    assert.equal(course.send(ended).reports[0]?.sessionId, FOUND.sessionId);
  });

  it('says missed when the agent never had the viewer open', () => {
    const course = present().send(started).answer(FOUND).send(ended);
    assert.deepEqual([course.reports[0]?.outcome, course.notice], ['missed', 'session-missed']);
  });

  it('says joined when the agent had left before the end', () => {
    assert.equal(inSession().send({ type: 'leave' }, ended).reports[0]?.outcome, 'joined');
  });

  for (const [by, end] of [
    ['agent', (c: Course) => c.send({ type: 'end' }, ended)],
    ['customer', (c: Course) => c.send(ended)],
    ['unknown', (c: Course) => c.send({ type: 'session-ended', by: 'unknown' })],
    ['customer', (c: Course) => c.send({ type: 'viewer-ended', by: 'customer' })],
    ['unknown', (c: Course) => c.send({ type: 'viewer-ended' })],
  ] as const)
    it(`says who ended it: ${by}`, () => {
      assert.equal(end(inSession()).reports[0]?.endedBy, by);
    });

  it('names no customer for a session under another key', () => {
    const course = byKey(present()).send({ type: 'viewer-ended' });
    assert.deepEqual([course.reports[0]?.sessionKey, course.reports[0]?.visitorId], [OTHER, undefined]);
  });

  it('has the labels of the button as they were when the session began', () => {
    const course = present();
    course.wishes = { labels: { origin: 'crm', externalId: 'case-7' } };
    course.send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, started, opened).answer(FOUND);
    course.wishes = { labels: { origin: 'crm', externalId: 'case-8' } };
    const [report] = course.send(ended).reports;
    assert.deepEqual([report?.origin, report?.externalId], ['crm', 'case-7']);
  });

  for (const [how, begin] of [
    ['joined by its key', (c: Course) => c.send({ type: 'join', key: OTHER }).answer(FOUND)],
    ['started by the customer', (c: Course) => c.send(started).answer(FOUND)],
    [
      'of a phone’s camera',
      (c: Course) => c.send({ type: 'invite-camera', phone: '+49 171 5550100' }).invited().answer(FOUND),
    ],
  ] as const)
    it(`has them for a session ${how}, too`, () => {
      const course = present();
      course.wishes = { labels: { externalId: 'case-7' } };
      assert.equal(begin(course).send({ type: 'viewer-ended' }).reports[0]?.externalId, 'case-7');
    });

  it('counts no time backwards when the clock was set back', () => {
    const course = inSession();
    course.now -= 3_600_000;
    assert.equal(course.send(ended).reports[0]?.duration, 0);
  });
});
