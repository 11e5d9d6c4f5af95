import { expect, test, type AgentPage, type CustomerPage, type Viewer } from './people.js';

/** From the page's first sight of the customer to the open viewer. */
async function joinAlice(ada: AgentPage, alice: CustomerPage): Promise<Viewer> {
  await ada.comesTo('present');
  await ada.button('Join').click();
  await ada.comesTo('inviting', 'displayed');
  return ada.opensViewer(() => alice.accept());
}

test('a customer who accepts at once is seen in a tab that opens by itself', async ({ openAda, openAlice }) => {
  const alice = await openAlice();
  const ada = await openAda();
  const viewer = await joinAlice(ada, alice);

  await ada.comesTo('in-session');
  await viewer.showsPage('Sleep where the map goes blank.');
  expect(ada.windows).toHaveLength(1);
  expect(await viewer.page.evaluate(size), 'a tab is as large as its browser').toEqual(await ada.page.evaluate(size));
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  await expect(ada.button('Show viewer')).toBeFocused();
  expect(ada.notices).toEqual([]);
});

test('with openlocation=window the viewer is a window of its own', async ({ openAda, openAlice }) => {
  const alice = await openAlice();
  const ada = await openAda({ openlocation: 'window' });
  const viewer = await joinAlice(ada, alice);

  await viewer.showsPage('Sleep where the map goes blank.');
  expect(await viewer.page.evaluate(size)).toBe('800 × 800');
});

test('the page hears of every step, in the order in which it happens', async ({ openAda, openAlice, sandbox }) => {
  const alice = await openAlice();
  const ada = await openAda();
  await joinAlice(ada, alice);
  await ada.comesTo('in-session');
  await alice.end();
  await expect.poll(() => ada.reports).toHaveLength(1);

  const steps = ada.heard
    .filter(({ type }) => type !== 'glancepresencechange')
    .map(({ type, detail }) => [type, detail['phase'] ?? detail['state'] ?? detail['code']].join(' ').trim())
    // How long the question is on its way to a line that is open already is nobody's concern.
    .filter((step) => step !== 'glancestatechange preparing');
  expect(steps).toEqual([
    'glancestatechange connecting',
    'glancestatechange present',
    'glancestatechange sent',
    'glancestatechange displayed',
    'glancestatechange accepted',
    'glancestatechange in-session',
    'glancesessionstart',
    'glancestatechange present',
    'glancenotice session-ended',
    'glancesessionend',
  ]);

  const [start] = ada.heardOf('glancesessionstart');
  expect(start).toMatchObject({ sessionKey: 'alice', visitorId: 'alice' });
  for (const { detail } of ada.heard) expect(detail['visitorId']).toBe('alice');
  const pages = ada.heardOf('glancepresencechange').map(({ present, page }) => present && page);
  expect(pages, 'the page without its query').toContain(`${sandbox.origins.shop}/shop/`);
  expect(pages.filter((page) => typeof page === 'string' && page.includes('?'))).toEqual([]);
});

test('the stopwatch runs while the viewer is open', async ({ openAda, openAlice }) => {
  const alice = await openAlice();
  const ada = await openAda();
  await joinAlice(ada, alice);
  await ada.comesTo('in-session');
  const stopwatch = ada.join.getByRole('timer');
  await expect(stopwatch).toHaveText('0:01');
  await expect(stopwatch).toHaveText('0:03');
});

test('between the click and the viewer nothing is asked of Glance over HTTP but the viewer', async ({
  openAda,
  openAlice,
  sandbox,
}) => {
  const alice = await openAlice();
  const ada = await openAda();
  await ada.comesTo('present');
  // The look for a session that runs already belongs to the first sight of the customer, not to the click.
  await expect.poll(() => asked('/LookupPartnerSession2')).toHaveLength(1);
  const before = asked().length;

  const viewer = await joinAlice(ada, alice);
  await viewer.showsPage('Sleep where the map goes blank.');
  const since = asked().slice(before);
  expect(since.filter((path) => path.endsWith('/AgentView.aspx'))).toHaveLength(1);
  // The window comes first; the session's id, for the report, is asked once after it.
  const rest = since.filter((path) => !path.endsWith('/AgentView.aspx'));
  expect(rest.filter((path) => !path.endsWith('/LookupPartnerSession2'))).toEqual([]);
  expect(rest.length).toBeLessThanOrEqual(1);

  function asked(end = ''): string[] {
    return sandbox.core.requests.list
      .filter(({ origin }) => origin === sandbox.origins.console)
      .map(({ method, path }) => `${method} ${path}`)
      .filter((path) => path.endsWith(end));
  }
});

function size(): string {
  return `${window.innerWidth} × ${window.innerHeight}`;
}
