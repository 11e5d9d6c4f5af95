import { Customer } from '../dist/customer.js';
import { expect, test } from './desk.js';

// The same record page with shadow roots of the browser's own, closed: no script can look in, Playwright neither.

test.use({
  of: { name: 'salesforce', page: 'native.html', made: 'by a build', rerenders: 'in place', scripted: true },
});

test('joins from within closed shadow roots, by the keyboard', async ({ desk, sandbox }) => {
  const alice = new Customer(sandbox);
  const ada = await desk.open();
  await ada.comesTo('present');
  await expect(ada.page.locator('glance-join'), 'the roots are closed').toHaveCount(0);

  await ada.page.locator('host-desk').press('Tab');
  for (const _button of ['Alice', 'Bob', 'Hide', 'Close the case']) await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.press('Enter');
  await alice.isCalled('askNicely');
  await ada.comesTo('inviting', 'displayed');
  await alice.accepts();
  await ada.comesTo('in-session');
  await expect
    .poll(() => ada.page.frames().map((frame) => frame.url()))
    .toContainEqual(expect.stringContaining('/agentjoin/AgentView.aspx'));

  alice.ends();
  await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'joined', endedBy: 'customer', visitorId: 'alice' }]);
});
