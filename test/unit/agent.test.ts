import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import { counted } from '../../src/session/counted.js';
import { outcome, turn } from './played.js';
import { HOUR, world } from './played-agent.js';

describe('an agent’s login key', () => {
  it('is fetched once for all who ask, at once or later', async () => {
    const { agent, services } = world();
    const keys = await Promise.all([agent.loginKey(), agent.loginKey(), agent.loginKey()]);
    assert.deepEqual(new Set([...keys, await agent.loginKey()]).size, 1);
    assert.equal(services.count('login key'), 1);
  });

  it('is at hand for a click until it expires, and not before it was fetched', async () => {
    const { agent, clock } = world();
    assert.equal(agent.loginKeyAtHand(), undefined);
    const key = await agent.loginKey();
    clock.pass(HOUR - 1);
    assert.equal(agent.loginKeyAtHand(), key);
    clock.pass(1);
    assert.equal(agent.loginKeyAtHand(), undefined);
  });

  it('is renewed from 60 seconds before it expires, when it is asked for', async () => {
    const { agent, clock, services } = world();
    await agent.loginKey();
    clock.pass(HOUR - 60_001);
    await agent.loginKey();
    assert.equal(services.count('login key'), 1);
    clock.pass(1);
    assert.equal((await agent.loginKey()).key, 'key 2');
    assert.deepEqual(services.replaced, [undefined, 'key 1']);
  });

  it('is not renewed while nobody asks', async () => {
    const { agent, clock, services } = world();
    await agent.loginKey();
    clock.pass(10 * HOUR);
    await turn();
    assert.equal(services.count('login key'), 1);
    assert.equal(clock.running, 0);
  });

  it('that is about to expire is better than none', async () => {
    const { agent, clock, services } = world();
    const key = await agent.loginKey();
    clock.pass(HOUR - 1_000);
    services.key = () => Promise.reject(new GlanceError('auth-timeout'));
    assert.equal(await agent.loginKey(), key);
    clock.pass(1_000);
    await assert.rejects(agent.loginKey(), { code: 'auth-timeout' });
  });

  it('that has expired on arrival is used all the same, by one who asks and for a click: which clock is wrong Glance knows', async () => {
    const { agent, clock, services } = world();
    services.lifetime = -HOUR;
    const { key } = await agent.loginKey();
    assert.equal(key, 'key 1');
    assert.equal(agent.loginKeyAtHand()?.key, key);
    assert.equal((await agent.loginKey()).key, 'key 2');
    clock.pass(60_000);
    assert.equal(agent.loginKeyAtHand(), undefined);
  });

  it('that had expired on arrival and is refused means that a clock is wrong', async () => {
    const { agent, services } = world();
    services.lifetime = 0;
    const refused = (): Promise<never> => Promise.reject(new GlanceError('auth-refused'));
    await assert.rejects(agent.withLoginKey(refused), { code: 'auth-clock', cause: new GlanceError('auth-refused') });
    assert.equal(services.count('login key'), 1);
    services.lifetime = HOUR;
    await assert.rejects(agent.withLoginKey(refused), { code: 'auth-refused' });
  });

  it('that could not be had is asked for again by the next who asks', async () => {
    const { agent, services } = world();
    services.key = () => Promise.reject(new GlanceError('auth-unreachable'));
    await assert.rejects(Promise.all([agent.loginKey(), agent.loginKey()]), { code: 'auth-unreachable' });
    services.key = () => services.newKey();
    assert.equal((await agent.loginKey()).key, 'key 1');
    assert.equal(services.count('login key'), 2);
  });
});

