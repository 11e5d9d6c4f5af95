import { expect, test } from './people.js';

const keyOnly = { presence: 'false' };

test('a session that runs already opens in the very click that sends its key', async ({
  openAda,
  openAlice,
  sandbox,
}) => {
  const alice = await openAlice();
  const key = await alice.startsByButton();
  const ada = await openAda(keyOnly);
  await ada.comesTo('idle');
  const viewer = await ada.opensViewer(() => ada.enterKey(key));

  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
  expect(ada.course).toEqual(['idle', 'waiting', 'in-session']);
  const lookUps = sandbox.core.requests.list.filter(({ path }) => path.endsWith('/LookupPartnerSession2'));
  expect(lookUps, 'one look-up on sending, none while typing').toHaveLength(1);
  expect(ada.heardOf('glancesessionstart')).toMatchObject([{ sessionKey: key }]);
});

test('a key that is early waits, can be called off, and is joined once it is there', async ({ openAda, openAlice }) => {
  const alice = await openAlice();
  const ada = await openAda(keyOnly);
  await ada.comesTo('idle');
  await ada.enterKey('12345');
  await ada.comesTo('waiting');
  await expect(ada.main).toHaveAccessibleName('Waiting…');
  await expect(ada.join.locator('[part~="status"]')).toContainText('12345');
  await ada.button('Cancel').click();
  await ada.comesTo('idle');

  const key = await alice.startsByButton();
  const viewer = await ada.opensViewer(() => ada.enterKey(key));
  await ada.comesTo('in-session');
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
});

test('the session a key was early for is opened by one press', async ({ openAda, openAlice }) => {
  const alice = await openAlice();
  const ada = await openAda(keyOnly);
  await ada.comesTo('idle');
  await ada.enterKey('12345');
  await ada.comesTo('waiting');
  await ada.clickIsLongAgo();
  await alice.startsByScript('12345');

  await ada.comesTo('joinable');
  await ada.isTold('popup-blocked');
  expect(ada.windows).toHaveLength(0);
  const viewer = await ada.pressesOpenViewer();
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
});

test('a wrong key is said to be unknown after 15 seconds, and given up after ten minutes', async ({
  agent,
  openAda,
}) => {
  await agent.clock.install();
  const ada = await openAda(keyOnly);
  await ada.comesTo('idle');
  // One that is still on its way would be given up by what the clock is put forward.
  const lookedUp = ada.page.waitForResponse(/LookupPartnerSession2/);
  await ada.enterKey('99999');
  await (await lookedUp).finished();
  await ada.comesTo('waiting');
  expect(ada.notices).toEqual([]);
  await ada.page.clock.fastForward(15_000);
  expect(await ada.reads('no-such-session')).toContain('99999');
  expect(ada.state).toBe('waiting');

  await ada.page.clock.fastForward(10 * 60_000);
  await ada.comesTo('idle');
  await ada.isTold('no-such-session', 2);
  expect(ada.windows).toHaveLength(0);
});

test('what cannot be a key is not sent, and the field says why', async ({ openAda, sandbox }) => {
  const ada = await openAda(keyOnly);
  await ada.comesTo('idle');
  await ada.enterKey('12/45');
  await expect(ada.keyField).toHaveAttribute('aria-invalid', 'true');
  await expect(ada.keyField).toHaveAccessibleDescription(/only letters, digits/i);
  await expect(ada.keyField).toBeFocused();
  expect(ada.state).toBe('idle');
  expect(sandbox.core.requests.list.filter(({ path }) => path.endsWith('/LookupPartnerSession2'))).toEqual([]);
});
