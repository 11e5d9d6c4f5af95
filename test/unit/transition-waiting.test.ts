import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionEvent } from '../../src/session/events.js';
import { CAMERA_KEY, Course, CUSTOMER, FOUND, plain, present } from './played.js';

const KEY = '55555';
const waiting = (from = new Course({})): Course => from.send({ type: 'join', key: KEY });

/** Lets time pass and answers every look-up at once with `none`. @returns when they were sent, in seconds */
function looks(course: Course, seconds: number): number[] {
  const start = course.now;
  const times: number[] = [];
  let answered = 0;
  for (let ms = 0; ms <= seconds * 1_000; ms += 500) {
    if (course.looks.length > answered) {
      answered = course.looks.length;
      times.push((course.now - start) / 1_000);
      course.answer('none');
    }
    course.pass(500);
  }
  return times;
}

describe('waiting for a key', () => {
  it('looks it up once in the click, and opens the viewer when the session runs', () => {
    const course = waiting();
    assert.deepEqual(
      course.looks.map(({ key, click }) => [key, click]),
      [[KEY, true]],
    );
    course.since.answer(FOUND);
    assert.deepEqual(course.done, ['tell start', 'open-viewer']);
    assert.deepEqual(plain(course.news), [
      {
        type: 'start',
        start: {
          sessionKey: KEY,
          sessionId: FOUND.sessionId,
          sessionStart: new Date(course.now).toISOString(),
        },
      },
    ]);
  });

  it('looks again after three seconds, six times, and then every five', () => {
    assert.deepEqual(looks(waiting(), 45), [0, 3, 6, 9, 12, 15, 18, 23, 28, 33, 38, 43]);
  });

  it('does not look again before it has been answered', () => {
    assert.equal(waiting().pass(60_000).looks.length, 1);
  });

  it('says after 15 seconds, once, that there is no such session yet', () => {
    const course = waiting().pass(14_999);
    assert.equal(course.notice, undefined);
    const { notice } = course.pass(1).shown;
    assert.deepEqual([notice?.code, notice?.subject], ['no-such-session', KEY]);
    course.send({ type: 'dismiss' });
    looks(course, 60);
    assert.equal(course.notice, undefined);
  });

  it('gives up after ten minutes', () => {
    const course = waiting();
    looks(course, 599);
    assert.equal(course.shown.state, 'waiting');
    course.since.pass(1_000);
    assert.deepEqual([course.shown.state, course.notice], ['idle', 'no-such-session']);
    assert.deepEqual(course.done, []);
  });

  it('opens the viewer and lets it wait when the look-up cannot be reached', () => {
    const course = waiting().since.answer('failed');
    assert.deepEqual(course.done, ['tell start', 'open-viewer', 'look-up']);
    assert.equal(course.send({ type: 'viewer-opened' }).shown.state, 'in-session');
  });

  it('goes on waiting when a later look-up fails', () => {
    const course = waiting().answer('none').pass(3_000).answer('failed');
    assert.equal(course.shown.state, 'waiting');
    assert.equal(course.pass(3_000).answer(FOUND).shown.state, 'joinable');
  });

  it('opens the viewer without a look-up where no login key is to be had', () => {
    const course = new Course({}).send({ type: 'login-failed', problem: { code: 'auth-timeout' } }).since;
    waiting(course);
    assert.deepEqual(course.done.slice(0, 2), ['tell start', 'open-viewer']);
    assert.equal(course.send({ type: 'viewer-opened' }).shown.state, 'in-session');
  });

  it('looks at once when a session is said to have started', () => {
    const course = waiting(present()).answer('none').since.send({ type: 'session-started' }).pass(0);
    assert.equal(course.looks.length, 1);
  });

  it('does not look earlier for anything else that is said', () => {
    const course = waiting(present()).answer('none').since;
    course.send({ type: 'visitor-page', page: {} }, { type: 'session-ended', by: 'customer' }).pass(2_999);
    assert.deepEqual(course.looks, []);
  });

  it('joins the customer’s own session where the key is theirs', () => {
    const course = present().send({ type: 'join', key: CUSTOMER }).answer(FOUND);
    assert.equal(course.shown.visitorId, CUSTOMER);
    assert.equal(waiting(present()).answer(FOUND).shown.visitorId, undefined);
  });

  it('is cancelled, and then an answer changes nothing', () => {
    const course = waiting().send({ type: 'cancel' });
    assert.deepEqual([course.shown.state, course.notice], ['idle', undefined]);
    assert.equal(course.answer(FOUND).shown.state, 'idle');
  });

  it('is not mixed up with an earlier wait: an answer of another id changes nothing', () => {
    const first = waiting();
    const id = first.looks[0]?.id ?? 0;
    first.send({ type: 'cancel' }, { type: 'join', key: '66666' });
    const course = first.send({ type: 'looked-up', id, answer: FOUND });
    assert.deepEqual([course.shown.state, course.shown.sessionKey], ['waiting', '66666']);
  });

  it('stays when the customer comes, which is told', () => {
    const course = waiting(new Course().send({ type: 'in-view' }, { type: 'visitor-away' })).send({
      type: 'visitor-here',
    });
    assert.deepEqual([course.shown.state, course.notice], ['waiting', 'customer-arrived']);
  });

  it('is refused while something else is under way, and where the settings are wrong', () => {
    const join: SessionEvent = { type: 'join', key: KEY };
    assert.deepEqual(present().send({ type: 'invite', viewer: 'accepted' }).since.send(join).done, ['refuse busy']);
    const wrong = new Course({ problem: { code: 'config-invalid', settings: ['groupid'] } });
    assert.deepEqual(wrong.send(join).done, ['refuse config-invalid']);
  });
});

