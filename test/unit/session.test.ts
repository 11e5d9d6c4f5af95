import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import { createSession } from '../../src/session/session.js';
import { CUSTOMER, FOUND, outcome, turn } from './played.js';
import { accept, HOUR, PlayedSeat, unwatched, watched, type Watched, world } from './played-agent.js';

const invite = { type: 'invite', viewer: 'accepted' } as const;
const join = { type: 'join', key: '55555' } as const;

describe('a session', () => {
  it('has committed its state before a button hears of it', async () => {
    const here = await watched(world());
    here.session.request(here.seat, invite);
    assert.deepEqual(here.seat.seen.at(-1)?.state, 'inviting');
    here.seat.onNews = () => assert.equal(here.session.snapshot().state, 'in-session');
    accept(here);
    assert.deepEqual(here.seat.heard, ['start']);
  });

  it('tells of a change once, and of nothing that has not changed', async () => {
    const { session, seat, line } = await watched(world());
    const { length } = seat.seen;
    line.say({ type: 'visitor-here' });
    line.say({ type: 'other' });
    session.wake();
    await turn();
    assert.equal(seat.seen.length, length);
    assert.equal(session.snapshot(), seat.seen.at(-1));
    assert.ok(Object.isFrozen(session.snapshot()));
  });

  it('does what is due before anything else when the machine has slept, and the timer with it', async () => {
    const w = world();
    const here = await watched(w);
    const invited = outcome(here.session.follow(here.seat, invite));
    w.clock.suspend(3_600_000);
    here.line.say({ type: 'terms', status: 'displayed' });
    assert.equal(await invited, 'rejected: cancelled');
    assert.deepEqual(here.session.snapshot().notice?.code, 'no-answer');
    assert.equal(here.session.snapshot().state, 'present');
  });

  it('asks the customer’s page by their own id as soon as there is a line', async () => {
    const w = world();
    const here = await watched(w);
    here.session.request(here.seat, invite);
    assert.deepEqual(here.line.invoked, [
      { func: 'GLANCE.Cobrowse.Visitor.showTerms', args: { sessionKey: CUSTOMER } },
    ]);
    assert.equal(here.session.snapshot().phase, 'sent');
  });

  it('asks once the line is open again, when it was cut just then', async () => {
    const w = world();
    const here = await watched(w);
    here.line.say({ type: 'closed' });
    here.session.request(here.seat, invite);
    assert.equal(here.session.snapshot().phase, 'preparing');
    await w.pass(1_000);
    w.services.line.say({ type: 'connected', keepalive: 30 });
    assert.equal(w.services.line.invoked.length, 1);
    assert.equal(here.session.snapshot().phase, 'sent');
  });

  it('opens the viewer within the click that invites, when it is to be open while it asks', async () => {
    const here = await watched(world());
    here.session.request(here.seat, { type: 'invite', viewer: 'asked' });
    assert.equal(here.seat.viewers.length, 1);
    accept(here);
    assert.equal(here.seat.viewers.length, 1);
    assert.equal(here.session.snapshot().state, 'in-session');
  });

  it('opens the viewer within the click that asks for it, with the login key at hand', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    assert.equal(session.snapshot().state, 'joinable');
    session.request(seat, { type: 'open-viewer' });
    assert.equal(session.snapshot().state, 'in-session');
    const [viewer] = seat.viewers;
    assert.equal(viewer?.request.sessionKey, CUSTOMER);
    assert.equal(viewer.request.groupId, '21489');
    assert.equal(viewer.request.loginKey?.key, 'key 1');
    assert.equal(session.snapshot().notice, undefined);
  });

  it('gives no expired login key to a viewer', async () => {
    const w = world();
    const { session, seat } = await watched(w);
    w.services.key = () => Promise.reject(new Error('down'));
    w.services.line.say({ type: 'closed' });
    w.clock.pass(HOUR);
    await turn();
    session.request(seat, join);
    await w.pass(100);
    assert.equal(seat.viewers[0]?.request.loginKey, undefined);
  });

  it('is joinable when the browser blocks the viewer, and resolves so', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = unwatched(w);
    seat.blocked = true;
    const arrived = session.follow(seat, join);
    await w.pass(500);
    assert.equal(await outcome(arrived), undefined);
    assert.deepEqual([session.snapshot().state, session.snapshot().notice?.code], ['joinable', 'popup-blocked']);
  });

  it('is joinable when an open viewer is to be shown but has gone', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    session.request(seat, { type: 'open-viewer' });
    session.request(seat, { type: 'open-viewer' });
    assert.deepEqual([seat.viewers.length, seat.viewers[0]?.shown], [1, 1]);
    seat.viewers[0]?.close();
    session.request(seat, { type: 'open-viewer' });
    assert.equal(session.snapshot().state, 'joinable');
  });

  it('lets go of the viewer, but leaves it open, when the session ends', async () => {
    const here = await watched(world());
    here.session.request(here.seat, invite);
    accept(here);
    here.seat.viewers[0]?.request.hear({ type: 'viewer-started' });
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual([here.seat.viewers[0]?.released, here.seat.viewers[0]?.open], [true, true]);
  });

  it('closes a viewer that still waits when the session ends: it would show the next one', async () => {
    const here = await watched(world());
    here.session.request(here.seat, invite);
    accept(here);
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.equal(here.seat.viewers[0]?.open, false);
  });

  it('that was reported, and runs all the same, can be ended: whoever asks for that gets the report there was', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat, line } = await watched(w);
    line.say({ type: 'session-ended', by: 'customer' });
    line.say({ type: 'session-started' });
    await turn();
    assert.equal(session.snapshot().state, 'joinable');
    const ended = session.follow(seat, { type: 'end' });
    line.say({ type: 'session-ended', by: 'unknown' });
    assert.equal((await ended)?.sessionId, FOUND.sessionId);
    assert.deepEqual(seat.heard, ['start', 'end']);
  });

  it('that ends before the agent has opened its viewer is reported', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat, line } = await watched(w);
    line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual([seat.heard, session.snapshot().notice?.code], [['start', 'end'], 'session-missed']);
  });

  it('says why no login key is to be had, and goes on once there is one', async () => {
    const w = world();
    w.services.key = () => Promise.reject(new GlanceError('auth-redirected'));
    const { session, seat } = unwatched(w);
    session.request(seat, { type: 'prepare' });
    await turn();
    assert.deepEqual([session.snapshot().state, session.snapshot().problem], ['error', { code: 'auth-redirected' }]);
    w.services.key = () => w.services.newKey();
    session.request(seat, { type: 'retry' });
    await turn();
    assert.equal(session.snapshot().state, 'idle');
  });

  it('of no customer has nothing to wake, to hang up or to release', async () => {
    const w = world();
    const { session, seat } = unwatched(w);
    session.see(seat, true);
    session.sleep(false);
    session.wake();
    session.see(seat, false);
    await w.pass(60_000);
    session.close();
    assert.deepEqual([w.services.asked, w.clock.running, session.snapshot().state], [[], 0, 'idle']);
  });

  it('hangs up while its page is away', async () => {
    const { session, line } = await watched(world());
    session.sleep(true);
    assert.equal(line.closed, true);
  });

  it('calls off the question when its page goes for good, and not while that may come back', async () => {
    for (const [back, state] of [
      [true, 'inviting'],
      [false, 'present'],
    ] as const) {
      const { session, seat } = await watched(world());
      session.request(seat, invite);
      session.sleep(back);
      assert.equal(session.snapshot().state, state);
    }
  });

  it('tells that the browser has no network, and takes it back', async () => {
    const { session } = await watched(world());
    session.connection(false, true);
    assert.equal(session.snapshot().notice?.code, 'offline');
    session.connection(true, true);
    assert.equal(session.snapshot().notice, undefined);
    session.connection(false, false);
    assert.equal(session.snapshot().notice, undefined);
  });

  it('refuses what cannot be followed with a code', async () => {
    const { session, seat } = await watched(world());
    assert.throws(() => session.request(seat, { type: 'end' }), { code: 'not-present' });
    session.request(seat, invite);
    assert.throws(() => session.request(seat, join), { code: 'busy' });
  });

  it('keeps one timer at a time for all that is due', async () => {
    const w = world();
    const here = await watched(w);
    here.line.say({ type: 'visitor-here' });
    // The watch keeps two, for its keepalive and for the line's silence.
    assert.equal(w.clock.running, 2);
    here.session.request(here.seat, invite);
    here.line.say({ type: 'visitor-away' });
    here.session.see(here.seat, false);
    assert.equal(w.clock.running, 3);
    here.session.see(here.seat, true);
    here.line.say({ type: 'visitor-here' });
    here.session.request(here.seat, { type: 'cancel' });
    assert.equal(w.clock.running, 2);
  });

  it('catches up on waking with what fell due while timers slept', async () => {
    const here = await watched(world());
    here.session.request(here.seat, invite);
    const slept = here.session.agent.clock.now() + 91_000;
    const { clock } = here.session.agent;
    clock.now = () => slept;
    here.session.wake();
    assert.equal(here.session.snapshot().notice?.code, 'no-answer');
  });

  it('releases presence when no button is in view, and not before the last has gone', async () => {
    const w = world();
    const { session, seat, line } = await watched(w);
    const second = new PlayedSeat(session, 2);
    session.see(second, true);
    session.see(seat, false);
    await w.pass(11_000);
    assert.equal(line.closed, false);
    session.detach(second);
    await w.pass(11_000);
    assert.equal(line.closed, true);
  });
});

