import { expect, test } from './people.js';

test('the session goes on while the customer walks from page to page', async ({ join }) => {
  const { ada, alice, viewer } = await join();
  await alice.page.getByRole('link', { name: 'See the Halden 2 tent' }).click();
  await viewer.showsPage('Halden 2 tent');
  await alice.page.getByRole('link', { name: /^Cart/ }).click();
  await viewer.showsPage('Your cart');
  await alice.page.getByRole('link', { name: 'Northwind Outfitters, home' }).click();
  await viewer.showsHome();
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');

  expect(ada.course.slice(ada.course.indexOf('in-session'))).toEqual(['in-session']);
  expect(ada.windows).toHaveLength(1);
  expect(ada.reports).toEqual([]);
  expect(ada.notices).toEqual([]);
});

test('End ends it for the customer too, and is reported once as the agent’s', async ({ join, sandbox }) => {
  const { ada, alice, viewer } = await join();
  await ada.button('End').click();
  await expect(alice.bar).toHaveCount(0);
  await viewer.closes();
  await ada.comesTo('present');
  await ada.isTold('session-ended');

  await expect.poll(() => ada.reports).toHaveLength(1);
  const [session] = sandbox.core.sessions.all;
  expect(ada.reports[0]).toMatchObject({
    sessionId: session?.facts.id,
    sessionKey: 'alice',
    visitorId: 'alice',
    outcome: 'joined',
    endedBy: 'agent',
  });
  // The next one shows that nothing more was to come of the first.
  await alice.startsByScript();
  await ada.comesTo('joinable');
  expect(ada.reports).toHaveLength(1);
});

test('a session the customer ends is reported once as the customer’s', async ({ join, sandbox }) => {
  const { ada, alice } = await join();
  await alice.end();
  await ada.comesTo('present');
  await ada.isTold('session-ended');
  await expect.poll(() => ada.reports).toHaveLength(1);

  const [report] = ada.reports;
  const [session] = sandbox.core.sessions.all;
  expect(report).toMatchObject({ sessionId: session?.facts.id, outcome: 'joined', endedBy: 'customer' });
  const { sessionStart = '', sessionEnd = '', duration } = report ?? {};
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  expect([sessionStart, sessionEnd].filter((time) => !iso.test(time))).toEqual([]);
  expect(duration).toBe(Math.round((Date.parse(sessionEnd) - Date.parse(sessionStart)) / 1000));

  await alice.startsByScript();
  await ada.comesTo('joinable');
  expect(ada.reports).toHaveLength(1);
});

test('a session that ends before its viewer was opened is reported as missed', async ({ meet }) => {
  const { ada, alice } = await meet();
  await alice.startsByScript();
  await ada.comesTo('joinable');
  await alice.end();
  await ada.comesTo('present');
  await ada.isTold('session-missed');
  await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'missed', endedBy: 'customer' }]);
});

test('a viewer the agent closes is opened again by one press', async ({ join }) => {
  const { ada, alice, viewer } = await join();
  await viewer.page.close();
  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('No agent is watching yet');
  expect(ada.reports, 'closing it ends nothing').toEqual([]);

  const again = await ada.pressesOpenViewer();
  await again.showsHome();
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  expect(ada.heardOf('glancesessionstart'), 'it is the same session').toHaveLength(1);
});

test('Leave closes the viewer and leaves the session to the customer', async ({ join }) => {
  const { ada, alice, viewer } = await join();
  await ada.button('Leave').click();
  await viewer.closes();
  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('No agent is watching yet');
  await expect(ada.button('End')).toBeVisible();
  expect(ada.reports).toEqual([]);

  await ada.pressesOpenViewer();
});
