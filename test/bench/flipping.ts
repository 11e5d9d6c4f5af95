import { collectGarbage, median, type Stage, until } from './browser.js';
import { ROWS } from './page/size.js';
import { ours, plain, REPEATS, WARM_UPS, withQueue } from './queue-page.js';
import { against, count, ms, type Section } from './table.js';

const comes = { mtype: 'visitorsock', data: { connected: true } };
const goes = { mtype: 'visitorsock', data: { connected: false } };
/** Somebody who is gone for less than this is loading a page. */
const ABSENCE = 5_000;

export async function flipping(stage: Stage): Promise<Section> {
  const { took, requests, drawn } = await flipOurs(stage);
  const asked = requests > 0 ? `, and so are the ${count(requests)} requests that follow` : '';
  return {
    title: `${count(ROWS)} customers come at once`,
    how:
      `A frame on the presence line of each tells that the customer is there; until all are drawn and laid out, against ` +
      `a property that changes on as many plain elements. The lines and answers are played in the page, since no ` +
      `browser opens a thousand; what a frame leads to is all ours${asked}. The median of ${REPEATS}.`,
    rows: [
      against('time until all show it', [took.all, (await flipPlain(stage)).all], ms, 1.2),
      {
        what: `elements drawn when one customer comes, of ${count(ROWS)}`,
        measured: `${drawn.elements} (drawn ${drawn.times} times)`,
        goal: '1',
        met: drawn.elements === 1,
      },
    ],
  };
}

const flipOurs = (stage: Stage) =>
  withQueue(stage, { plays: ['lines', 'time'] }, async (page, devtools) => {
    const inState = (state: string): Promise<void> =>
      until(`all are ${state}`, async () => (await page.evaluate((is) => window.bench.count(is), state)) === ROWS);
    const asked = (): Promise<number> => page.evaluate(() => window.bench.asked());
    await page.evaluate(([tag, attributes]) => window.bench.mount(tag, attributes, 'page'), ours(stage, { eager: '' }));
    await inState('absent');
    const took: number[] = [];
    let requests = 0;
    for (let time = 0; time < WARM_UPS + REPEATS; time++) {
      const before = await asked();
      const { all } = await page.evaluate((frame) => window.bench.tell(frame), comes);
      await inState('present');
      requests = (await asked()) - before;
      if (time >= WARM_UPS) took.push(all);
      await page.evaluate((frame) => window.bench.tell(frame), goes);
      await page.evaluate((ms) => window.bench.pass(ms), ABSENCE);
      await inState('absent');
      await collectGarbage(devtools);
    }
    const drawn = await page.evaluate((frame) => window.bench.tellOne(500, frame), comes);
    return { took: { all: median(took) }, requests, drawn };
  });

const flipPlain = (stage: Stage) =>
  withQueue(stage, {}, async (page, devtools) => {
    await page.evaluate(([tag, attributes]) => window.bench.mount(tag, attributes, 'page'), plain);
    const took: number[] = [];
    for (let time = 0; time < WARM_UPS + REPEATS; time++) {
      const { all } = await page.evaluate((label) => window.bench.label(label), time % 2 ? 'Join' : 'Invite');
      if (time >= WARM_UPS) took.push(all);
      await collectGarbage(devtools);
    }
    return { all: median(took) };
  });
