import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findVisitor, signalVisitor } from '../../src/glance/presence-direct.js';
import type { Message } from '../../src/session/ports.js';
import { AUTHORIZATION, never, noAnswer, place, type PlayedPlace, reply, SERVER, silence } from './played-glance.js';

const FOUND = {
  ds: 'pr0016.glance.net',
  direct: 'pr0016.glance.net:443',
  directserver: 'pr0016.glance.net',
  tlsport: 5501,
  httpsport: 443,
  visitorfound: true,
};
const DIRECT = { host: 'pr0016.glance.net:443', loadBalanced: false };

const find = (glance: PlayedPlace): ReturnType<typeof findVisitor> =>
  findVisitor(glance, SERVER, AUTHORIZATION, 'al~ice.1', never);
const send = (glance: PlayedPlace, ...message: Message): Promise<boolean> =>
  signalVisitor(glance, DIRECT, AUTHORIZATION, 'al~ice.1', message, never);

describe('the direct server of a customer', () => {
  it('is asked for at the presence server, the token in a header and in no address', async () => {
    const glance = place(() => reply(FOUND));
    await find(glance);
    const [{ url, init } = assert.fail()] = glance.asked;
    assert.equal(url.origin + url.pathname, 'https://presence.glance.net/findvisitor');
    assert.deepEqual(Object.fromEntries(url.searchParams), { groupid: '21489', visitorid: 'al~ice.1' });
    assert.equal(new Headers(init.headers).get('authorization'), 'Bearer a token');
    assert.doesNotMatch(url.href + glance.logged.join(), /token/);
  });

  for (const [what, members] of [
    ['direct', { direct: FOUND.direct }],
    ['directserver and httpsport', { directserver: 'pr0016.glance.net', httpsport: 443 }],
    ['a port as text', { directserver: 'pr0016.glance.net', httpsport: '443', visitorfound: 'true' }],
    ['both', FOUND],
  ] as const)
    it(`is read from ${what}`, async () => {
      assert.deepEqual(await find(place(() => reply(members))), DIRECT);
    });

  for (const body of [{}, { visitorfound: false }, { visitorfound: 'false' }, { ...FOUND, visitorfound: false }])
    it(`is none in ${JSON.stringify(body)}`, async () => {
      assert.equal(await find(place(() => reply(body))), undefined);
    });

  for (const host of [
    'presence.evil.example:443',
    'glance.net.evil.example:443',
    'evilglance.net:443',
    'a@pr0016.glance.net:443',
    'pr0016.glance.net/x',
    'evil.example#.glance.net',
    'evil.example?x=.glance.net',
    '127.0.0.1:443',
    ':',
  ])
    it(`is not trusted at ${host}`, async () => {
      await assert.rejects(find(place(() => reply({ direct: host, visitorfound: true }))), { code: 'lookup-failed' });
    });

  it('may be at the very host that was configured', async () => {
    const glance = place(() => reply({ direct: '127.0.0.1:5174' }), 'http://127.0.0.1:5173');
    assert.deepEqual(await find(glance), { host: '127.0.0.1:5174', loadBalanced: false });
  });

  for (const [what, answer, code] of [
    ['401', () => reply('', 401), 'auth-refused'],
    ['403', () => reply({}, 403), 'auth-refused'],
    ['500', () => reply({}, 500), 'auth-unreachable'],
    ['a customer without a server', () => reply({ visitorfound: true }), 'lookup-failed'],
    ['a server that is no text', () => reply({ direct: {}, directserver: [], httpsport: null }), 'lookup-failed'],
    ['text', () => reply('<html>hello'), 'lookup-failed'],
    ['nothing', () => reply(''), 'lookup-failed'],
    ['an array', () => reply([]), 'lookup-failed'],
    ['null', () => reply('null'), 'lookup-failed'],
    ['no answer', noAnswer, 'auth-unreachable'],
  ] as const)
    it(`cannot be told from ${what}: ${code}`, async () => {
      await assert.rejects(find(place(answer)), { name: 'GlanceError', code });
    });

  it('is waited for ten seconds', async () => {
    const glance = place(silence);
    const asked = find(glance);
    glance.clock.pass(10_000);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });
});

describe('a message by REST', () => {
  it('is posted to the direct server, encoded, the token in a header and nowhere else', async () => {
    const glance = place(() => reply({ visitorfound: true }));
    const args = { sessionKey: 'al~ice.1', note: 'é"\u2028&' };
    assert.equal(await send(glance, 'invoke', { func: 'GLANCE.f', args }), true);
    const [{ url, init, body } = assert.fail()] = glance.asked;
    assert.equal(url.origin + url.pathname, 'https://pr0016.glance.net/signalvisitor');
    assert.deepEqual(Object.fromEntries(url.searchParams), { groupid: '21489', visitorid: 'al~ice.1' });
    assert.equal(init.method, 'POST');
    assert.deepEqual(body, { mtype: 'invoke', data: { func: 'GLANCE.f', args } });
    const headers = new Headers(init.headers);
    assert.equal(headers.get('authorization'), 'Bearer a token');
    assert.match(headers.get('content-type') ?? '', /^application\/json\b/);
    assert.doesNotMatch(url.href + JSON.stringify(body) + glance.logged.join(), /token/);
  });

  it('carries any data of a signal', async () => {
    const glance = place();
    await send(glance, 'signal', [1, null]);
    assert.deepEqual(glance.asked[0]?.body, { mtype: 'signal', data: [1, null] });
  });

  // What Glance replies to one that has arrived is not documented.
  for (const body of ['', 'ok', '{}', '[]', 'null', '{"visitorfound":true}'])
    it(`has arrived when “${body}” comes back`, async () => {
      assert.equal(
        await send(
          place(() => reply(body)),
          'signal',
          1,
        ),
        true,
      );
    });

  for (const visitorfound of [false, 'false'])
    it(`has not arrived when the customer is not found: ${JSON.stringify(visitorfound)}`, async () => {
      assert.equal(
        await send(
          place(() => reply({ visitorfound })),
          'signal',
          1,
        ),
        false,
      );
    });

  for (const [status, code] of [
    [401, 'auth-refused'],
    [403, 'auth-refused'],
    [404, 'auth-unreachable'],
    [503, 'auth-unreachable'],
  ] as const)
    it(`fails with ${status}: ${code}`, async () => {
      await assert.rejects(
        send(
          place(() => reply('', status)),
          'signal',
          1,
        ),
        { code },
      );
    });
});
