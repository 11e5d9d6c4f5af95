import { readFile } from 'node:fs/promises';
import { Customer } from '../dist/customer.js';
import { root } from './built.js';
import { expect, test, viewerIn } from './desk.js';

// Lightning Web Security: no handle of a window, no event of a policy's, and markup goes through a sanitizer.

test.use({ of: { name: 'salesforce', page: 'lws.html', made: 'by a build', rerenders: 'never', scripted: false } });

test('joins and ends a session within the sandbox', async ({ desk, sandbox }) => {
  const alice = new Customer(sandbox);
  const ada = await desk.open();
  await ada.comesTo('present');
  expect(await ada.page.evaluate(() => !!customElements.get('glance-join')), 'the page itself has none').toBe(false);

  await ada.button('Join').click();
  await alice.isCalled('askNicely');
  await ada.comesTo('inviting', 'displayed');
  await alice.accepts();
  await ada.comesTo('in-session');
  await expect(viewerIn(ada, '[part~="viewer"]').agents).toHaveCount(1);
  await ada.button('End').click();
  await alice.isAskedToEnd();
  await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'joined', endedBy: 'agent', visitorId: 'alice' }]);
});

test('joins by key, too', async ({ desk, sandbox }) => {
  const alice = new Customer(sandbox);
  const ada = await desk.open();
  await ada.comesTo('present');
  await alice.starts('12345');
  await ada.enterKey('12345');
  await ada.comesTo('in-session');
  await expect(viewerIn(ada, '[part~="viewer"]').agents).toHaveCount(1);
});

test('is small enough for a module of Lightning Web Components, too', async () => {
  for (const file of ['glance-join.classic.js', 'glance-join.js'])
    expect((await readFile(`${root}dist/${file}`)).length, file).toBeLessThan(128 * 1024);
});
