import { expect, test } from './people.js';

test('a customer who accepts at once is seen in a tab that opens by itself', async ({ ask }) => {
  const { ada, alice } = await ask();
  const viewer = await ada.opensViewer(() => alice.accept());

  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
  expect(await viewer.page.evaluate(size), 'a tab is as large as its browser').toEqual(await ada.page.evaluate(size));
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  await expect(ada.button('Show viewer')).toBeFocused();
  expect(ada.notices).toEqual([]);
});

test('with openlocation=window the viewer is a window of its own', async ({ join }) => {
  const { viewer } = await join({ openlocation: 'window' });
  expect(await viewer.page.evaluate(size)).toBe('800 × 800');
});

test('the page hears of every step, in the order in which it happens', async ({ join, sandbox }) => {
  const { ada, alice } = await join();
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

test('the stopwatch runs while the viewer is open', async ({ join }) => {
  const { ada } = await join();
  const stopwatch = ada.join.getByRole('timer');
  await expect(stopwatch).toHaveText(/^0:\d\d$/);
  // A reading may come late: no single second is sure to be seen.
  const seconds = async (): Promise<number> => Number((await stopwatch.innerText()).slice(2));
  const before = await seconds();
  await expect.poll(seconds).toBeGreaterThanOrEqual(before + 2);
});

test('between the click and the viewer nothing is asked of Glance over HTTP but the viewer', async ({
  meet,
  sandbox,
}) => {
  const { ada, alice } = await meet();
  // The look for a session that runs already belongs to the first sight of the customer, not to the click.
  await expect.poll(() => asked('/LookupPartnerSession2')).toHaveLength(1);
  await expect.poll(() => asked('/lookupvisitor').filter((call) => call.startsWith('GET '))).toHaveLength(1);
  const before = asked().length;

  await ada.joins(alice);
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
