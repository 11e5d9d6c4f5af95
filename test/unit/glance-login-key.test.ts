import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { authAddress, fetchLoginKey, type LoginKeySource } from '../../src/glance/login-key.js';
import { readReply } from '../../src/glance/login-key-reply.js';
import type { LoginKey } from '../../src/session/ports.js';
import { outcome, turn } from './played.js';
import { KEY, LOGIN_KEY, never, noAnswer, place, type PlayedPlace, redirect, reply, silence } from './played-glance.js';

const PUID = 'a&b=c+d@é';
const warned: string[] = [];
const source: LoginKeySource = {
  method: 'loginkey',
  groupId: '21489',
  partnerUserId: PUID,
  authUrl: 'https://crm.example/loginkey?tenant=7&partneruserid=old',
  warn: (message) => void warned.push(message),
};
const fetchFrom = (glance: PlayedPlace, more: Partial<LoginKeySource> = {}, current?: LoginKey): Promise<LoginKey> =>
  fetchLoginKey(glance, { ...source, ...more }, current, never);

describe('a login key is fetched', () => {
  it('by POST, the agent in query and body, encoded, and what was in the query kept', async () => {
    const glance = place(() => reply({ loginKey: KEY }));
    await fetchFrom(glance, { authHeaders: { 'X-CSRF': 'token' } });
    const [{ url, init, body } = assert.fail()] = glance.asked;
    assert.equal(url.href, 'https://crm.example/loginkey?tenant=7&partneruserid=a%26b%3Dc%2Bd%40%C3%A9');
    assert.deepEqual(body, { partneruserid: PUID });
    assert.deepEqual([init.method, init.credentials], ['POST', 'same-origin']);
    assert.equal(new Request(url, init).redirect, 'manual');
    assert.deepEqual(init.headers, { 'X-CSRF': 'token' });
  });

  for (const [shape, body] of [
    ['an object', { loginKey: KEY }],
    ['an object with an expiry', { loginKey: KEY, expiration: 1_800_003_600 }],
    ['a bare key', KEY],
    ['a bare key with a line break', `${KEY}\n`],
    ['a JSON text', JSON.stringify(KEY)],
  ] as const)
    it(`out of ${shape}`, async () => {
      assert.deepEqual(await fetchFrom(place(() => reply(body))), {
        key: KEY,
        expires: 1_800_003_600_000,
        groupId: '21489',
        partnerUserId: PUID,
      });
    });

  it('with the expiry of the reply rather than the key’s', async () => {
    for (const expiration of [1_800_000_900, '1800000900']) {
      const { expires } = await fetchFrom(place(() => reply({ loginKey: KEY, expiration })));
      assert.equal(expires, 1_800_000_900_000);
    }
    const { expires } = await fetchFrom(place(() => reply({ loginKey: KEY, expiration: 'tomorrow' })));
    assert.equal(expires, 1_800_003_600_000);
  });

  it('without keeping an API key that comes along, of which the integrator is warned', async () => {
    warned.length = 0;
    const key = await fetchFrom(place(() => reply({ loginKey: KEY, apiKey: 'sandbox-api-key' })));
    assert.ok(!JSON.stringify(key).includes('sandbox-api-key'));
    assert.equal(warned.length, 1);
    assert.match(warned[0] ?? '', /API key/);
    assert.ok(!warned[0]?.includes('sandbox-api-key'));
  });

  it('without a warning where there is nothing to be warned of', async () => {
    warned.length = 0;
    await fetchFrom(place(() => reply({ loginKey: KEY })));
    assert.deepEqual(warned, []);
  });

  for (const [what, answer, code] of [
    ['401', () => reply('', 401), 'auth-refused'],
    ['403', () => reply('no', 403), 'auth-refused'],
    ['404', () => reply('', 404), 'auth-unreachable'],
    ['500', () => reply(KEY, 500), 'auth-unreachable'],
    ['a redirect to a sign-in page', redirect, 'auth-redirected'],
    ['no answer', noAnswer, 'auth-unreachable'],
    ['a page of HTML', () => reply('<!doctype html><title>Sign in</title>'), 'auth-bad-reply'],
    ['nothing', () => reply(''), 'auth-bad-reply'],
    ['JSON without a key', () => reply({ key: KEY }), 'auth-bad-reply'],
    ['null', () => reply('null'), 'auth-bad-reply'],
    ['a key with something before it', () => reply(`<p>${KEY}`), 'auth-bad-reply'],
    ['a key with something behind it', () => reply(`${KEY}<script>`), 'auth-bad-reply'],
  ] as const)
    it(`not: ${what} is ${code}`, async () => {
      await assert.rejects(fetchFrom(place(answer)), { name: 'GlanceError', code });
    });

  it('not: 20 seconds without an answer are auth-timeout', async () => {
    const glance = place(silence);
    const asked = fetchFrom(glance);
    glance.clock.pass(20_000);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });
});

