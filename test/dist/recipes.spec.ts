import { readFile } from 'node:fs/promises';
import { expect, test } from './desk.js';

// What the README has to copy, in a page as it stands there.

const readme = new URL('../../README.md', import.meta.url);

/** The first script beneath a heading. */
async function script(heading: string): Promise<string> {
  const text = await readFile(readme, 'utf8');
  const [, code] = text.split(`### ${heading}\n`)[1]?.match(/```js\n(.*?)```/s) ?? [];
  if (!code) throw new Error(`The README has no script beneath “${heading}”.`);
  return code;
}

test('an arrival in a hidden tab is a notification, whose click leads to the button', async ({
  agent,
  desk,
  openAlice,
}) => {
  const ada = await desk.page(agent);
  await ada.page.addInitScript(() => {
    class Notified {
      static readonly permission = 'granted';
      static readonly all: Notified[] = [];
      onclick?: () => void;
      constructor(
        readonly title: string,
        readonly options: { body: string; tag: string },
      ) {
        Notified.all.push(this);
      }
    }
    Object.assign(window, { Notification: Notified });
  });
  await desk.load(ada, { attributes: { presence: '', visitorid: 'alice' } });
  await ada.comesTo('absent');
  await ada.page.addScriptTag({ content: await script('A customer arrives while the tab is hidden') });
  await ada.page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
  await openAlice();
  await ada.comesTo('present');
  const told = await ada.page.evaluate(() => {
    const { all } = Notification as unknown as { all: { title: string; options: object; onclick: () => void }[] };
    for (const { onclick } of all) onclick();
    return { all: all.map(({ title, options }) => ({ title, ...options })), focus: document.activeElement?.id };
  });
  expect(told.all.length).toBeGreaterThan(0);
  expect(told.all[0]).toMatchObject({ title: 'alice is on the site', tag: 'alice' });
  expect(told.focus).toBe('join');
});

test('a queue has those on top who are there, each with the element it had', async ({ agent, desk, openAlice }) => {
  const ada = await desk.page(agent);
  await desk.load(ada);
  await ada.comesTo('idle');
  await ada.page.evaluate(() => {
    const join = document.querySelector('glance-join')!;
    const queue = document.body.appendChild(document.createElement('ul'));
    queue.id = 'queue';
    for (const visitorid of ['carol', 'bob', 'alice']) {
      const one = join.cloneNode() as HTMLElement;
      for (const [name, value] of Object.entries({ id: visitorid, visitorid, presence: '', eager: '' }))
        one.setAttribute(name, value);
      queue.appendChild(document.createElement('li')).append(one);
    }
    join.remove();
  });
  await ada.page.addScriptTag({ content: await script('A queue with those on top who are there') });
  const order = (): Promise<string[]> =>
    ada.page.locator('#queue glance-join').evaluateAll((joins) => joins.map(({ id }) => id));
  expect(await order()).toEqual(['carol', 'bob', 'alice']);
  await openAlice();
  await expect.poll(order).toEqual(['alice', 'carol', 'bob']);
  await expect(ada.page.locator('#alice').getByRole('button', { name: 'Join' })).toBeVisible();
});

test('the report is one sentence', async ({ agent }) => {
  const page = await agent.newPage();
  await page.addScriptTag({ content: await script('The report goes into the CRM') });
  const report = { outcome: 'joined', duration: 61, endedBy: 'customer', sessionId: '7001' };
  expect(await page.evaluate(`inWords(${JSON.stringify(report)})`)).toBe(
    'Cobrowse joined, 2 min, ended by customer, Glance session 7001',
  );
});
