import { expect, test } from './people.js';

test('what the customer types is in the viewer, and a password is not', async ({ openAda, openAlice }) => {
  const password = 'hunter2hunter2';
  const alice = await openAlice();
  const ada = await openAda();
  const received: string[] = [];
  ada.context.on('page', (page) =>
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload)))),
  );
  await ada.comesTo('present');
  await ada.button('Join').click();
  await ada.comesTo('inviting', 'displayed');
  const viewer = await ada.opensViewer(() => alice.accept());
  await viewer.showsPage('Sleep where the map goes blank.');

  await alice.page
    .getByRole('button', { name: /^Add to cart/ })
    .first()
    .click();
  await alice.page.getByRole('link', { name: /^Cart/ }).click();
  await viewer.showsPage('Your cart');
  await alice.page.getByLabel('Street').pressSequentially('7 Quarry Street');
  await alice.page.getByLabel('Password').pressSequentially(password);
  await alice.page.getByLabel('City').pressSequentially('Portland');
  await expect(viewer.replay.getByLabel('City')).toHaveValue('Portland');
  await expect(viewer.replay.getByLabel('Street')).toHaveValue('7 Quarry Street');
  await expect(viewer.replay.getByLabel('Password')).toHaveValue('•'.repeat(password.length));
  // Nor does it come as far as the agent's browser.
  expect(received.join('\n')).toContain('7 Quarry Street');
  expect(received.join('\n')).not.toContain('hunter');
});