describe('two buttons', () => {
  const two = async (w = world()): Promise<Watched & { second: PlayedSeat }> => {
    const here = await watched(w);
    return { ...here, second: new PlayedSeat(here.session, 2) };
  };

  it('show the same, and the one that began it tells of its start and end', async () => {
    const here = await two();
    here.session.request(here.second, invite);
    accept(here);
    await turn();
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual([here.seat.heard, here.second.heard], [[], ['start', 'end']]);
    assert.equal(here.second.viewers.length, 1);
    assert.equal(here.seat.seen.at(-1), here.second.seen.at(-1));
  });

  it('let the one that began it tell of its end also when the page is woken in the very event of the change', async () => {
    const w = world();
    const here = await two(w);
    here.session.request(here.second, invite);
    w.services.session = () => FOUND;
    accept(here);
    await turn();
    here.seat.onChange = () => here.session.wake();
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual([here.seat.heard, here.second.heard], [[], ['start', 'end']]);
  });

  it('let the first in the document tell of what none of them began', async () => {
    const w = world();
    const session = createSession(w.agent, { visitorId: CUSTOMER });
    const later = new PlayedSeat(session, 2);
    const first = new PlayedSeat(session, 1);
    w.services.session = () => FOUND;
    session.see(later, true);
    await turn();
    w.services.line.say({ type: 'connected', keepalive: 30 });
    await turn();
    assert.equal(session.snapshot().state, 'joinable');
    assert.deepEqual([first.heard, later.heard], [['start'], []]);
  });

  it('cancel the question when the one that asked goes', async () => {
    const here = await two();
    const arrived = here.session.follow(here.second, invite);
    here.session.detach(here.second);
    assert.equal(here.session.snapshot().state, 'present');
    assert.equal(await outcome(arrived), 'rejected: cancelled');
  });

  it('keep waiting for a key when the one it was entered at goes', async () => {
    const here = await two();
    here.session.request(here.second, join);
    here.session.detach(here.second);
    assert.equal(here.session.snapshot().state, 'waiting');
  });

  it('let the one that began it tell of its end also when another one goes before', async () => {
    const here = await two();
    const third = new PlayedSeat(here.session, 3);
    here.session.request(here.second, invite);
    accept(here);
    here.session.detach(third);
    await turn();
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual([here.seat.heard, here.second.heard], [[], ['start', 'end']]);
  });

  it('may go when the session they began is over', async () => {
    const here = await two();
    here.session.request(here.second, invite);
    here.line.say({ type: 'terms', status: 'declined' });
    here.session.detach(here.second);
    assert.equal(here.session.snapshot().state, 'present');
  });

  it('may both go before the session ends, or is to be opened by itself', async () => {
    const w = world();
    const here = await two(w);
    let claimed = (_: boolean): void => undefined;
    here.seat.wish = { autojoin: true };
    here.seat.alone = () => new Promise((resolve) => (claimed = resolve));
    w.services.session = () => FOUND;
    here.line.say({ type: 'session-started' });
    await turn();
    for (const seat of [here.seat, here.second]) here.session.detach(seat);
    claimed(true);
    await turn();
    assert.equal(here.session.snapshot().state, 'joinable');
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.equal(here.session.snapshot().state, 'present');
    assert.deepEqual([here.seat.viewers, here.second.viewers], [[], []]);
  });

  it('keep the question when the other one goes', async () => {
    const here = await two();
    here.session.request(here.second, invite);
    here.session.detach(here.seat);
    assert.equal(here.session.snapshot().state, 'inviting');
  });

  it('go on with the session when the one that began it goes, and the other tells of the end', async () => {
    const here = await two();
    here.session.request(here.second, invite);
    accept(here);
    here.session.detach(here.second);
    assert.equal(here.session.snapshot().state, 'in-session');
    await turn();
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual(here.seat.heard, ['end']);
  });
});
