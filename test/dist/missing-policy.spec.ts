import type { Browser } from 'playwright/test';
import { type LineName, lineNames, lines, needs, type Opening, policy, toldWithout } from '../csp.js';
import type { AgentPage } from '../e2e/people.js';
import { Customer } from './customer.js';
import { type Desk, expect, test } from './desk.js';
import { installWitness, violations } from './witness.js';

// What an agent and an integrator are told where the page's policy lacks one of the lines of test/csp.ts.

test.use({ popups: 'allowed' });

interface Arrangement {
  readonly opens?: Opening;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What the browser forbids is its own error on the page here, so no page error fails these tests. */
async function open(
  browser: Browser,
  desk: Desk,
  glance: string,
  missing: LineName,
  { opens = 'tab', attributes }: Arrangement = {},
): Promise<AgentPage> {
  const page = { glance, opens, authurl: "'self'" };
  expect(needs(page, missing), 'the line is needed here').toBe(true);
  const ada = await desk.page(await browser.newContext());
  await installWitness(ada.page);
  const watching = { visitorid: 'alice', presence: '', ...attributes };
  await desk.load(ada, { policy: policy(page, missing), attributes: watching });
  return ada;
}

/** The notice, as the page is told of it and as the agent reads it. */
async function isToldWhy(ada: AgentPage, missing: LineName, code: string): Promise<void> {
  await ada.isTold(code);
  const { message, hint } = ada.heardOf('glancenotice').at(-1)!;
  expect({ sentence: message, hint }).toEqual(toldWithout(missing));
  await expect(ada.notice).toContainText(message);
  await expect(ada.notice).toContainText(hint ?? 'no hint');
  expect((await violations(ada.page)).join()).toContain(lines[missing].directive);
}

for (const missing of ['script', 'lit'] as const)
  test(`without ${lines[missing].directive} there is no element, and the browser says why`, async ({
    browser,
    desk,
    sandbox,
  }) => {
    const ada = await open(browser, desk, sandbox.origins.glance, missing);
    await expect.poll(() => violations(ada.page)).toHaveLength(1);
    expect((await violations(ada.page)).join()).toContain(lines[missing].directive);
    expect(await ada.page.evaluate(() => customElements.get('glance-join'))).toBe(undefined);
    expect(toldWithout(missing)).toBe(undefined);
    await ada.context.close();
  });

test('without connect-src for the login-key service the agent cannot sign in, and is told', async ({
  browser,
  desk,
  sandbox,
}) => {
  const ada = await open(browser, desk, sandbox.origins.glance, 'authurl');
  await ada.comesTo('error');
  const { message, hint } = ada.heardOf('glanceerror').at(-1)!;
  expect({ sentence: message, hint }).toEqual(toldWithout('authurl'));
  await expect(ada.notice).toContainText(message);
  await expect(ada.notice).toContainText(hint!);
  await ada.context.close();
});

test('without connect-src for Glance presence is not to be had, and the agent is told', async ({
  browser,
  desk,
  sandbox,
}) => {
  const ada = await open(browser, desk, sandbox.origins.glance, 'services');
  await ada.comesTo('idle');
  await isToldWhy(ada, 'services', 'presence-unavailable');
  expect(ada.heardOf('glanceerror').map(({ code }) => code)).toEqual(['csp-blocked']);
  await ada.context.close();
});

test('without connect-src for sockets presence comes late, and the agent is told', async ({
  browser,
  desk,
  sandbox,
}) => {
  new Customer(sandbox);
  const ada = await open(browser, desk, sandbox.origins.glance, 'socket');
  await ada.comesTo('present');
  await isToldWhy(ada, 'socket', 'presence-degraded');
  await ada.context.close();
});

/** Engines differ in how they block, not in the place: `@once` is for Chromium alone. */
const viewers: Readonly<Record<string, [missing: LineName, arrangement: Arrangement, tag?: '@once']>> = {
  'form-action no viewer opens in a tab': ['form', {}],
  'form-action no viewer opens in a window': ['form', { opens: 'window', attributes: { openlocation: 'window' } }, '@once'],
  'form-action no viewer opens in an iframe': ['form', { opens: 'iframe', attributes: { openlocation: 'iframe' } }],
  'frame-src no viewer opens in an iframe': ['frame', { opens: 'iframe', attributes: { openlocation: 'iframe' } }],
  'frame-src no viewer opens in an iframe of the page': [
    'frame',
    { opens: 'iframe', attributes: { openlocation: 'iframe', iframeid: 'viewer' } },
    '@once',
  ],
};
for (const [what, [missing, arrangement, tag]] of Object.entries(viewers))
  test(`without ${what}: what was blank is taken away, and the agent is told`, { tag: tag ?? [] }, async ({ browser, desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const ada = await open(browser, desk, sandbox.origins.glance, missing, arrangement);
    await ada.comesTo('present');
    await ada.button('Join').click();
    await alice.isAsked(1);
    await alice.accepts();
    await isToldWhy(ada, missing, 'popup-blocked');
    await ada.comesTo('joinable');
    await expect.poll(() => ada.windows.filter((opened) => !opened.isClosed())).toHaveLength(0);
    await expect(ada.join.locator('iframe')).toHaveCount(0);
    await expect(ada.button('Open viewer')).toBeVisible();
    await ada.button('Open viewer').click();
    await ada.isTold('popup-blocked', 2);
    expect(sandbox.core.requests.list.filter(({ path }) => path.includes('AgentView'))).toEqual([]);

    alice.ends();
    await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'missed' }]);
    await ada.context.close();
  });

test('without frame-src an agent is not signed in unseen by SAML, but by a click', async ({
  browser,
  desk,
  sandbox,
}) => {
  const { glance } = sandbox.origins;
  const page = { glance, opens: 'tab', saml: true } as const;
  expect(needs(page, 'frame')).toBe(true);
  const ada = await desk.page(await browser.newContext());
  await installWitness(ada.page);
  await ada.page.clock.install();
  await desk.load(ada, { policy: policy(page, 'frame'), attributes: { authmethod: 'samlloginkey' } });
  await ada.openKeyForm();
  await expect.poll(() => violations(ada.page)).toHaveLength(1);
  await ada.page.clock.fastForward(15_000);
  await ada.comesTo('error');
  await expect(ada.button('Sign in')).toBeVisible();
  await ada.context.close();
});

test('every line is taken away in one of these tests', () => {
  const tried = ['script', 'lit', 'authurl', 'services', 'socket', ...Object.values(viewers).map(([name]) => name)];
  expect([...new Set(tried)].sort()).toEqual([...lineNames].sort());
});
