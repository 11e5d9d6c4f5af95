import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { watchPresence } from '../../src/session/presence-watch.js';
import { GlanceError } from '../../src/session/codes.js';
import type { CustomerPage } from '../../src/session/state.js';
import { CUSTOMER, turn } from './played.js';
import { HOUR, PAGE, type PlayedServices } from './played-agent.js';
import { connect, connected, fails, play, type WatchPlay } from './played-watch.js';

describe('watching a customer', () => {
  it('asks for a login key, then the settings, then the authorization, then opens the socket', async () => {
    const p = await play();
    assert.deepEqual(p.services.asked, [
      'login key',
      'settings of 21489',
      'authorize with key 1',
      'socket to presence.glance.net with token 2',
    ]);
    assert.equal(p.services.line.visitorId, CUSTOMER);
    assert.deepEqual(p.told(), ['login-ready']);
  });

  it('looks the customer up after connecting, and tells where they are before that they are there', async () => {
    const p = await connected();
    assert.deepEqual(p.services.asked.slice(4), [`visitor ${CUSTOMER} at presence.glance.net with token 2`]);
    assert.deepEqual(p.facts.slice(1), [{ type: 'visitor-page', page: PAGE }, { type: 'visitor-here' }]);
  });

  it('says when the line is open, each time', async () => {
    const p = await connected();
    assert.equal(p.ready, 1);
    p.services.line.say({ type: 'closed' });
    await p.pass(1_000);
    await connect(p);
    assert.equal(p.ready, 2);
  });

  it('tells a customer who is not there as away', async () => {
    const p = await connected((services) => (services.visitor = () => undefined));
    assert.deepEqual(p.told(), ['login-ready', 'visitor-away']);
  });

  it('passes on what the socket says of the customer, and nothing that is no fact', async () => {
    const p = await connected();
    p.told();
    for (const type of ['visitor-here', 'other', 'session-started', 'visitor-error'] as const)
      p.services.line.say({ type });
    p.services.line.say({ type: 'terms', status: 'accepted' });
    assert.deepEqual(p.told(), ['visitor-here', 'session-started', 'visitor-error', 'terms']);
  });

  it('believes the socket more than a look-up that was sent before it spoke', async () => {
    let answer = (_?: CustomerPage): void => undefined;
    const p = await connected((services) => (services.visitor = () => new Promise((resolve) => (answer = resolve))));
    p.services.line.say({ type: 'visitor-here' });
    p.told();
    answer(undefined);
    await turn();
    assert.deepEqual(p.told(), []);
  });

  it('believes the page the socket has told more than that of an older look-up', async () => {
    const answers: (() => void)[] = [];
    const p = await connected((services) => {
      services.visitor = () => new Promise((resolve) => answers.push(() => resolve(PAGE)));
    });
    const newer = { page: 'https://shop.example/boots' };
    p.services.line.say({ type: 'visitor-page', page: newer });
    for (const answer of answers) answer();
    await turn();
    assert.deepEqual(
      p.facts.filter(({ type }) => type === 'visitor-page'),
      [{ type: 'visitor-page', page: newer }],
    );
  });

  it('repeats a look-up that has failed until it is known', async () => {
    const p = await connected((services) => (services.visitor = fails('lookup-failed')));
    await p.pass(20_000);
    const tries = p.services.count('visitor');
    assert.ok(tries >= 4 && tries <= 6, `${tries} look-ups in 20 seconds`);
    p.services.visitor = () => PAGE;
    await p.pass(6_000);
    assert.ok(p.told().includes('visitor-here'));
    p.services.line.say({ type: 'visitor-here' });
    const { length } = p.services.asked;
    await p.pass(20_000);
    assert.equal(p.services.asked.length, length);
  });

  it('looks up with a new authorization when the old one was refused', async () => {
    const p = await connected((services) => (services.visitor = fails('auth-refused')));
    p.services.visitor = () => PAGE;
    await p.pass(29_500);
    assert.equal(p.services.count('authorize'), 2);
    await p.pass(500);
    assert.equal(p.services.count('authorize'), 2);
    assert.ok(p.told().includes('visitor-here'));
  });

  it('spares an authorization that is not taken, and a Glance that asks for it', async () => {
    for (const error of [
      new GlanceError('auth-refused'),
      new GlanceError('auth-unreachable', { cause: 503 }),
      new GlanceError('auth-unreachable', { cause: 429 }),
    ]) {
      const p = await connected((services) => (services.visitor = () => Promise.reject(error)));
      const before = p.services.count('visitor');
      p.services.line.say({ type: 'other' });
      await p.pass(29_500);
      assert.equal(p.services.count('visitor'), before);
      await p.pass(500);
      assert.ok(p.services.count('visitor') > before);
    }
  });

  it('sends on an open line only', async () => {
    const p = await play();
    assert.equal(p.watch.send('invoke', { func: 'GLANCE.f' }), false);
    await connect(p);
    assert.equal(p.watch.send('invoke', { func: 'GLANCE.f', args: { a: 1 } }), true);
    assert.equal(p.watch.send('signal', 'hello'), true);
    assert.deepEqual(p.services.line.sent, [
      ['invoke', { func: 'GLANCE.f', args: { a: 1 } }],
      ['signal', 'hello'],
    ]);
    p.services.line.say({ type: 'closed' });
    assert.equal(p.watch.send('signal', 'hello'), false);
    assert.equal(p.services.line.sent.length, 2);
  });

  it('passes on what the customer’s page sends', async () => {
    const p = await connected();
    p.services.line.say({ type: 'signal', data: { cart: 3 } });
    assert.deepEqual(p.facts.at(-1), { type: 'signal', data: { cart: 3 } });
  });

  it('asks for the settings of the group that the login key is for', async () => {
    const p = await play((services) => (services.key = () => ({ ...services.newKey(), groupId: '777' })));
    assert.ok(p.services.asked.includes('settings of 777'), p.services.asked.join(', '));
  });

  it('starts once', async () => {
    const p = await play();
    p.watch.start();
    await turn();
    assert.equal(p.services.lines.length, 1);
  });
});

