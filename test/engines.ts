import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { findChromium, findFirefox, findWebKit, launchFlags, noChromium, noFirefox, noWebKit } from './browser.js';

// The browsers the lanes within a page run in. Chromium is the one for every day; `npm run test:engines` takes the others.

export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

export interface EngineRun {
  launcher: BrowserLauncher;
  start?: () => Promise<void>;
  stop?: () => void;
}

export function runOf(engine: Engine, port: number): EngineRun {
  if (engine === 'chromium') return { launcher: inChromium() };
  return engine === 'firefox' ? { launcher: inFirefox() } : inWebKit(port);
}

function inChromium(): BrowserLauncher {
  return playwrightLauncher({
    product: 'chromium',
    launchOptions: {
      executablePath: found(findChromium(), noChromium),
      args: [...launchFlags, '--js-flags=--expose-gc'],
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    },
  });
}

/**
 * Stock Firefox, by its own protocol. It has one page at a time, and no other context. A file of tests that leaves a
 * window before the page, or a page that hangs, would take all that come after it along.
 */
function inFirefox(): BrowserLauncher {
  let browser: FirefoxBrowser | undefined;
  let page: FirefoxPage | undefined;
  const launcher = chromeLauncher({
    launchOptions: {
      browser: 'firefox',
      executablePath: found(findFirefox(), noFirefox),
      headless: true,
      extraPrefsFirefox: {
        'dom.disable_open_during_load': true,
        // A server that refused a line is tried again when we say so.
        'network.websocket.delay-failed-reconnects': false,
      },
    },
    createBrowserContext: (started) => {
      browser = started.browser;
      return Promise.resolve(browser.defaultBrowserContext());
    },
    createPage: async ({ context }) => (page = await context.newPage()),
    concurrency: 1,
  });
  launcher.name = 'Firefox';

  const end = async (): Promise<void> => {
    const ended = browser;
    browser = undefined;
    if (ended) await within(10_000, ended.close()).catch(() => ended.process()?.kill('SIGKILL'));
  };
  let ending = Promise.resolve();
  /** Where it does not do what it is told in time, the next file gets another browser. */
  const orEnds = <T>(ms: number, done: Promise<T>): Promise<T> =>
    within(ms, done).catch(async (error: unknown) => {
      await (ending = ending.then(end));
      throw error;
    });
  const startSession = launcher.startSession.bind(launcher);
  const stopSession = launcher.stopSession.bind(launcher);
  const stops = async (id: string): ReturnType<typeof stopSession> => {
    const result = await stopSession(id);
    for (const other of (await browser?.pages()) ?? []) if (other !== page) await other.close();
    return result;
  };
  launcher.startSession = (id, url) => ending.then(() => orEnds(50_000, startSession(id, url)));
  launcher.stopSession = (id) => orEnds(20_000, stops(id));
  return launcher;
}

type FirefoxOptions = Required<NonNullable<Parameters<typeof chromeLauncher>[0]>>;
type FirefoxBrowser = Parameters<FirefoxOptions['createBrowserContext']>[0]['browser'];
type FirefoxPage = Awaited<ReturnType<FirefoxOptions['createPage']>>;

/** Rejects where it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`Not done in ${ms / 1000} seconds.`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(limit));
}

/** WebKitGTK by its WebDriver, on a screen of its own. Its engine is that of Safari; what is around it is not. */
function inWebKit(port: number): EngineRun {
  const binary = found(findWebKit(), noWebKit);
  let driver: ChildProcess | undefined;
  const launcher = webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': {
        binary,
        args: ['--automation', '--javascript-can-open-windows-automatically=true'],
      },
    } as WebdriverIO.Capabilities,
  });
  return {
    launcher,
    start: async () => {
      driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
      await listens(port);
    },
    stop: () => {
      if (driver?.pid !== undefined) process.kill(-driver.pid);
    },
  };
}

/** Resolves when somebody listens there; a driver is ready within a second or two. */
async function listens(port: number): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      probe.on('connect', () => probe.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The driver of WebKit has not started.');
}

function found(path: string | undefined, none: string): string {
  if (!path) throw new Error(none);
  return path;
}
