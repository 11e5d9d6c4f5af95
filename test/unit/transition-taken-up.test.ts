import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordsOf } from '../../src/session/state.js';
import { Course, CUSTOMER, FOUND, NEXT, present, RECORD, START } from './played.js';

const HOUR = 3_600_000;
const takingUp = (record = RECORD, course = new Course({ visitorId: CUSTOMER })): Course =>
  course.send({ type: 'taken-up', record });

describe('a session that ran before its button was there', () => {
  it('is shown once it is known to run still, and not before', () => {
    const course = takingUp();
    assert.deepEqual(course.done, ['look-up']);
    assert.equal(course.looks[0]?.key, RECORD.key);
    assert.equal(course.shown.state, 'connecting');
    course.answer(FOUND);
    assert.equal(course.shown.state, 'joinable');
    assert.equal(course.notice, 'resumed');
  });

  it('goes on from where it was: its key, its start, its customer', () => {
    const { shown } = takingUp({ ...RECORD, visitorId: 'bob' }).answer(FOUND);
    assert.deepEqual([shown.sessionKey, shown.since, shown.visitorId], [RECORD.key, START - HOUR, 'bob']);
  });

  it('never began in the future, however the clock was set meanwhile', () => {
    assert.equal(takingUp({ ...RECORD, since: START + HOUR }).answer(FOUND).shown.since, START);
  });

  it('is not told to have started a second time', () => {
    assert.deepEqual(takingUp().answer(FOUND).news, []);
  });

  it('has its viewer looked for', () => {
    const course = takingUp().answer(FOUND);
    assert.deepEqual(
      course.last.map((effect) => effect.do),
      ['find-viewer'],
    );
    course.send({ type: 'viewer-opened', name: RECORD.viewerName });
    assert.equal(course.shown.state, 'in-session');
  });

  it('has its viewer found again by its name also when it was left before that', () => {
    const course = takingUp().answer(FOUND).send({ type: 'leave' });
    assert.equal(recordsOf(course.state)[0]?.viewerName, RECORD.viewerName);
    course.send({ type: 'open-viewer' }, { type: 'viewer-opened', name: RECORD.viewerName }, { type: 'leave' });
    assert.equal(recordsOf(course.state)[0]?.viewerName, undefined);
  });

  it('is reported at its end, as one session with one start', () => {
    const course = takingUp({ ...RECORD, labels: { origin: 'CRM' } }).answer(FOUND);
    course.send({ type: 'viewer-ended', by: 'customer' });
    assert.deepEqual(
      course.reports.map(({ sessionId, duration, outcome, endedBy, origin }) => ({
        ...{ sessionId, duration, outcome, endedBy, origin },
      })),
      [{ sessionId: FOUND.sessionId, duration: 3_600, outcome: 'joined', endedBy: 'customer', origin: 'CRM' }],
    );
  });

  it('that has ended meanwhile is reported after two looks, five seconds apart', () => {
    const course = takingUp().answer('none');
    assert.deepEqual(course.reports, []);
    course.pass(4_999);
    assert.equal(course.looks.length, 1);
    course.pass(1).answer('none');
    assert.deepEqual(
      course.reports.map(({ endedBy }) => endedBy),
      ['unknown'],
    );
    assert.equal(course.notice, 'session-ended');
    assert.equal(course.shown.state, 'connecting');
    assert.equal(course.dueAtAll, false);
  });

  it('that was never opened, and has ended meanwhile, was missed', () => {
    const course = takingUp({ ...RECORD, opened: false })
      .answer('none')
      .pass(5_000)
      .answer('none');
    assert.equal(course.reports[0]?.outcome, 'missed');
    assert.equal(course.notice, 'session-missed');
  });

  it('whose end was asked for before is reported as ended by the agent', () => {
    const course = takingUp({ ...RECORD, endedBy: 'agent' })
      .answer('none')
      .pass(5_000)
      .answer('none');
    assert.equal(course.reports[0]?.endedBy, 'agent');
  });

  it('found again at the second look is not over', () => {
    const course = takingUp().answer('none').pass(5_000).answer(FOUND);
    assert.equal(course.shown.state, 'joinable');
    assert.deepEqual(course.reports, []);
  });

  it('is shown when it cannot be told: the viewer knows how to wait', () => {
    const course = takingUp().answer('failed');
    assert.equal(course.shown.state, 'joinable');
    course.answer('none').pass(5_000).answer('none');
    assert.equal(course.reports.length, 1);
  });

  it('whose key has another session by now is reported, and the other one is shown as what it is', () => {
    const course = takingUp().answer({ sessionId: '7002' });
    assert.deepEqual(
      course.reports.map(({ sessionId }) => sessionId),
      [FOUND.sessionId],
    );
    assert.equal(course.shown.state, 'joinable');
    assert.deepEqual(
      course.news.map(({ type }) => type),
      ['end', 'start'],
    );
    assert.equal(course.shown.since, START);
  });

  it('waits while the agent does something else, and comes when that is over', () => {
    const course = takingUp(RECORD, present());
    course.send({ type: 'invite', viewer: 'accepted' });
    course.answer(FOUND);
    assert.equal(course.shown.state, 'inviting');
    course.send({ type: 'cancel' }).pass(15_000).answer(FOUND);
    assert.equal(course.shown.state, 'joinable');
    assert.equal(course.shown.sessionKey, RECORD.key);
  });

  it('that was found meanwhile is over after two looks, as any other', () => {
    const course = takingUp(RECORD, present()).send({ type: 'join', key: '55555' });
    course.send({ type: 'looked-up', id: course.looks.at(-2)?.id ?? 0, answer: FOUND }, { type: 'cancel' });
    course.pass(15_000).answer('none');
    assert.deepEqual(course.reports, []);
    assert.equal(course.pass(5_000).answer('none').reports.length, 1);
  });

  it('is not mixed up with one of another key that the agent joins meanwhile', () => {
    const course = takingUp().send({ type: 'join', key: '55555' }).answer({ sessionId: '' });
    assert.deepEqual([course.shown.sessionKey, course.shown.since], ['55555', START]);
    assert.deepEqual(
      course.news.map(({ type }) => type),
      ['start'],
    );
  });

  it('is looked at until presence can tell of its end, which may have come before that', () => {
    const course = takingUp({ ...RECORD, key: CUSTOMER, visitorId: CUSTOMER }).answer(FOUND);
    course.send({ type: 'open-viewer' }, { type: 'viewer-opened' }, { type: 'viewer-started' });
    course.send({ type: 'in-view' }, { type: 'visitor-here' }).since.pass(15_000);
    assert.equal(course.looks.length, 1);
    course.answer(FOUND).since.pass(60_000);
    assert.equal(course.looks.length, 0);
  });

  it('is looked at once more by presence that was there before it was found', () => {
    const course = takingUp({ ...RECORD, key: CUSTOMER, visitorId: CUSTOMER });
    course.send({ type: 'in-view' }, { type: 'visitor-here' }).answer(FOUND).since.pass(15_000);
    assert.equal(course.looks.length, 1);
  });

  it('is reported once when the agent is in another by the time that is known', () => {
    const course = takingUp({ ...RECORD, key: CUSTOMER, visitorId: CUSTOMER });
    const { id = 0 } = course.looks[0] ?? {};
    course.send({ type: 'in-view' }, { type: 'visitor-here' }).answer(NEXT);
    course.send({ type: 'looked-up', id, answer: NEXT }).pass(60_000);
    assert.deepEqual(
      course.reports.map(({ sessionId }) => sessionId),
      [RECORD.sessionId],
    );
    assert.equal(course.shown.state, 'joinable');
  });

  it('is one with the session of the same key that the agent joins meanwhile', () => {
    const course = takingUp().send({ type: 'join', key: RECORD.key }).answer(FOUND);
    assert.equal(course.shown.state, 'joinable');
    assert.equal(course.shown.since, RECORD.since);
    assert.equal(course.done.filter((done) => done === 'open-viewer').length, 1);
    assert.ok(!course.done.includes('find-viewer'));
    course.send({ type: 'viewer-ended' }).pass(60_000);
    assert.deepEqual(
      course.news.map(({ type }) => type),
      ['end'],
    );
  });

  it('is one with what first sight of the customer finds', () => {
    const course = takingUp({ ...RECORD, key: CUSTOMER, visitorId: CUSTOMER });
    course.send({ type: 'in-view' }, { type: 'visitor-here' });
    course.send({ type: 'session-started' }).answer(FOUND);
    assert.equal(course.notice, 'resumed');
    assert.deepEqual(course.news, []);
  });
});

