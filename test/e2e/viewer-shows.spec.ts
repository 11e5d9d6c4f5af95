import { expect, test } from './people.js';

test('what the customer types is in the viewer, and a password is not', async ({ agent, join }) => {
  const password = 'hunter2hunter2';
  const received: string[] = [];
  agent.on('page', (page) =>
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload)))),
  );
  const { alice, viewer } = await join();

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
