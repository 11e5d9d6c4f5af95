import { expect, test, type AgentPage } from './people.js';
import type { Locator } from 'playwright/test';

test('a whole session goes by keyboard, and the focus is never lost', async ({ meet }) => {
  const { ada, alice } = await meet();
  await tabTo(ada, ada.button('Join'));
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('inviting', 'displayed');
  await expect(ada.main).toBeFocused();
  await ada.clickIsJustNow();
  await ada.opensViewer(() => alice.accept());
  await ada.comesTo('in-session');
  await expect(ada.button('Show viewer')).toBeFocused();

  await tabTo(ada, ada.button('Leave'), 1);
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('joinable');
  await expect(ada.button('Open viewer'), 'Leave is gone: the lasting button has the focus').toBeFocused();
  await ada.opensViewer(() => ada.page.keyboard.press('Enter'));
  await ada.comesTo('in-session');

  await tabTo(ada, ada.button('End'), 2);
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('present');
  await expect(alice.bar).toHaveCount(0);
  await expect(ada.button('Join'), 'End is gone: the lasting button has the focus').toBeFocused();
});

test('Cancel by keyboard gives the focus to the button that lasts', async ({ meet }) => {
  const { ada } = await meet();
  await ada.button('Join').focus();
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('inviting', 'displayed');
  await tabTo(ada, ada.button('Cancel'), 1);
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('present');
  await expect(ada.button('Join')).toBeFocused();
});

test('Escape closes the key form and gives the focus back', async ({ openAda }) => {
  const ada = await openAda({ presence: 'false' });
  await ada.comesTo('idle');
  await ada.button('Join').focus();
  await ada.page.keyboard.press('Enter');
  await expect(ada.keyField).toBeFocused();
  await expect(ada.main).toHaveAttribute('aria-expanded', 'true');
  await ada.page.keyboard.type('123');
  await ada.page.keyboard.press('Escape');
  await expect(ada.keyField).toHaveCount(0);
  await expect(ada.button('Join')).toBeFocused();

  await ada.page.keyboard.press('Enter');
  await expect(ada.keyField, 'what was typed is kept').toHaveValue('123');
});

test('a session is joined by its key by keyboard, and another waited for and called off', async ({
  openAda,
  openAlice,
}) => {
  const alice = await openAlice();
  const key = await alice.startsByButton();
  const ada = await openAda({ presence: 'false' });
  await ada.comesTo('idle');
  await tabTo(ada, ada.button('Join'));
  await ada.page.keyboard.press('Enter');
  await expect(ada.keyField).toBeFocused();
  await ada.page.keyboard.type('99999');
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('waiting');
  await expect(ada.button('Waiting…'), 'the field is gone: the lasting button has the focus').toBeFocused();
  await tabTo(ada, ada.button('Cancel'), 1);
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('idle');
  await expect(ada.button('Join')).toBeFocused();

  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('ControlOrMeta+A');
  await ada.page.keyboard.type(key);
  await ada.opensViewer(() => ada.page.keyboard.press('Enter'));
  await ada.comesTo('in-session');
  await expect(ada.button('Show viewer')).toBeFocused();
  await tabTo(ada, ada.button('Leave'), 1);
  await ada.page.keyboard.press('Space');
  await ada.comesTo('joinable');
  await expect(ada.button('Open viewer'), 'Leave is gone: the lasting button has the focus').toBeFocused();
});

test('a notice is put away by keyboard, and the focus goes to the button that lasts', async ({ meet }) => {
  const { ada, alice } = await meet();
  await ada.button('Join').focus();
  await ada.page.keyboard.press('Enter');
  await ada.comesTo('inviting', 'displayed');
  await alice.decline();
  await ada.isTold('declined');
  await expect(ada.button('Join'), 'a notice takes no focus').toBeFocused();
  await tabTo(ada, ada.button('Close'), 2);
  await ada.page.keyboard.press('Enter');
  await expect(ada.notice).toHaveCount(0);
  await expect(ada.button('Join')).toBeFocused();
});

test('the key form of a present customer is reached, left and entered anew by keyboard', async ({ meet }) => {
  const { ada } = await meet();
  await ada.button('Join').focus();
  await tabTo(ada, ada.button('Enter key'), 1);
  await ada.page.keyboard.press('Space');
  await expect(ada.keyField).toBeFocused();
  await tabTo(ada, ada.button('Connect'), 1);
  await ada.page.keyboard.press('Enter');
  await expect(ada.keyField, 'what is missing has the focus').toBeFocused();
  await expect(ada.keyField).toHaveAccessibleDescription(/missing/);
  await ada.page.keyboard.press('Escape');
  await expect(ada.keyField).toHaveCount(0);
  await expect(ada.button('Join')).toBeFocused();
});

async function tabTo(ada: AgentPage, target: Locator, most = 40): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await ada.page.keyboard.press('Tab');
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  await expect(target, `reached by ${most} presses of Tab`).toBeFocused();
}
