import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorize } from '../../src/glance/authorization.js';
import { presenceServer } from '../../src/glance/settings.js';
import { codeOf, type GlanceError } from '../../src/session/codes.js';
import { LOGIN_KEY, never, noAnswer, place, type PlayedPlace, reply, silence } from './played-glance.js';

const settings = (url: URL): boolean => url.pathname.includes('GetVisitorSettings3');

describe('an authorization', () => {
  const ask = (glance: PlayedPlace): ReturnType<typeof authorize> => authorize(glance, LOGIN_KEY, never);

  it('is asked for with the agent’s credentials as JSON, for presence, for two hours', async () => {
    const glance = place(() => reply('"a token"'));
    assert.deepEqual(await ask(glance), {
      token: 'a token',
      expires: glance.clock.now() + 7_200_000,
      groupId: '21489',
    });
    const [{ url, init, body } = assert.fail()] = glance.asked;
    assert.equal(url.origin + url.pathname, 'https://www.glance.net/services/AuthorizationService.svc/rest/Authorize');
    const { groupid, service, duration } = Object.fromEntries(url.searchParams);
    assert.deepEqual([groupid, service, duration], ['21489', 'presence', '120']);
    assert.equal(init.method, 'POST');
    assert.equal(new Headers(init.headers).get('content-type'), 'application/json');
    assert.deepEqual(body, { partnerid: '21489', partneruserid: 'a&b=c+d@é', loginkey: LOGIN_KEY.key });
  });

  it('is for the group of the login key, which with SAML nothing else tells', async () => {
    const glance = place((url) => (settings(url) ? reply({}) : noAnswer()));
    await assert.rejects(authorize(glance, { ...LOGIN_KEY, groupId: '777' }, never));
    assert.deepEqual(
      glance.asked.map(({ url }) => url.searchParams.get('groupid')),
      ['777', '777', '777'],
    );
    const { groupId } = await authorize(
      place(() => reply('"t"')),
      { ...LOGIN_KEY, groupId: '777' },
      never,
    );
    assert.equal(groupId, '777');
  });

  it('puts no secret into an address', async () => {
    const glance = place(() => reply('"a token"'));
    await ask(glance);
    assert.ok(glance.asked.every(({ url }) => !decodeURIComponent(url.href).includes('$1$')));
  });

  it('may come as an object', async () => {
    assert.equal((await ask(place(() => reply({ authToken: 'a token' })))).token, 'a token');
  });

  for (const [what, body] of [
    ['an object without one', {}],
    ['a number', 7],
    ['an empty text', '""'],
    ['null', 'null'],
    ['an array', ['token']],
    ['plain text', 'token'],
    ['nothing', ''],
  ] as const)
    it(`is a bad reply when it is ${what}`, async () => {
      await assert.rejects(ask(place(() => reply(body))), { code: 'lookup-failed' });
    });

  for (const [status, code] of [
    [401, 'auth-refused'],
    [403, 'auth-refused'],
    [404, 'auth-unreachable'],
    [500, 'auth-unreachable'],
    [503, 'auth-unreachable'],
  ] as const)
    it(`answered with ${status} is ${code}, whatever else Glance answers`, async () => {
      const glance = place((url) => (settings(url) ? reply({}) : reply('', status)));
      await assert.rejects(ask(glance), { code });
      assert.equal(glance.asked.length, 1);
    });

  it('withheld by a Glance that answers what is open to all means that this origin is not allowed', async () => {
    const glance = place((url) => (settings(url) ? reply({}) : noAnswer()));
    await assert.rejects(ask(glance), ({ code, cause }: GlanceError) => {
      assert.deepEqual([code, codeOf(cause)], ['origin-not-allowed', 'auth-unreachable']);
      return true;
    });
  });

  it('withheld once, as by a connection that broke, is asked for again', async () => {
    let asked = 0;
    const glance = place((url) => (settings(url) ? reply({}) : (asked += 1) === 1 ? noAnswer() : reply('"a token"')));
    assert.equal((await ask(glance)).token, 'a token');
    asked = 0;
    const refusing = place((url) => (settings(url) ? reply({}) : (asked += 1) === 1 ? noAnswer() : reply('', 403)));
    await assert.rejects(ask(refusing), { code: 'auth-refused' });
  });

  it('withheld by a Glance that answers nothing at all means that it cannot be reached', async () => {
    await assert.rejects(ask(place(noAnswer)), { code: 'auth-unreachable' });
  });

  // DESIGN 3, Presence refused: "origin not allowed" is final until tried again; an answer that is late is no refusal.
  it('that is not given within ten seconds is late, and no refusal of this origin', async () => {
    const glance = place((url) => (settings(url) ? reply({}) : silence()));
    const asked = ask(glance);
    glance.clock.pass(10_000);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });
});

describe('where presence is served', () => {
  const ask = (body: unknown, origin?: string): ReturnType<typeof presenceServer> =>
    presenceServer(
      place(() => reply(body), origin),
      '21489',
      never,
    );
  const presenceUrl = 'presence.glance.net';

  it('is asked of the settings that are open to all, without credentials', async () => {
    const glance = place(() => reply({ presenceUrl }));
    await presenceServer(glance, '21489', never);
    const [{ url, init } = assert.fail()] = glance.asked;
    assert.equal(url.pathname, '/services/authorizationservice/GetVisitorSettings3');
    assert.deepEqual(
      ['groupid', 'service'].map((name) => url.searchParams.get(name)),
      ['21489', 'presence'],
    );
    assert.equal(init.headers, undefined);
  });

  for (const [balanced, expected] of [
    [true, true],
    ['true', true],
    [false, false],
    [undefined, false],
    ['false', false],
  ] as const)
    it(`with isPresenceLoadBalanced ${String(balanced)} is ${expected ? '' : 'not '}load balanced`, async () => {
      assert.deepEqual(await ask({ presenceUrl, isPresenceLoadBalanced: balanced }), {
        host: presenceUrl,
        loadBalanced: expected,
      });
    });

  for (const body of [
    {},
    { presenceUrl: '' },
    { presenceUrl: null },
    { presenceUrl: 7 },
    { presenceUrl: [presenceUrl] },
    { PresenceUrl: presenceUrl },
    { d: { presenceUrl } },
  ])
    it(`is nowhere when the settings are ${JSON.stringify(body)}`, async () => {
      assert.equal(await ask(body), undefined);
    });

  for (const body of [JSON.stringify(JSON.stringify({ presenceUrl })), [], 'null', '7', '<p>oops', ''])
    it(`cannot be told when the settings are ${JSON.stringify(body)}: a proxy may have answered`, async () => {
      await assert.rejects(ask(body), { code: 'lookup-failed' });
    });

  it('is nowhere when they name a host that is not Glance’s', async () => {
    assert.equal(await ask({ presenceUrl: 'evil.example' }), undefined);
  });

  it('may be the very host that was configured', async () => {
    const server = await ask({ presenceUrl: '127.0.0.1:5173' }, 'http://127.0.0.1:5173');
    assert.equal(server?.host, '127.0.0.1:5173');
  });

  for (const answer of [() => reply('', 500), () => reply({}, 404), noAnswer])
    it('cannot be told while the settings cannot be had', async () => {
      await assert.rejects(presenceServer(place(answer), '21489', never), { code: 'auth-unreachable' });
    });
});
