import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import type { ViewerRequest } from '../../src/session/ports.js';
import { createSession } from '../../src/session/session.js';
import { CAMERA_KEY, CUSTOMER, FOUND, outcome, turn } from './played.js';
import { accept, HOUR, PlayedSeat, unwatched, watched, type Watched, world } from './played-agent.js';

/** What a session asks of its world besides presence, and what it hands to it. */

const invite = { type: 'invite', viewer: 'accepted' } as const;
const join = { type: 'join', key: '55555' } as const;
const camera = { type: 'invite-camera', phone: '+49 171 5550100', agentName: 'Ann' } as const;

describe('a phone’s camera', () => {
  it('is invited by text message, and its session opened when it runs', async () => {
    const w = world();
    const { session, seat } = unwatched(w);
    const arrived = session.follow(seat, camera);
    await turn();
    assert.deepEqual(w.services.asked, ['login key', `text message to ${camera.phone}`, `session ${CAMERA_KEY}`]);
    assert.deepEqual([session.snapshot().camera, session.snapshot().sessionKey], [true, CAMERA_KEY]);
    w.services.session = () => ({ ...FOUND, callType: 'video' });
    await w.pass(3_000);
    assert.equal(await outcome(arrived), undefined);
    assert.deepEqual([session.snapshot().state, session.snapshot().callType], ['in-session', 'video']);
    assert.equal(seat.viewers[0]?.request.sessionKey, CAMERA_KEY);
  });

  it('that could not be invited is told with the reason to whoever waits', async () => {
    const w = world();
    w.services.phone = () => Promise.reject(new GlanceError('auth-unreachable'));
    const { session, seat } = unwatched(w);
    const arrived = session.follow(seat, camera);
    await assert.rejects(arrived, { code: 'auth-unreachable', cause: 'sms-failed' });
    assert.deepEqual([session.snapshot().state, session.snapshot().notice?.code], ['idle', 'sms-failed']);
  });

  it('is not invited without a login key, and that is the reason', async () => {
    const w = world();
    w.services.key = () => Promise.reject(new GlanceError('auth-timeout'));
    const { session, seat } = unwatched(w);
    await assert.rejects(session.follow(seat, camera), { code: 'auth-timeout', cause: 'sms-failed' });
    assert.equal(w.services.count('text message'), 0);
  });

  it('is called off with the session', async () => {
    const w = world();
    w.services.phone = () => new Promise<string>(() => undefined);
    const { session, seat } = unwatched(w);
    const heard = assert.rejects(session.follow(seat, camera), { code: 'cancelled' });
    await turn();
    session.close();
    await heard;
    assert.ok(w.services.signals.at(-1)?.aborted);
    assert.equal(w.clock.running, 0);
  });
});

describe('a session the customer starts unasked', () => {
  const started = async (here: Watched, w: ReturnType<typeof world>): Promise<void> => {
    w.services.session = () => FOUND;
    here.line.say({ type: 'session-started' });
    await turn();
  };

  it('is opened by itself where that is wished for, by the tab that may', async () => {
    const w = world();
    const here = await watched(w);
    here.seat.wish = { autojoin: true };
    await started(here, w);
    assert.deepEqual(
      here.seat.claims.map(({ name }) => name),
      [`https://glance.test 21489 ${CUSTOMER}`],
    );
    assert.equal(here.session.snapshot().state, 'in-session');
  });

  it('is joinable where another tab may, or nobody can tell', async () => {
    for (const alone of [
      () => false,
      () => new Promise<boolean>(() => undefined),
      () => Promise.reject<boolean>(new Error('no locks')),
    ]) {
      const w = world();
      const here = await watched(w);
      here.seat.wish = { autojoin: true };
      here.seat.alone = alone;
      await started(here, w);
      assert.deepEqual([here.session.snapshot().state, here.seat.viewers.length], ['joinable', 0]);
    }
  });

  it('is joinable where nobody wishes that', async () => {
    const w = world();
    const here = await watched(w);
    await started(here, w);
    assert.deepEqual([here.session.snapshot().state, here.seat.claims.length], ['joinable', 0]);
  });

  it('is opened once, when the agent is quicker', async () => {
    const w = world();
    const here = await watched(w);
    let answer = (_: boolean): void => undefined;
    here.seat.wish = { autojoin: true };
    here.seat.alone = () => new Promise((resolve) => (answer = resolve));
    await started(here, w);
    here.session.request(here.seat, { type: 'open-viewer' });
    answer(true);
    await turn();
    assert.equal(here.seat.viewers.length, 1);
  });

  it('is this tab’s until it ends, opened or left', async () => {
    const w = world();
    const here = await watched(w);
    here.seat.wish = { autojoin: true };
    await started(here, w);
    const over = here.seat.claims[0]?.over;
    here.session.request(here.seat, { type: 'leave' });
    assert.equal(over?.aborted, false);
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.equal(over.aborted, true);
  });

  it('is nobody’s any more once the button has gone', async () => {
    const w = world();
    const here = await watched(w);
    here.seat.wish = { autojoin: true };
    await started(here, w);
    here.session.detach(here.seat);
    here.session.close();
    assert.equal(here.seat.claims[0]?.over.aborted, true);
  });

  it('is opened as the first button in the document wishes, also after another one has had a session', async () => {
    const w = world();
    const here = await watched(w);
    const second = new PlayedSeat(here.session, 2);
    second.wish = { labels: { externalId: 'second' } };
    here.seat.wish = { autojoin: true, labels: { externalId: 'first' } };
    here.session.request(second, invite);
    accept(here);
    await turn();
    here.line.say({ type: 'session-ended', by: 'customer' });
    await w.pass(6_000);
    await started(here, w);
    assert.deepEqual([here.seat.viewers.length, second.viewers.length], [1, 1]);
    assert.equal(here.seat.viewers[0]?.request.labels?.externalId, 'first');
    assert.deepEqual([here.seat.heard, second.heard], [['start'], ['start', 'end']]);
  });
});