describe('a refusal', () => {
  it('of a token is answered with a new token', async () => {
    const p = await play();
    p.services.line.say({ type: 'refused' });
    await p.pass(1_000);
    assert.equal(p.services.count('authorize'), 2);
    await connect(p);
    assert.ok(!p.told().includes('presence-refused'));
  });

  it('of a second token is told, and nothing more is tried', async () => {
    const p = await play();
    p.services.line.say({ type: 'refused' });
    await p.pass(1_000);
    p.services.line.say({ type: 'refused' });
    assert.deepEqual(p.facts.at(-1), { type: 'presence-refused', reason: 'auth-refused' });
    const { length } = p.services.asked;
    await p.pass(600_000);
    assert.equal(p.services.asked.length, length);
    assert.equal(p.clock.running, 0);
  });

  for (const [reason, prepare] of [
    ['origin-not-allowed', (s: PlayedServices) => (s.token = fails('origin-not-allowed'))],
    ['auth-refused', (s: PlayedServices) => (s.token = fails('auth-refused'))],
    ['presence-disabled', (s: PlayedServices) => (s.server = () => undefined)],
  ] as const)
    it(`with ${reason} is told, and nothing more is tried until it is started again`, async () => {
      const p = await play(prepare);
      assert.deepEqual(p.facts.at(-1), { type: 'presence-refused', reason });
      const { length } = p.services.asked;
      await p.pass(600_000);
      p.watch.wake();
      await turn();
      assert.equal(p.services.asked.length, length);
      p.services.token = () => ({ token: 'good', expires: p.clock.now() + HOUR, groupId: '21489' });
      p.services.server = () => ({ host: 'presence.glance.net', loadBalanced: true });
      p.watch.start();
      await turn();
      assert.equal(p.services.lines.length, 1);
    });

  it('to let the agent log in is told, and nothing more is tried', async () => {
    const p = await play((services) => (services.key = fails('auth-timeout')));
    assert.deepEqual(p.facts, [{ type: 'login-failed', problem: { code: 'auth-timeout' } }]);
    await p.pass(600_000);
    assert.deepEqual(p.services.asked, ['login key']);
    assert.equal(p.clock.running, 0);
  });

  it('to let the agent log in for a reason that nobody gives is that it cannot be reached', async () => {
    const p = await play((services) => (services.key = () => Promise.reject(new Error('oops'))));
    assert.deepEqual(p.facts, [{ type: 'login-failed', problem: { code: 'auth-unreachable' } }]);
  });

  it('is not what a service means that is down: that is tried again', async () => {
    const p = await play((services) => (services.token = fails('auth-unreachable')));
    await p.pass(5_000);
    assert.ok(p.services.count('authorize') > 2);
    assert.deepEqual(p.told(), [...Array<string>(p.facts.length - 1).fill('login-ready'), 'presence-lost']);
  });
});

