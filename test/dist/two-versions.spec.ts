import type { GlanceJoin } from '../../src/index.js';
import { type AgentPage, expect, test } from '../e2e/people.js';

// Two versions of the script on one page, each with everything of its own: nothing is shared between them but the
// browser.

const byItself = { autojoin: 'true', openlocation: 'iframe' };

/** Loads a second copy and puts an element of it beside the first, with the same settings. */
async function addCopy(ada: AgentPage): Promise<{ tagTaken: boolean }> {
  return ada.page.evaluate(async () => {
    const first = document.querySelector('glance-join')!;
    const { constructor } = first;
    const address = '/glance-join.js?another-version';
    const copy = (await import(address)) as typeof import('../../src/index.js');
    const tagTaken = !copy.define();
    if (customElements.get('glance-join') !== constructor) throw new Error('The tag has another class now.');
    if (copy.GlanceJoin === constructor) throw new Error('It is no second copy.');
    copy.define('glance-join-copy');
    const second = document.createElement('glance-join-copy');
    for (const name of first.getAttributeNames()) second.setAttribute(name, first.getAttribute(name)!);
    second.id = 'copy';
    first.after(second);
    return { tagTaken };
  });
}

const stateOf = (ada: AgentPage, id: string): Promise<string> =>
  ada.page.locator(`#${id}`).evaluate((element) => (element as GlanceJoin).state);

test('the second finds the tag taken and throws nothing, and each works beside the other', async ({
  meet,
  sandbox,
}) => {
  const { ada, alice } = await meet({ openlocation: 'iframe' });
  expect(await addCopy(ada)).toEqual({ tagTaken: true });
  await expect.poll(() => stateOf(ada, 'copy')).toBe('present');
  expect(sandbox.core.presence.sockets.agent, 'each has a line of its own').toBe(2);

  await ada.page.locator('#copy').getByRole('button', { name: 'Join', exact: true }).click();
  await alice.accept();
  await expect.poll(() => stateOf(ada, 'copy')).toBe('in-session');
  await ada.comesTo('joinable');
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  await ada.button('End').click();
  await ada.comesTo('present');
  await expect.poll(() => stateOf(ada, 'copy')).toBe('present');
});

test('what the customer starts is opened by one of them, not by both', async ({ meet, sandbox }) => {
  const { ada, alice } = await meet(byItself);
  await addCopy(ada);
  await expect.poll(() => stateOf(ada, 'copy')).toBe('present');
  await alice.startsByScript();
  await expect
    .poll(async () => [await stateOf(ada, 'join'), await stateOf(ada, 'copy')].sort())
    .toEqual(['in-session', 'joinable']);
  await expect(alice.bar).toContainText('1 agent is watching: Ada Park');
  expect(sandbox.core.requests.list.filter(({ path }) => /agentview/i.test(path))).toHaveLength(1);
});
