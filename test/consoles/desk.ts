import type { BrowserContext, Locator } from 'playwright/test';
import { AgentPage, expect, test as base, Viewer } from '../e2e/people.js';
import { buildConsole, buildLimit, folderOf } from './built.js';
import { type Company, openCompany, startServer } from './company.js';

/** A console of demo/consoles, and how it differs from the others. */
export interface Console {
  readonly name: string;
  readonly page?: string;
  /** What its page is made by: nothing (the files are as they are), a build, or a server of its own. */
  readonly made: 'by hand' | 'by a build' | 'by a server';
  /** Whether another customer, hiding and closing change the page, have the server make another, or are not to be had. */
  readonly rerenders: 'in place' | 'anew' | 'never';
  /** Whether the page has a script, which sets functions and hears events. */
  readonly scripted: boolean;
  /** Whether its framework is built as it is for developers, where React's StrictMode does everything twice. */
  readonly strictly?: boolean;
  /** The iframe that the viewer opens in, where not in a tab. */
  readonly viewer?: string;
  /** How the element is found, where its page cannot give it the id `join`. */
  readonly join?: string;
  /** The page within the page's iframe, of another origin, which the element is in. */
  readonly frame?: string;
  /** The file it loads by a script of its own, where it has no script tag. */
  readonly loads?: string;
  /** Whether it has a list, too, whose rows stay and are given other customers. */
  readonly queue?: boolean;
}

export interface Desk {
  /** Opens the page; its script tag waits for `letIn` where it is to come late. */
  open(): Promise<AgentPage>;
  openLate(): Promise<{ ada: AgentPage; letIn: () => void }>;
}

interface PerWorker {
  of: Console;
  /** Packages installed, types checked, files built. */
  built: undefined;
  company: Company;
}

const plain: Console = { name: 'plain', made: 'by hand', rerenders: 'in place', scripted: true };

export const test = base.extend<{ desk: Desk }, PerWorker>({
  of: [plain, { scope: 'worker', option: true }],

  built: [
    async ({ of }, use) => {
      if (of.made !== 'by hand') await buildConsole(of.name, of.strictly ? 'development' : 'production');
      await use(undefined);
    },
    { scope: 'worker', timeout: 2 * buildLimit },
  ],

  company: [
    async ({ of, built: _built, sandbox }, use) => {
      const { name, made, page = 'index.html' } = of;
      const folder = made === 'by a build' ? `${folderOf(name)}dist/` : folderOf(name);
      const { glance } = sandbox.origins;
      const company = await (made === 'by a server' ? startServer(name, glance) : openCompany(folder, page, glance));
      await use(company);
      await company.close();
    },
    { scope: 'worker' },
  ],

  desk: async ({ agent, company: { origin }, of: { join = '#join', frame, loads }, sandbox }, use) => {
    const inner = frame === undefined ? origin : origin.replace('localhost', 'apps.localhost');
    sandbox.core.allowedOrigins.change({ add: [inner], remove: [] });
    const address = `${origin}/`;
    const open = async (waitUntil: 'load' | 'commit'): Promise<AgentPage> => {
      const page = await agent.newPage();
      const place = frame === undefined ? page : page.frameLocator('iframe');
      const ada = new AgentPage(agent, page, place.locator(join));
      await ada.goto(address, waitUntil, ['glanceinvite', 'glanceviewer', 'glancesignal']);
      return ada;
    };
    await use({
      open: () => open('load'),
      openLate: async () => {
        const letIn = await hold(agent, loads ?? 'glance-join.js');
        if (!loads) await tagIsLate(agent, `${inner}/${frame ?? ''}`);
        const ada = await open('commit');
        return { ada, letIn };
      },
    });
  },
});

/** Holds the element's script back, however long that takes. */
async function hold(context: BrowserContext, file: string): Promise<() => void> {
  let letIn!: () => void;
  const held = new Promise<void>((resolve) => (letIn = resolve));
  await context.route(`**/${file}`, async (route) => {
    await held;
    await route.continue();
  });
  return letIn;
}

/** Has the page's other scripts run without it. */
async function tagIsLate(context: BrowserContext, address: string): Promise<void> {
  // A page that is not from the network counts as one from far away, which may not call this machine unasked.
  await context.grantPermissions(['local-network-access']);
  const isIt = (url: URL): boolean => url.origin + url.pathname === address;
  await context.route(isIt, async (route, request) => {
    // The browser alone knows that every name below `localhost` is this machine.
    const response = await route.fetch({ url: request.url().replace('//apps.', '//') });
    const html = await response.text();
    const late = html.replace(/<script(?=[^>]*\/glance-join\.js")/, '<script async');
    if (late === html) throw new Error('The page has no script tag of the element’s.');
    await route.fulfill({ response, body: late });
  });
}

/** Presses a button, or follows a link, of the page's own. */
export const press = (ada: AgentPage, name: string): Promise<void> =>
  ada.page.locator('nav').getByText(name, { exact: true }).click();

/** What the page's own listeners have written down. */
export const written = (ada: AgentPage): Locator => ada.page.getByRole('list', { name: 'Events' });

/** The viewer, in an iframe of the page or of the element. */
export const viewerIn = (ada: AgentPage, frame: string): Viewer => new Viewer(ada.page, ada.page.frameLocator(frame));

export { expect };
