import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, present } from './played.js';

const invite = (viewer: 'accepted' | 'asked' = 'accepted'): Course => present().since.send({ type: 'invite', viewer });
const asked = (): Course => invite().asked().since;
const accepted = (): Course => asked().send({ type: 'terms', status: 'accepted' }).since;
const started: SessionEvent = { type: 'session-started' };
const away: SessionEvent = { type: 'visitor-away' };
const here: SessionEvent = { type: 'visitor-here' };

describe('an invitation', () => {
  it('goes from preparing over sent and displayed to accepted, and never back', () => {
    const course = invite();
    const phases = [course.shown.phase, course.asked().shown.phase];
    for (const status of ['displayed', 'accepted', 'displayed'] as const)
      phases.push(course.send({ type: 'terms', status }).shown.phase);
    assert.deepEqual(phases, ['preparing', 'sent', 'displayed', 'accepted', 'accepted']);
  });

  it('asks under the customer’s own id, and shows since when', () => {
    const course = invite();
    assert.deepEqual(course.effects.at(-1), {
      do: 'ask',
      id: course.last.find((e) => e.do === 'ask')?.id,
      key: CUSTOMER,
    });
    assert.equal(course.shown.sessionKey, CUSTOMER);
    assert.equal(course.shown.since, course.now);
  });

  it('outlives the customer’s leaving, which is only told', () => {
    const course = asked().send(away).pass(5_000);
    assert.deepEqual([course.shown.state, course.notice], ['inviting', 'customer-away']);
    course.send(here);
    assert.deepEqual([course.shown.state, course.notice], ['inviting', 'customer-arrived']);
    course.send({ type: 'terms', status: 'accepted' }, started);
    assert.ok(course.done.includes('open-viewer'));
  });

  for (const [how, end, notice] of [
    ['a decline', (c: Course) => c.send({ type: 'terms', status: 'declined' }), 'declined'],
    ['the agent’s cancelling', (c: Course) => c.send({ type: 'cancel' }), undefined],
    ['an error of the customer’s page', (c: Course) => c.send({ type: 'visitor-error' }), 'session-failed'],
    ['90 seconds without an answer', (c: Course) => c.pass(90_000), 'no-answer'],
  ] as const)
    it(`is ended by ${how}, and a start that comes then opens nothing`, () => {
      const course = end(asked());
      assert.deepEqual([course.shown.state, course.notice], ['present', notice]);
      assert.equal(course.done.length, 0);
      course.since.send(started);
      assert.deepEqual(course.done, ['look-up']);
      course.answer(FOUND);
      assert.equal(course.shown.state, 'joinable');
      assert.ok(!course.done.includes('open-viewer'));
    });

  it('is not ended a moment before 90 seconds, and does not start them anew when it is displayed', () => {
    const course = asked().pass(60_000).send({ type: 'terms', status: 'displayed' }).pass(29_999);
    assert.equal(course.shown.phase, 'displayed');
    assert.equal(course.pass(1).notice, 'no-answer');
  });

  it('waits 30 seconds from the acceptance for the start, however long the answer took', () => {
    const course = asked().pass(89_000).send({ type: 'terms', status: 'accepted' }).pass(29_999);
    assert.equal(course.shown.phase, 'accepted');
    course.pass(1);
    assert.deepEqual([course.shown.state, course.notice], ['present', 'session-failed']);
  });

  it('counts those 30 seconds from the first acceptance', () => {
    const course = accepted().pass(20_000).send({ type: 'terms', status: 'accepted' }).pass(10_000);
    assert.equal(course.notice, 'session-failed');
  });

  it('opens the viewer when the session starts after the acceptance, before anything else is asked', () => {
    const course = accepted().send(started);
    assert.deepEqual(course.done, ['tell start', 'open-viewer', 'look-up']);
    assert.equal(course.send({ type: 'viewer-opened' }).shown.state, 'in-session');
  });

  it('is not answered by a start without an acceptance before that session was found under the customer’s id', () => {
    const course = asked().send(started);
    assert.deepEqual(course.done, ['look-up']);
    course.since.answer(FOUND);
    assert.deepEqual(course.done, ['tell start', 'open-viewer']);
  });

  it('ends when a session has started under another key, found three times by nobody', () => {
    const course = asked().send(started).answer('none').pass(3_000).answer('none').pass(3_000);
    assert.equal(course.shown.state, 'inviting');
    assert.deepEqual(course.answer('none').since.done, []);
    assert.deepEqual([course.shown.state, course.notice], ['present', 'session-other-key']);
  });

  it('looks after a gap whether the session has started meanwhile', () => {
    const missed = accepted().send({ type: 'presence-lost' }, here, { type: 'presence-resumed' });
    assert.deepEqual(missed.done, ['look-up']);
    assert.equal(missed.answer('none').shown.state, 'inviting');
    missed.since.send({ type: 'presence-resumed' }).answer(FOUND);
    assert.deepEqual(missed.done, ['look-up', 'tell start', 'open-viewer']);
  });

  it('is put to one customer once: a second is refused as busy', () => {
    assert.deepEqual(asked().send({ type: 'invite', viewer: 'accepted' }).done, ['refuse busy']);
  });

  it('asks for presence first when that was released', () => {
    const released = present().send({ type: 'out-of-view' }).pass(10_000).since;
    assert.deepEqual(released.send({ type: 'invite', viewer: 'accepted' }).done, ['watch', 'ask']);
  });
});

