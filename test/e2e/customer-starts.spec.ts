import { expect, test } from './people.js';

test('a session the customer starts under the visitor id waits for the agent to open it', async ({
  openAda,
  openAlice,
}) => {
  const alice = await openAlice();
  const ada = await openAda();
  await ada.comesTo('present');
  await alice.startsByScript();

  await ada.comesTo('joinable');
  await expect(ada.button('Open viewer')).toBeVisible();
  await expect(alice.bar).toContainText('No agent is watching yet');
  const viewer = await ada.opensViewer(() => ada.button('Open viewer').click());
  await ada.comesTo('in-session');
  await viewer.showsPage('Sleep where the map goes blank.');
  expect(ada.windows, 'nothing opened by itself').toHaveLength(1);
});

test('a session the customer starts under a random key is told of, and the field for its key is open', async ({
  openAda,
  openAlice,
}) => {
  const alice = await openAlice();
  const ada = await openAda();
  await ada.comesTo('present');
  const key = await alice.startsByButton();

  await ada.isTold('session-other-key');
  expect(ada.state).toBe('present');
  await expect(ada.keyField).toBeVisible();
  const viewer = await ada.opensViewer(() => ada.enterKey(key));
  await ada.comesTo('in-session');
  await viewer.showsPage('Sleep where the map goes blank.');
  expect(ada.windows, 'nothing opened by itself').toHaveLength(1);
});

for (const where of ['on the site', 'looking at another tab'])
  test(`a session that runs when the agent arrives is there at first sight, the customer ${where}`, async ({
    openAda,
    openAlice,
  }) => {
    const alice = await openAlice();
    await alice.startsByScript();
    if (where !== 'on the site') await alice.looks('away');
    const ada = await openAda();
    await ada.comesTo('joinable');
    await expect(ada.button('Open viewer')).toBeVisible();
    expect(ada.course).not.toContain('in-session');

    await ada.opensViewer(() => ada.button('Open viewer').click());
    await ada.comesTo('in-session');
    await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
    expect(ada.windows, 'nothing opened by itself').toHaveLength(1);
  });