describe('what is kept beyond the page', () => {
  it('is nothing while no session runs', () => {
    for (const course of [new Course(), present(), present().send({ type: 'invite', viewer: 'accepted' })])
      assert.deepEqual(recordsOf(course.state), []);
  });

  it('is a session that runs: its key, its start, its viewer’s name, and who has asked for its end', () => {
    const course = present().send({ type: 'session-started' }).answer(FOUND);
    course.send({ type: 'open-viewer' }, { type: 'viewer-opened', name: 'glance-4' });
    const { key, since, visitorId, sessionId, opened, viewerName } = recordsOf(course.state)[0]!;
    assert.deepEqual(
      { key, since, visitorId, sessionId, opened, viewerName },
      { key: CUSTOMER, since: START, visitorId: CUSTOMER, sessionId: '7001', opened: true, viewerName: 'glance-4' },
    );
    course.send({ type: 'end' });
    assert.equal(recordsOf(course.state)[0]?.endedBy, 'agent');
  });

  it('keeps the name of a viewer that was opened in the click that asked', () => {
    const course = present().send({ type: 'invite', viewer: 'asked' }).sent();
    course.send({ type: 'viewer-opened', name: 'glance-5' });
    course.send({ type: 'terms', status: 'accepted' }, { type: 'session-started' });
    assert.equal(recordsOf(course.state)[0]?.viewerName, 'glance-5');
  });

  it('is a session whose report has still to go out, and one that is being looked for', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'accepted' }, { type: 'session-started' });
    course.send({ type: 'session-ended', by: 'customer' });
    assert.deepEqual(course.reports, []);
    assert.deepEqual(
      recordsOf(course.state).map(({ endedBy }) => endedBy),
      ['customer'],
    );
    course.pass(5_000);
    assert.equal(course.reports.length, 1);
    assert.deepEqual(recordsOf(course.state), []);
    assert.deepEqual(recordsOf(takingUp().state), [RECORD]);
  });
});

describe('a browser without a network', () => {
  it('is told of once, and not any more when it is back', () => {
    const course = present().send({ type: 'offline', told: true });
    assert.equal(course.notice, 'offline');
    course.send({ type: 'online' });
    assert.equal(course.notice, undefined);
    assert.equal(course.send({ type: 'invite', viewer: 'accepted' }).notice, undefined);
  });

  it('is told of where something is tried, when it was not told before', () => {
    const course = present().send({ type: 'offline', told: false });
    assert.equal(course.notice, undefined);
    course.send({ type: 'invite', viewer: 'accepted' });
    assert.equal(course.notice, 'offline');
    course.send({ type: 'dismiss' });
    assert.equal(course.notice, undefined);
  });

  it('changes no other notice when it is back', () => {
    const course = present().send({ type: 'offline', told: true }, { type: 'invite', viewer: 'accepted' }).sent();
    course.send({ type: 'terms', status: 'declined' }, { type: 'online' });
    assert.equal(course.notice, 'declined');
  });
});
