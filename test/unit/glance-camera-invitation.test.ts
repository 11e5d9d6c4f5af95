import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inviteCamera } from '../../src/glance/camera-invitation.js';
import { codeOf, type GlanceError } from '../../src/session/codes.js';
import type { LoginKey } from '../../src/session/ports.js';
import { KEY, LOGIN_KEY, never, noAnswer, place, type PlayedPlace, reply, silence } from './played-glance.js';

const PHONE = '+49 (151) 2345678';

describe('the invitation of a phone’s camera', () => {
  const invite = (glance: PlayedPlace, agentName = 'Ann Ü', loginKey: LoginKey = LOGIN_KEY): Promise<string> =>
    inviteCamera(glance, loginKey, { phone: PHONE, agentName }, never);

  it('is posted with the agent’s credentials in a header, encoded, and the phone in the body', async () => {
    const glance = place(() => reply({ invitationText: 'Show your camera', sessionKey: 'cam-1' }));
    assert.equal(await invite(glance), 'cam-1');
    const [{ url, init, body } = assert.fail()] = glance.asked;
    assert.equal(url.href, 'https://www.glance.net/api/SessionInvitation/smsInvite/?groupid=21489');
    assert.equal(init.method, 'POST');
    assert.deepEqual(init.headers, {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Authorization: `Bearer GKEY 21489&a%26b%3Dc%2Bd%40%C3%A9&${KEY}`,
    });
    assert.deepEqual(body, {
      sessiontype: 1,
      smsPhone: PHONE,
      agentName: 'Ann Ü',
      sessionParams: { camera: 'back', resolution: '352x288' },
    });
  });

  it('is sent for any agent, named or not', async () => {
    const glance = place(() => reply({ sessionKey: 'cam-1' }));
    await invite(glance, '');
    await invite(glance, undefined, { ...LOGIN_KEY, partnerUserId: 'agent one~\ud800' });
    assert.deepEqual(Object.keys(glance.asked[0]?.body ?? {}), ['sessiontype', 'smsPhone', 'sessionParams']);
    const header = new Headers(glance.asked[1]?.init.headers).get('authorization') ?? '';
    assert.equal(decodeURIComponent(header), `Bearer GKEY 21489&agent one~\ufffd&${KEY}`);
    assert.ok(header.includes('agent%20one'));
  });

  for (const [sessionKey, expected] of [
    ['AbC_~.-9', 'AbC_~.-9'],
    ['x'.repeat(62), 'x'.repeat(62)],
    // Keys that are read out are digits, and JSON has numbers.
    [1234, '1234'],
  ] as const)
    it(`gives the key ${sessionKey}`, async () => {
      assert.equal(await invite(place(() => reply({ sessionKey }))), expected);
    });

  for (const body of [
    {},
    { sessionKey: '' },
    { sessionKey: 'x'.repeat(63) },
    { sessionKey: 'a b' },
    { sessionKey: 'a\n' },
    { sessionKey: '<script>' },
    { sessionKey: true },
    { sessionKey: null },
    { sessionKey: ['a'] },
    { SessionKey: 'cam-1' },
    [],
    'null',
    '"cam-1"',
    'oops',
    '',
  ])
    it(`is a bad reply when it is ${JSON.stringify(body).slice(0, 40)}`, async () => {
      await assert.rejects(invite(place(() => reply(body))), { name: 'GlanceError', code: 'lookup-failed' });
    });

  for (const [what, answer, code] of [
    ['401', () => reply('', 401), 'auth-refused'],
    ['403', () => reply('', 403), 'auth-refused'],
    ['404', () => reply('', 404), 'lookup-failed'],
    ['500', () => reply({ sessionKey: 'cam-1' }, 500), 'lookup-failed'],
    ['no answer', noAnswer, 'lookup-failed'],
  ] as const)
    it(`is ${code} after ${what}`, async () => {
      await assert.rejects(invite(place(answer)), { name: 'GlanceError', code });
    });

  it('ends after ten seconds', async () => {
    const glance = place(silence);
    const asked = invite(glance);
    glance.clock.pass(10_000);
    // What it was goes to the developer.
    await assert.rejects(asked, ({ code, cause }: GlanceError) => {
      assert.deepEqual([code, codeOf(cause)], ['lookup-failed', 'auth-timeout']);
      return true;
    });
  });

  it('leaves phone and login key in no address, log or error', async () => {
    for (const answer of [
      () => reply({ sessionKey: 'cam-1' }),
      () => reply({ sessionKey: PHONE }),
      () => reply(PHONE, 400),
      noAnswer,
    ]) {
      const glance = place(answer);
      const failure: unknown = await invite(glance).catch((error: unknown) => error);
      const told = [...glance.logged, ...glance.asked.map(({ url }) => decodeURIComponent(url.href))];
      if (failure instanceof Error) told.push(String(failure), String(failure.cause), failure.stack ?? '');
      assert.equal(glance.logged.length, 1);
      for (const secret of [PHONE, '2345678', KEY]) assert.ok(!told.join().includes(secret), told.join());
    }
  });
});