describe('the labels of a session', () => {
  const labels = { origin: 'crm', externalId: 'case-7' };

  it('are those of the button that began it, go to its viewer, and are in its report', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = unwatched(w);
    seat.wish = { labels };
    session.request(seat, join);
    await w.pass(100);
    seat.wish = { labels: { origin: 'crm', externalId: 'case-8' } };
    session.request(seat, { type: 'leave' });
    session.request(seat, { type: 'open-viewer' });
    assert.deepEqual(
      seat.viewers.map(({ request }) => request.labels),
      [labels, labels],
    );
    seat.viewers[1]?.request.hear({ type: 'viewer-ended' });
    const news = seat.news.at(-1);
    const report = news?.type === 'end' ? news.report : undefined;
    assert.deepEqual([report?.origin, report?.externalId], ['crm', 'case-7']);
  });

  it('go to a viewer that is opened in the click that asks, too', async () => {
    const { session, seat } = await watched(world());
    seat.wish = { labels };
    session.request(seat, { type: 'invite', viewer: 'asked' });
    assert.deepEqual(seat.viewers[0]?.request.labels, labels);
  });

  it('are none where the button has none', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await w.pass(100);
    assert.equal(seat.viewers[0]?.request.labels, undefined);
  });
});

describe('a viewer', () => {
  it('is open when it says so, and not before', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    seat.later = true;
    session.request(seat, { type: 'open-viewer' });
    assert.deepEqual([seat.viewers.length, session.snapshot().state], [1, 'joinable']);
    seat.viewers[0]?.request.hear({ type: 'viewer-opened' });
    assert.equal(session.snapshot().state, 'in-session');
  });

  it('that the page has still to open is let go when the session ends', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat, line } = await watched(w);
    seat.later = true;
    session.request(seat, { type: 'open-viewer' });
    line.say({ type: 'session-ended', by: 'customer' });
    assert.equal(seat.viewers[0]?.released, true);
  });

  it('that the page has still to open is closed when the question is called off', async () => {
    const { session, seat } = await watched(world());
    seat.later = true;
    session.request(seat, { type: 'invite', viewer: 'asked' });
    session.request(seat, { type: 'cancel' });
    assert.equal(seat.viewers[0]?.open, false);
  });

  it('out of reach from the first is not opened twice by a double click, but is a while later', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    const lost = ({ hear }: ViewerRequest): void => hear({ type: 'viewer-closed', certain: false });
    session.request(seat, { type: 'open-viewer' });
    if (seat.viewers[0]) lost(seat.viewers[0].request);
    session.request(seat, { type: 'open-viewer' });
    assert.equal(seat.viewers.length, 1);
    await w.pass(2_500);
    session.request(seat, { type: 'open-viewer' });
    assert.equal(seat.viewers.length, 2);
  });

  it('is opened at the Glance that the agent’s services are of', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    session.request(seat, { type: 'open-viewer' });
    assert.equal(seat.viewers[0]?.request.origin, 'https://glance.test');
  });
});