describe('another way in', () => {
  it('lets the login key go that is kept, and the next who asks gets a new one', async () => {
    const { agent, services } = world();
    await agent.loginKey();
    agent.renew();
    assert.equal(agent.loginKeyAtHand(), undefined);
    assert.equal((await agent.loginKey()).key, 'key 2');
    assert.deepEqual(services.replaced, [undefined, 'key 1']);
  });

  it('may be a login key, which is used from then on without asking for one', async () => {
    const { agent, services } = world();
    await agent.loginKey();
    const signedIn = { ...services.newKey(), key: 'signed in', groupId: '777' };
    agent.renew(signedIn);
    assert.equal(agent.loginKeyAtHand(), signedIn);
    assert.equal(await agent.loginKey(), signedIn);
    assert.equal(services.count('login key'), 1);
  });

  it('is the one to be replaced once it is about to expire', async () => {
    const { agent, clock, services } = world();
    agent.renew({ ...services.newKey(), key: 'signed in' });
    clock.pass(HOUR - 60_000);
    await agent.loginKey();
    assert.deepEqual(services.replaced, ['signed in']);
  });

  it('that is refused does not mean that a clock is wrong, not even after one that had expired on arrival', async () => {
    for (const stale of [false, true]) {
      const { agent, services } = world();
      if (stale) {
        services.lifetime = -HOUR;
        await agent.loginKey();
        services.lifetime = HOUR;
      }
      agent.renew({ ...services.newKey(), key: 'signed in' });
      const refused = agent.withLoginKey(() => Promise.reject(new GlanceError('auth-refused')));
      await assert.rejects(refused, { code: 'auth-refused' });
    }
  });

  it('that has expired is none', async () => {
    const { agent, clock, services } = world();
    const expired = { ...services.newKey(), expires: clock.now() };
    agent.renew(expired);
    assert.equal(agent.loginKeyAtHand(), undefined);
    assert.notEqual(await agent.loginKey(), expired);
  });

  it('lets the agent in where no login key was to be had before', async () => {
    const { agent, services } = world();
    services.key = () => Promise.reject(new GlanceError('saml-failed'));
    await assert.rejects(agent.loginKey(), { code: 'saml-failed' });
    agent.renew({ ...services.newKey(), key: 'signed in' });
    await agent.authorization();
    assert.deepEqual(services.asked, ['login key', 'authorize with signed in']);
  });

  it('does not take back an authorization that still lasts', async () => {
    const { agent, services } = world();
    const authorization = await agent.authorization();
    agent.renew();
    assert.equal(await agent.authorization(), authorization);
    assert.equal(services.count('authorize'), 1);
  });
});

describe('a question to Glance with the login key', () => {
  it('is put again with a new one where Glance refuses the first, and once', async () => {
    const { agent } = world();
    const keys: string[] = [];
    const refused = agent.withLoginKey(async ({ key }) => {
      keys.push(key);
      throw new GlanceError('auth-refused');
    });
    await assert.rejects(refused, { code: 'auth-refused' });
    assert.deepEqual(keys, ['key 1', 'key 2']);
  });

  it('is refused, and nothing else, where no other login key is to be had', async () => {
    const { agent, services } = world();
    await agent.loginKey();
    services.key = () => Promise.reject(new GlanceError('auth-timeout'));
    const refused = new GlanceError('auth-refused');
    await assert.rejects(
      agent.withLoginKey(() => Promise.reject(refused)),
      refused,
    );
  });

  it('is not put again when it fails otherwise', async () => {
    const { agent, services } = world();
    let times = 0;
    const failed = agent.withLoginKey(async () => {
      times += 1;
      throw new GlanceError('lookup-failed');
    });
    await assert.rejects(failed, { code: 'lookup-failed' });
    assert.deepEqual([times, services.count('login key')], [1, 1]);
  });

  it('does not take away a login key that has come meanwhile', async () => {
    const { agent, services } = world();
    const signedIn = { ...services.newKey(), key: 'signed in' };
    const keys: string[] = [];
    const asked = agent.withLoginKey(async ({ key }) => {
      keys.push(key);
      if (key === signedIn.key) return 'answered';
      agent.renew(signedIn);
      throw new GlanceError('auth-refused');
    });
    assert.equal(await asked, 'answered');
    assert.deepEqual(keys, ['key 2', 'signed in']);
    assert.equal(agent.loginKeyAtHand(), signedIn);
  });
});

