import { median, pageWith, signedIn, type Stage, tagOf } from './browser.js';
import { scriptOf } from './bundle.js';
import { against, ms, type Section } from './table.js';

const LOADS = 15;
const SLOWER = 4;

/** How long a page takes to define an element and to show it, each time as if for the first time. */
export async function painting(stage: Stage): Promise<Section> {
  stage.files.set('/plain-button.js', await scriptOf(new URL('page/plain-button.ts', import.meta.url)));
  const joins: Load[] = [];
  const plains: Load[] = [];
  for (let load = 0; load < LOADS; load++) {
    joins.push(await loadOf(stage, '/glance-join.js', tagOf(signedIn(stage))));
    plains.push(await loadOf(stage, '/plain-button.js', '<plain-button label="Join"></plain-button>'));
  }
  const medians = (what: keyof Load) =>
    [median(joins.map((load) => load[what])), median(plains.map((load) => load[what]))] as const;
  return {
    title: 'Definition and first paint',
    how:
      `One element in a page with nothing else, by a script tag, with the processor slowed down ${SLOWER} times; nothing is ` +
      `cached. From the moment the script is there until the element is defined, and until the browser has painted it; ` +
      `against the plain element of Lit’s. The median of ${LOADS}, in turn.`,
    rows: [
      against('until it is defined', medians('defined'), ms),
      against('until it is painted', medians('painted'), ms),
    ],
  };
}

/** Milliseconds after the script has come. */
interface Load {
  readonly defined: number;
  readonly painted: number;
}

async function loadOf(stage: Stage, script: string, tag: string): Promise<Load> {
  const name = /[\w-]+/.exec(tag)?.[0] ?? '';
  const address = pageWith(
    stage,
    `${tag}<script>customElements.whenDefined('${name}').then(() => performance.mark('defined'));</script>
    <script type="module" src="${script}"></script>`,
  );
  const context = await stage.browser.newContext();
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(address);
    return await page.evaluate(async (path) => {
      const painted = await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries())
            if (name === 'first-contentful-paint') resolve(startTime);
        }).observe({ type: 'paint', buffered: true });
      });
      const [mark] = performance.getEntriesByName('defined');
      const [file] = performance.getEntriesByName(new URL(path, location.href).href, 'resource');
      const { responseEnd } = file as PerformanceResourceTiming;
      return { defined: mark!.startTime - responseEnd, painted: painted - responseEnd };
    }, script);
  } finally {
    await context.close();
  }
}
