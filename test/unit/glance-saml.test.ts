import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fetchLoginKey, type LoginKeySource } from '../../src/glance/login-key.js';
import { readSamlKey, readSignIn, samlAddress } from '../../src/glance/saml.js';
import type { LoginKey } from '../../src/session/ports.js';
import { plain } from './played.js';
import { KEY, LOGIN_KEY, never, place } from './played-glance.js';

const PUID = 'a&b=c+d@é';
const ENCODED = 'a%26b%3Dc%2Bd%40%C3%A9';
const GIVEN = `partnerid=21489&partneruserid=${ENCODED}~${KEY}`;

describe('the address of the SAML sign-in', () => {
  const path = 'https://www.glance.net/account/getloginkey.aspx?sso=1&mode=embedded&fmt=html';
  it('names the group, or, without one, the agent', () => {
    assert.equal(samlAddress('https://www.glance.net', '21489', PUID), `${path}&idpid=21489`);
    assert.equal(samlAddress('https://www.glance.net', '', PUID), `${path}&idpusername=${ENCODED}`);
    assert.equal(samlAddress('https://www.glance.net', '1&x=2', ''), `${path}&idpid=1%26x%3D2`);
  });
});

describe('a message about the sign-in', () => {
  for (const [message, said] of [
    [{ glanceEvent: 'authenticateSucceeded', data: { loginKey: 'x' } }, { data: { loginKey: 'x' } }],
    [{ glanceEvent: 'AUTHENTICATESUCCEEDED' }, {}],
    [{ glanceEvent: 'authenticateFailed', data: { reason: 'x' } }, {}],
    [{ glanceEvent: 'AuthenticateFailed' }, {}],
    [{ glanceEvent: 'sessionEnded' }, undefined],
    [{ glanceEvent: ['authenticateFailed'] }, undefined],
    [{ event: 'authenticateSucceeded' }, undefined],
    ['authenticateSucceeded', undefined],
    ['{"glanceEvent":"authenticateSucceeded"}', undefined],
    [{}, undefined],
    [null, undefined],
  ] as const)
    it(`${JSON.stringify(message)} is ${said ? JSON.stringify(said) : 'none'}`, () => {
      assert.deepEqual(plain(readSignIn(message)), said);
    });
});

describe('a login key by SAML', () => {
  for (const [what, data, partnerUserId = PUID] of [
    ['as it is documented', { loginKey: GIVEN }],
    ['in the other order', { loginKey: `partneruserid=${ENCODED}&partnerid=21489~${KEY}` }],
    ['one level deeper', { data: { loginKey: GIVEN } }],
    ['among other values', { loginKey: `x=1&partnerid=21489&partneruserid=${ENCODED}&y~${KEY}` }],
    // An encoded plus is `%2B` in every encoding; one that comes as it is may well be part of an address.
    ['with a plus as it is', { loginKey: `partnerid=21489&partneruserid=ann+x@y.example~${KEY}` }, 'ann+x@y.example'],
    ['with a tilde as it is', { loginKey: `partnerid=21489&partneruserid=~ann~~${KEY}` }, '~ann~'],
    ['with a blank', { loginKey: `partnerid=21489&partneruserid=agent%20one~${KEY}` }, 'agent one'],
    ['with a percent sign as it is', { loginKey: `partnerid=21489&partneruserid=100%~${KEY}` }, '100%'],
  ] as const)
    it(`is read ${what}`, () => {
      assert.deepEqual(readSamlKey(data), { key: KEY, expires: 1_800_003_600_000, groupId: '21489', partnerUserId });
    });

  for (const [what, loginKey] of [
    ['a bare key', KEY],
    ['a key without an owner', `~${KEY}`],
    ['a key without a group', `partneruserid=ann~${KEY}`],
    ['a key without an agent', `partnerid=21489~${KEY}`],
    ['an empty agent', `partnerid=21489&partneruserid=~${KEY}`],
    ['an agent longer than any', `partnerid=21489&partneruserid=${'x'.repeat(256)}~${KEY}`],
    ['an agent over two lines', `partnerid=21489&partneruserid=a%0Ab~${KEY}`],
    ['a group that is no number', `partnerid=21489x&partneruserid=ann~${KEY}`],
    ['a group longer than any', `partnerid=12345678901&partneruserid=ann~${KEY}`],
    ['no key', 'partnerid=21489&partneruserid=ann'],
    ['an empty key', 'partnerid=21489&partneruserid=ann~'],
    ['something else for a key', 'partnerid=21489&partneruserid=ann~<script>'],
    ['something behind the key', `partnerid=21489&partneruserid=ann~${KEY}&x=1`],
    ['half a character', `partnerid=21489&partneruserid=%E0%A4%A~${KEY}`],
    ['half a character for a key', '%E0%A4%A'],
    ['nothing', ''],
    ['a number', 7],
    ['an object', { key: GIVEN }],
  ] as const)
    it(`is none: ${what}`, () => {
      assert.equal(readSamlKey({ loginKey }), undefined);
    });

  it('is none where there is no data of its form', () => {
    for (const data of [
      undefined,
      null,
      GIVEN,
      [GIVEN],
      7,
      {},
      { data: GIVEN },
      { data: { data: { loginKey: GIVEN } } },
    ])
      assert.equal(readSamlKey(data), undefined);
  });
});

