import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { createApp } from '../../demo/sandbox/http.js';
import { SandboxCore, startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { originsOn } from '../../demo/sandbox/origins.js';
import { createLoginKey } from '../../src/login-key/index.js';
import { authorize, loginKey, openLine, post, presenceToken } from './sandbox-client.js';

const elevenElements = [
  'id',
  'ssnid',
  'serverip',
  'servername',
  'personid',
  'groupid',
  'passcode',
  'agentjoinurl',
  'clientjoinurl',
  'calltype',
  'visitorversion',
];
const apiKey = 'sandbox-api-key-21489';
const settingsPath = '/services/authorizationservice/GetVisitorSettings3?groupid=21489&site=production&service=';
const lookupPath = '/services/SessionService.asmx/LookupPartnerSession2';
const startPath = '/services/SessionProvisioning/StartSession2';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
after(() => sandbox.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(sandbox.origins.glance + path, { headers });
const now = (): number => Math.floor(Date.now() / 1000);

async function lookUp(
  fields: Record<string, string>,
): Promise<{ status: number; text: string; xml: Record<string, Record<string, unknown>> }> {
  const reply = await post(
    sandbox,
    lookupPath,
    new URLSearchParams({ partnerid: '21489', partneruserid: 'agent-42', ...fields }),
  );
  const text = await reply.text();
  return {
    status: reply.status,
    text,
    xml: new XMLParser({ parseTagValue: false }).parse(text) as Record<string, Record<string, unknown>>,
  };
}

describe('the doors of the sandbox', () => {
  it('answer to no host but its own', async () => {
    const status = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port: sandbox.port, path: '/', headers: { host: `evil.example:${sandbox.port}` } },
        (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    assert.equal(status, 421);
  });

  it('have nothing behind an unknown path', async () => {
    for (const origin of Object.values(sandbox.origins))
      assert.equal((await fetch(`${origin}/nothing/here`)).status, 404);
    assert.equal((await get('/%2e%2e/package.json')).status, 404);
    assert.equal((await fetch(`${sandbox.origins.console}/..%2f..%2fpackage.json`)).status, 404);
  });

  it('keep Glance off the console’s origin', async () => {
    assert.equal((await fetch(sandbox.origins.console + settingsPath + 'presence')).status, 404);
  });

  it('let an agent’s page in from the allow list only', async () => {
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${sandbox.origins.glance}${lookupPath}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const allowed = await preflight(sandbox.origins.console);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), sandbox.origins.console);
    assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /authorization/);
    const refused = await preflight('https://foreign.example');
    assert.deepEqual(
      [...refused.headers.keys()].filter((name) => name.startsWith('access-control')),
      [],
    );
    const reply = await authorize(
      sandbox,
      { loginkey: await loginKey(sandbox) },
      {},
      { origin: 'https://foreign.example' },
    );
    assert.equal(reply.headers.get('access-control-allow-origin'), null);
    await assert.rejects(openLine(sandbox, '/agent', 'https://foreign.example'), /403/);
  });

  it('let any page in to the visitor’s services', async () => {
    const reply = await get(`${settingsPath}cobrowse`, { origin: 'https://foreign.example' });
    assert.equal(reply.headers.get('access-control-allow-origin'), 'https://foreign.example');
    (await openLine(sandbox, '/visitorws', 'https://foreign.example')).close();
  });

  it('send the shop’s pages to the shop’s origin, query and all', async () => {
    const reply = await fetch(`${sandbox.origins.console}/shop/?visitorid=alice`, { redirect: 'manual' });
    assert.equal(reply.headers.get('location'), `${sandbox.origins.shop}/shop/?visitorid=alice`);
  });
});

describe('a machine without IPv6', () => {
  it('has the shop beside the console', async () => {
    const core = new SandboxCore();
    const origins = originsOn(5173, { ipv6: false });
    assert.equal(origins.shop, origins.console);
    const app = createApp({ core, origins, cutSockets: () => false });
    const ask = (path: string): Response | Promise<Response> =>
      app.request(origins.console + path, { headers: { host: 'localhost:5173' } });
    assert.equal((await ask('/sms/?key=1')).status, 200);
    assert.equal((await ask('/sandbox/state')).status, 200);
    assert.equal((await ask('/shop/nothing')).status, 404);
  });
});

