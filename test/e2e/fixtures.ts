import { test as base, expect, type BrowserContext } from 'playwright/test';
import { startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { findChromium, findFirefox, launchFlags, noChromium, noFirefox } from '../browser.js';

export { expect };

export interface Places {
  /** The agent's browser: its own storage, its own windows. */
  agent: BrowserContext;
  /** The customer's browser. */
  customer: BrowserContext;
  /** Empties the sandbox before each test. */
  emptySandbox: undefined;
}

export interface PerWorker {
  /**
   * 'blocked' (as users have it) or 'allowed': `test.use({ popups: 'allowed' })` at the top of a file.
   * `page.evaluate` counts as a user's gesture: only real clicks show what is blocked.
   */
  popups: 'blocked' | 'allowed';
  /** Whether the browser keeps pages to come back to, as users have it: Playwright has them loaded anew. */
  keepsPages: boolean;
  /** One sandbox for each worker, on a port of its own. */
  sandbox: Sandbox;
}

export const test = base.extend<Places, PerWorker>({
  popups: ['blocked', { scope: 'worker', option: true }],
  keepsPages: [false, { scope: 'worker', option: true }],

  launchOptions: [
    async ({ launchOptions, popups, keepsPages, browserName }, use) => {
      if (browserName === 'firefox') {
        const program = findFirefox();
        if (!program) throw new Error(noFirefox);
        const firefoxUserPrefs = {
          'dom.disable_open_during_load': popups === 'blocked',
          // It asks for an icon that no page here has, which a strict policy forbids.
          'browser.chrome.site_icons': false,
        };
        return use({ ...launchOptions, executablePath: program, firefoxUserPrefs });
      }
      const executablePath = findChromium();
      if (!executablePath) throw new Error(noChromium);
      // Playwright itself starts Chromium with --disable-popup-blocking.
      const ignoreDefaultArgs = [
        ...(popups === 'blocked' ? ['--disable-popup-blocking'] : []),
        ...(keepsPages ? ['--disable-back-forward-cache'] : []),
      ];
      await use({ ...launchOptions, executablePath, args: launchFlags, ignoreDefaultArgs });
    },
    { scope: 'worker' },
  ],

  sandbox: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0 });
      // Else the first test of a worker would wait for the scripts to be built, with the limits of its own steps.
      await sandbox.warm();
      await use(sandbox);
      await sandbox.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  emptySandbox: [
    async ({ sandbox }, use) => {
      sandbox.reset();
      await use(undefined);
    },
    { auto: true },
  ],

  agent: async ({ browser }, use) => {
    const context = await browser.newContext();
    await withoutPageErrors(context, () => use(context));
  },

  customer: async ({ browser }, use) => {
    const context = await browser.newContext();
    await withoutPageErrors(context, () => use(context));
  },
});

/** An error no page caught fails the test, whatever the test looked at. */
async function withoutPageErrors(context: BrowserContext, body: () => Promise<void>): Promise<void> {
  const errors: string[] = [];
  context.on('weberror', (event) => {
    errors.push(`${event.page()?.url() ?? ''}: ${event.error().stack ?? event.error().message}`);
  });
  await body();
  await context.close();
  expect(errors, 'errors no page caught').toEqual([]);
}
