import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { policy } from '../csp.js';
import { expect, test as base } from './desk.js';
import { installWitness, violations } from './witness.js';

// A server that sends a call elsewhere does not get the credentials there that went along.

interface Elsewhere {
  readonly origin: string;
  /** What it has been asked. */
  readonly asked: string[];
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const sharing = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };

const test = base.extend<{ elsewhere: Elsewhere; serves: (answer: RequestListener) => Promise<string> }>({
  serves: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (answer) => {
      const server = createServer(answer);
      servers.push(server);
      return listening(server);
    });
    for (const server of servers) server.close().closeAllConnections();
  },
  elsewhere: async ({ serves }, use) => {
    const asked: string[] = [];
    const origin = await serves((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(200, sharing).end('{}');
    });
    await use({ origin, asked });
  },
});

test('the login-key service', async ({ agent, desk, elsewhere }) => {
  const ada = await desk.page(agent);
  desk.loginKey = (response) => response.writeHead(307, { location: `${elsewhere.origin}/login` }).end();
  await desk.load(ada, { attributes: { presence: '', visitorid: 'alice' } });
  await ada.comesTo('error');
  expect(ada.heardOf('glanceerror').map(({ code }) => code)).toEqual(['auth-redirected']);
  expect(elsewhere.asked).toEqual([]);
});

test('Glance', async ({ agent, desk, elsewhere, serves }) => {
  const sent: string[] = [];
  const glance = await serves((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://glance');
    if (request.method !== 'OPTIONS') sent.push(pathname);
    if (request.method === 'OPTIONS') response.writeHead(204, sharing).end();
    else if (pathname.includes('GetVisitorSettings'))
      response.writeHead(200, sharing).end(JSON.stringify({ presenceUrl: request.headers.host, isPresenceLoadBalanced: true }));
    else response.writeHead(307, { ...sharing, location: `${elsewhere.origin}${pathname}` }).end();
  });
  const ada = await desk.page(agent);
  await desk.load(ada, { attributes: { presence: '', visitorid: 'alice', glancebaseurl: glance } });
  // What was sent away the first time would be there before it is sent again.
  const calls = (name: string): number => sent.filter((path) => path.includes(name)).length;
  await expect.poll(() => calls('Authorize')).toBeGreaterThan(1);
  await ada.openKeyForm();
  await ada.enterKey('12345');
  await expect.poll(() => calls('LookupPartnerSession2')).toBeGreaterThan(0);
  await ada.comesTo('in-session');
  expect(elsewhere.asked.filter((asked) => !asked.includes('AgentView'))).toEqual([]);
});

test('Glance, with the viewer, where the page’s policy has form-action', async ({ agent, desk, elsewhere, serves }) => {
  const posted: string[] = [];
  const glance = await serves((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://glance');
    if (!pathname.includes('AgentView')) return void response.writeHead(404, sharing).end();
    posted.push(request.method ?? '');
    response.writeHead(307, { location: `${elsewhere.origin}${pathname}` }).end();
  });
  const ada = await desk.page(agent);
  await installWitness(ada.page);
  await desk.load(ada, {
    policy: policy({ glance, authurl: "'self'", opens: 'tab' }),
    attributes: { glancebaseurl: glance },
  });
  await ada.openKeyForm();
  await ada.enterKey('12345');
  await expect.poll(() => violations(ada.page)).toEqual([expect.stringMatching(/^form-action /)]);
  expect(posted).toEqual(['POST']);
  expect(elsewhere.asked).toEqual([]);
});
