import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import { createSession, type Session } from '../../src/session/session.js';
import { outcome, turn } from './played.js';
import { PlayedSeat, unwatched, type World, world } from './played-agent.js';

/** The session of one customer, or of whoever has a key, seen by a button. */
const seen = ({ agent }: World, visitorId = ''): { session: Session; seat: PlayedSeat } => {
  const { thing: session } = agent.sessions.hold(visitorId, () => createSession(agent, visitorId ? { visitorId } : {}));
  const seat = new PlayedSeat(session);
  session.see(seat, true);
  return { session, seat };
};

const state = ({ session }: { session: Session }): string => session.snapshot().state;

describe('the sessions of one agent', () => {
  const inTrouble = async (w: World): Promise<ReturnType<typeof seen>[]> => {
    w.services.key = () => Promise.reject(new GlanceError('auth-unreachable'));
    const sessions = ['alice', 'bob', 'carol'].map((visitorId) => seen(w, visitorId));
    await turn();
    assert.deepEqual(sessions.map(state), ['error', 'error', 'error']);
    w.services.key = () => w.services.newKey();
    return sessions;
  };

  it('all go on once one of them has a login key again', async () => {
    const w = world();
    const sessions = await inTrouble(w);
    const [, bob] = sessions;
    bob!.session.request(bob!.seat, { type: 'retry' });
    await turn();
    assert.deepEqual(sessions.map(state), ['connecting', 'connecting', 'connecting']);
    assert.deepEqual(new Set(w.services.lines.map(({ visitorId }) => visitorId)), new Set(['alice', 'bob', 'carol']));
    assert.equal(w.services.count('login key'), 2, 'one that failed and one for all');
  });

  it('are each tried again when the agent may be let in another way, but only those that had failed', async () => {
    const w = world();
    const sessions = await inTrouble(w);
    const { session, seat } = unwatched(w);
    session.request(seat, { type: 'join', key: '55555' });
    w.services.session = () => 'none';
    await w.pass(16_000);
    const { notice } = session.snapshot();
    assert.equal(notice?.code, 'no-such-session');
    for (const each of [...sessions, { session }]) each.session.retry();
    await turn();
    assert.deepEqual(sessions.map(state), ['connecting', 'connecting', 'connecting']);
    assert.equal(session.snapshot().notice, notice);
  });

  it('that presence was refused to are tried again then, too', async () => {
    const w = world();
    w.services.server = () => undefined;
    const alice = seen(w, 'alice');
    await turn();
    assert.equal(state(alice), 'idle');
    w.services.server = () => ({ host: 'presence.glance.net', loadBalanced: true });
    await w.agent.loginKey();
    assert.equal(state(alice), 'idle', 'a login key alone does not change it');
    alice.session.retry();
    await turn();
    assert.equal(state(alice), 'connecting');
  });
});

describe('a button that holds one session twice', () => {
  it('still hears of it when it has let go once, and not when twice', async () => {
    const { session, seat } = unwatched(world());
    session.attach(seat);
    session.detach(seat);
    session.request(seat, { type: 'join', key: '55555' });
    assert.equal(seat.seen.length, 1);
    session.detach(seat);
    await turn();
    session.retry();
    session.connection(false, true);
    assert.equal(seat.seen.length, 1);
  });
});

describe('of two buttons of one session', () => {
  it('one that goes has its own call rejected, and the other’s goes on', async () => {
    const w = world();
    w.services.session = () => 'none';
    const { session, seat } = unwatched(w);
    const other = new PlayedSeat(session, 2);
    const first = outcome(session.follow(seat, { type: 'join', key: '55555' }));
    const second = session.follow(other);
    session.detach(other);
    assert.equal(await outcome(second), 'rejected: detached');
    assert.equal(await first, 'open');
    assert.equal(session.snapshot().state, 'waiting');
  });

  it('one that goes has its call for the end rejected, and the other gets the report', async () => {
    const w = world();
    w.services.session = () => ({ sessionId: '7001' });
    const { session, seat } = unwatched(w);
    const other = new PlayedSeat(session, 2);
    session.request(seat, { type: 'join', key: '55555' });
    await w.pass(500);
    assert.equal(session.snapshot().state, 'in-session');
    const [first, second] = [session.follow(seat, { type: 'end' }), session.follow(other, { type: 'end' })];
    session.detach(other);
    assert.equal(await outcome(second), 'rejected: detached');
    w.services.session = () => 'none';
    await w.pass(6_000);
    assert.match(JSON.stringify(await outcome(first)), /"sessionKey":"55555"/);
  });
});

describe('the session of a customer', () => {
  const here = async (w: World): Promise<ReturnType<typeof seen>> => {
    const alice = seen(w, 'alice');
    await turn();
    w.services.lines.at(-1)!.say({ type: 'connected', keepalive: 25 });
    w.services.lines.at(-1)!.say({ type: 'visitor-here' });
    await turn();
    return alice;
  };

  it('is not shown by their button too while another shows it, joined by its key', async () => {
    const w = world();
    w.services.session = (key) => (key === 'alice' ? { sessionId: '7001' } : 'none');
    const byKey = seen(w);
    byKey.session.request(byKey.seat, { type: 'join', key: 'alice' });
    await w.pass(500);
    assert.equal(state(byKey), 'in-session');
    const alice = await here(w);
    assert.ok(w.services.count('session alice') > 1, 'it has been looked for');
    assert.equal(state(alice), 'present');
  });

  it('is shown by their button where another shows that of somebody else', async () => {
    const w = world();
    w.services.session = () => ({ sessionId: '7001' });
    const byKey = seen(w);
    byKey.session.request(byKey.seat, { type: 'join', key: '55555' });
    await w.pass(500);
    assert.equal(state(await here(w)), 'joinable');
  });
});