describe('a watch that is stopped', () => {
  it('leaves no timer and no socket', async () => {
    for (const until of ['connecting', 'connected', 'dropped', 'looking'] as const) {
      const p = await play((services) => {
        if (until === 'looking') services.visitor = fails('lookup-failed');
      });
      if (until !== 'connecting') await connect(p);
      if (until === 'dropped') p.services.line.say({ type: 'closed' });
      p.watch.stop();
      assert.equal(p.clock.running, 0, until);
      assert.ok(
        p.services.lines.every(({ closed }) => closed),
        until,
      );
    }
  });

  for (const step of ['key', 'server', 'direct', 'token', 'visitor'] as const) {
    interface Late {
      readonly answer: (value: never) => void;
      readonly fail: (error: Error) => void;
    }
    /** Stopped while it waits for one of its answers. */
    const stopped = async (): Promise<WatchPlay & Late> => {
      let late: Late | undefined;
      const p = await play((services) => {
        if (step === 'direct') services.server = () => ({ host: 'presence.glance.net', loadBalanced: false });
        services[step] = () => new Promise<never>((answer, fail) => (late = { answer, fail }));
      });
      if (step === 'visitor') await connect(p);
      p.told();
      p.watch.stop();
      return late ? { ...p, ...late } : assert.fail('nothing was asked');
    };

    it(`is told nothing by an answer that comes late, asks nothing and opens nothing: ${step}`, async () => {
      const p = await stopped();
      const { length } = p.services.asked;
      const answers = {
        key: p.services.newKey(),
        server: { host: 'presence.glance.net', loadBalanced: true },
        direct: undefined,
        token: { token: 't', expires: p.clock.now() + HOUR, groupId: '21489' },
        visitor: PAGE,
      };
      p.answer(answers[step] as never);
      p.services.lines[0]?.say({ type: 'visitor-here' });
      await turn();
      assert.deepEqual([p.told(), p.services.asked.slice(length), p.clock.running], [[], [], 0]);
    });

    it(`is told nothing by a failure that comes late, and tries nothing more: ${step}`, async () => {
      const p = await stopped();
      const { length } = p.services.asked;
      p.fail(new Error('too late'));
      await turn();
      assert.deepEqual([p.told(), p.services.asked.slice(length), p.clock.running], [[], [], 0]);
    });
  }

  it('in the moment its line is open looks nobody up', async () => {
    const p = await play();
    p.services.line.say({ type: 'connected', keepalive: 30 });
    p.watch.stop();
    await turn();
    assert.equal(p.services.count('visitor'), 0);
  });

  it('sends nothing, nor does one that was never started', async () => {
    const p = await connected();
    p.watch.stop();
    const { agent } = p;
    const never = watchPresence(
      agent,
      CUSTOMER,
      () => undefined,
      () => undefined,
    );
    for (const watch of [p.watch, never]) assert.equal(watch.send('signal', 'hello'), false);
    assert.deepEqual([p.services.line.sent, p.services.posted], [[], []]);
  });

  it('can be started again, and says that something may have been missed', async () => {
    const p = await connected();
    p.watch.stop();
    p.told();
    p.watch.start();
    await turn();
    await connect(p);
    assert.deepEqual(p.told(), ['login-ready', 'visitor-page', 'visitor-here', 'presence-resumed']);
  });
});