describe('a question that was called off', () => {
  for (const [how, callOff] of [
    ['cancelled', (c: Course) => c.send({ type: 'cancel' })],
    ['unanswered', (c: Course) => c.pass(90_000)],
  ] as const)
    it(`and is accepted late (${how}) makes the session joinable, with a notice, and opens nothing`, () => {
      const course = callOff(asked()).since.send({ type: 'terms', status: 'accepted' }, started).answer(FOUND);
      assert.deepEqual([course.shown.state, course.notice], ['joinable', 'late-accept']);
      assert.deepEqual(course.done, ['look-up', 'tell start']);
    });

  it('is forgotten with a decline: what starts then was started by the customer', () => {
    const course = asked().send({ type: 'cancel' }, { type: 'terms', status: 'declined' }, started).answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', undefined]);
  });

  it('is forgotten when the customer has gone', () => {
    const course = asked().send({ type: 'cancel' }, away).pass(5_000).send(here, started).answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', undefined]);
  });
});

describe('a viewer opened in the click that asks', () => {
  const open = (): Course => invite('asked').send({ type: 'viewer-opened' }).asked();

  it('is opened before the question is sent', () => {
    assert.deepEqual(invite('asked').done, ['open-viewer', 'ask']);
  });

  for (const [how, end] of [
    ['a decline', (c: Course) => c.send({ type: 'terms', status: 'declined' })],
    ['cancelling', (c: Course) => c.send({ type: 'cancel' })],
    ['no answer', (c: Course) => c.pass(90_000)],
  ] as const)
    it(`is closed again by ${how}`, () => {
      assert.deepEqual(end(open().since).done, ['close-viewer']);
    });

  it('shows the session once it starts, without a second one', () => {
    const course = open().since.send({ type: 'terms', status: 'accepted' }, started);
    assert.equal(course.shown.state, 'in-session');
    assert.deepEqual(course.done, ['tell start', 'look-up']);
  });

  it('is opened anew when the agent has closed it in the meantime', () => {
    const course = open().send({ type: 'viewer-closed', certain: true }).since;
    assert.ok(course.send({ type: 'terms', status: 'accepted' }, started).done.includes('open-viewer'));
  });

  // DESIGN 5, Viewer: "`closed` before the viewer's first message means a cut link (COOP), not that the agent left."
  it('that only seems closed is not followed by an extra window', () => {
    const course = open().send({ type: 'viewer-closed', certain: false }).since;
    course.send({ type: 'terms', status: 'accepted' }, started);
    assert.ok(!course.done.includes('open-viewer'), 'a second viewer was opened');
    assert.equal(course.shown.state, 'in-session');
  });
});
