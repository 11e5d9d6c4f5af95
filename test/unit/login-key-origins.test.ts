import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loginKeyHandler } from '../../src/login-key/index.js';
import { isKeyOf, isRefused, post, settings, URL_ASKED } from './login-key-asked.js';

const crm = 'https://crm.example';
const desk = 'https://desk.example:8443';
const byList = loginKeyHandler({ ...settings, allowOrigin: [desk, 'http://localhost:5173'] });

const sharing = (response: Response) => ({
  origin: response.headers.get('access-control-allow-origin'),
  credentials: response.headers.get('access-control-allow-credentials'),
});
const toNobody = { origin: null, credentials: null };

const preflight = (origin: string, asked: Record<string, string> = {}) =>
  new Request(URL_ASKED, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', ...asked },
  });

describe('a page of a listed origin', () => {
  for (const origin of [desk, 'http://localhost:5173']) {
    it(`reads the answer, by name and with its cookies (${origin})`, async () => {
      const response = await byList(post({ headers: { origin } }));
      assert.deepEqual(sharing(response), { origin, credentials: 'true' });
      assert.equal(response.headers.get('vary'), 'Origin');
      await isKeyOf('agent-42', response);
    });
  }

  it('reads every refusal, too', async () => {
    const headers = { origin: desk };
    const failing = (authenticate: () => string | undefined | Response) =>
      loginKeyHandler({ ...settings, allowOrigin: [desk], authenticate })(post({ headers }));
    const responses = [
      await failing(() => undefined),
      await failing(() => Response.redirect(crm)),
      await failing(() => {
        throw new Error('no');
      }),
      await byList(post({ headers }, '?partneruserid=agent-43')),
      await byList(post({ headers, body: 'x'.repeat(9_000) })),
      await byList(new Request(URL_ASKED, { headers })),
    ];
    assert.deepEqual(
      responses.map(({ status }) => status),
      [401, 302, 500, 403, 413, 405],
    );
    for (const response of responses) assert.deepEqual(sharing(response), { origin: desk, credentials: 'true' });
  });

  it('may ask with headers of its own', async () => {
    const response = await byList(preflight(desk, { 'access-control-request-headers': 'authorization,x-tenant' }));
    assert.equal(response.status, 204);
    assert.deepEqual(sharing(response), { origin: desk, credentials: 'true' });
    assert.equal(response.headers.get('access-control-allow-methods'), 'POST');
    assert.equal(response.headers.get('access-control-allow-headers'), 'authorization,x-tenant');
    assert.equal(response.headers.get('vary'), 'Origin, Access-Control-Request-Headers');
    assert.equal(await response.text(), '');
    assert.equal((await byList(preflight(desk))).headers.get('access-control-allow-headers'), null);
  });

  it('is refused an OPTIONS that is no preflight', async () => {
    for (const [name, value] of [
      ['origin', desk],
      ['access-control-request-method', 'POST'],
    ] as const) {
      const response = await byList(new Request(URL_ASKED, { method: 'OPTIONS', headers: { [name]: value } }));
      await isRefused(405, 'method-not-allowed', response);
    }
  });

  it('is told by a function as well', async () => {
    for (const allowOrigin of [
      (origin: string) => origin.endsWith('.example:8443'),
      (origin: string) => Promise.resolve(origin === desk),
    ]) {
      const asked = loginKeyHandler({ ...settings, allowOrigin });
      await isKeyOf('agent-42', await asked(post({ headers: { origin: desk } })));
      await isRefused(403, 'origin-not-allowed', await asked(post({ headers: { origin: 'https://evil.test' } })));
    }
  });
});