describe('the company’s login-key service', () => {
  it('signs for the demo agents, by query or by form', async () => {
    const odd = 'a&b=c+d@é';
    const form = new URLSearchParams({ partneruserid: odd });
    const reply = await fetch(`${sandbox.origins.console}/loginkey`, { method: 'POST', body: form });
    const { loginKey: key, groupId, expiration } = (await reply.json()) as Record<string, unknown>;
    assert.equal(groupId, '21489');
    assert.deepEqual(await createLoginKey({ apiKey, groupId, partnerUserId: odd, expiration: Number(expiration) }), {
      loginKey: key,
      expiration,
    });
  });

  const ask = (query: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${sandbox.origins.console}/loginkey?${query}`, { method: 'POST', ...init });

  it('signs whatever kind of body comes along', async () => {
    const json = { 'content-type': 'application/json' };
    const form = new FormData();
    form.set('partneruserid', 'agent-43');
    const bodies: RequestInit[] = [
      { body: JSON.stringify({ partneruserid: 'agent-43' }), headers: json },
      { body: form },
    ];
    for (const init of bodies) assert.equal((await ask('', init)).status, 200);
    const others: RequestInit[] = [
      { body: '{"broken', headers: json },
      { body: JSON.stringify(['a', 'list']), headers: json },
      { body: 'any text' },
      { body: new Uint8Array([0, 255]) },
    ];
    for (const init of others) assert.equal((await ask('partneruserid=agent-43', init)).status, 200);
  });

  it('wants the token of its address in a header or in the body', async () => {
    const query = 'partneruserid=agent-42&token=t0ken';
    const json = { 'content-type': 'application/json' };
    const right: RequestInit[] = [
      { headers: { authorization: 'Bearer t0ken' } },
      { body: new URLSearchParams({ Token: 't0ken' }) },
      { body: JSON.stringify({ token: 't0ken' }), headers: json },
    ];
    const wrong: RequestInit[] = [
      {},
      { headers: { authorization: 'Bearer other' } },
      { body: new URLSearchParams({ Token: 'other' }) },
      { body: JSON.stringify({ token: 7 }), headers: json },
    ];
    for (const init of right) assert.equal((await ask(query, init)).status, 200);
    for (const init of wrong) assert.equal((await ask(query, init)).status, 401);
  });

  it('answers in the shapes that companies’ services do', async () => {
    const asked = 'partneruserid=agent-42&shape=';
    assert.match(await (await ask(`${asked}bare`)).text(), /^\$1\$\d+\$[\w-]{43}$/);
    assert.ok(!('loginKey' in ((await (await ask(`${asked}wrong`)).json()) as object)));
    const { loginKey: key, apiKey: secret } = (await (await ask(`${asked}apikey`)).json()) as Record<string, string>;
    assert.deepEqual([key?.slice(0, 3), secret], ['$1$', apiKey]);
    const page = await ask(`${asked}html`);
    assert.match(page.headers.get('content-type') ?? '', /html/);
    assert.match(await page.text(), /^<!doctype html>/);
    assert.equal((await ask(`${asked}redirect`, { redirect: 'manual' })).status, 302);
    assert.equal((await ask('partneruserid=mallory&shape=bare')).status, 403);
    assert.equal((await ask(`${asked}round`)).status, 400);
  });

  it('plays a company’s server whose clock is off', async () => {
    const lives = async (query: string, seconds: number): Promise<void> => {
      const from = now();
      const reply = await ask(`partneruserid=agent-42&expiresin=300${query}`);
      const { expiration } = (await reply.json()) as { expiration: number };
      assert.ok(from + seconds <= expiration && expiration <= now() + seconds, query);
    };
    await lives('', 300);
    await lives('&clockoff=-600', -300);
    await lives('&clockoff=600', 900);
    const { loginKey: stale } = (await (await ask('partneruserid=agent-42&expiresin=300&clockoff=-600')).json()) as {
      loginKey: string;
    };
    assert.equal((await authorize(sandbox, { loginkey: stale })).status, 401);
    assert.equal((await ask('partneruserid=agent-42&clockoff=soon')).status, 400);
  });

  it('signs for nobody else', async () => {
    for (const query of ['', '?partneruserid=mallory', '?partneruserid=agent-42&groupid=99999']) {
      assert.equal((await fetch(`${sandbox.origins.console}/loginkey${query}`, { method: 'POST' })).status, 403);
    }
    const foreign = { method: 'POST', headers: { origin: sandbox.origins.shop } };
    assert.equal((await fetch(`${sandbox.origins.console}/loginkey?partneruserid=agent-42`, foreign)).status, 403);
  });
});

describe('settings and authorization', () => {
  it('name the presence server, or none for a group without presence', async () => {
    const host = `127.0.0.1:${sandbox.port}`;
    assert.deepEqual(await (await get(`${settingsPath}presence`)).json(), {
      presenceUrl: host,
      isPresenceLoadBalanced: true,
    });
    const without = await get('/services/authorizationservice/GetVisitorSettings3?groupid=20000&service=presence');
    assert.equal(((await without.json()) as { presenceUrl: string }).presenceUrl, '');
    const { coloSelectUrl } = (await (await get(`${settingsPath}cobrowse`)).json()) as { coloSelectUrl: string };
    assert.deepEqual(await (await fetch(`http://${coloSelectUrl}`)).json(), { colo_id: 1 });
  });

  it('answer a good login key with a token for its group, as a JSON string', async () => {
    const reply = await authorize(sandbox, { loginkey: await loginKey(sandbox) });
    assert.equal(reply.status, 200);
    const token = (await reply.json()) as string;
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, number>;
    assert.equal(claims['groupid'], '21489');
    assert.equal(claims['exp']! - claims['iat']!, 600);
  });

  it('answer 401 to a bad, expired, far-off or foreign login key', async () => {
    const owner = { apiKey, groupId: 21489, partnerUserId: 'agent-42' };
    const keys = [
      'nonsense',
      (await createLoginKey({ ...owner, expiration: now() - 1 })).loginKey,
      (await createLoginKey({ ...owner, expiration: now() + 90_000 })).loginKey,
      (await createLoginKey({ ...owner, partnerUserId: 'agent-43' })).loginKey,
      await loginKey(sandbox, { groupid: '20541' }),
    ];
    for (const loginkey of keys) assert.equal((await authorize(sandbox, { loginkey })).status, 401);
    const other = await loginKey(sandbox, { groupid: '20541' });
    assert.equal((await authorize(sandbox, { partnerid: '20541', loginkey: other }, { groupid: '21489' })).status, 401);
  });

  it('answer 403 to an agent or a group without the right to presence', async () => {
    const owner = { apiKey, groupId: 21489, partnerUserId: 'agent-without-presence' };
    const { loginKey: loginkey } = await createLoginKey(owner);
    assert.equal((await authorize(sandbox, { partneruserid: owner.partnerUserId, loginkey })).status, 403);
    const without = await loginKey(sandbox, { groupid: '20000' });
    assert.equal(
      (await authorize(sandbox, { partnerid: '20000', loginkey: without }, { groupid: '20000' })).status,
      403,
    );
  });

  it('keep presence look-ups to tokens of that group', async () => {
    const look = (token: string): Promise<Response> =>
      get('/lookupvisitor?groupid=21489&visitorid=alice&&ver=6.25.0', { authorization: `Bearer ${token}` });
    const reply = await look(await presenceToken(sandbox));
    assert.deepEqual([reply.status, await reply.json()], [200, {}]);
    assert.equal((await look(await presenceToken(sandbox, '20541'))).status, 401);
    assert.equal((await look('nonsense')).status, 401);
    assert.equal((await get('/lookupvisitor?groupid=21489&visitorid=alice')).status, 401);
  });
});

