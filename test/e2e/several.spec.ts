import { expect, test } from './people.js';

test('two agents are in one session, and when one leaves the other stays', async ({ join, openBen }) => {
  const { ada, alice, viewer: adasViewer } = await join();

  // Ben has been told the key by Ada, which is the visitor id here.
  const ben = await openBen({ presence: 'false' });
  await ben.comesTo('idle');
  const bensViewer = await ben.opensViewer(() => ben.enterKey('alice'));
  await ben.comesTo('in-session');
  await expect(alice.bar).toContainText('2 agents are watching: Ada Park, Ben Ortiz');
  await bensViewer.showsHome();
  await expect(adasViewer.agents).toHaveText([/Ada Park/, /Ben Ortiz/]);

  await ada.button('Leave').click();
  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('1 agent is watching: Ben Ortiz');
  await alice.page.getByRole('link', { name: /^Cart/ }).click();
  await bensViewer.showsPage('Your cart');
  expect(ben.state).toBe('in-session');
  expect([...ada.reports, ...ben.reports]).toEqual([]);
});

test('two buttons for one customer show one question, one viewer and one session', async ({ meet, sandbox }) => {
  const { ada, alice } = await meet();
  await ada.join.evaluate((element) => {
    const twin = element.cloneNode() as Element;
    twin.id = 'twin';
    element.before(twin);
  });
  const twin = ada.page.locator('#twin');
  await expect(twin.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
  await expect.poll(() => statesOf('twin').at(-1)).toBe('present');
  expect(sandbox.core.presence.sockets.agent, 'one line to presence').toBe(1);

  await ada.button('Join').click();
  await expect.poll(() => statesOf('twin').at(-1)).toBe('inviting/displayed');
  await expect(twin.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await ada.clickIsJustNow();
  await ada.opensViewer(() => alice.accept());
  await expect.poll(() => statesOf('twin').at(-1)).toBe('in-session');
  await expect.poll(() => statesOf('join').at(-1)).toBe('in-session');
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');

  // The one that did not begin it can end it; the one that began it tells the page.
  await twin.getByRole('button', { name: 'End' }).click();
  await expect(alice.bar).toHaveCount(0);
  await expect.poll(() => statesOf('join').at(-1)).toBe('present');
  await expect.poll(() => statesOf('twin').at(-1)).toBe('present');
  await expect.poll(() => ada.reports).toHaveLength(1);
  expect(ada.windows).toHaveLength(1);
  const told = ada.heard.filter(({ type }) => type === 'glancesessionstart' || type === 'glancesessionend');
  expect(told.map(({ type, from }) => `${type} ${from}`)).toEqual(['glancesessionstart join', 'glancesessionend join']);

  function statesOf(id: string): string[] {
    return ada.heard
      .filter(({ type, from }) => type === 'glancestatechange' && from === id)
      .map(({ detail }) => [detail['state'], detail['phase']].filter(Boolean).join('/'));
  }
});
