import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright/test';
import { expect, test as base } from './fixtures.js';
import type { GlanceJoinEventMap } from '../../src/element/events.js';
import type { Report } from '../../src/session/report.js';
import type { Phase, StateName } from '../../src/session/snapshot.js';

// The people of these tests, each at a browser: the agents Ada (agent-42) and Ben (agent-43), the customer Alice.

type EventName = keyof GlanceJoinEventMap;

/** One event of the element, as a listener of the page heard it. */
export interface Heard {
  type: EventName;
  detail: Record<string, unknown>;
  /** The id of the element it came from. */
  from: string;
}

/** An agent's page with `<glance-join id="join">`, seen by the agent and by the integrator. */
export class AgentPage {
  /** The one lasting button, whatever it says. */
  readonly main: Locator;
  readonly notice: Locator;
  readonly keyField: Locator;
  readonly heard: Heard[] = [];
  /** The windows that opened in this browser, closed ones too. */
  readonly windows: Page[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly join: Locator = page.locator('#join'),
  ) {
    this.main = this.join.locator('[part~="button"]');
    this.notice = this.join.locator('[part~="notice"]');
    this.keyField = this.join.getByRole('textbox', { name: 'Session key' });
    context.on('page', (opened) => this.windows.push(opened));
    page.on('console', (message) => {
      const [mark, json = ''] = message.text().split('\n');
      if (mark === spoken) this.heard.push(...(JSON.parse(json) as Heard[]));
    });
  }

  /** @param also events to hear beside those that every test looks at */
  async goto(address: string, waitUntil: 'load' | 'commit' = 'load', also: readonly EventName[] = []): Promise<void> {
    await this.page.addInitScript(listen, { mark: spoken, also });
    await this.page.goto(address, { waitUntil });
  }

  button(name: string): Locator {
    return this.join.getByRole('button', { name, exact: true });
  }

  /** The element's state by its events, with the phase: `present`, `inviting/displayed`. */
  get state(): string {
    return this.course.at(-1) ?? '';
  }

  /** All states it has been in, oldest first. */
  get course(): string[] {
    return this.heardOf('glancestatechange').map(({ state, phase }) => (phase ? `${state}/${phase}` : state));
  }

  get notices(): string[] {
    return this.heardOf('glancenotice').map(({ code }) => code);
  }

  get reports(): Report[] {
    return this.heardOf('glancesessionend');
  }

  heardOf<Name extends EventName>(name: Name): GlanceJoinEventMap[Name]['detail'][] {
    return this.heard
      .filter(({ type }) => type === name)
      .map(({ detail }) => detail as unknown as GlanceJoinEventMap[Name]['detail']);
  }

  /** Nothing is read from the page itself: Playwright's reading would pass for a click of the agent's. */
  async comesTo(state: StateName, phase?: Phase): Promise<void> {
    const wanted = phase ? `${state}/${phase}` : state;
    await expect.poll(() => this.state, { message: `the state becomes ${wanted}`, intervals, timeout }).toBe(wanted);
  }

  async isTold(code: string, times = 1): Promise<void> {
    await expect
      .poll(() => this.notices.filter((other) => other === code).length, {
        message: `the notice ${code} is given`,
        intervals,
        timeout,
      })
      .toBe(times);
  }

  /** Waits for the notice; the page has heard, and the agent can read, the same sentence. */
  async reads(code: string): Promise<string> {
    await this.isTold(code);
    const { message } = this.heardOf('glancenotice').findLast((notice) => notice.code === code)!;
    await expect(this.notice).toContainText(message);
    return message;
  }

  /**
   * The browser lets a click open windows for five seconds: waits until they are over. Whatever Playwright reads from
   * the page passes for a click, so this asks by the one way that does not, and nothing may be read between this and
   * what is to find the permission gone.
   */
  async clickIsLongAgo(): Promise<void> {
    const devtools = await this.context.newCDPSession(this.page);
    const mayOpen = async (): Promise<unknown> =>
      (await devtools.send('Runtime.evaluate', { expression: 'navigator.userActivation.isActive' })).result.value;
    await expect.poll(mayOpen, { message: 'the permission of the last click ends', intervals, timeout }).toBe(false);
    await devtools.detach();
  }