describe('a login key from the page’s own function', () => {
  it('may be returned at once or later, as a text or an object, and no service is called', async () => {
    for (const getLoginKey of [
      () => KEY,
      async () => KEY,
      () => ({ loginKey: KEY }),
      async () => ({ loginKey: KEY }),
    ]) {
      const glance = place();
      assert.equal((await fetchFrom(glance, { getLoginKey })).key, KEY);
      assert.deepEqual([glance.asked.length, glance.clock.running], [0, 0]);
    }
  });

  it('is asked for with the one that is to be replaced', async () => {
    const given: unknown[] = [];
    const getLoginKey = (current?: string): string => {
      given.push(current);
      return KEY;
    };
    await fetchFrom(place(), { getLoginKey });
    await fetchFrom(place(), { getLoginKey }, LOGIN_KEY);
    assert.deepEqual(given, [undefined, KEY]);
  });

  it('is unreachable when it throws, at once or later, and the developer gets the cause', async () => {
    const cause = new Error('signed out');
    const throws = (): never => {
      throw cause;
    };
    for (const getLoginKey of [throws, () => Promise.reject(cause)]) {
      const glance = place();
      await assert.rejects(fetchFrom(glance, { getLoginKey }), { code: 'auth-unreachable', cause });
      assert.equal(glance.clock.running, 0);
    }
  });

  it('is a bad reply when it is none', async () => {
    for (const bad of [undefined, '', 'key', {}, { loginKey: 7 }, 7])
      await assert.rejects(fetchFrom(place(), { getLoginKey: () => bad as string }), { code: 'auth-bad-reply' });
  });

  it('is waited for 20 seconds', async () => {
    const glance = place();
    const asked = fetchFrom(glance, { getLoginKey: () => new Promise(() => undefined) });
    glance.clock.pass(19_999);
    assert.equal(await outcome(asked), 'open');
    glance.clock.pass(1);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });

  it('that never answers leaves nothing with those who ask for one again and again', async () => {
    const glance = place();
    const { signal } = new AbortController();
    const replies = [() => new Promise<string>(() => undefined), () => KEY, () => Promise.reject(new Error('no'))];
    for (const getLoginKey of replies) {
      const asked = fetchLoginKey(glance, { ...source, getLoginKey }, undefined, signal).catch(() => undefined);
      await turn();
      glance.clock.pass(20_000);
      await asked;
      assert.deepEqual([getEventListeners(signal, 'abort').length, glance.clock.running], [0, 0]);
    }
  });

  // ports.ts, Services: "Every call ends: by its answer, its limit or `signal`."
  it('is not waited for any longer when nobody needs it', async () => {
    const glance = place();
    const gone = new AbortController();
    const getLoginKey = (): Promise<string> => new Promise(() => undefined);
    const asked = outcome(fetchLoginKey(glance, { ...source, getLoginKey }, undefined, gone.signal));
    gone.abort();
    assert.match(String(await asked), /^rejected/);
    assert.equal(glance.clock.running, 0);
  });

  it('leaves nothing behind with whoever may call it off', async () => {
    const { signal } = new AbortController();
    await fetchLoginKey(place(), { ...source, getLoginKey: () => KEY }, undefined, signal);
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });
});

describe('a reply', () => {
  it('is read as nothing when it holds no key', () => {
    for (const bad of [undefined, null, 0, [], {}, { loginKey: null }, { loginKey: '$1$x$y' }, '$1$$', '$1$1'])
      assert.equal(
        readReply(bad, () => undefined),
        undefined,
      );
  });
});

describe('the address of the login-key service', () => {
  const page = 'https://crm.example/app/tickets';
  for (const [value, base, expected] of [
    ['/loginkey', page, 'https://crm.example/loginkey'],
    ['loginkey?x=1', page, 'https://crm.example/app/loginkey?x=1'],
    ['https://auth.example/key', page, 'https://auth.example/key'],
    ['//auth.example/key', page, 'https://auth.example/key'],
    ['http://localhost:7000/key', page, 'http://localhost:7000/key'],
    ['http://127.0.0.1/key', page, 'http://127.0.0.1/key'],
    ['http://[::1]/key', page, 'http://[::1]/key'],
    ['/key', 'http://intranet/app/', 'http://intranet/key'],
    ['http://crm.example/key', page, undefined],
    ['http://other.example/key', 'http://intranet/app/', undefined],
    ['http://localhost.evil.example/key', page, undefined],
    ['https://user:pass@auth.example/key', page, undefined],
    ['javascript:alert(1)', page, undefined],
    ['data:text/plain,x', page, undefined],
    ['ftp://crm.example/key', page, undefined],
    ['ftp://localhost/key', page, undefined],
    ['https://', page, undefined],
  ] as const)
    it(`${value} on ${base} is ${expected ?? 'refused'}`, () => {
      assert.equal(authAddress(value, base), expected);
    });
});
