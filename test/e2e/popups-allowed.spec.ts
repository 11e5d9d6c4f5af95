import { expect, test } from './people.js';

// As in a browser whose user lets this page open windows at any time.
test.use({ popups: 'allowed' });

test('where pop-ups are allowed, a customer who accepts late is seen without another press', async ({ ask }) => {
  const { ada, alice } = await ask();
  await ada.clickIsLongAgo();
  const viewer = await ada.opensViewer(() => alice.accept());
  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
  expect(ada.notices).toEqual([]);
});

test('where pop-ups are allowed, the session a key was early for opens when it starts', async ({
  openAda,
  openAlice,
}) => {
  const alice = await openAlice();
  const ada = await openAda({ presence: 'false' });
  await ada.comesTo('idle');
  await ada.enterKey('12345');
  await ada.comesTo('waiting');
  await ada.clickIsLongAgo();
  const viewer = await ada.opensViewer(() => alice.startsByScript('12345'));
  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
});

test('a customer who accepts after all is not barged in on, even where pop-ups are allowed', async ({ ask }) => {
  const { ada, alice } = await ask();
  await ada.button('Cancel').click();
  await ada.comesTo('present');
  await alice.accept();
  await ada.comesTo('joinable');
  await ada.isTold('late-accept');
  await expect(alice.bar).toContainText('No agent is watching yet');
  expect(ada.course).not.toContain('in-session');
  await ada.pressesOpenViewer();
  expect(ada.windows).toHaveLength(1);
});

test('a session the customer starts unasked is not opened, even where pop-ups are allowed', async ({ meet }) => {
  const { ada, alice } = await meet();
  await alice.startsByScript();
  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('No agent is watching yet');
  expect(ada.course).not.toContain('in-session');
  await ada.pressesOpenViewer();
  expect(ada.windows).toHaveLength(1);
});