describe('a page of a foreign origin', () => {
  const foreign = [
    'https://evil.test',
    'http://desk.example:8443',
    'https://desk.example',
    'https://desk.example:8443.evil.test',
    'https://desk.example:8443/',
    'HTTPS://DESK.EXAMPLE:8443',
    `${desk}, https://evil.test`,
    'https://sub.crm.example',
    'https://crm.example:444',
    'https://crm.example/',
    'https://user@crm.example',
    'https://crm.example.evil.test',
    'crm.example',
    '*',
    'null',
    '',
  ];
  for (const origin of foreign) {
    it(`gets nothing: ${JSON.stringify(origin)}`, async () => {
      let asked = 0;
      const authenticate = () => `agent-${++asked}`;
      const counted = loginKeyHandler({ ...settings, authenticate, allowOrigin: [desk] });
      const method = { 'access-control-request-method': 'POST' };
      for (const request of [
        post({ headers: { origin } }),
        new Request(URL_ASKED, { headers: { origin } }),
        new Request(URL_ASKED, { method: 'OPTIONS', headers: { origin, ...method } }),
      ]) {
        const response = await counted(request);
        assert.deepEqual(sharing(response), toNobody);
        assert.equal(response.headers.get('vary'), 'Origin');
        await isRefused(403, 'origin-not-allowed', response);
      }
      assert.equal(asked, 0);
    });
  }

  it('called null gets nothing, whatever the function says', async () => {
    const open = loginKeyHandler({ ...settings, allowOrigin: () => true });
    await isRefused(403, 'origin-not-allowed', await open(post({ headers: { origin: 'null' } })));
  });

  it('gets nothing when the function says anything but true', async () => {
    for (const said of ['yes', 1, {}, undefined]) {
      const asked = loginKeyHandler({ ...settings, allowOrigin: () => said as unknown as boolean });
      await isRefused(403, 'origin-not-allowed', await asked(post({ headers: { origin: desk } })));
    }
  });

  it('gets nothing when the function fails', async () => {
    const told: unknown[] = [];
    const failing = loginKeyHandler({
      ...settings,
      allowOrigin: () => Promise.reject(new Error('no list')),
      onError: (error) => told.push(error),
    });
    const response = await failing(post({ headers: { origin: desk } }));
    assert.deepEqual(sharing(response), toNobody);
    assert.equal(response.headers.get('vary'), 'Origin');
    await isRefused(500, 'internal', response);
    assert.equal(told.length, 1);
  });
});

describe('a page of the service’s own origin', () => {
  const closed = loginKeyHandler(settings);

  it('needs no list, and no CORS', async () => {
    const response = await closed(post({ headers: { origin: crm } }));
    assert.deepEqual(sharing(response), toNobody);
    assert.equal(response.headers.get('vary'), 'Origin');
    await isKeyOf('agent-42', response);
  });

  it('is known by the Host header, where a proxy has changed scheme and address', async () => {
    for (const host of ['crm.example', 'crm.example:443']) {
      const request = new Request('http://10.0.0.7:3000/loginkey', { method: 'POST', headers: { host, origin: crm } });
      await isKeyOf('agent-42', await closed(request));
    }
    for (const host of ['crm.example:80', 'other.example', 'bad host', '']) {
      const request = new Request(URL_ASKED, { method: 'POST', headers: { host, origin: crm } });
      await isRefused(403, 'origin-not-allowed', await closed(request));
    }
  });

  it('is not shown the answer of the other scheme', async () => {
    const origin = 'http://crm.example';
    assert.deepEqual(sharing(await closed(post({ headers: { origin } }))), toNobody);
    const response = await closed(preflight(origin));
    assert.deepEqual(sharing(response), toNobody);
    assert.equal(response.headers.get('access-control-allow-methods'), null);
  });
});

describe('a list of origins', () => {
  const wrong = [
    '*',
    'null',
    '',
    'crm.example',
    'https://crm.example/',
    'https://CRM.example',
    'https://a.b/c',
    'https://*.b',
  ];
  for (const origin of wrong) {
    it(`is refused at set-up with ${JSON.stringify(origin)} in it`, () => {
      assert.throws(() => loginKeyHandler({ ...settings, allowOrigin: [desk, origin] }), /allowOrigin/);
    });
  }
});