  /** Reading from the page is the click here: see above. */
  async clickIsJustNow(): Promise<void> {
    await this.join.evaluate(() => undefined);
  }

  /** Does something that opens a viewer, and hands over its window. */
  async opensViewer(act: () => Promise<unknown>): Promise<Viewer> {
    const opened = this.context.waitForEvent('page');
    await act();
    return new Viewer(await opened);
  }

  /** Asks the customer, who then has the question before her. */
  async asks(): Promise<void> {
    await this.comesTo('present');
    await this.button('Join').click();
    await this.comesTo('inviting', 'displayed');
  }

  /** Asks a customer who says yes at once. */
  async joins(customer: CustomerPage): Promise<Viewer> {
    await this.asks();
    await this.clickIsJustNow();
    const viewer = await this.opensViewer(() => customer.accept());
    await this.comesTo('in-session');
    await viewer.showsHome();
    return viewer;
  }

  /** Has the viewer of a session that runs open. */
  async pressesOpenViewer(): Promise<Viewer> {
    const viewer = await this.opensViewer(() => this.button('Open viewer').click());
    await this.comesTo('in-session');
    return viewer;
  }

  async openKeyForm(): Promise<void> {
    const opener = this.state === 'present' ? this.button('Enter key') : this.button('Join');
    await opener.click();
    await expect(this.keyField).toBeFocused();
  }

  /** Types the key as it is read out, and sends it. */
  async enterKey(key: string): Promise<void> {
    if (!(await this.keyField.isVisible())) await this.openKeyForm();
    await this.keyField.fill('');
    await this.keyField.pressSequentially(key);
    await this.keyField.press('Enter');
  }
}

const intervals = [50];
const timeout = 15_000;
const spoken = 'heard in the page';

/**
 * Runs in the page: says on its console what the element's events say. What is fired at once is said at once, so that
 * whoever has heard of a new state has heard the error too that came with it.
 */
function listen({ mark, also }: { mark: string; also: readonly string[] }): void {
  const names = [
    'glancestatechange',
    'glancepresencechange',
    'glancenotice',
    'glancesessionstart',
    'glancesessionend',
    'glanceerror',
    ...also,
  ];
  let said: string[] = [];
  const say = (): void => {
    console.debug(`${mark}\n[${said.join()}]`);
    said = [];
  };
  for (const type of names)
    window.addEventListener(type, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      const from = event.target instanceof Element ? event.target.id : '';
      if (said.push(JSON.stringify({ type, detail, from })) === 1) queueMicrotask(say);
    });
}

/** The viewer, as the sandbox shows it. */
export class Viewer {
  readonly badge: Locator;
  readonly agents: Locator;
  /** The customer's page, replayed. */
  readonly replay;

  /** @param place an iframe of the page, where it is not the whole page */
  constructor(
    readonly page: Page,
    place: Page | FrameLocator = page,
  ) {
    this.badge = place.getByRole('status').first();
    this.agents = place.getByRole('list', { name: 'Agents in the session' }).getByRole('listitem');
    this.replay = place.frameLocator('iframe[title="The customer’s page"]');
  }

  async showsPage(heading: string | RegExp): Promise<void> {
    await expect(this.badge).toHaveText('Live');
    await expect(this.replay.getByRole('heading', { level: 1 })).toHaveText(heading);
  }

  /** The page on which customers arrive. */
  async showsHome(): Promise<void> {
    await this.showsPage('Sleep where the map goes blank.');
  }

  async closes(): Promise<void> {
    await expect.poll(() => this.page.isClosed(), { message: 'the viewer is closed', intervals, timeout }).toBe(true);
  }
}