describe('an agent’s authorization', () => {
  it('is asked for once for all who ask, and renewed before it expires', async () => {
    const { agent, clock, services } = world();
    const [one, two] = await Promise.all([agent.authorization(), agent.authorization()]);
    assert.equal(one, two);
    clock.pass(2 * HOUR - 60_001);
    assert.equal(await agent.authorization(), one);
    clock.pass(1);
    assert.notEqual(await agent.authorization(), one);
    assert.equal(services.count('authorize'), 2);
  });

  it('is asked for anew where the presence service refuses it, and the question put once more', async () => {
    const { agent, services } = world();
    const tokens: string[] = [];
    const answer = await agent.withAuthorization(({ token }) => {
      tokens.push(token);
      return tokens.length === 1 ? Promise.reject(new GlanceError('auth-refused')) : Promise.resolve('an answer');
    });
    assert.equal(answer, 'an answer');
    assert.equal(new Set(tokens).size, 2);
    assert.equal(services.count('authorize'), 2);
  });

  it('that is refused twice is a refusal, and any other failure is not put to it again', async () => {
    const { agent, services } = world();
    for (const code of ['auth-refused', 'lookup-failed'] as const)
      await assert.rejects(
        agent.withAuthorization(() => Promise.reject(new GlanceError(code))),
        { code },
      );
    assert.equal(services.count('authorize'), 2);
  });

  it('is tried once more with a new login key when Glance refuses the first', async () => {
    const { agent, services } = world();
    const { token } = services;
    services.token = () => {
      services.token = token;
      throw new GlanceError('auth-refused');
    };
    await agent.authorization();
    assert.deepEqual(services.asked, ['login key', 'authorize with key 1', 'login key', 'authorize with key 2']);
  });

  it('is refused when the second login key is refused too', async () => {
    const { agent, services } = world();
    services.token = () => Promise.reject(new GlanceError('auth-refused'));
    await assert.rejects(agent.authorization(), { code: 'auth-refused' });
    assert.equal(services.count('authorize'), 2);
  });

  it('is refused when the new login key is the old one', async () => {
    const { agent, services } = world();
    const same = services.newKey();
    services.key = () => same;
    services.token = () => Promise.reject(new GlanceError('auth-refused'));
    await assert.rejects(agent.authorization(), { code: 'auth-refused' });
    assert.equal(services.count('authorize'), 1);
  });

  // DESIGN 4: `getLoginKey(current?)`; ports.ts: "given the one that is to be replaced, if there was one".
  it('names the refused login key to whoever makes the new one', async () => {
    const { agent, services } = world();
    services.token = () => Promise.reject(new GlanceError('auth-refused'));
    await assert.rejects(agent.authorization());
    assert.deepEqual(services.replaced, [undefined, 'key 1']);
  });

  it('is not tried with a new login key when it fails otherwise', async () => {
    const { agent, services } = world();
    services.token = () => Promise.reject(new GlanceError('origin-not-allowed'));
    await assert.rejects(agent.authorization(), { code: 'origin-not-allowed' });
    assert.equal(services.count('login key'), 1);
  });

  it('that the service has refused is asked for anew, but not one that is already new', async () => {
    const { agent, services } = world();
    const { token } = await agent.authorization();
    agent.refused('another token');
    await agent.authorization();
    assert.equal(services.count('authorize'), 1);
    agent.refused(token);
    // Two may have asked with it.
    agent.refused(token);
    assert.notEqual((await agent.authorization()).token, token);
  });
});

describe('an agent', () => {
  it('asks once where presence is served, and again when that could not be told', async () => {
    const { agent, services } = world();
    const { server } = services;
    services.server = () => Promise.reject(new GlanceError('auth-unreachable'));
    await assert.rejects(agent.presenceServer(), { code: 'auth-unreachable' });
    services.server = server;
    await Promise.all([agent.presenceServer(), agent.presenceServer()]);
    await agent.presenceServer();
    assert.equal(services.count('settings'), 2);
  });

  it('asks where presence is served for the group of its login key, which SAML may tell', async () => {
    const { agent, services } = world();
    services.key = () => ({ ...services.newKey(), groupId: '777' });
    await agent.presenceServer();
    assert.deepEqual(services.asked, ['login key', 'settings of 777']);
  });

  it('that is closed forgets its secrets and aborts what is under way', async () => {
    const { agent, services } = world();
    await agent.authorization();
    agent.close();
    assert.equal(agent.loginKeyAtHand(), undefined);
    assert.ok(services.signals.every(({ aborted }) => aborted));
  });

  it('that is closed does not keep a login key that comes late', async () => {
    const { agent, services } = world();
    let answer = (): void => undefined;
    services.key = () => new Promise((resolve) => (answer = () => resolve(services.newKey())));
    const asked = outcome(agent.loginKey());
    agent.close();
    answer();
    assert.equal(await asked, 'rejected: detached');
    assert.equal(agent.loginKeyAtHand(), undefined);
  });
});

describe('things that are counted', () => {
  const make = (): { closed: number; close(): void } => {
    const thing = { closed: 0, close: () => void (thing.closed += 1) };
    return thing;
  };

  it('are made for the first who asks and closed by the last who lets go', () => {
    const things = counted<ReturnType<typeof make>>();
    const one = things.hold('a', make);
    const two = things.hold('a', make);
    assert.equal(one.thing, two.thing);
    one.release();
    assert.equal(two.thing.closed, 0);
    assert.deepEqual(things.all(), [one.thing]);
    two.release();
    assert.equal(two.thing.closed, 1);
    assert.deepEqual(things.all(), []);
  });

  it('are found by name, and by what is true of them', () => {
    const things = counted<ReturnType<typeof make>>();
    const [one, two] = [things.hold('a', make), things.hold('b', make)];
    assert.equal(things.get('b'), two.thing);
    assert.equal(things.get('c'), undefined);
    assert.equal(
      things.find((thing) => thing === two.thing),
      'b',
    );
    one.release();
    assert.equal(
      things.find((thing) => thing === one.thing),
      undefined,
    );
  });

  it('are told apart by name, and made anew once closed', () => {
    const things = counted<ReturnType<typeof make>>();
    const one = things.hold('a', make);
    assert.notEqual(things.hold('b', make).thing, one.thing);
    one.release();
    assert.notEqual(things.hold('a', make).thing, one.thing);
  });
});