describe('sessions by HTTP', () => {
  it('start under the key that was asked for, once', async () => {
    const asked = { groupid: '21489', sessionKey: 'alice', disambiguateId: 77, clientVersion: 6033000 };
    const first = (await (await post(sandbox, startPath, asked)).json()) as Record<string, unknown>;
    assert.equal(first['sessionId'], '21489.alice.77');
    assert.equal(first['sessionKey'], 'alice');
    assert.equal(first['serverName'], `127.0.0.1:${sandbox.port}`);
    assert.ok(first['callId']);
    const second = (await (await post(sandbox, startPath, asked)).json()) as Record<string, unknown>;
    assert.equal(second['status'], 13);
    assert.equal(second['callId'], undefined);
  });

  it('start under a random key of five digits when none is given', async () => {
    for (const sessionKey of ['GLANCE_KEYTYPE_RANDOM', '']) {
      const reply = await post(sandbox, startPath, { groupid: '21489', sessionKey });
      assert.match(((await reply.json()) as { sessionKey: string }).sessionKey, /^\d{5}$/);
    }
  });

  it('are found with all eleven elements', async () => {
    await post(sandbox, startPath, { groupid: '21489', sessionKey: 'alice', disambiguateId: 77 });
    const { status, xml } = await lookUp({ loginkey: await loginKey(sandbox), ssnkey: 'alice' });
    assert.equal(status, 200);
    const found = xml['LookupPartnerSession2Result'] ?? {};
    assert.deepEqual(Object.keys(found), elevenElements);
    assert.equal(found['passcode'], 'alice');
    assert.equal(found['calltype'], 'cobrowse');
    const join = new URL(String(found['agentjoinurl']));
    assert.equal(join.searchParams.get('SessionKey'), 'alice');
  });

  it('are found with the kind their customer started', async () => {
    for (const calltype of ['screenshare', 'video']) {
      await post(sandbox, startPath, { groupid: '21489', sessionKey: calltype, calltype });
      const { xml } = await lookUp({ loginkey: await loginKey(sandbox), ssnkey: calltype });
      assert.equal(xml['LookupPartnerSession2Result']?.['calltype'], calltype);
    }
  });

  it('are said not to run by an id of 0 and nothing else', async () => {
    const { xml } = await lookUp({ loginkey: await loginKey(sandbox), ssnkey: 'alice' });
    assert.deepEqual(xml['LookupPartnerSession2Result'], { id: '0' });
  });

  it('are not found from another group', async () => {
    await post(sandbox, startPath, { groupid: '21489', sessionKey: 'alice' });
    const loginkey = await loginKey(sandbox, { groupid: '20541' });
    const { xml } = await lookUp({ partnerid: '20541', loginkey, ssnkey: 'alice' });
    assert.deepEqual(xml['LookupPartnerSession2Result'], { id: '0' });
  });

  it('are not looked up with a bad login key', async () => {
    await post(sandbox, startPath, { groupid: '21489', sessionKey: 'alice' });
    const { status, text } = await lookUp({ loginkey: 'nonsense', ssnkey: 'alice' });
    assert.equal(status, 500);
    assert.match(text, /Fault/);
    assert.doesNotMatch(text, /agentjoinurl|<id>/);
  });

  it('are looked up by the stock script too, which encodes nothing', async () => {
    const partnerUserId = 'agent one+x@y.z';
    const { loginKey: key } = await createLoginKey({ apiKey, groupId: 21489, partnerUserId });
    const reply = await fetch(`${sandbox.origins.glance}${lookupPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `partnerid=21489&partneruserid=${partnerUserId}&loginkey=${key}&ssnkey=k1`,
    });
    assert.match(await reply.text(), /<id>0<\/id>/);
  });
});

describe('inviting a phone', () => {
  it('gives a session key and the text of the message', async () => {
    const key = await loginKey(sandbox);
    const reply = await post(
      sandbox,
      '/api/SessionInvitation/smsInvite/?groupid=21489',
      { sessiontype: 1, smsPhone: '+1 555 0100' },
      {
        authorization: `Bearer GKEY 21489&agent-42&${key}`,
      },
    );
    const { invitationText, sessionKey } = (await reply.json()) as Record<string, string>;
    assert.match(sessionKey ?? '', /^\d{5}$/);
    assert.ok(invitationText?.includes(`/sms/?key=${sessionKey}`));
  });

  it('is shown with its link, and with the last two digits of the number', async () => {
    const sessionParams = { camera: 'front', resolution: '352x288' };
    const key = await loginKey(sandbox, { partneruserid: 'a&b=c+d@é' });
    const authorization = `Bearer GKEY 21489&${encodeURIComponent('a&b=c+d@é')}&${key}`;
    const body = { sessiontype: 1, smsPhone: '(503) 555-0142', agentName: 'Ada', sessionParams };
    const reply = await post(sandbox, '/api/SessionInvitation/smsInvite/?groupid=21489', body, { authorization });
    const { sessionKey = '' } = (await reply.json()) as Record<string, string>;
    const text = await (await get('/sandbox/state')).text();
    const { invitations } = JSON.parse(text) as { invitations: Record<string, unknown>[] };
    const link = `${sandbox.origins.shop}/sms/?key=${sessionKey}&groupid=21489`;
    const { at, ...invitation } = invitations[0] ?? {};
    assert.ok(!Number.isNaN(Date.parse(String(at))));
    const told = { agentName: 'Ada', sessionType: '1', sessionParams };
    assert.deepEqual(invitation, { groupid: '21489', sessionKey, link, phone: '••••••••42', ...told });
    assert.doesNotMatch(text, /555-?0142/);
    assert.equal((await fetch(link)).status, 200);
    await post(sandbox, startPath, { groupid: '21489', sessionKey });
    const { xml } = await lookUp({ loginkey: await loginKey(sandbox), ssnkey: sessionKey });
    assert.equal(xml['LookupPartnerSession2Result']?.['calltype'], 'camera');
  });

  it('needs a login key and a phone number', async () => {
    const path = '/api/SessionInvitation/smsInvite/?groupid=21489';
    assert.equal((await post(sandbox, path, { smsPhone: '5550100' })).status, 401);
    const authorization = `Bearer GKEY 21489&agent-42&${await loginKey(sandbox)}`;
    assert.equal((await post(sandbox, path, { smsPhone: 'x' }, { authorization })).status, 400);
  });
});
