import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import { createSession } from '../../src/session/session.js';
import { CUSTOMER, FOUND, invitation, outcome, SHOW_TERMS, turn } from './played.js';
import { PlayedSeat, type Watched, world, type World } from './played-agent.js';

/** A session whose socket is not to be had: everything goes by REST. */

const invite = { type: 'invite', viewer: 'accepted' } as const;
const question = ['invoke', { func: SHOW_TERMS, args: { sessionKey: CUSTOMER } }];

async function polled(w: World): Promise<Watched> {
  const session = createSession(w.agent, { visitorId: CUSTOMER });
  const seat = new PlayedSeat(session);
  session.see(seat, true);
  await turn();
  w.services.line.say({ type: 'closed' });
  await w.pass(500);
  w.services.line.say({ type: 'closed' });
  await turn();
  // From here on no socket opens, and none fails while the test looks elsewhere.
  return { session, seat, line: w.services.line };
}

describe('a customer who is asked for by REST', () => {
  it('is there, and the agent is told that it is by REST', async () => {
    const { session } = await polled(world());
    assert.deepEqual([session.snapshot().state, session.snapshot().notice?.code], ['present', 'presence-degraded']);
  });

  it('is asked, and their session is found within three seconds and opened', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    session.request(seat, invite);
    await turn();
    assert.deepEqual(w.services.posted, [question]);
    assert.equal(session.snapshot().phase, 'sent');
    w.services.session = () => FOUND;
    await w.pass(3_000);
    assert.equal(session.snapshot().state, 'in-session');
    assert.equal(seat.viewers.length, 1);
  });

  it('is asked again after three seconds where the question could not be sent, until it is, and never twice', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    w.services.reached = () => Promise.reject(new GlanceError('auth-unreachable'));
    session.request(seat, invite);
    await turn();
    assert.equal(session.snapshot().phase, 'preparing');
    w.services.reached = () => false;
    await w.pass(2_500);
    assert.equal(w.services.posted.length, 1);
    await w.pass(500);
    assert.deepEqual([w.services.posted.length, session.snapshot().phase], [2, 'preparing']);
    w.services.reached = () => true;
    await w.pass(3_000);
    assert.deepEqual([w.services.posted.length, session.snapshot().phase], [3, 'sent']);
    await w.pass(30_000);
    assert.equal(w.services.posted.length, 3);
  });

  it('is not asked any more once the question is called off, or its session closed', async () => {
    for (const over of ['cancel', 'close'] as const) {
      const w = world();
      const { session, seat } = await polled(w);
      w.services.reached = () => Promise.reject(new GlanceError('auth-unreachable'));
      session.request(seat, invite);
      await turn();
      if (over === 'close') session.close();
      else session.request(seat, { type: 'cancel' });
      await w.pass(10_000);
      assert.equal(w.services.posted.length, 1);
      if (over === 'close') assert.equal(w.clock.running, 0);
    }
  });

  it('is asked once while the question is on its way', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    let arrive = (_: boolean): void => undefined;
    w.services.reached = () => new Promise((resolve) => (arrive = resolve));
    session.request(seat, invite);
    await w.pass(12_000);
    assert.equal(w.services.posted.length, 1);
    arrive(true);
    await turn();
    assert.equal(session.snapshot().phase, 'sent');
  });

  it('is asked a second question once, though the first, called off on its way, comes back later', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    const arrivals: ((arrived: boolean) => void)[] = [];
    w.services.reached = () => new Promise((resolve) => arrivals.push(resolve));
    session.request(seat, invite);
    await turn();
    session.request(seat, { type: 'cancel' });
    session.request(seat, invite);
    await turn();
    arrivals[0]?.(false);
    await w.pass(10_000);
    assert.equal(w.services.posted.length, 2);
    arrivals[0]?.(true);
    assert.equal(session.snapshot().phase, 'preparing');
    arrivals[1]?.(true);
    await turn();
    assert.equal(session.snapshot().phase, 'sent');
  });

  it('is not asked what can not be written down', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    seat.onInvite = () => ({ ...invitation(), args: { count: 1n } });
    session.request(seat, invite);
    await turn();
    assert.deepEqual([w.services.posted, session.snapshot().state], [[], 'present']);
    assert.deepEqual(seat.heard, ['error']);
  });

  it('is told to end the session, and a look-up confirms it', async () => {
    const w = world();
    const { session, seat } = await polled(w);
    w.services.session = () => FOUND;
    session.request(seat, invite);
    await turn();
    const ended = session.follow(seat, { type: 'end' });
    await turn();
    assert.deepEqual(w.services.posted.at(-1), ['invoke', { func: 'GLANCE.Cobrowse.Visitor.stopSession' }]);
    w.services.session = () => 'none';
    await w.pass(5_000);
    const report = await outcome(ended);
    assert.ok(typeof report === 'object' && report && 'endedBy' in report, String(report));
    assert.equal(report.endedBy, 'agent');
  });
});

describe('what the page sends by REST', () => {
  it('is sent once it has arrived', async () => {
    const w = world();
    const { session } = await polled(w);
    await session.send('signal', { hello: 'there' });
    assert.deepEqual(w.services.posted, [['signal', { hello: 'there' }]]);
  });

  it('is refused where the customer is not there to get it', async () => {
    const w = world();
    const { session } = await polled(w);
    w.services.reached = () => false;
    await assert.rejects(session.send('signal', 1), { code: 'not-present' });
    w.services.direct = () => undefined;
    await assert.rejects(session.send('signal', 1), { code: 'not-present' });
  });

  it('is refused with the reason where it cannot be brought to them', async () => {
    const w = world();
    const { session } = await polled(w);
    w.services.reached = () => Promise.reject(new GlanceError('auth-unreachable'));
    await assert.rejects(session.send('signal', 1), { code: 'auth-unreachable' });
  });

  it('is refused where it cannot be written down', async () => {
    const { session } = await polled(world());
    await assert.rejects(session.send('signal', 10n), { code: 'config-invalid' });
  });
});