describe('waiting for a phone’s camera', () => {
  const phone = '+49 171 5550100';
  const camera = (from = new Course({})): Course => from.send({ type: 'invite-camera', phone, agentName: 'Ann' });

  it('invites the phone, and shows that there is no key yet', () => {
    const course = camera();
    const [effect] = course.effects;
    assert.deepEqual(effect?.do === 'invite-camera' && effect.invitation.phone, phone);
    assert.deepEqual(effect?.do === 'invite-camera' && effect.invitation.agentName, 'Ann');
    const { state, camera: shown, sessionKey, since } = course.shown;
    assert.deepEqual([state, shown, sessionKey, since], ['waiting', true, '', course.now]);
  });

  it('looks for the session once the phone is invited, and opens the viewer when it runs', () => {
    const course = camera().since.invited();
    assert.deepEqual(
      course.looks.map(({ key, click }) => [key, click]),
      [[CAMERA_KEY, undefined]],
    );
    assert.deepEqual([course.shown.sessionKey, course.shown.camera], [CAMERA_KEY, true]);
    course.since.answer('none').pass(3_000).answer(FOUND);
    assert.deepEqual(course.done, ['look-up', 'tell start', 'open-viewer']);
    assert.deepEqual([course.shown.state, course.shown.camera], ['joinable', false]);
  });

  it('looks again after three seconds, six times, and then every five', () => {
    assert.deepEqual(looks(camera().since.invited(), 30), [0, 3, 6, 9, 12, 15, 18, 23, 28]);
  });

  it('looks for nothing before the phone is invited', () => {
    const course = camera(present()).since.send({ type: 'session-started' }).pass(60_000);
    assert.deepEqual(course.looks, []);
  });

  it('does not say that there is no such session, since somebody has to find their phone', () => {
    const course = camera().invited();
    looks(course, 60);
    assert.deepEqual([course.shown.state, course.notice], ['waiting', undefined]);
  });

  it('opens no viewer when the look-up cannot be reached, and goes on looking', () => {
    const course = camera().invited().since.answer('failed');
    assert.deepEqual([course.shown.state, course.done], ['waiting', []]);
    assert.equal(course.pass(3_000).answer(FOUND).shown.state, 'joinable');
  });

  it('gives up after half an hour', () => {
    const course = camera().invited().answer('none');
    looks(course, 1_795);
    assert.equal(course.shown.state, 'waiting');
    course.pass(5_000);
    assert.deepEqual(
      [course.shown.state, course.notice, course.shown.notice?.subject],
      ['idle', 'no-such-session', CAMERA_KEY],
    );
  });

  it('is over when the phone could not be invited, with the reason', () => {
    const course = camera().since.notInvited('auth-unreachable');
    const { state, notice } = course.shown;
    assert.deepEqual([state, notice?.code, notice?.reason], ['idle', 'sms-failed', 'auth-unreachable']);
    assert.deepEqual(course.done, []);
  });

  it('is cancelled, and then nothing that comes late changes anything', () => {
    for (const late of [(c: Course) => c.invited(), (c: Course) => c.notInvited()]) {
      const course = late(camera().send({ type: 'cancel' }).since);
      assert.deepEqual([course.shown.state, course.notice, course.done], ['idle', undefined, []]);
    }
  });

  it('is not mixed up with an earlier invitation of a phone', () => {
    const course = camera();
    const [effect] = course.effects;
    const id = effect?.do === 'invite-camera' ? effect.id : 0;
    camera(course.send({ type: 'cancel' })).since.send({ type: 'camera-invited', id, key: '66666' });
    course.send({ type: 'camera-failed', id, reason: 'lookup-failed' });
    assert.deepEqual([course.shown.state, course.shown.sessionKey, course.done], ['waiting', '', []]);
  });

  it('is refused while something else is under way, and where the agent is not let in', () => {
    const busy = camera(waiting().since);
    assert.deepEqual(busy.done, ['refuse busy']);
    assert.deepEqual(camera(new Course({ problem: { code: 'config-missing' } })).done, ['refuse config-missing']);
    const failed = new Course({}).send({ type: 'login-failed', problem: { code: 'auth-timeout' } }).since;
    assert.deepEqual(camera(failed).done, ['refuse auth-timeout']);
  });

  it('takes the standing notice away, as any request does', () => {
    const course = present().send({ type: 'invite', viewer: 'accepted' }).failed('no consent');
    assert.equal(course.notice, 'session-failed');
    assert.equal(camera(course).notice, undefined);
  });
});
