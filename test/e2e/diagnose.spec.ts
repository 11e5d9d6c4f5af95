import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright/test';
import { type AgentPage, expect, test } from './people.js';

/** The finding of this check, as the page shows it. */
const finding = ({ page }: AgentPage, check: string): Locator =>
  page.locator('#findings li', { has: page.locator('b', { hasText: new RegExp(`^${check}$`) }) });

const result = (ada: AgentPage, check: string): Locator => finding(ada, check).getByRole('img');

async function diagnose({ page }: AgentPage): Promise<void> {
  await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
  await expect(page.locator('#findings:not([aria-busy]) li')).toHaveCount(13);
}

test('the demo shows what works, and copies the report', async ({ agent, meet, sandbox }) => {
  await agent.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { ada } = await meet();
  await diagnose(ada);
  await expect(ada.page.locator('#diagnosis-summary')).toHaveText('12 ok, 1 unknown');
  await expect(finding(ada, 'look-up')).toContainText('The customer is on the site.');

  await ada.page.getByRole('button', { name: 'Copy report' }).click();
  await expect(ada.page.locator('#diagnosis-summary')).toHaveText('The report is copied.');
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const report = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(new RegExp(`^glance-join ${version.replaceAll('.', '\\.')}, \\d{4}-`));
  expect(report).toContain(`Glance knows ${sandbox.origins.console}.`);
  expect(report).not.toMatch(/alice|agent-42|\$1\$/);
});

test('the demo shows what does not work, and what can be done about it', async ({ meet, sandbox }) => {
  const { ada } = await meet();
  sandbox.core.allowedOrigins.change({ remove: [sandbox.origins.console] });
  await diagnose(ada);
  await expect(result(ada, 'origin')).toHaveAccessibleName('failed');
  await expect(finding(ada, 'origin')).toContainText('CRM and Chat Integration');
  await expect(result(ada, 'socket')).toHaveAccessibleName('failed');
  expect(ada.state, 'the element is as it was').toBe('present');
});

test('a viewer that the browser has blocked is remembered', async ({ ask }) => {
  const { ada, alice } = await ask();
  await ada.clickIsLongAgo();
  await alice.accept();
  await ada.reads('popup-blocked');
  await diagnose(ada);
  await expect(result(ada, 'pop-ups')).toHaveAccessibleName('warning');
  await expect(finding(ada, 'pop-ups')).toContainText('popup-blocked');
  expect(ada.windows).toHaveLength(0);
});
