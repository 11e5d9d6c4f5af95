import type { Sandbox } from '../../demo/sandbox/index.js';
import { type AgentPage, expect, test } from './people.js';

const byItself = { autojoin: 'true', openlocation: 'iframe' };

/** How often a viewer has been opened. */
const opened = (sandbox: Sandbox): number =>
  sandbox.core.requests.list.filter(({ path }) => /agentview/i.test(path)).length;

const states = (...tabs: AgentPage[]): string[] => tabs.map(({ state }) => state).sort();

test('of two tabs that open by themselves what the customer starts, one does', async ({
  openAda,
  openAlice,
  sandbox,
}) => {
  const alice = await openAlice();
  const [first, second] = [await openAda(byItself), await openAda(byItself)];
  await first.comesTo('present');
  await second.comesTo('present');
  await alice.startsByScript();
  await expect.poll(() => states(first, second)).toEqual(['in-session', 'joinable']);
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  expect(opened(sandbox)).toBe(1);

  // The one that has not opened it does not do so later, but when the agent asks it to.
  const [winner, other] = first.state === 'in-session' ? [first, second] : [second, first];
  await winner.page.close();
  await expect(alice.bar).toContainText('No agent is watching');
  expect([other.state, opened(sandbox)]).toEqual(['joinable', 1]);
  await other.button('Open viewer').click();
  await other.comesTo('in-session');
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  expect(opened(sandbox)).toBe(2);
});

test('two tabs show one question; the session is opened by the one that asked, and by the other when it is asked to', async ({
  openAda,
  openAlice,
  sandbox,
}) => {
  const alice = await openAlice();
  const [first, second] = [await openAda({ openlocation: 'iframe' }), await openAda({ openlocation: 'iframe' })];
  await second.comesTo('present');
  await first.asks();
  await alice.accept();
  await first.comesTo('in-session');
  await second.comesTo('joinable');
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  expect([opened(sandbox), first.notices, second.notices]).toEqual([1, [], []]);

  await second.button('End').click();
  await expect(alice.bar).toHaveCount(0);
  await first.comesTo('present');
  await second.comesTo('present');
  await expect.poll(() => first.reports).toMatchObject([{ outcome: 'joined' }]);
});
