import { expect, test } from './people.js';

test('a viewer the browser blocks is opened by one press of the same button', async ({ ask }) => {
  const { ada, alice } = await ask();
  await ada.clickIsLongAgo();
  await alice.accept();

  await ada.comesTo('joinable');
  await ada.reads('popup-blocked');
  expect(ada.windows).toHaveLength(0);
  await expect(ada.button('Open viewer')).toBeFocused();
  await expect(ada.main).toHaveAccessibleName('Open viewer');

  const viewer = await ada.opensViewer(() => ada.page.keyboard.press('Enter'));
  await ada.comesTo('in-session');
  await viewer.showsHome();
  await expect(ada.notice).toHaveCount(0);

  await ada.button('Show viewer').click();
  await expect(viewer.agents).toHaveText([/Ada Park/]);
  expect(ada.windows, 'showing it opens no second one').toHaveLength(1);
  expect(ada.heardOf('glancesessionstart')).toHaveLength(1);
  expect(ada.course.slice(-2)).toEqual(['joinable', 'in-session']);
});

test.describe('with openwhen=asked', () => {
  test('the viewer opens in the click, waits, and goes live when the customer accepts', async ({ meet }) => {
    const { ada, alice } = await meet({ openwhen: 'asked' });
    const viewer = await ada.opensViewer(() => ada.asks());
    await expect(viewer.page.getByRole('heading', { name: 'Waiting for the customer' })).toBeVisible();
    await ada.clickIsLongAgo();
    await alice.accept();

    await ada.comesTo('in-session');
    await viewer.showsHome();
    expect(ada.windows).toHaveLength(1);
    expect(ada.notices).toEqual([]);
  });

  test('the viewer closes again when the customer declines', async ({ meet }) => {
    const { ada, alice } = await meet({ openwhen: 'asked' });
    const viewer = await ada.opensViewer(() => ada.asks());
    await alice.decline();
    await viewer.closes();
    await ada.comesTo('present');
    await ada.isTold('declined');
  });

  test('the viewer closes again when the agent cancels', async ({ meet }) => {
    const { ada } = await meet({ openwhen: 'asked' });
    const viewer = await ada.opensViewer(() => ada.asks());
    await ada.button('Cancel').click();
    await viewer.closes();
    await ada.comesTo('present');
    expect(ada.windows).toHaveLength(1);
  });
});
