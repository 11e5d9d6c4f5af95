import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, invitation, present } from './played.js';

/** What is different where presence comes by asking: what a socket tells at once is looked for. */

const polled: SessionEvent = { type: 'presence-polled', polled: true };
const socket: SessionEvent = { type: 'presence-polled', polled: false };
const away: SessionEvent = { type: 'visitor-away' };
const invite: SessionEvent = { type: 'invite', viewer: 'accepted' };
const asked = (): Course => present().send(polled, invite).prepared(invitation()).since.asked();

describe('presence by asking', () => {
  it('is told once for each time the socket is not to be had', () => {
    const course = present().send(polled);
    assert.equal(course.notice, 'presence-degraded');
    const { seq } = course.shown.notice ?? {};
    assert.equal(course.send(polled).shown.notice?.seq, seq);
    course.send({ type: 'dismiss' }, polled);
    assert.equal(course.notice, undefined);
    assert.equal(course.send(socket).notice, undefined);
    assert.equal(course.send(polled).notice, 'presence-degraded');
  });

  it('has a session that starts unasked looked for, every 15 seconds while the customer is there', () => {
    const here: SessionEvent = { type: 'visitor-here' };
    const course = present().send(polled).since;
    course.pass(15_000).send(here).answer('none').send(here);
    assert.equal(course.looks.length, 1);
    assert.equal(course.pass(15_000).send(here).answer(FOUND).shown.state, 'joinable');
    assert.equal(present().since.pass(15_000).send(here).looks.length, 0);
  });

  it('counts a customer as absent five seconds after they were first found away', () => {
    const course = present().send(polled, away).pass(4_000).send(away).pass(999);
    assert.equal(course.shown.state, 'present');
    assert.equal(course.pass(1).shown.state, 'absent');
  });
});

describe('a question where presence comes by asking', () => {
  it('is followed by a look for its session at once, and every three seconds after each answer', () => {
    const course = asked();
    assert.deepEqual(course.done, ['look-up']);
    course.pass(10_000);
    assert.equal(course.looks.length, 1, 'none while one is under way');
    course.answer('none').pass(2_999);
    assert.equal(course.looks.length, 1);
    course.pass(1);
    assert.equal(course.looks.length, 2);
    course.answer('failed').pass(3_000);
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      [CUSTOMER, CUSTOMER, CUSTOMER],
    );
  });

  it('is answered by the session that is found: it is begun, and its viewer opened', () => {
    const course = asked().answer('none').pass(3_000).since.answer(FOUND);
    assert.deepEqual(course.done, ['tell start', 'open-viewer']);
    assert.equal(course.send({ type: 'viewer-opened' }).shown.state, 'in-session');
    assert.deepEqual(course.since.pass(2_000).done, []);
  });

  it('is looked for by the key it was put with, and by the customer’s own id', () => {
    const course = present().send(polled, invite).prepared(invitation('order-66')).since.asked();
    course.answer('none').answer('none').pass(3_000);
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      ['order-66', CUSTOMER, 'order-66'],
    );
  });

  it('whose refusal cannot be heard ends as not answered after 90 seconds', () => {
    const course = asked();
    for (let seconds = 0; seconds < 87; seconds += 3) course.answer('none').pass(3_000);
    assert.equal(course.shown.state, 'inviting');
    course.answer('none').pass(3_000);
    assert.deepEqual([course.shown.state, course.notice], ['present', 'no-answer']);
    course.since.answer('none').pass(60_000);
    assert.deepEqual(course.done, []);
  });

  it('is not looked for before it was put', () => {
    const course = present().send(invite).preparing().since.send(polled).pass(10_000);
    assert.deepEqual(course.done, []);
  });

  it('is looked for from when the socket fails, where it was put before', () => {
    const course = present().send(invite).prepared(invitation()).asked().since.send(polled);
    course.answer('none').pass(3_000);
    assert.deepEqual(course.done, ['look-up', 'look-up']);
  });

  it('is looked for once more when the socket is back, since it does not say what was missed', () => {
    const course = asked().answer('none').since.send(socket).pass(3_000);
    assert.deepEqual(course.done, ['look-up']);
    course.answer('none').pass(30_000);
    assert.deepEqual(course.done, ['look-up']);
    assert.equal(course.shown.state, 'inviting');
  });

  it('over the socket is not looked for', () => {
    const course = present().send(invite).prepared(invitation()).since.asked().pass(60_000);
    assert.deepEqual(course.done, []);
  });
});

describe('a running session where presence comes by asking', () => {
  const joined = (): Course =>
    present()
      .send({ type: 'session-started' })
      .answer(FOUND)
      .send({ type: 'open-viewer' }, { type: 'viewer-opened' }, { type: 'viewer-started' });

  it('is looked at every 15 seconds, and ends when it is not found twice', () => {
    const course = joined().send(polled).since.pass(15_000);
    assert.deepEqual(course.done, ['look-up']);
    course.answer(FOUND).pass(15_000);
    assert.equal(course.looks.length, 2);
    course.answer('none').pass(5_000).answer('none');
    assert.deepEqual([course.shown.state, course.reports.length], ['present', 1]);
  });

  it('is not looked at while the socket tells of its end', () => {
    assert.deepEqual(joined().since.pass(60_000).done, []);
    assert.deepEqual(joined().send(polled, socket).since.pass(60_000).done, []);
  });
});
