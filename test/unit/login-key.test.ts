import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createLoginKey, verifyLoginKey } from '../../src/login-key/index.js';

// Published by a Glance employee in a sample repository (services 6.1).
const vectors = [
  ['mySecretApiKey', '12345', 'uniqueUserIdentifier', 1593908430, 'Wf7vDWWv1Ci5VrcUvtWuJh_jLgZIfectGUPkg6DbZws'],
  ['mySecretApiKey', '12345', 'uniqueUserIdentifier', 1593908590, 'XCD2ygOUWB892h1xVRy7X0DkUf0w-J8DwnZOWXWCAoY'],
  ['mySecretApiKey', '12345', 'uniqueUserIdentifier', 1593908675, 'cwgx4A5akR6jkKMODEvNOzucjenBMQdP2aD-1wz0msc'],
  ['mySecretApiKey', '12345', 'uniqueUserIdentifier', 1597595372, 'GR4bRX693m72g5Vttn5g2TyQsfy4Si6IvbESFs2PFLI'],
  ['newSecretApiKey', '54321', 'newUniqueUserIdentifier', 1593906477, 'wncY1-sgNS11n_T9oqrGBRAQOUXeoLpvs7z0DzHdI7k'],
] as const;

const owner = { apiKey: 'sécret', groupId: 21489, partnerUserId: 'agent-42' };
const now = 1_800_000_000;

