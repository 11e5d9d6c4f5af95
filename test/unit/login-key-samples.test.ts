import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compileFunction, constants } from 'node:vm';
import { getRequestListener } from '@hono/node-server';
import { createApp as createExpressApp } from '../../demo/login-key/express.js';
import { createApp as createHonoApp } from '../../demo/login-key/hono.js';
import { createLoginKeyServer } from '../../demo/login-key/node-http.js';
import { API_KEY, GROUP, isKeyOf } from './login-key-asked.js';

// The samples of demo/login-key, each served on loopback and asked as a page would.

process.env['GLANCE_API_KEY'] = API_KEY;
process.env['GLANCE_GROUP_ID'] = GROUP;

const PAGE = 'https://crm.example';
const ODD = 'a&b=c+d@é';

/** Who is logged in, by the cookie (in Flex: the token) of their session. */
const sessions: Record<string, string> = { s1: 'agent-42', s2: ODD };

interface Sample {
  server: () => Server;
  /** How it refuses a caller who is not logged in. */
  stranger: number;
  /** The origin whose pages it lets ask; without one, its own only. */
  listed?: string;
}

const samples: Record<string, Sample> = {
  'node-http': { server: () => createLoginKeyServer(({ headers }) => agentOf(headers.cookie)), stranger: 401 },
  express: {
    server: () => createServer(createExpressApp(({ headers }) => agentOf(headers.cookie))),
    stranger: 401,
    listed: PAGE,
  },
  hono: {
    server: () => {
      const app = createHonoApp(async (c) => agentOf(c.req.header('cookie')));
      const listener = getRequestListener((request) => app.fetch(request));
      return createServer((incoming, outgoing) => void listener(incoming, outgoing));
    },
    stranger: 401,
    listed: PAGE,
  },
  'twilio-function': { server: servedByTwilio, stranger: 403, listed: PAGE },
};

for (const [name, sample] of Object.entries(samples)) {
  describe(`the sample ${name}`, () => {
    let server: Server;
    let address: string;
    before(async () => {
      server = sample.server();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    const ask = (session: string, partneruserid: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${address}/loginkey?${new URLSearchParams({ partneruserid })}`, {
        method: 'POST',
        body: new URLSearchParams({ partneruserid, Token: session }),
        headers: { cookie: `session=${session}`, ...headers },
      });

    it('gives each agent a key of their own', async () => {
      await isKeyOf('agent-42', await ask('s1', 'agent-42'));
      await isKeyOf(ODD, await ask('s2', ODD));
    });

    it('gives nobody a key who is not logged in, nor one of another agent', async () => {
      assert.equal((await ask('s3', 'agent-42')).status, sample.stranger);
      const tampered = await ask('s1', ODD);
      assert.deepEqual([tampered.status, await tampered.json()], [403, { error: 'other-agent' }]);
    });

    it('lets its own pages ask and no foreign ones', async () => {
      const foreign = await ask('s1', 'agent-42', { origin: 'https://evil.test' });
      assert.deepEqual([foreign.status, await foreign.json()], [403, { error: 'origin-not-allowed' }]);
      assert.equal(foreign.headers.get('access-control-allow-origin'), null);

      const own = await ask('s1', 'agent-42', { origin: sample.listed ?? address });
      assert.equal(own.headers.get('access-control-allow-origin'), sample.listed ?? null);
      assert.equal(own.headers.get('vary'), 'Origin');
      await isKeyOf('agent-42', own);
    });

    if (name === 'twilio-function') return;

    it('answers preflights, and no GET', async () => {
      const headers = { origin: sample.listed ?? address, 'access-control-request-method': 'POST' };
      assert.equal((await fetch(`${address}/loginkey`, { method: 'OPTIONS', headers })).status, 204);
      const get = await fetch(`${address}/loginkey?partneruserid=agent-42`, { headers: { cookie: 'session=s1' } });
      assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST, OPTIONS']);
      assert.equal((await fetch(`${address}/elsewhere`)).status, 404);
    });

    it('refuses a large body', async () => {
      const headers = { cookie: 'session=s1' };
      const reply = await fetch(`${address}/loginkey`, { method: 'POST', body: 'x'.repeat(9_000), headers });
      assert.deepEqual([reply.status, await reply.json()], [413, { error: 'body-too-large' }]);
    });
  });
}

function agentOf(cookie: string | undefined): string | undefined {
  return sessions[/(?:^|; )session=([^;]*)/.exec(cookie ?? '')?.[1] ?? ''];
}

/** Twilio's part, played: query and form come as one event, the answer goes to a callback. */
class TwilioResponse {
  status = 200;
  body: unknown = '';
  readonly headers: [string, string][] = [];
  setStatusCode(status: number): void {
    this.status = status;
  }
  setBody(body: unknown): void {
    this.body = body;
  }
  appendHeader(name: string, value: string): void {
    this.headers.push([name, value]);
  }
}

interface TwilioEvent extends Record<string, unknown> {
  Token?: string;
  TokenResult?: unknown;
}
type TwilioCallback = (error: unknown, response: TwilioResponse) => void;
type TwilioHandler = (context: Record<string, string>, event: TwilioEvent, callback: TwilioCallback) => unknown;

/** As twilio-flex-token-validator 1.6.0 does, but for asking Twilio about the token. */
function functionValidator(handler: TwilioHandler): TwilioHandler {
  return async (context, event, callback) => {
    const refuse = (message: unknown): void => {
      const response = new TwilioResponse();
      response.setStatusCode(403);
      response.setBody(message);
      callback(null, response);
    };
    const realm_user_id = sessions[event.Token ?? ''];
    if (realm_user_id === undefined) {
      refuse('Unauthorized: the token is not valid');
      return;
    }
    event.TokenResult = { valid: true, realm_user_id, identity: 'encoded', worker_sid: 'WK1', roles: ['agent'] };
    try {
      await handler(context, event, callback);
    } catch (error) {
      refuse(error);
    }
  };
}

function servedByTwilio(): Server {
  const filename = fileURLToPath(new URL('../../demo/login-key/twilio-function.js', import.meta.url));
  const exported: { handler?: TwilioHandler } = {};
  const run = compileFunction(readFileSync(filename, 'utf8'), ['require', 'exports', 'Twilio'], {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (...given: unknown[]) => void;
  const required = (name: string) => {
    assert.equal(name, 'twilio-flex-token-validator');
    return { functionValidator };
  };
  run(required, exported, { Response: TwilioResponse });
  const { handler } = exported;
  assert.ok(handler);

  const context = { GLANCE_API_KEY: API_KEY, GLANCE_GROUP_ID: GROUP, FLEX_ORIGIN: PAGE };
  return createServer((incoming, outgoing) => {
    void eventOf(incoming).then((event) =>
      handler(context, event, (_error, { status, headers, body }) => {
        outgoing.writeHead(status, headers.flat()).end(String(body));
      }),
    );
  });
}

async function eventOf(incoming: IncomingMessage): Promise<TwilioEvent> {
  let form = '';
  for await (const chunk of incoming.setEncoding('utf8')) form += String(chunk);
  const query = new URL(incoming.url ?? '', 'http://localhost').searchParams;
  // A caller may try to bring the result of the check along.
  const forged = { TokenResult: { worker_sid: 'WK2', realm_user_id: ODD } };
  const { headers } = incoming;
  return {
    ...forged,
    ...Object.fromEntries(query),
    ...Object.fromEntries(new URLSearchParams(form)),
    request: { headers },
  };
}
