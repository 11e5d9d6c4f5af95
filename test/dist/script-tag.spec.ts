import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright/test';
import { AgentPage, expect, test } from '../e2e/people.js';
import type { Sandbox } from '../../demo/sandbox/index.js';

// What is delivered, as a page that knows nothing but the script tag has it.

const bundle = new URL('../../dist/glance-join.js', import.meta.url);

test('one script tag under a strict policy is all it takes', async ({ agent, openAlice, sandbox }) => {
  const complaints = collectComplaints(agent);
  const alice = await openAlice();
  const ada = await openPlainPage(agent, sandbox, ['/glance-join.js']);
  await ada.joins(alice);
  await ada.button('End').click();
  await expect.poll(() => ada.reports).toMatchObject([{ endedBy: 'agent', outcome: 'joined' }]);

  await ada.openKeyForm();
  await expect(ada.notice).toHaveCount(0);
  expect(await looks(ada), 'its own styles apply').toEqual({ display: 'inline-block', button: 'pointer' });
  expect(complaints).toEqual([]);
});

test('a page that loads it twice, or two copies of it, has one element and no error', async ({
  agent,
  openAlice,
  sandbox,
}) => {
  const complaints = collectComplaints(agent);
  await openAlice();
  const ada = await openPlainPage(agent, sandbox, ['/glance-join.js', '/glance-join.js', '/glance-join.js?copy']);
  await ada.comesTo('present');
  await expect(ada.button('Join')).toHaveCount(1);
  expect(sandbox.core.presence.sockets.agent).toBe(1);
  expect(complaints).toEqual([]);
});

test('a page in another language has the button in it, from the file beside the script', async ({ agent, sandbox }) => {
  const complaints = collectComplaints(agent);
  const ada = await openPlainPage(agent, sandbox, ['/glance-join.js'], 'zh-TW');
  await expect(ada.button('加入')).toBeVisible();
  await ada.page.evaluate(() => (document.documentElement.lang = 'fr'));
  await expect(ada.button('Rejoindre')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a classic script finds it, too', async ({ agent, sandbox }) => {
  const complaints = collectComplaints(agent);
  const ada = await openPlainPage(agent, sandbox, ['/glance-join.classic.js'], 'fr');
  await expect(ada.button('Rejoindre')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a page that does not get that file has it in English', async ({ agent, sandbox }) => {
  await agent.route('**/locales/*.js', (route) => route.abort());
  const errors: Error[] = [];
  agent.on('weberror', (error) => errors.push(error.error()));
  const asked = agent.waitForEvent('requestfailed', (request) => request.url().endsWith('/locales/fr.js'));
  const ada = await openPlainPage(agent, sandbox, ['/glance-join.js'], 'fr');
  await asked;
  await ada.comesTo('absent');
  await expect(ada.button('Join')).toBeVisible();
  expect(errors).toEqual([]);
});

test('the licence of what is inside travels with it', async () => {
  const text = await readFile(bundle, 'utf8');
  expect(text).toContain('Copyright 2017 Google LLC');
  expect(text).toContain('SPDX-License-Identifier: BSD-3-Clause');
});

/** A page of nobody's making: markup and script tags, and a policy that allows what the README says is needed. */
async function openPlainPage(
  agent: BrowserContext,
  sandbox: Sandbox,
  scripts: string[],
  lang = 'en',
): Promise<AgentPage> {
  const { console: own, glance } = sandbox.origins;
  const address = `${own}/plain.html`;
  // A page that is not from the network counts as one from far away, which may not call this machine unasked.
  await agent.grantPermissions(['local-network-access']);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src 'self' ${glance} ${glance.replace('http', 'ws')}`,
    "style-src 'none'",
    `form-action ${glance}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    // Lit makes its policy once in every copy of it.
    `trusted-types lit-html${scripts.length > 1 ? " 'allow-duplicates'" : ''}`,
  ].join('; ');
  await agent.route(address, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: `<!doctype html><html lang="${lang}"><title>Plain</title>
        ${scripts.map((script) => `<script${script.includes('.classic.') ? '' : ' type="module"'} src="${script}"></script>`).join('')}
        <glance-join id="join" groupid="21489" puid="agent-42" authurl="/loginkey" glancebaseurl="${glance}"
          visitorid="alice" presence></glance-join>`,
    }),
  );
  const page = new AgentPage(agent, await agent.newPage());
  await page.goto(address);
  return page;
}

/** Warnings and errors of the agent's page, the policy's among them. The viewer's page is not ours. */
function collectComplaints(agent: BrowserContext): string[] {
  const complaints: string[] = [];
  agent.on('console', (message) => {
    const own = message.page()?.url().endsWith('/plain.html');
    if (own && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}

async function looks(ada: AgentPage): Promise<{ display: string; button: string }> {
  return {
    display: await ada.join.evaluate((element) => getComputedStyle(element).display),
    button: await ada.main.evaluate((element) => getComputedStyle(element).cursor),
  };
}