describe('a login key', () => {
  for (const [apiKey, groupId, partnerUserId, expiration, signature] of vectors) {
    it(`has the published signature for ${partnerUserId} at ${expiration}`, async () => {
      const key = await createLoginKey({ apiKey, groupId, partnerUserId, expiration });
      assert.deepEqual(key, { loginKey: `$1$${expiration}$${signature}`, expiration });
      const check = await verifyLoginKey({
        apiKey,
        groupId,
        partnerUserId,
        loginKey: key.loginKey,
        now: expiration - 1,
      });
      assert.deepEqual(check, { ok: true, expiration });
    });
  }

  it('lives an hour, or as long as asked', async () => {
    assert.equal((await createLoginKey({ ...owner, now })).expiration, now + 3600);
    assert.equal((await createLoginKey({ ...owner, now, expiresIn: 60 })).expiration, now + 60);
    const from = Math.floor(Date.now() / 1000);
    const { expiration } = await createLoginKey(owner);
    assert.ok(from + 3600 <= expiration && expiration <= Date.now() / 1000 + 3600);
  });

  it('takes the group as text or as a number alike', async () => {
    const asText = await createLoginKey({ ...owner, groupId: '21489', now });
    assert.deepEqual(asText, await createLoginKey({ ...owner, now }));
  });

  for (const partnerUserId of [
    'a&b=c+d@é',
    '☎️ 客服 7',
    '$1$2$3',
    ' ',
    'x'.repeat(255),
    'ü'.repeat(255),
    'a/b\\c"\'<>|;,%20\n',
  ]) {
    it(`is signed over the bytes of ${JSON.stringify(partnerUserId.slice(0, 20))}`, async () => {
      const { loginKey } = await createLoginKey({ ...owner, partnerUserId, now });
      const expected = createHmac('sha256', owner.apiKey)
        .update(`21489${partnerUserId}1${now + 3600}`)
        .digest('base64url');
      assert.equal(loginKey, `$1$${now + 3600}$${expected}`);
      assert.equal(loginKey.length, 57);
      assert.equal((await verifyLoginKey({ ...owner, partnerUserId, loginKey, now })).ok, true);
    });
  }

  it('is refused at the second it expires, not before', async () => {
    const { loginKey } = await createLoginKey({ ...owner, now, expiresIn: 60 });
    assert.equal((await verifyLoginKey({ ...owner, loginKey, now: now + 59.9 })).ok, true);
    assert.deepEqual(await verifyLoginKey({ ...owner, loginKey, now: now + 60 }), { ok: false, reason: 'expired' });
  });

  it('is refused when it expires more than a day ahead', async () => {
    const day = await createLoginKey({ ...owner, now, expiresIn: 86_400 });
    assert.equal((await verifyLoginKey({ ...owner, loginKey: day.loginKey, now })).ok, true);
    const longer = await createLoginKey({ ...owner, expiration: now + 86_401 });
    assert.deepEqual(await verifyLoginKey({ ...owner, loginKey: longer.loginKey, now }), {
      ok: false,
      reason: 'too-far',
    });
  });

  it('is refused for another agent, group or secret', async () => {
    const { loginKey } = await createLoginKey({ ...owner, now });
    for (const other of [{ partnerUserId: 'agent-43' }, { groupId: 20541 }, { apiKey: 'another' }]) {
      assert.deepEqual(await verifyLoginKey({ ...owner, ...other, loginKey, now }), { ok: false, reason: 'signature' });
    }
  });

  it('is refused when its expiry was moved', async () => {
    const { loginKey } = await createLoginKey({ ...owner, now });
    const moved = loginKey.replace(`$${now + 3600}$`, `$${now + 7200}$`);
    assert.deepEqual(await verifyLoginKey({ ...owner, loginKey: moved, now }), { ok: false, reason: 'signature' });
  });

  it('has one spelling only', async () => {
    const { loginKey } = await createLoginKey({ ...owner, now });
    const last = loginKey.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = loginKey.slice(0, -1) + (alphabet[alphabet.indexOf(last) + 1] ?? '');
    assert.deepEqual(await verifyLoginKey({ ...owner, loginKey: twin, now }), { ok: false, reason: 'malformed' });
  });

  for (const loginKey of [
    '',
    'x',
    '$1$$',
    '$2$1800003600$' + 'A'.repeat(43),
    '$1$1800003600$' + 'A'.repeat(42),
    '$1$-5$' + 'A'.repeat(43),
    '$1$1800003600$' + 'A'.repeat(44),
    '$1$1e9$' + 'A'.repeat(43),
    ' $1$1800003600$' + 'A'.repeat(43),
    '$1$1800003600$' + '+'.repeat(43),
  ]) {
    it(`is malformed when it reads ${JSON.stringify(loginKey)}`, async () => {
      assert.deepEqual(await verifyLoginKey({ ...owner, loginKey, now }), { ok: false, reason: 'malformed' });
    });
  }

  it('is compared with its signature by Web Crypto, which takes the same time for each, and by nothing else', async (t) => {
    const { loginKey } = await createLoginKey({ ...owner, now });
    const forged = `${loginKey.slice(0, -2)}AA`;
    const asked = { ...owner, now };
    assert.deepEqual(await verifyLoginKey({ ...asked, loginKey: forged }), { ok: false, reason: 'signature' });
    const verify = t.mock.method(crypto.subtle, 'verify', async () => true);
    assert.equal((await verifyLoginKey({ ...asked, loginKey: forged })).ok, true);
    verify.mock.mockImplementation(async () => false);
    assert.deepEqual(await verifyLoginKey({ ...asked, loginKey }), { ok: false, reason: 'signature' });
    assert.equal(verify.mock.callCount(), 2);
  });

  it('is refused, and nothing thrown, whatever it reads', async () => {
    const part = fc.oneof(fc.nat().map(String), fc.base64String({ minLength: 40, maxLength: 48 }), fc.string());
    const written = fc.oneof(
      fc.array(part).map((parts) => parts.join('$')),
      fc.tuple(part, part).map((two) => `$1$${two.join('$')}`),
    );
    const check = async (loginKey: string): Promise<boolean> => !(await verifyLoginKey({ ...owner, now, loginKey })).ok;
    await fc.assert(fc.asyncProperty(written, check), { numRuns: 10_000 });
  });

  it('is not made from nonsense', async () => {
    await assert.rejects(createLoginKey({ ...owner, apiKey: '' }), /apiKey/);
    await assert.rejects(createLoginKey({ ...owner, partnerUserId: '' }), /partnerUserId/);
    await assert.rejects(createLoginKey({ ...owner, groupId: 'twelve' }), /groupId/);
    await assert.rejects(createLoginKey({ ...owner, expiresIn: 0 }), RangeError);
    await assert.rejects(createLoginKey({ ...owner, expiresIn: 86_401 }), RangeError);
    await assert.rejects(createLoginKey({ ...owner, expiration: 1.5 }), RangeError);
  });
});
