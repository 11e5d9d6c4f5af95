import { expect, test } from './people.js';

test('a session the customer starts under the visitor id waits for the agent to open it', async ({ meet }) => {
  const { ada, alice } = await meet();
  await alice.startsByScript();

  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('No agent is watching yet');
  const viewer = await ada.pressesOpenViewer();
  await viewer.showsHome();
  expect(ada.windows, 'nothing opened by itself').toHaveLength(1);
});

test('a session the customer starts under a random key is told of, and the field for its key is open', async ({
  meet,
}) => {
  const { ada, alice } = await meet();
  const key = await alice.startsByButton();

  await ada.isTold('session-other-key');
  expect(ada.state).toBe('present');
  await expect(ada.keyField).toBeVisible();
  const viewer = await ada.opensViewer(() => ada.enterKey(key));
  await ada.comesTo('in-session');
  await viewer.showsHome();
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
    expect(ada.course).not.toContain('in-session');

    await ada.pressesOpenViewer();
    await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
    expect(ada.windows, 'nothing opened by itself').toHaveLength(1);
  });
