import type { BrowserContext, Locator, Page } from 'playwright/test';
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
  readonly join: Locator;
  /** The one lasting button, whatever it says. */
  readonly main: Locator;
  readonly notice: Locator;
  readonly keyField: Locator;
  readonly heard: Heard[] = [];
  /** The windows that opened in this browser, closed ones too. */
  readonly windows: Page[] = [];
  /** Whether the browser still holds the agent's last click for a permission to open a window. */
  #mayOpen = false;

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.join = page.locator('#join');
    this.main = this.join.locator('[part~="button"]');
    this.notice = this.join.locator('[part~="notice"]');
    this.keyField = this.join.getByRole('textbox', { name: 'Session key' });
    context.on('page', (opened) => this.windows.push(opened));
    page.on('console', (message) => {
      const [mark, what, json = ''] = message.text().split('\n');
      if (mark !== spoken) return;
      if (what === 'permission') this.#mayOpen = json === 'true';
      else this.heard.push(JSON.parse(json) as Heard);
    });
  }

  async goto(address: string): Promise<void> {
    await this.page.addInitScript(listen, spoken);
    await this.page.goto(address);
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

  /** The browser lets a click open windows for some seconds only: waits until that is over. */
  async clickIsLongAgo(): Promise<void> {
    await expect
      .poll(() => this.#mayOpen, { message: 'the permission of the last click ends', intervals, timeout })
      .toBe(false);
  }

  /** Does something that opens a viewer, and hands over its window. */
  async opensViewer(act: () => Promise<unknown>): Promise<Viewer> {
    const opened = this.context.waitForEvent('page');
    await act();
    return new Viewer(await opened);
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

/** Runs in the page: says on its console what the element's events say, and whether a window may be opened. */
function listen(mark: string): void {
  const names = [
    'glancestatechange',
    'glancepresencechange',
    'glancenotice',
    'glancesessionstart',
    'glancesessionend',
    'glanceerror',
  ];
  for (const type of names)
    window.addEventListener(type, (event) => {
      const { detail } = event as CustomEvent<unknown>;
      const from = event.target instanceof Element ? event.target.id : '';
      console.debug(`${mark}\nevent\n${JSON.stringify({ type, detail, from })}`);
    });
  let known: boolean | undefined;
  setInterval(() => {
    const { isActive } = navigator.userActivation;
    if (isActive !== known) console.debug(`${mark}\npermission\n${isActive}`);
    known = isActive;
  }, 50);
}

/** The viewer's window, as the sandbox shows it. */
export class Viewer {
  readonly badge: Locator;
  readonly agents: Locator;
  /** The customer's page, replayed. */
  readonly replay;

  constructor(readonly page: Page) {
    this.badge = page.getByRole('status').first();
    this.agents = page.getByRole('list', { name: 'Agents in the session' }).getByRole('listitem');
    this.replay = page.frameLocator('iframe[title="The customer’s page"]');
  }

  async showsPage(heading: string | RegExp): Promise<void> {
    await expect(this.badge).toHaveText('Live');
    await expect(this.replay.getByRole('heading', { level: 1 })).toHaveText(heading);
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