/** The customer's page in the shop. */
export class CustomerPage {
  readonly dialog: Locator;
  readonly bar: Locator;
  readonly key: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Share this page?' });
    this.bar = page.getByRole('region', { name: 'Cobrowse session' });
    this.key = this.bar.locator('output');
  }

  accept(): Promise<void> {
    return this.dialog.getByRole('button', { name: 'Accept' }).click();
  }

  decline(): Promise<void> {
    return this.dialog.getByRole('button', { name: 'Decline' }).click();
  }

  end(): Promise<void> {
    return this.bar.getByRole('button', { name: 'End' }).click();
  }

  /** Starts a session by the page's own button, under a random key. @returns the key she reads out */
  async startsByButton(): Promise<string> {
    await this.page.getByRole('button', { name: 'Cobrowse', exact: true }).click();
    await expect(this.key).toHaveText(/^\d{5}$/);
    return this.key.innerText();
  }

  /** A script of the shop starts a session; without a key it runs under the visitor id. */
  async startsByScript(key?: string): Promise<void> {
    await this.page.evaluate((sessionKey) => {
      const { GLANCE } = window as unknown as {
        GLANCE: { Cobrowse: { Visitor: { startSession(key?: string): void } } };
      };
      GLANCE.Cobrowse.Visitor.startSession(sessionKey);
    }, key);
    await expect(this.bar).toBeVisible();
  }

  /**
   * Looks at another tab, and back. Played: Playwright keeps every page visible, so the page is told what a browser
   * tells it when its tab is covered.
   */
  async looks(where: 'away' | 'back'): Promise<void> {
    await this.page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (hidden ? 'hidden' : 'visible'),
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, where === 'away');
  }
}

interface People {
  /** Ada's page; attributes of the element go into its query. */
  openAda: (attributes?: Record<string, string>) => Promise<AgentPage>;
  /** A second agent, in a browser of his own. */
  openBen: (attributes?: Record<string, string>) => Promise<AgentPage>;
  openAlice: () => Promise<CustomerPage>;
  /** Alice is in the shop, and Ada's page has seen her. */
  meet: (attributes?: Record<string, string>) => Promise<Meeting>;
  /** Ada has asked Alice, who has the question before her. */
  ask: (attributes?: Record<string, string>) => Promise<Meeting>;
  /** Alice has said yes, and Ada has her page in view. */
  join: (attributes?: Record<string, string>) => Promise<Meeting & { viewer: Viewer }>;
}

interface Meeting {
  ada: AgentPage;
  alice: CustomerPage;
}

export const test = base.extend<People>({
  openAda: async ({ agent, sandbox }, use) => {
    await use((attributes = {}) => openConsole(agent, sandbox.origins.console, attributes));
  },

  openBen: async ({ browser, sandbox }, use) => {
    const context = await browser.newContext();
    const errors: string[] = [];
    context.on('weberror', (event) => errors.push(event.error().stack ?? event.error().message));
    await use((attributes = {}) => openConsole(context, sandbox.origins.console, { puid: 'agent-43', ...attributes }));
    await context.close();
    expect(errors, 'errors no page caught').toEqual([]);
  },

  openAlice: async ({ customer, sandbox }, use) => {
    await use(async () => {
      const page = await customer.newPage();
      await page.goto(`${sandbox.origins.shop}/shop/?visitorid=alice`);
      return new CustomerPage(page);
    });
  },

  meet: async ({ openAda, openAlice }, use) => {
    await use(async (attributes) => {
      const alice = await openAlice();
      const ada = await openAda(attributes);
      await ada.comesTo('present');
      return { ada, alice };
    });
  },

  ask: async ({ meet }, use) => {
    await use(async (attributes) => {
      const { ada, alice } = await meet(attributes);
      await ada.asks();
      return { ada, alice };
    });
  },

  join: async ({ meet }, use) => {
    await use(async (attributes) => {
      const { ada, alice } = await meet(attributes);
      return { ada, alice, viewer: await ada.joins(alice) };
    });
  },
});

async function openConsole(
  context: BrowserContext,
  origin: string,
  attributes: Record<string, string>,
): Promise<AgentPage> {
  const page = new AgentPage(context, await context.newPage());
  await page.goto(`${origin}/?${new URLSearchParams(attributes).toString()}`);
  return page;
}

export { expect };
