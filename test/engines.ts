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

/** Stock Firefox, by its own protocol. It has one page at a time, and no other context. */
function inFirefox(): BrowserLauncher {
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
    createBrowserContext: ({ browser }) => Promise.resolve(browser.defaultBrowserContext()),
    concurrency: 1,
  });
  launcher.name = 'Firefox';
  return launcher;
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
