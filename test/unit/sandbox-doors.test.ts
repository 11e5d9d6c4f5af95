import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { listenOnLoopback } from '../../demo/sandbox/listen.js';
import { loginKey, post } from './sandbox-client.js';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe('the sandbox listens', () => {
  it('on loopback addresses only', async () => {
    const { servers } = await listenOnLoopback(0, createServer);
    const addresses = servers.map((server) => (server.address() as AddressInfo).address);
    for (const server of servers) server.close();
    assert.ok(addresses.length > 0);
    for (const address of addresses) assert.match(address, /^(127\.0\.0\.1|::1)$/);
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && !one.internal && one.family === 'IPv4');
  it(
    'on no address that another machine could reach',
    { skip: !outside.length && 'this machine has none' },
    async () => {
      for (const one of outside)
        await assert.rejects(
          new Promise((resolve, reject) => {
            const socket = connect({ host: one!.address, port: sandbox.port, timeout: 2_000 }, () =>
              resolve(socket.end()),
            );
            socket.on('error', reject);
            socket.on('timeout', () => reject(new Error('timeout')));
          }),
          one!.address,
        );
    },
  );
});

describe('a socket of the sandbox', () => {
  const opens = (path: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(sandbox.origins.glance.replace('http', 'ws') + path, { headers });
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', reject);
    });

  it('is for its own host only, whoever points a name at this machine', async () => {
    for (const path of ['/agent', '/visitorws', '/visitor/ws', '/sandbox/view'])
      assert.equal(await opens(path, { host: `evil.example:${sandbox.port}` }), 421, path);
  });

  it('of a viewer is for the sandbox’s own pages', async () => {
    assert.equal(await opens('/sandbox/view', { origin: 'https://foreign.example' }), 403);
    assert.equal(await opens('/sandbox/view', { origin: 'null' }), 403);
    assert.equal(await opens('/sandbox/view', { origin: sandbox.origins.glance }), 101);
  });
});

describe('every page of the sandbox says that it is not Glance', () => {
  const says = async (reply: Response, path: string): Promise<void> => {
    assert.match(reply.headers.get('content-type') ?? '', /^text\/html/, path);
    const html = await reply.text();
    const body = html.slice(html.indexOf('<body'));
    assert.match(body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '), /not Glance/, path);
  };
  const files = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.html'));

  for (const name of files('demo/console'))
    it(`the console: ${name}`, async () => says(await fetch(`${sandbox.origins.console}/${name}`), name));

  for (const name of files('demo/shop'))
    it(`the shop: ${name}`, async () => says(await fetch(`${sandbox.origins.shop}/shop/${name}`), name));

  for (const path of [
    '/agentjoin/AgentJoin.aspx',
    '/agentjoin/AgentView.aspx',
    '/agentjoin/AgentView.aspx?SessionKey=1',
    '/account/getloginkey.aspx?sso=1&idpid=21489',
    '/account/getloginkey.aspx?sso=1&idpid=1',
  ])
    it(`Glance’s: ${path}`, async () => says(await fetch(sandbox.origins.glance + path), path));

  it('the viewer, whether its session runs or not', async () => {
    for (const WAIT of ['0', '1']) {
      const fields = { SESSIONKEY: '1', WAIT, PARTNERID: '21489', PARTNERUSERID: 'agent-42' };
      const form = new URLSearchParams({ ...fields, LOGINKEY: await loginKey(sandbox) });
      await says(await post(sandbox, '/agentjoin/AgentView.aspx', form), `WAIT=${WAIT}`);
    }
  });

  it('the phone’s', async () => says(await fetch(`${sandbox.origins.shop}/sms/`), '/sms/'));
});