describe('what goes to the customer’s page and comes from it', () => {
  it('is sent while they are there', async () => {
    const { session, line } = await watched(world());
    await session.send('invoke', { func: 'GLANCE.f', args: { a: 1 } });
    await session.send('signal', { hello: 'there' });
    assert.deepEqual(line.sent, [
      ['invoke', { func: 'GLANCE.f', args: { a: 1 } }],
      ['signal', { hello: 'there' }],
    ]);
  });

  it('is refused where nobody is watched', async () => {
    const { session } = unwatched(world());
    await assert.rejects(session.send('signal', 1), { code: 'not-present' });
  });

  it('is refused while the customer is away', async () => {
    const w = world();
    w.services.visitor = () => undefined;
    const { session, line } = await watched(w);
    assert.equal(session.snapshot().state, 'absent');
    await assert.rejects(session.send('signal', 1), { code: 'not-present' });
    assert.deepEqual(line.sent, []);
  });

  it('is refused while the line is cut, though the customer is still shown', async () => {
    const { session, line } = await watched(world());
    line.say({ type: 'closed' });
    assert.equal(session.snapshot().state, 'present');
    await assert.rejects(session.send('invoke', { func: 'GLANCE.f' }), { code: 'not-present' });
  });

  it('is refused where it cannot be written down', async () => {
    const { session, line } = await watched(world());
    const circular: { self?: object } = {};
    circular.self = circular;
    for (const data of [circular, 10n])
      await assert.rejects(
        session.send('signal', data),
        (error) => error instanceof GlanceError && error.code === 'config-invalid' && error.cause instanceof TypeError,
      );
    assert.deepEqual(line.sent, []);
  });

  it('is refused once the session is closed', async () => {
    const { session, line } = await watched(world());
    session.close();
    await assert.rejects(session.send('signal', 1), { code: 'not-present' });
    assert.deepEqual(line.sent, []);
  });

  it('is told by one of the buttons: the one that began what is under way, else the first', async () => {
    const here = await watched(world());
    const second = new PlayedSeat(here.session, 2);
    here.line.say({ type: 'signal', data: 1 });
    here.session.request(second, invite);
    here.line.say({ type: 'signal', data: { cart: 3 } });
    assert.deepEqual(here.seat.news, [{ type: 'signal', data: 1 }]);
    assert.deepEqual(second.news, [{ type: 'signal', data: { cart: 3 } }]);
  });

  it('changes nothing that is shown', async () => {
    const { seat, line } = await watched(world());
    const { length } = seat.seen;
    line.say({ type: 'signal', data: 1 });
    assert.equal(seat.seen.length, length);
  });
});

describe('a login key that Glance refuses', () => {
  const refused = (): never => {
    throw new GlanceError('auth-refused');
  };

  it('is replaced, and the look-up of a session asked once more with the new one', async () => {
    const w = world();
    w.services.session = () => {
      w.services.session = () => FOUND;
      return refused();
    };
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await w.pass(100);
    assert.deepEqual(w.services.asked, ['login key', 'session 55555', 'login key', 'session 55555']);
    assert.equal(session.snapshot().state, 'in-session');
    assert.equal(seat.viewers[0]?.request.loginKey?.key, 'key 2');
  });

  it('twice leaves it to the viewer to wait', async () => {
    const w = world();
    w.services.session = refused;
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await w.pass(100);
    assert.deepEqual([session.snapshot().state, seat.viewers.length], ['in-session', 1]);
  });

  it('and that had expired when it came is said to be a matter of clocks', async () => {
    const w = world();
    const { session, seat } = unwatched(w);
    w.services.lifetime = -HOUR;
    w.services.session = () => Promise.reject(new GlanceError('auth-refused'));
    session.request(seat, { type: 'join', key: '55555' });
    await w.pass(1_000);
    assert.equal(session.snapshot().state, 'in-session', 'the viewer waits');
    assert.deepEqual(
      seat.news.filter(({ type }) => type === 'error'),
      [{ type: 'error', code: 'auth-clock' }],
    );
  });

  it('is replaced, and a phone invited once with the new one', async () => {
    const w = world();
    w.services.phone = () => {
      w.services.phone = () => CAMERA_KEY;
      return refused();
    };
    const { session, seat } = unwatched(w);
    session.request(seat, camera);
    await turn();
    assert.equal(session.snapshot().sessionKey, CAMERA_KEY);
    assert.equal(w.services.count('text message'), 2);
  });

  it('twice is why a phone could not be invited', async () => {
    const w = world();
    w.services.phone = refused;
    const { session, seat } = unwatched(w);
    await assert.rejects(session.follow(seat, camera), { code: 'auth-refused', cause: 'sms-failed' });
    assert.equal(w.services.count('text message'), 2);
  });
});

describe('a page that is shown again', () => {
  it('asks for a login key again where there was none: somebody may have signed in to it elsewhere', async () => {
    const w = world();
    w.services.key = () => Promise.reject(new GlanceError('auth-refused'));
    const { session, seat } = unwatched(w);
    session.request(seat, { type: 'prepare' });
    await turn();
    assert.equal(session.snapshot().state, 'error');
    await w.pass(60_000);
    assert.equal(w.services.count('login key'), 1);
    w.services.key = () => w.services.newKey();
    session.wake();
    await turn();
    assert.equal(session.snapshot().state, 'idle');
    session.wake();
    await turn();
    assert.equal(w.services.count('login key'), 2);
  });
});

describe('presence', () => {
  it('is that of the group that the login key is for, as SAML tells it', async () => {
    const w = world();
    w.services.key = () => ({ ...w.services.newKey(), groupId: '777' });
    const session = createSession(w.agent, { visitorId: CUSTOMER });
    session.see(new PlayedSeat(session), true);
    await turn();
    assert.ok(w.services.asked.includes('settings of 777'), w.services.asked.join(', '));
  });
});
