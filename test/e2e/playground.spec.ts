import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { CustomerPage, expect, test } from './people.js';
import type { Page } from 'playwright/test';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const beside = { visitorid: 'alice', presence: 'true', 'demo-shop': 'beside' };
const themes = ['salesforce', 'zendesk', 'twilio-flex', 'plain', 'high-contrast'];

test('agent and customer meet in one page, from the question to the end', async ({ openAda }) => {
  const ada = await openAda(beside);
  const shop = ada.page.frames().find((frame) => frame.name() === 'shop')!;
  const alice = new CustomerPage(shop as unknown as Page);
  await ada.asks();
  await ada.clickIsJustNow();
  const viewer = await ada.opensViewer(() => alice.accept());
  await ada.comesTo('in-session');
  await viewer.showsHome();
  await ada.button('End').click();
  await ada.comesTo('present');
  await expect(alice.bar).toHaveCount(0);
});

test('the snippet is what is on the screen, and can be copied', async ({ agent, openAda }) => {
  await agent.grantPermissions(['clipboard-read', 'clipboard-write']);
  const ada = await openAda({ visitorid: 'bob', uiversion: '2', lang: 'fr', 'demo-theme': 'zendesk' });
  await ada.comesTo('absent');
  const { page } = ada;
  await page.getByText('Custom properties').click();
  await page.getByLabel('--glance-join-radius', { exact: true }).check();
  await page.getByText('Slots').click();
  await page.getByLabel('slot label', { exact: true }).check();
  await expect(ada.button('See their page'), 'the slot is filled').toBeVisible();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [
    '<link rel="stylesheet" href="themes/zendesk.css" />',
    '--glance-join-radius: 1.2em;',
    '<span slot="label">See their page</span>',
    'visitorid="bob"',
    'uiversion="2"',
    'lang="fr"',
  ])
    expect(copied).toContain(part);
  expect(page.url(), 'the address says it all, too').toContain('demo-css-radius=true');
});

test('every state that needs nobody else is one press away', async ({ openAda }) => {
  const ada = await openAda({ presence: 'true', visitorid: 'alice' });
  for (const state of ['present', 'inviting', 'absent', 'waiting', 'unconfigured', 'error', 'idle', 'connecting']) {
    await ada.page.getByRole('button', { name: state, exact: true }).click();
    await expect(ada.join, state).toHaveAttribute('data-state', state, { timeout: 15_000 });
  }
});

test('the network calls are shown, without what could be a credential', async ({ openAda }) => {
  const ada = await openAda({ visitorid: 'bob' });
  await ada.comesTo('absent');
  const calls = ada.page.getByRole('list', { name: 'Network' });
  await expect(calls).toContainText('/loginkey?partneruserid=…');
  await expect(calls).toContainText('SOCKET');
  expect(await calls.innerText()).not.toMatch(/agent-42|\$1\$/);
});

test('all of it is there on a phone, without scrolling sideways', async ({ openAda }) => {
  const ada = await openAda(beside);
  await ada.comesTo('present');
  await ada.page.setViewportSize({ width: 360, height: 740 });
  if (!(await ada.page.locator('#panel').isVisible()))
    await ada.page.getByRole('button', { name: 'Developer' }).click();
  for (const id of ['#join', '#shop-frame', '#states', '#snippet', '#log', '#network'])
    await expect(ada.page.locator(id)).toBeVisible();
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

for (const theme of themes)
  test(`axe finds nothing in the theme ${theme}`, async ({ openAda }) => {
    const ada = await openAda({ ...beside, 'demo-theme': theme, camerashare: 'true' });
    await ada.comesTo('present');
    await ada.page.emulateMedia({ reducedMotion: 'reduce' });
    await ada.page.addScriptTag({ path: axe });
    for (const version of ['1', '2']) {
      await ada.page.locator('#join').evaluate((join, now) => join.setAttribute('uiversion', now), version);
      const found = await ada.page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof import('axe-core') };
        const { violations }: AxeResults = await axe.run({ exclude: ['iframe'] });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
      });
      expect(found, `uiversion ${version}`).toEqual([]);
    }
  });
