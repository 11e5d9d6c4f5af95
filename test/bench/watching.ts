import type { Page } from 'playwright';
import { answered, type Stage, until } from './browser.js';
import { ROW_HEIGHT, ROWS } from './page/size.js';
import { ours, withQueue } from './queue-page.js';
import { atMost, count, type Section } from './table.js';

const IN_VIEW = 20;
const HEIGHT = IN_VIEW * ROW_HEIGHT;
/** What a keepalive of the sandbox's is set with. */
const KEEPALIVE = '30000 ms';

export async function watching(stage: Stage): Promise<Section> {
  const agents = (): number => stage.sandbox.core.presence.sockets.agent;
  const settled = async (page: Page): Promise<number> => {
    const known = async (): Promise<boolean> =>
      agents() >= IN_VIEW && (await page.evaluate(() => window.bench.count('connecting'))) === ROWS - agents();
    // The browser holds some back for seconds of which many are opened at once.
    let before: number;
    do {
      before = agents();
      await until('those in view are known', known, 60);
      await answered(stage);
      await page.waitForTimeout(3_000);
    } while (before !== agents());
    return agents();
  };
  const [tag, attributes] = ours(stage);

  const pane = await withQueue(stage, { plays: ['time'] }, async (page) => {
    await page.evaluate(([name, all, height]) => window.bench.mount(name, all, { height }), [
      tag,
      attributes,
      HEIGHT,
    ] as const);
    const sockets = await settled(page);
    const passing = async (seconds: number) => {
      const wakes = Object.entries(await page.evaluate((ms) => window.bench.wakes(ms), seconds * 1_000));
      const keepalives = wakes.find(([pause]) => pause === KEEPALIVE)?.[1] ?? 0;
      const others = wakes.filter(([pause]) => pause !== KEEPALIVE);
      return {
        keepalives,
        others: others.reduce((sum, [, fired]) => sum + fired, 0),
        what: others.map(([pause, fired]) => `, ${fired} after ${pause}`).join(''),
      };
    };
    const first = await passing(60);
    const look = await passing(5);
    await answered(stage);
    const rest = await passing(55);
    return { sockets, first, second: { others: look.others + rest.others, what: look.what + rest.what } };
  });
  await until('the lines are closed', () => agents() === 0);
  const page = await withQueue(stage, { height: HEIGHT }, async (page) => {
    await page.evaluate(([name, all]) => window.bench.mount(name, all, 'page'), [tag, attributes] as const);
    return settled(page);
  });

  const { first, second } = pane;
  return {
    title: `${count(ROWS)} rows, ${IN_VIEW} of them in view`,
    how:
      `Sockets that the sandbox holds when all in view is known. The minute begins when all is answered, on a played ` +
      `clock; every timer, interval and animation frame of the page counts. The sandbox answers no keepalive: a line on ` +
      `which nothing is heard for 65 seconds is a reason to look, once in 65 seconds.`,
    rows: [
      atMost('sockets, the rows in a pane that scrolls', pane.sockets, IN_VIEW),
      atMost('sockets, the rows in a page that scrolls', page, IN_VIEW),
      atMost(
        'timers that wake in a visible minute in which nothing happens, but keepalives',
        first.others,
        0,
        `${first.keepalives} keepalives on ${pane.sockets} lines${first.what}`,
      ),
      {
        what: 'the same in the minute after it',
        measured: `${count(second.others)}${second.what}`,
      },
    ],
  };
}
