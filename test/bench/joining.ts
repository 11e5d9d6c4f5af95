import type { BrowserContext, Page } from 'playwright';
import { answered, median, openPage, signedIn, type Stage, tagOf, until } from './browser.js';
import { atMost, ms, type Section } from './table.js';

/** How often the customer's page changes, to see how long the agent takes to see it. */
const CHANGES = 30;

/** From the agent's click to the viewer, with the customer at the shop; and from their page to the agent's eyes. */
export async function joining(stage: Stage): Promise<readonly Section[]> {
  const agent = await stage.browser.newContext();
  const customer = await stage.browser.newContext();
  try {
    const shop = await customer.newPage();
    await shop.goto(`${stage.sandbox.origins.shop}/shop/?visitorid=alice`);
    const invited = await invite(stage, agent, shop);
    const delays = await mirror(shop, invited.viewer);
    await invited.page.close();
    const keyed = await joinByKey(stage, agent);
    return [
      {
        title: 'Joining',
        how:
          `What the agent’s page asks of any server between the click and the request for the viewer, in its own order; ` +
          `the sandbox has seen the same requests. And the frames it sends on its line to Glance, but keepalives. What ` +
          `comes before the click (login key, authorization, the look at first sight) and after the viewer (the session’s ` +
          `id, for the report) does not count.`,
        rows: [
          atMost('invitation, customer present: requests before the viewer', invited.requests.length, 0, said(invited)),
          atMost('invitation: frames sent', invited.frames.length, 1, invited.frames.join()),
          atMost('key: requests between Connect and the viewer', keyed.key.length, 1, keyed.key.join()),
          atMost('Open viewer: requests between the press and the viewer', keyed.open.length, 0, keyed.open.join()),
        ],
      },
      {
        title: 'The mirror',
        how:
          `From a change of a text on the customer’s page until the same text is in the viewer’s copy; both pages in one ` +
          `browser, by one clock; the median of ${CHANGES}. The viewer is the sandbox’s own, which batches for 50 ms and ` +
          `plays 200 ms behind so that movements are smooth: it says what to expect of the sandbox, not of Glance.`,
        rows: [
          {
            what: 'from the shop to the agent’s eyes',
            measured: `${ms(median(delays))} (${ms(Math.min(...delays))} to ${ms(Math.max(...delays))})`,
          },
        ],
      },
    ];
  } finally {
    await agent.close();
    await customer.close();
  }
}

const said = ({ requests }: { readonly requests: readonly string[] }): string => requests.join();

const openAgent = async (stage: Stage, agent: BrowserContext, more: Record<string, string>): Promise<Page> =>
  openPage(
    stage,
    agent,
    `${tagOf({ ...signedIn(stage), ...more })}<script type="module" src="/glance-join.js"></script>`,
  );

const stateOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.querySelector('glance-join') as { state?: string } | null)?.state);

const comesTo = (page: Page, state: string): Promise<void> =>
  until(`the element is ${state}`, async () => (await stateOf(page)) === state);

/** What the page asks for from here on, in its own order, which is not that in which a new window's request arrives. */
const noteRequests = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.asked = [];
    const fetch = window.fetch.bind(window);
    window.fetch = (input, init) => {
      window.asked.push(new URL(input as string).pathname);
      return fetch(input, init);
    };
    const submit = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'submit')!.value as () => void;
    HTMLFormElement.prototype.submit = function () {
      window.asked.push('the viewer');
      submit.call(this);
    };
  });

declare global {
  interface Window {
    asked: string[];
  }
}

/**
 * From here on, until the viewer.
 * @returns what was asked before it; the sandbox must have seen the same, whatever the page says
 */
async function fromHere({ sandbox, origin: own }: Stage, page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => void (window.asked = []));
  const before = sandbox.core.requests.list.length;
  return async () => {
    const asked = await page.evaluate(() => window.asked);
    const seen = sandbox.core.requests.list
      .slice(before)
      .filter(({ origin, method }) => origin === own && method !== 'OPTIONS')
      .map(({ path }) => (/AgentView/i.test(path) ? 'the viewer' : path));
    if ([...asked].sort().join() !== seen.sort().join())
      throw new Error(`The page asked for ${asked.join()}, but the sandbox has seen ${seen.join()}.`);
    if (!asked.includes('the viewer')) throw new Error('No viewer was asked for.');
    return asked.slice(0, asked.indexOf('the viewer'));
  };
}

async function invite(stage: Stage, agent: BrowserContext, shop: Page) {
  const frames: string[] = [];
  agent.on('page', (page) =>
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (new URL(socket.url()).pathname === '/agent') frames.push(kindOf(String(payload)));
      }),
    ),
  );
  const page = await openAgent(stage, agent, { presence: '', visitorid: 'alice' });
  await comesTo(page, 'present');
  await answered(stage);
  await noteRequests(page);
  frames.length = 0;
  const requests = await fromHere(stage, page);
  const opened = agent.waitForEvent('page');
  await page.getByRole('button', { name: 'Join' }).click();
  await shop.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  const viewer = await opened;
  await comesTo(page, 'in-session');
  await answered(stage);
  return { page, viewer, requests: await requests(), frames: frames.filter((kind) => kind !== 'k') };
}

function kindOf(payload: string): string {
  const { mtype, type, data } = JSON.parse(payload) as { mtype?: string; type?: string; data?: { func?: string } };
  return [mtype ?? type ?? '', data?.func].filter(Boolean).join(' ');
}

/** How long each of some changes takes from the customer's page to its copy. */
async function mirror(shop: Page, viewer: Page): Promise<number[]> {
  const copy = 'iframe[title="The customer’s page"]';
  await viewer.frameLocator(copy).getByRole('heading', { level: 1 }).waitFor();
  const delays: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const text = `Change ${change}`;
    const seen = viewer.evaluate(
      ([selector, wanted]) =>
        new Promise<number>((resolve) => {
          const page = document.querySelector<HTMLIFrameElement>(selector)!.contentDocument!;
          new MutationObserver((_, observer) => {
            if (page.querySelector('h1')?.textContent !== wanted) return;
            observer.disconnect();
            resolve(Date.now());
          }).observe(page, { subtree: true, childList: true, characterData: true });
          // It may have come before that.
          if (page.querySelector('h1')?.textContent === wanted) resolve(Date.now());
        }),
      [copy, text] as const,
    );
    const changed = await shop.evaluate((now) => {
      document.querySelector('h1')!.textContent = now;
      return Date.now();
    }, text);
    delays.push((await seen) - changed);
  }
  return delays;
}

async function joinByKey(stage: Stage, agent: BrowserContext) {
  const page = await openAgent(stage, agent, {});
  await comesTo(page, 'idle');
  await page.getByRole('button', { name: 'Join' }).click();
  await noteRequests(page);
  await page.getByRole('textbox').fill('alice');
  await answered(stage);
  const byKey = await fromHere(stage, page);
  const opened = agent.waitForEvent('page');
  await page.getByRole('button', { name: 'Connect' }).click();
  const viewer = await opened;
  await comesTo(page, 'in-session');
  await answered(stage);
  const key = await byKey();

  await page.getByRole('button', { name: /^Leave/ }).click();
  await comesTo(page, 'joinable');
  await until('the viewer is closed', () => viewer.isClosed());
  await answered(stage);
  const again = await fromHere(stage, page);
  await page.getByRole('button', { name: 'Open viewer' }).click();
  await comesTo(page, 'in-session');
  await answered(stage);
  return { key, open: await again() };
}
