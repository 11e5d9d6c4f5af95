import type { BrowserContext, Locator } from 'playwright/test';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from '../dist/customer.js';
import type { AgentPage } from '../e2e/people.js';
import { type Console, expect, press, test, viewerIn, written } from './desk.js';

// What the element keeps in every console, whatever the page around it is made with.

export function contract(of: Console): void {
  test.use({ of });
  test.describe(of.page ? `${of.name}, ${of.page}` : of.name, () => {
    promises(of);
  });
}

function promises(of: Console): void {
  test('takes what the page has written, and the page hears all of it', async ({ agent, desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const signIn = agent.waitForEvent('request', (request) => request.url().includes('/loginkey'));
    const ada = await desk.open();
    await isSet(ada);
    expect(await (await signIn).headerValue('x-desk')).toBe('first line');
    await hasSession(ada, alice, of);
  });

  test('takes it as well where the script comes after the page', async ({ desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const { ada, letIn } = await desk.openLate();
    // Some pages wait for the script with the element, but not with the rest.
    const there = of.frame || !of.scripted ? ada.join : written(ada);
    await expect(there).toBeAttached();
    expect(await there.evaluate(() => !!customElements.get('glance-join'))).toBe(false);
    letIn();
    await ada.comesTo('present');
    await isSet(ada);
    await hasSession(ada, alice, of);
  });

  test('tells of a login key that is refused, and goes on with the next', async ({ agent, desk, sandbox }) => {
    new Customer(sandbox);
    await agent.route('**/loginkey*', (route) => route.fulfill({ status: 403 }), { times: 1 });
    const ada = await desk.open();
    await ada.comesTo('error');
    await ada.button('Try again').click();
    await ada.comesTo('present');
    await pageHeard(ada, ['glanceerror'], of);
  });

  // A page of attributes alone is as it is.
  if (of.rerenders === 'never') return;

  test('follows when the page shows another customer', async ({ agent, desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const bob = new Customer(sandbox, 'bob');
    const signsIn = countOf(agent, '/loginkey');
    const ada = await desk.open();
    await ada.comesTo('present');
    await mark(ada);
    await press(ada, 'Bob');
    await expect
      .poll(() => ada.heardOf('glancepresencechange').at(-1))
      .toMatchObject({ visitorId: 'bob', present: true });
    await ada.comesTo('present');
    if (of.rerenders === 'in place') {
      expect(await isMarked(ada), 'it is the same element').toBe(true);
    }
    await expect.poll(() => sandbox.core.presence.sockets.agent, 'Alice is watched no more').toBe(1);

    await ada.button('Join').click();
    await bob.isCalled('askNicely');
    expect(alice.calls('askNicely')).toEqual([]);
    if (of.rerenders === 'in place') expect(signsIn(), 'one login key is enough').toBe(1);
  });

  test('keeps what it knows while it is hidden', async ({ desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const ada = await desk.open();
    await ada.comesTo('present');
    await mark(ada);
    await press(ada, 'Hide');
    await expect(ada.join).toBeHidden();
    alice.goesTo('https://shop.example/stoves');
    await expect.poll(() => ada.heardOf('glancepresencechange').at(-1)?.page).toBe('https://shop.example/stoves');

    await press(ada, 'Show');
    await expect(ada.button('Join')).toBeVisible();
    await ada.comesTo('present');
    if (of.rerenders === 'in place') expect(await isMarked(ada), 'it is the same element').toBe(true);
    expect(sandbox.core.presence.sockets.agent).toBe(1);
  });

  test('leaves nothing open where the page is done with it, and begins again', async ({ desk, sandbox }) => {
    const alice = new Customer(sandbox);
    const ada = await desk.open();
    await ada.comesTo('present');
    for (const round of [1, 2, 3]) {
      await press(ada, 'Close the case');
      await expect(ada.join).toHaveCount(0);
      await expect.poll(() => sandbox.core.presence.sockets.agent, `nobody listens, time ${round}`).toBe(0);
      await press(ada, 'Open the case');
      await expect.poll(() => sandbox.core.presence.sockets.agent).toBe(1);
      await expect(ada.button('Join')).toBeVisible();
    }
    await ada.comesTo('present');
    if (of.rerenders === 'in place') await pageHeard(ada, [], of);
    await ada.button('Join').click();
    await alice.isCalled('askNicely');
  });

  if (!of.queue) return;

  test('follows when the rows of a list are given other customers, all at once', async ({ desk, sandbox }) => {
    const customers = ['carol', 'dave', 'erin', 'frank', 'grace', 'heidi'].map((id) => {
      const customer = new Customer(sandbox, id);
      customer.goesTo(`https://shop.example/${id}`);
      return customer;
    });
    const ada = await desk.open();
    await press(ada, 'The queue');
    const rows = rowsOf(ada);
    await watch(rows, ['carol', 'dave', 'erin']);
    await rows.evaluateAll((elements) => elements.forEach((element) => Reflect.set(element, 'marked', true)));

    await press(ada, 'Further');
    await watch(rows, ['dave', 'erin', 'frank']);
    await expect.poll(() => sandbox.core.presence.sockets.agent, 'Carol is watched no more').toBe(3);

    // Erin is being asked when her row is given to Grace.
    await rows.nth(1).getByRole('button', { name: 'Join', exact: true }).click();
    await customers[2]!.isAsked(1);
    await press(ada, 'Further');
    await press(ada, 'Further');
    await watch(rows, ['frank', 'grace', 'heidi']);
    await expect.poll(() => sandbox.core.presence.sockets.agent, 'three are watched').toBe(3);
    const same = await rows.evaluateAll((elements) => elements.every((element) => Reflect.get(element, 'marked')));
    expect(same, 'they are the same elements').toBe(true);

    await rows.nth(1).getByRole('button', { name: 'Join', exact: true }).click();
    await customers[4]!.isAsked(1);
    expect(customers.map((customer) => customer.calls('showTerms').length)).toEqual([0, 0, 1, 0, 1, 0]);
  });
}

/** Attributes, properties and booleans are what the page says, in whichever way it says them. */
async function isSet(ada: AgentPage): Promise<void> {
  await expect
    .poll(() =>
      ada.join.evaluate((element) => {
        const { groupid, presence, gicon, disabled, debugmode, hidden, uiversion, authheaders } = element as GlanceJoin;
        const version = String(uiversion);
        return { groupid, presence, gicon, disabled, debugmode, hidden, version, desk: authheaders?.['X-Desk'] };
      }),
    )
    .toEqual({
      groupid: '21489',
      presence: true,
      gicon: true,
      disabled: false,
      debugmode: false,
      hidden: false,
      version: '2',
      desk: 'first line',
    });
}

/** Asks a customer, who first says no, then yes; joins, and ends it. */
async function hasSession(ada: AgentPage, alice: Customer, of: Console): Promise<void> {
  await ada.comesTo('present');
  await ada.button('Join').click();
  expect(await alice.isCalled('askNicely')).toMatchObject({
    question: 'May Ada <look> at "this page" with you, so you & she see the same?',
    ...(of.scripted && { caseNumber: 'case-4711' }),
  });
  await ada.comesTo('inviting', 'displayed');
  alice.declines();
  await ada.isTold('declined');
  alice.signals({ basket: 3 });
  await expect.poll(() => ada.heardOf('glancesignal')).toMatchObject([{ data: { basket: 3 } }]);

  await ada.button('Join').click();
  await alice.isCalled('askNicely', 2);
  await ada.comesTo('inviting', 'displayed');
  await ada.clickIsJustNow();
  if (of.viewer) {
    await alice.accepts();
    await expect(viewerIn(ada, of.viewer).agents).toHaveCount(1);
    expect(ada.windows).toEqual([]);
  } else await ada.opensViewer(() => alice.accepts());
  await ada.comesTo('in-session');
  await ada.button('End').click();
  await alice.isAskedToEnd();
  await expect
    .poll(() => ada.reports)
    .toMatchObject([{ sessionKey: 'alice', outcome: 'joined', endedBy: 'agent', origin: 'crm' }]);
  const inSession = ['glanceinvite', 'glanceviewer', 'glancesessionstart', 'glancesessionend', 'glancesignal'];
  await pageHeard(ada, ['glancestatechange', 'glancepresencechange', 'glancenotice', ...inSession], of);
  if (of.scripted) await expect(written(ada).getByText('reported joined')).toHaveCount(1);
}

/** The page's own listeners have been called for every event there was, once each; these were among them. */
async function pageHeard(ada: AgentPage, names: string[], of: Console): Promise<void> {
  if (!of.scripted) return;
  const types = (): string[] => ada.heard.map(({ type }) => type);
  expect(types()).toEqual(expect.arrayContaining(names));
  const lines = written(ada).getByText(/^glance/);
  await expect(async () => {
    const heard = (await lines.allTextContents()).map((line) => line.split(' ')[0]);
    expect(heard).toEqual(types());
  }).toPass({ timeout: 10_000 });
}

/** The elements of the page's list. */
export const rowsOf = (ada: AgentPage): Locator => ada.page.getByRole('list', { name: 'Queue' }).locator('glance-join');

/** Each row shows its own customer, who is on a page of theirs. */
async function watch(rows: Locator, ids: string[]): Promise<void> {
  const shown = (): Promise<unknown> =>
    rows.evaluateAll((elements) =>
      elements.map((element) => {
        const { state, visitor } = element as GlanceJoin;
        return `${state} ${visitor?.page}`;
      }),
    );
  await expect.poll(shown).toEqual(ids.map((id) => `present https://shop.example/${id}`));
}

export const mark = (ada: AgentPage): Promise<void> =>
  ada.join.evaluate((element) => void Reflect.set(element, 'marked', true));
export const isMarked = (ada: AgentPage): Promise<boolean> =>
  ada.join.evaluate((element) => Reflect.get(element, 'marked') === true);

/** Counts requests for a path from now on. */
function countOf(agent: BrowserContext, path: string): () => number {
  let count = 0;
  agent.on('request', (request) => (count += Number(new URL(request.url()).pathname === path)));
  return () => count;
}
