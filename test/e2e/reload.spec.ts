import { AgentPage, expect, test } from './people.js';

test('a session is found again after a reload: its viewer, its stopwatch, its one report', async ({
  join,
  sandbox,
}) => {
  const { ada, alice, viewer } = await join();
  const { sessionStart } = ada.heardOf('glancesessionstart')[0]!;
  await ada.page.reload();
  await ada.comesTo('joinable');
  await ada.reads('resumed');
  expect(ada.heardOf('glancesessionstart'), 'it is not told to begin again').toHaveLength(1);

  // The window is there, and is only brought to the front: nothing is posted to it, and no other opens.
  await ada.button('Open viewer').click();
  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows.filter((window) => !window.isClosed())).toHaveLength(1);
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');

  await ada.button('End').click();
  await viewer.closes();
  await ada.comesTo('present');
  await expect.poll(() => ada.reports).toHaveLength(1);
  const [session] = sandbox.core.sessions.all;
  expect(ada.reports[0]).toMatchObject({
    sessionId: session?.facts.id,
    sessionStart,
    outcome: 'joined',
    endedBy: 'agent',
  });
});

test('a viewer that was closed while the page was away opens anew', async ({ join }) => {
  const { ada, viewer } = await join();
  await ada.page.goto('about:blank');
  await viewer.page.close();
  await ada.page.goBack();
  await ada.comesTo('joinable');
  const again = await ada.pressesOpenViewer();
  await again.showsHome();
});

test('a session that ended while the page was away is reported when it is back', async ({ join }) => {
  const { ada, alice } = await join();
  await ada.page.goto('about:blank');
  await alice.end();
  await ada.page.goBack();
  await ada.isTold('session-ended');
  await expect.poll(() => ada.reports).toHaveLength(1);
  expect(ada.reports[0]).toMatchObject({ sessionKey: 'alice', outcome: 'joined' });
  expect(
    ada.course.filter((state) => state === 'joinable'),
    'it is not shown as one that runs',
  ).toEqual([]);

  await ada.page.reload();
  await ada.comesTo('present');
  expect(ada.reports).toHaveLength(1);
});

test('a tab that is a copy of another leaves the session to that one', async ({ join, sandbox }) => {
  const { ada, alice } = await join();
  const kept = await ada.page.evaluate(() => Object.entries(sessionStorage));
  const copy = new AgentPage(ada.context, await ada.context.newPage());
  await copy.page.addInitScript((items) => {
    for (const [name, value] of items) sessionStorage.setItem(name, value as string);
  }, kept);
  await copy.goto(`${sandbox.origins.console}/?presence=false`);
  await expect.poll(() => copy.page.evaluate(() => Object.keys(sessionStorage)), { timeout: 10_000 }).toEqual([]);
  await alice.end();
  await ada.isTold('session-ended');
  await expect.poll(() => ada.reports).toHaveLength(1);
  expect(copy.reports).toEqual([]);
});

test('what is kept over a reload has no secret in it', async ({ join }) => {
  const { ada } = await join();
  const kept = JSON.stringify(
    await ada.page.evaluate(() => [Object.entries(sessionStorage), Object.entries(localStorage)]),
  );
  expect(kept).toContain('alice');
  expect(kept).not.toMatch(/\$1\$|eyJ/);
});
