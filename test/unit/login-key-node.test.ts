import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { connect, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import express from 'express';
import { loginKeyHandler, nodeListener } from '../../src/login-key/index.js';
import { isKeyOf, settings } from './login-key-asked.js';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));

/** What comes back on a plain socket until the server closes it. */
async function say(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let heard = '';
  socket.on('data', (chunk: string) => (heard += chunk));
  socket.write(text);
  await once(socket, 'close');
  return heard;
}

describe('on Node’s http, the login-key handler', () => {
  const answer = nodeListener(loginKeyHandler(settings));

  it('refuses a body that says it is too large and closes, without waiting for it', async () => {
    const port = await serve((incoming, outgoing) => void answer(incoming, outgoing));
    const heard = await say(
      port,
      'POST /loginkey HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\npartneruserid=',
    );
    assert.match(heard, /^HTTP\/1\.1 413 /);
    assert.match(heard, /^connection: close\r$/im);
    assert.match(heard, /\{"error":"body-too-large"\}/);
  });

  it('refuses a body without an end and closes, while it is still coming', async () => {
    const port = await serve((incoming, outgoing) => void answer(incoming, outgoing));
    const chunk = `2000\r\n${'x'.repeat(0x2000)}\r\n1\r\nx\r\n`;
    const heard = await say(port, `POST /loginkey HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`);
    assert.match(heard, /^HTTP\/1\.1 413 /);
  });

  for (const line of ['TRACE /loginkey', 'POST //:0:0', 'POST http://[']) {
    it(`answers 400 to what is no request of fetch: ${line}`, async () => {
      const port = await serve((incoming, outgoing) => void answer(incoming, outgoing));
      const heard = await say(port, `${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      assert.match(heard, /^HTTP\/1\.1 400 [^]*\{"error":"bad-request"\}/);
    });
  }

  it('keeps the connection after an ordinary request', async () => {
    const port = await serve((incoming, outgoing) => void answer(incoming, outgoing));
    const request = 'POST /loginkey HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n';
    const heard = await say(port, `${request}\r\nab${request}connection: close\r\n\r\nab`);
    assert.equal(heard.match(/HTTP\/1\.1 200 /g)?.length, 2);
  });

  it('hands every header and cookie on, both ways', async () => {
    const headers = new Headers({ 'www-authenticate': 'Bearer' });
    headers.append('set-cookie', 'a=1; Path=/');
    headers.append('set-cookie', 'b=2; Path=/');
    const asked: (string | null)[] = [];
    const refusing = loginKeyHandler({
      ...settings,
      authenticate: (request, incoming: IncomingMessage) => {
        asked.push(request.headers.get('x-tenant'), incoming.headersDistinct['x-tenant']?.join() ?? null);
        return new Response('Log in.', { status: 401, headers });
      },
    });
    const listener = nodeListener(refusing);
    const port = await serve((incoming, outgoing) => void listener(incoming, outgoing));
    const reply = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'x-tenant': '7' } });
    assert.deepEqual(asked, ['7', '7']);
    assert.deepEqual(reply.headers.getSetCookie(), ['a=1; Path=/', 'b=2; Path=/']);
    assert.deepEqual([reply.status, await reply.text()], [401, 'Log in.']);
  });

  it('answers after a body parser, and below a path, in Express', async () => {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.use('/api/loginkey', answer);
    const port = await serve(app as RequestListener);
    const ask = (query: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/api/loginkey${query}`, {
        method: 'POST',
        body: new URLSearchParams({ partneruserid: 'agent-42' }),
      });
    await isKeyOf('agent-42', await ask('?partneruserid=agent-42'));
    assert.equal((await ask('?partneruserid=agent-43')).status, 403);
  });

  it('knows its own pages over HTTP/2', async () => {
    const server = createHttp2Server((incoming, outgoing) => void answer(incoming, outgoing));
    const port = await listen(server);
    const client = connectHttp2(`http://127.0.0.1:${port}`);
    open.unshift(client);
    const origin = `http://127.0.0.1:${port}`;
    for (const [from, status] of [
      [origin, 200],
      ['http://evil.test', 403],
    ] as const) {
      const stream = client.request({ ':method': 'POST', ':path': '/loginkey', origin: from });
      const replied = once(stream, 'response') as Promise<[Record<string, unknown>]>;
      stream.end();
      const [headers] = await replied;
      stream.resume();
      await once(stream, 'close');
      assert.equal(headers[':status'], status);
    }
  });
});
