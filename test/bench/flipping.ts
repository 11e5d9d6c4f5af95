import { collectGarbage, median, type Stage, until } from './browser.js';
import type { Took } from './page/rows.js';
import { ROWS } from './page/size.js';
import { ours, plain, WARM_UPS, withQueue } from './queue-page.js';
import { against, count, ms, type Section } from './table.js';

/** Fewer than elsewhere: all have to go again in between. */
const REPEATS = 15;

const comes = { mtype: 'visitorsock', data: { connected: true } };
const goes = { mtype: 'visitorsock', data: { connected: false } };
export async function flipping(stage: Stage): Promise<Section> {
  const { took, requests, drawn } = await flipOurs(stage);
  const plains = await flipPlain(stage);
  const asked = requests > 0 ? `, and so are the ${count(requests)} requests that follow` : '';
  return {
    title: `${count(ROWS)} customers come at once`,
    how:
      `A frame on the presence line of each tells that the customer is there; until all are drawn and laid out, against ` +
      `a property that changes on as many plain elements. The lines and answers are played in the page, since no ` +
      `browser opens a thousand; what a frame leads to is all ours${asked}. The median of ${REPEATS}.`,
    rows: [
      against('time until all show it', [took.all, plains.all], ms, 1.2),
      against('of it, until the layout', [took.scripts, plains.scripts], ms),
      {
        what: `elements drawn when one customer comes, of ${count(ROWS)}`,
        measured: `${drawn.elements} (drawn ${drawn.times} times)`,
        goal: '1',
        met: drawn.elements === 1,
      },
    ],
  };
}

const medians = (took: readonly Took[]): Took => ({
  scripts: median(took.map(({ scripts }) => scripts)),
  all: median(took.map(({ all }) => all)),
});

const flipOurs = (stage: Stage) =>
  withQueue(stage, { plays: ['lines', 'absence'] }, async (page, devtools) => {
    const inState = (state: string): Promise<void> =>
      until(`all are ${state}`, async () => (await page.evaluate((is) => window.bench.count(is), state)) === ROWS);
    const asked = (): Promise<number> => page.evaluate(() => window.bench.asked());
    await page.evaluate(([tag, attributes]) => window.bench.mount(tag, attributes, 'page'), ours(stage, { eager: '' }));
    await inState('absent');
    const took: Took[] = [];
    let requests = 0;
    for (let time = 0; time < WARM_UPS + REPEATS; time++) {
      const before = await asked();
      const flip = await page.evaluate((frame) => window.bench.tell(frame), comes);
      await inState('present');
      requests = (await asked()) - before;
      if (time >= WARM_UPS) took.push(flip);
      await page.evaluate((frame) => window.bench.tell(frame), goes);
      await page.evaluate(() => window.bench.letGo());
      await inState('absent');
      await collectGarbage(devtools);
    }
    const drawn = await page.evaluate((frame) => window.bench.tellOne(500, frame), comes);
    return { took: medians(took), requests, drawn };
  });

const flipPlain = (stage: Stage) =>
  withQueue(stage, {}, async (page, devtools) => {
    await page.evaluate(([tag, attributes]) => window.bench.mount(tag, attributes, 'page'), plain);
    const took: Took[] = [];
    for (let time = 0; time < WARM_UPS + REPEATS; time++) {
      const flip = await page.evaluate((label) => window.bench.label(label), time % 2 ? 'Join' : 'Invite');
      if (time >= WARM_UPS) took.push(flip);
      await collectGarbage(devtools);
    }
    return medians(took);
  });
