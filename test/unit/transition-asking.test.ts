import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, invitation, present } from './played.js';

const invite = (viewer: 'accepted' | 'asked' = 'accepted'): Course => present().since.send({ type: 'invite', viewer });
const asked = (viewer: 'accepted' | 'asked' = 'accepted'): Course => invite(viewer).sent().since;
const accepted = (): Course => asked().send({ type: 'terms', status: 'accepted' }).since;
const started: SessionEvent = { type: 'session-started' };
const away: SessionEvent = { type: 'visitor-away' };
const here: SessionEvent = { type: 'visitor-here' };

describe('an invitation', () => {
  it('goes from preparing over sent and displayed to accepted, and never back', () => {
    const course = invite();
    const phases = [course.shown.phase, course.sent().shown.phase];
    for (const status of ['displayed', 'accepted', 'displayed'] as const)
      phases.push(course.send({ type: 'terms', status }).shown.phase);
    assert.deepEqual(phases, ['preparing', 'sent', 'displayed', 'accepted', 'accepted']);
  });

  it('asks under the customer’s own id, and shows since when', () => {
    const course = invite();
    const [effect] = course.effects;
    assert.deepEqual(effect?.do === 'prepare' && effect.key, CUSTOMER);
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
    const course = asked().pass(20_000).send({ type: 'terms', status: 'displayed' }).pass(69_999);
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

  it('by another key is overtaken by a session the customer starts under their own id, which is joined', () => {
    const course = invite().prepared(invitation('order-66')).asked().send(started).answer('none').since.answer(FOUND);
    assert.deepEqual([course.shown.sessionKey, course.done], [CUSTOMER, ['tell start', 'open-viewer']]);
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

  it('asks for presence first when that was released, and holds it', () => {
    const released = present().send({ type: 'out-of-view' }).pass(10_000).since;
    assert.deepEqual(released.send({ type: 'invite', viewer: 'accepted' }).done, ['watch', 'prepare']);
    assert.equal(released.send(away).pass(5_000).notice, 'customer-away');
  });
});

describe('before the customer is asked, the page', () => {
  const failure = new Error('no consent');

  it('has its say, and nothing is asked before', () => {
    const course = invite().preparing().pass(59_999);
    assert.deepEqual([course.done, course.shown.phase], [['prepare'], 'preparing']);
    course.since.prepared(invitation());
    assert.deepEqual(course.done, ['ask']);
    assert.equal(course.shown.phase, 'preparing');
    assert.equal(course.asked().shown.phase, 'sent');
  });

  it('may give another key, under which the session then is', () => {
    const course = invite().prepared(invitation('order-66'));
    assert.equal(course.shown.sessionKey, 'order-66');
    course.asked().send({ type: 'terms', status: 'accepted' }).since.send(started);
    const opened = course.effects.find((effect) => effect.do === 'open-viewer');
    assert.deepEqual(opened, { do: 'open-viewer', key: 'order-66' });
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      ['order-66'],
    );
  });

  it('may not want them to be asked: then nothing is said', () => {
    const course = invite().since.prepared();
    assert.deepEqual([course.shown.state, course.notice, course.done], ['present', undefined, []]);
  });

  it('may fail, which the agent and the page are told with the cause', () => {
    const course = invite().preparing().since.failed(failure);
    assert.deepEqual(course.news, [{ type: 'error', code: 'presession-failed', cause: failure }]);
    const { state, notice } = course.shown;
    assert.deepEqual([state, notice?.code, notice?.reason], ['present', 'session-failed', 'presession-failed']);
  });

  it('has failed when it has taken 60 seconds', () => {
    const course = invite().preparing().since.pass(59_999);
    assert.equal(course.shown.state, 'inviting');
    course.pass(1);
    assert.equal(course.shown.notice?.reason, 'presession-failed');
    assert.deepEqual(course.news, [{ type: 'error', code: 'presession-failed', cause: 'timeout' }]);
  });

  it('changes nothing when it is done too late', () => {
    const late = invite().preparing().pass(60_000).since.prepared(invitation());
    assert.deepEqual([late.shown.state, late.done], ['present', []]);
    const cancelled = invite().preparing().send({ type: 'cancel' }).since.prepared(invitation());
    assert.deepEqual([cancelled.shown.state, cancelled.done], ['present', []]);
  });

  it('changes nothing when it is done for an earlier question', () => {
    const course = invite();
    const id = course.effects.find((effect) => effect.do === 'prepare')?.id ?? 0;
    course.send({ type: 'cancel' }, { type: 'invite', viewer: 'asked' });
    course.since.send({ type: 'preparing', id }, { type: 'prepared', id, invitation: invitation('order-66') });
    course.send({ type: 'prepared', id, failed: { cause: failure } });
    assert.deepEqual([course.shown.phase, course.shown.sessionKey, course.done], ['preparing', CUSTOMER, []]);
  });

  it('leaves the customer their 90 seconds, however long it took', () => {
    const course = invite().preparing().pass(50_000).sent().pass(89_999);
    assert.equal(course.shown.phase, 'sent');
    assert.equal(course.pass(1).notice, 'no-answer');
  });

  it('leaves them those 90 seconds where the line is not open, too', () => {
    const course = invite().prepared(invitation()).pass(89_999);
    assert.equal(course.shown.phase, 'preparing');
    assert.equal(course.pass(1).notice, 'session-failed', 'who was not asked has not failed to answer');
  });

  for (const [what, event] of [
    ['displayed', { type: 'terms', status: 'displayed' }],
    ['accepted', { type: 'terms', status: 'accepted' }],
    ['declined', { type: 'terms', status: 'declined' }],
    ['failed', { type: 'visitor-error' }],
    ['ended', { type: 'session-ended', by: 'customer' }],
  ] as const satisfies [string, SessionEvent][])
    it(`is not disturbed by what is said of an earlier question: ${what}`, () => {
      for (const course of [invite(), invite().preparing(), invite().prepared(invitation())]) {
        course.since.send(event);
        assert.deepEqual([course.shown.phase, course.notice, course.done], ['preparing', undefined, []]);
      }
    });

  it('is interrupted by a session that the customer starts under their own id, which is joined by that', () => {
    const course = invite('asked').preparing().send({ type: 'viewer-opened' }, started);
    course.prepared(invitation('order-66')).since.answer(FOUND);
    assert.deepEqual([course.shown.state, course.shown.sessionKey], ['in-session', CUSTOMER]);
    assert.deepEqual(course.done, ['move-viewer', 'tell start']);
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

  it('is looked for under the key that the page had given', () => {
    const course = invite().prepared(invitation('order-66')).asked().send({ type: 'cancel' });
    course.since.send({ type: 'terms', status: 'accepted' }, started);
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      ['order-66'],
    );
    course.answer(FOUND);
    assert.deepEqual([course.notice, course.shown.sessionKey], ['late-accept', 'order-66']);
    assert.equal(course.shown.visitorId, CUSTOMER);
  });

  it('may have been accepted in a gap: its session is looked for once presence is back', () => {
    const resumed = { type: 'presence-resumed' } as const;
    const course = asked().send({ type: 'cancel' }).since.send(resumed).answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', 'late-accept']);
    assert.deepEqual(course.done, ['look-up', 'tell start']);
  });

  it('is not mistaken for a session that the customer starts under their own id meanwhile', () => {
    const course = invite().prepared(invitation('order-66')).asked().send({ type: 'cancel' }, started).since;
    course.answer('none');
    assert.deepEqual(
      course.looks.map(({ key }) => key),
      [CUSTOMER],
    );
    course.answer(FOUND);
    assert.deepEqual([course.shown.state, course.shown.sessionKey, course.notice], ['joinable', CUSTOMER, undefined]);
  });

  it('is still one while another is being prepared', () => {
    const course = asked().send({ type: 'cancel' }, { type: 'invite', viewer: 'accepted' }).preparing();
    course.send({ type: 'cancel' }).since.send(started).answer(FOUND);
    assert.deepEqual([course.notice, course.done], ['late-accept', ['look-up', 'tell start']]);
  });

  it('may be the one that is answered when another has been put: the session is looked for under both keys', () => {
    const course = invite().prepared(invitation('order-66')).asked().send({ type: 'cancel' });
    course.send({ type: 'invite', viewer: 'accepted' }).prepared(invitation('order-67')).asked();
    course.since.send({ type: 'terms', status: 'accepted' }, started).answer('none').answer(FOUND);
    assert.deepEqual([course.shown.state, course.shown.sessionKey], ['joinable', 'order-66']);
    assert.ok(course.done.includes('open-viewer'));
  });

  it('is followed by one with the same key, which is answered by itself', () => {
    const course = asked().send({ type: 'cancel' }, { type: 'invite', viewer: 'accepted' }).sent();
    course.since.send({ type: 'terms', status: 'accepted' }, started);
    assert.equal(course.done[0], 'tell start');
  });

  it('before it was put is no question: what starts then was started by the customer', () => {
    for (const course of [invite().prepared(invitation('order-66')), invite().preparing()]) {
      course.send({ type: 'cancel' }, started).answer(FOUND);
      assert.deepEqual([course.shown.sessionKey, course.notice], [CUSTOMER, undefined]);
    }
  });

  it('is forgotten with a decline: what starts then was started by the customer', () => {
    const course = asked().send({ type: 'cancel' }, { type: 'terms', status: 'declined' }, started).answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', undefined]);
  });

  for (const [how, end] of [
    ['was declined', (c: Course) => c.send({ type: 'terms', status: 'declined' })],
    ['has failed', (c: Course) => c.send({ type: 'visitor-error' })],
    [
      'was overtaken by a session under another key',
      (c: Course) => {
        c.send(started);
        for (let looks = 0; looks < 3; looks += 1) c.answer('none').answer('none').pass(3_000);
        return c;
      },
    ],
  ] as const)
    it(`is none that ${how}: what starts then was started by the customer`, () => {
      const course = end(invite().prepared(invitation('order-66')).asked());
      course.send({ type: 'dismiss' }, started).answer(FOUND);
      assert.deepEqual([course.shown.sessionKey, course.notice], [CUSTOMER, undefined]);
    });

  it('is forgotten when the customer has gone', () => {
    const course = asked().send({ type: 'cancel' }, away).pass(5_000).send(here, started).answer(FOUND);
    assert.deepEqual([course.shown.state, course.notice], ['joinable', undefined]);
  });
});

describe('a viewer opened in the click that asks', () => {
  const open = (): Course => asked('asked').send({ type: 'viewer-opened' });

  it('is opened before the question is sent', () => {
    assert.deepEqual(invite('asked').prepared(invitation()).done, ['prepare', 'open-viewer', 'ask']);
  });

  it('is opened for the key the page gives, where it gives it at once', () => {
    const course = invite('asked').prepared(invitation('order-66'));
    const opened = course.effects.find((effect) => effect.do === 'open-viewer');
    assert.deepEqual(opened, { do: 'open-viewer', key: 'order-66' });
    assert.ok(!course.send({ type: 'viewer-opened' }).done.includes('move-viewer'));
  });

  it('is opened before the page has done what takes it time, and once', () => {
    const course = invite('asked').since.preparing();
    assert.deepEqual(course.effects, [{ do: 'open-viewer', key: CUSTOMER }]);
    course.send({ type: 'viewer-opened' });
    assert.deepEqual(course.since.prepared(invitation()).done, ['ask']);
  });

  it('is moved when the key turns out to be another', () => {
    const course = invite('asked').preparing().send({ type: 'viewer-opened' }).since;
    course.prepared(invitation('order-66'));
    assert.deepEqual(course.effects[0], { do: 'move-viewer', key: 'order-66' });
    assert.deepEqual(course.done, ['move-viewer', 'ask']);
    course.asked().send({ type: 'terms', status: 'accepted' }, started);
    assert.deepEqual([course.shown.state, course.shown.sessionKey], ['in-session', 'order-66']);
    assert.ok(!course.done.includes('open-viewer'));
  });

  // DESIGN 4, `glanceviewer`: "cancel, then call `open` with a place of your own" – which may be later.
  it('is moved once it is open, where the page opens it after it has given another key', () => {
    const course = invite('asked').preparing().prepared(invitation('order-66')).since;
    course.send({ type: 'viewer-opened' }, { type: 'viewer-opened' });
    assert.deepEqual(course.effects, [{ do: 'move-viewer', key: 'order-66' }]);
  });

  it('is not to be opened by the page once the question is called off', () => {
    assert.deepEqual(invite('asked').preparing().since.send({ type: 'cancel' }).done, ['close-viewer']);
  });

  for (const [how, end] of [
    ['does not want it', (c: Course) => c.prepared()],
    ['has failed', (c: Course) => c.failed('no consent')],
    ['has taken too long', (c: Course) => c.pass(60_000)],
  ] as const)
    it(`is closed again when the page ${how}`, () => {
      const course = end(invite('asked').preparing().send({ type: 'viewer-opened' }).since);
      assert.ok(course.done.includes('close-viewer'), course.done.join(', '));
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
    assert.deepEqual(course.since.pass(60_000).send({ type: 'open-viewer' }).done.at(-1), 'show-viewer');
  });

  it('is opened anew when the agent has closed it in the meantime', () => {
    const course = open().send({ type: 'viewer-closed', certain: true }).since;
    assert.ok(course.send({ type: 'terms', status: 'accepted' }, started).done.includes('open-viewer'));
  });

  it('is sent back to wait when it has shown another session to its end', () => {
    const course = open().send({ type: 'viewer-started' }, { type: 'viewer-ended' }).since;
    course.send({ type: 'terms', status: 'accepted' }, started);
    assert.deepEqual(course.effects[0], { do: 'move-viewer', key: CUSTOMER });
    assert.equal(course.shown.state, 'in-session');
  });

  it('that shows the session already stays when that ends', () => {
    const course = open().send({ type: 'viewer-started' }, { type: 'terms', status: 'accepted' }, started).since;
    assert.ok(course.send({ type: 'session-ended', by: 'customer' }).done.includes('release-viewer'));
  });

  // DESIGN 5, Viewer: "`closed` before the viewer's first message means a cut link (COOP), not that the agent left."
  it('that only seems closed is not followed by an extra window', () => {
    const course = open().send({ type: 'viewer-closed', certain: false }).since;
    course.send({ type: 'terms', status: 'accepted' }, started);
    assert.ok(!course.done.includes('open-viewer'), 'a second viewer was opened');
    assert.deepEqual([course.shown.state, course.shown.viewerLost], ['in-session', true]);
  });
});
