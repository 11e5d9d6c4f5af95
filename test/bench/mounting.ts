import type { CDPSession, Page } from 'playwright';
import { collectGarbage, median, type Stage } from './browser.js';
import { ROWS } from './page/size.js';
import { type Kind, ours, plain, REPEATS, WARM_UPS, withQueue } from './queue-page.js';
import { against, count, ms, type Section } from './table.js';

const HEAPS = 3;

export async function mounting(stage: Stage): Promise<Section> {
  const kinds = [ours(stage), plain] as const;
  const [joins, plains] = await withQueue(stage, {}, (page, devtools) => times(page, devtools, kinds));
  // Each in a page of its own: what the other has left would count.
  const [joinHeap, plainHeap] = [await heap(stage, kinds[0]), await heap(stage, kinds[1])];
  return {
    title: `${count(ROWS)} elements mounted`,
    how:
      `Each with its settings, presence and a customer of its own, out of view, so that nothing is asked of the ` +
      `network; against as many plain elements of Lit’s with one button. From the first \`createElement\` until all ` +
      `are drawn and laid out; the median of ${REPEATS}, the two kinds in turn, after ${WARM_UPS} to warm up. Heap: ` +
      `what is more after a forced collection of garbage; the median of ${HEAPS}.`,
    rows: [
      against('time to mount', [joins.all, plains.all], ms, 1.5),
      against('of it, until the layout', [joins.scripts, plains.scripts], ms),
      against('heap of scripts', [joinHeap.script, plainHeap.script], kilobytes, 2),
      against('heap of scripts and DOM', [joinHeap.all, plainHeap.all], kilobytes, 2),
    ],
  };
}

const kilobytes = (bytes: number): string => `${count(Math.round(bytes / 1_000))} kB`;

const mount = (page: Page, kind: Kind) =>
  page.evaluate(([tag, attributes]) => window.bench.mount(tag, attributes, 'below'), kind);

async function unmount(page: Page, devtools: CDPSession): Promise<void> {
  await page.evaluate(() => window.bench.unmount());
  await collectGarbage(devtools);
}

async function times(page: Page, devtools: CDPSession, kinds: readonly Kind[]) {
  const took = kinds.map(() => ({ scripts: [] as number[], all: [] as number[] }));
  for (let time = 0; time < WARM_UPS + REPEATS; time++)
    for (const [index, kind] of kinds.entries()) {
      const { scripts, all } = await mount(page, kind);
      await unmount(page, devtools);
      if (time < WARM_UPS) continue;
      took[index]!.scripts.push(scripts);
      took[index]!.all.push(all);
    }
  const [joins, plains] = took.map(({ scripts, all }) => ({ scripts: median(scripts), all: median(all) }));
  return [joins!, plains!] as const;
}

/** Bytes in use: by scripts, and with what the browser keeps of the DOM for them. */
interface Heap {
  readonly script: number;
  readonly all: number;
}

async function heap(stage: Stage, kind: Kind): Promise<Heap> {
  return withQueue(stage, {}, async (page, devtools) => {
    const more: Heap[] = [];
    for (let time = 0; time <= HEAPS; time++) {
      const before = await inUse(devtools);
      await mount(page, kind);
      const after = await inUse(devtools);
      await unmount(page, devtools);
      // What the element leaves to a timer has gone when the next is counted, and what stays for good is there.
      await page.waitForTimeout(1_500);
      if (time > 0) more.push({ script: after.script - before.script, all: after.all - before.all });
    }
    return { script: median(more.map(({ script }) => script)), all: median(more.map(({ all }) => all)) };
  });
}

async function inUse(devtools: CDPSession): Promise<Heap> {
  await collectGarbage(devtools);
  const { usedSize, embedderHeapUsedSize } = await devtools.send('Runtime.getHeapUsage');
  return { script: usedSize, all: usedSize + embedderHeapUsedSize };
}