describe('a login key fetched by SAML', () => {
  const asked: string[] = [];
  const source: LoginKeySource = {
    method: 'samlloginkey',
    groupId: '21489',
    partnerUserId: 'typed by the page',
    // Not used, though the page may have left it there.
    authUrl: 'https://crm.example/loginkey',
    loginKey: () => KEY,
    signIn: async (address) => {
      asked.push(address);
      return { loginKey: GIVEN };
    },
    warn: () => undefined,
  };
  const fetchFrom = (more: Partial<LoginKeySource>, current?: LoginKey): Promise<LoginKey> => {
    asked.length = 0;
    return fetchLoginKey(place(undefined, 'https://beta.glance.net'), { ...source, ...more }, current, never);
  };

  it('is signed in for at the Glance of the agent, and its owner is whom Glance names', async () => {
    const expected = { key: KEY, expires: 1_800_003_600_000, groupId: '21489', partnerUserId: PUID };
    assert.deepEqual(await fetchFrom({}), expected);
    assert.deepEqual(await fetchFrom({ groupId: '' }), expected);
    assert.deepEqual(asked, [samlAddress('https://beta.glance.net', '', 'typed by the page')]);
  });

  it('is called off by whoever asked for it', async () => {
    const gone = new AbortController();
    let given: AbortSignal | undefined;
    const signIn = async (_address: string, signal: AbortSignal): Promise<unknown> => (
      (given = signal),
      { loginKey: GIVEN }
    );
    await fetchLoginKey(place(), { ...source, signIn }, undefined, gone.signal);
    assert.equal(given, gone.signal);
  });

  it('is not asked for behind the agent’s back where they sign in themselves', async () => {
    await assert.rejects(fetchFrom({ method: 'samlpopup' }), { name: 'GlanceError', code: 'saml-failed' });
    assert.deepEqual(asked, []);
  });

  it('is renewed quietly once they have signed in themselves', async () => {
    assert.equal((await fetchFrom({ method: 'samlpopup' }, LOGIN_KEY)).key, KEY);
    assert.equal(asked.length, 1);
  });

  it('has failed when the sign-in has, with the cause for the developer', async () => {
    const cause = new Error('no answer');
    const throws = (): never => {
      throw cause;
    };
    for (const signIn of [throws, () => Promise.reject(cause)])
      await assert.rejects(fetchFrom({ signIn }), { name: 'GlanceError', code: 'saml-failed', cause });
  });

  it('has failed when what comes holds no key, or nobody can sign in', async () => {
    for (const data of [undefined, null, KEY, {}, { loginKey: KEY }, { loginKey: '%E0%A4%A' }])
      await assert.rejects(fetchFrom({ signIn: async () => data }), { code: 'saml-failed' });
    const { signIn: _, ...without } = source;
    await assert.rejects(fetchLoginKey(place(), without, undefined, never), { code: 'saml-failed' });
  });
});

describe('a login key that the page has put on the element', () => {
  const fetchFrom = (given: unknown, more: Partial<LoginKeySource> = {}): Promise<LoginKey> => {
    const glance = place();
    const source: LoginKeySource = {
      method: 'loginkey',
      groupId: '21489',
      partnerUserId: PUID,
      loginKey: () => given as string,
      warn: () => undefined,
      ...more,
    };
    return fetchLoginKey(glance, source, LOGIN_KEY, never).finally(() => assert.equal(glance.asked.length, 0));
  };

  it('is used instead of every other way', async () => {
    const other = { authUrl: 'https://crm.example/loginkey', getLoginKey: () => assert.fail('asked') };
    const expected = { key: KEY, expires: 1_800_003_600_000, groupId: '21489', partnerUserId: PUID };
    assert.deepEqual(await fetchFrom(KEY, other), expected);
    const withExpiry = await fetchFrom({ loginKey: KEY, expiration: 1_800_000_900 });
    assert.equal(withExpiry.expires, 1_800_000_900_000);
  });

  it('is a bad reply when it is missing or none', async () => {
    for (const bad of [undefined, null, '', 'key', {}, 7, `${KEY} `])
      await assert.rejects(fetchFrom(bad), { name: 'GlanceError', code: 'auth-bad-reply' });
  });
});
