import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright/test';
import { build } from 'vite';
import { AgentPage, type CustomerPage, expect, test as base, Viewer } from '../e2e/people.js';

// A page that has had the React plugin moves over by copying its props (demo/migration).

const folder = new URL('../../demo/migration/', import.meta.url);
const bundle = fileURLToPath(new URL('../../dist/glance-join.js', import.meta.url));

const test = base.extend<{ openMoved: (page: string) => Promise<AgentPage> }>({
  openMoved: async ({ agent, sandbox }, use) => {
    const { console: own, glance } = sandbox.origins;
    // A page that is not from the network counts as one from far away, which may not call this machine unasked.
    await agent.grantPermissions(['local-network-access']);
    await agent.route(`${own}/migration/*.html`, async (route, request) => {
      const name = new URL(request.url()).pathname.split('/').at(-1)!;
      const page = await readFile(new URL(name, folder), 'utf8');
      await route.fulfill({ contentType: 'text/html', body: page.replaceAll('{{glance}}', glance) });
    });
    await agent.route(`${own}/glance-join@*/glance-join.js`, (route) => route.fulfill({ path: bundle }));
    await agent.route(`${own}/migration/react.js`, async (route) => {
      await route.fulfill({ contentType: 'text/javascript', body: await reactPage() });
    });
    await use(async (page) => {
      const ada = new AgentPage(agent, await agent.newPage());
      await ada.goto(`${own}/migration/${page}`);
      return ada;
    });
  },
});

test('the plugin’s props, copied as attributes, join a customer without React', async ({ openMoved, openAlice }) => {
  const alice = await openAlice();
  const ada = await openMoved('plain.html');
  await ada.asks();
  await saysYes(alice);
  await ada.comesTo('in-session');
  await new Viewer(ada.page, ada.page.frameLocator('#viewer')).showsHome();

  await ada.button('End').click();
  await expect.poll(() => ada.reports).toMatchObject([{ sessionKey: 'alice', outcome: 'joined', endedBy: 'agent' }]);
  expect(ada.windows).toHaveLength(0);
});

test.describe('within React, with only the import and the name of the tag changed', () => {
  test('every prop does what it did', async ({ agent, openMoved, openAlice, sandbox }) => {
    const crm = await openCrm(agent, sandbox.origins.console);
    const asked = agent.waitForEvent('request', (request) => request.url().includes('/loginkey'));
    const alice = await openAlice();
    const ada = await openMoved('react.html');
    await ada.asks();
    expect(crm.cases, 'presessionfunc').toBe(1);
    await saysYes(alice);
    await ada.comesTo('in-session');
    await new Viewer(ada.page, ada.page.frameLocator('#viewer')).showsHome();
    expect(ada.windows, 'openlocation, iframeid').toHaveLength(0);
    await expect(ada.join, 'uiVersion').toHaveJSProperty('uiversion', 2);

    const login = await asked;
    expect(await login.headerValue('Authorization'), 'authheaders').toBe('Bearer the-agents-own');
    expect(login.postDataJSON(), 'authbody').toMatchObject({ Token: 'the-agents-own' });

    await alice.end();
    await expect.poll(() => crm.sessions, 'reportingCallback').toHaveLength(1);
    const iso: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(crm.sessions[0]).toMatchObject({
      sessionId: sandbox.core.sessions.all[0]?.facts.id,
      sessionStart: iso,
      sessionEnd: iso,
      duration: expect.any(Number),
      sessionKey: 'case-4711',
      origin: 'crm',
      externalId: 'contact-7',
    });
  });

  test('errorMessage is what the agent reads when there is no login key', async ({ agent, openMoved, openAlice }) => {
    await agent.route('**/loginkey*', (route) => route.fulfill({ status: 403 }));
    await openAlice();
    const ada = await openMoved('react.html');
    await ada.comesTo('error');
    await expect(ada.join).toContainText('Cobrowse is out of order. Please call extension 4711.');
  });
});

test('in Flex the viewer opens in the element’s own place', async ({ openMoved, openAlice }) => {
  const alice = await openAlice();
  const ada = await openMoved('flex.html');
  await ada.asks();
  await alice.accept();
  await ada.comesTo('in-session');
  await new Viewer(ada.page, ada.join.frameLocator('[part~="viewer"]')).showsHome();
  expect(ada.windows).toHaveLength(0);

  await ada.button('Leave').click();
  await expect(ada.join.locator('[part~="viewer"]')).toHaveCount(0);
});

/** Answers `custominvoke`, by which the shop asks in its own words. */
async function saysYes(alice: CustomerPage): Promise<void> {
  const dialog = alice.page.getByRole('dialog', { name: 'Shall we look at it together?' });
  await expect(dialog).toContainText('May Ada look at this page with you?');
  await dialog.getByRole('button', { name: 'Yes, please' }).click();
}

interface Crm {
  /** How many cases have been opened. */
  cases: number;
  sessions: unknown[];
}

/** The company's own system, which react.jsx calls. */
async function openCrm(agent: BrowserContext, origin: string): Promise<Crm> {
  const crm: Crm = { cases: 0, sessions: [] };
  await agent.route(`${origin}/crm/cases`, async (route) => {
    crm.cases++;
    await route.fulfill({ body: 'case-4711' });
  });
  await agent.route(`${origin}/crm/sessions`, async (route, request) => {
    crm.sessions.push(request.postDataJSON());
    await route.fulfill({ status: 204 });
  });
  return crm;
}

/** Built as a bundler of the page's own would, in memory. */
async function reactPage(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'glance-join': bundle } },
    build: { write: false, rollupOptions: { input: fileURLToPath(new URL('react.jsx', folder)) } },
  });
  const results = Array.isArray(output) ? output : [output];
  for (const result of results) if ('output' in result) return result.output[0].code;
  throw new Error('react.jsx gave no script');
}
