import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

// Where the tests find Chromium and Firefox. `tsx test/browser.ts` prints their paths, installing what is not there.

const isRoot = process.getuid?.() === 0;

/** Flags every lane starts Chromium with. Its sandbox cannot be had as root, so only there it is off. */
export const launchFlags: string[] = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const noChromium = 'No Chromium found: install Chromium or Google Chrome, or set CHROME_PATH to its program.';
export const noWebKit = 'No WebKitGTK found: install its MiniBrowser and WebKitWebDriver, and Xvfb.';
export const noFirefox = 'No Firefox found: install Firefox, or set FIREFOX_PATH to its program.';

/** The path of a Chromium that is already here, or undefined. A CHROME_PATH that names nothing is an error. */
export function findChromium(): string | undefined {
  return chosen('CHROME_PATH') ?? [chromium.executablePath(), ...systemPlaces(CHROMIUM)].find(isThere);
}

/** As findChromium, but gets one when there is none; throws one sentence when that fails too. */
export function ensureChromium(): string {
  const found = findChromium() ?? installFromPlaywright() ?? installFromDebian('chromium');
  if (!found) throw new Error(noChromium);
  return found;
}

/** A stock Firefox, since Playwright's own is another program. As `findChromium`, by FIREFOX_PATH. */
export function findFirefox(): string | undefined {
  return chosen('FIREFOX_PATH') ?? systemPlaces(FIREFOX).find(isThere);
}

export function ensureFirefox(): string {
  const found = findFirefox() ?? installFromDebian('firefox-esr');
  if (!found) throw new Error(noFirefox);
  return found;
}

/** WebKitGTK's own small browser, where its driver and a screen for it are there too. Linux has it alone. */
export function findWebKit(): string | undefined {
  const needed = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'];
  const [browser] = WEBKIT.filter(isThere);
  return needed.every(isThere) ? browser : undefined;
}

export function ensureWebKit(): string {
  if (!findWebKit()) for (const name of ['webkit2gtk-driver', 'xvfb']) installFromDebian(name);
  const found = findWebKit();
  if (!found) throw new Error(noWebKit);
  return found;
}

/** What a browser's programs are called on each system. */
interface Programs {
  mac: string[];
  windows: string[];
  linux: string[];
}

const CHROMIUM: Programs = {
  mac: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`),
  windows: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
};
const FIREFOX: Programs = {
  mac: ['Firefox.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox/firefox.exe'],
  linux: ['firefox-esr', 'firefox'],
};

const WEBKIT = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/webkit2gtk-4.1/MiniBrowser`,
);

function systemPlaces({ mac, windows, linux }: Programs): string[] {
  if (process.platform === 'darwin') return mac.map((name) => `/Applications/${name}`);
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root ? windows.map((program) => join(root, program)) : []));
  }
  return linux.map((name) => `/usr/bin/${name}`);
}

function chosen(variable: string): string | undefined {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable} is ${path}, and there is no such file.`);
  return path || undefined;
}

function isThere(path: string): boolean {
  return path !== '' && existsSync(path);
}

function installFromPlaywright(): string | undefined {
  console.log('No Chromium found; trying Playwright’s own.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  if (!run(process.execPath, [cli, 'install', '--no-shell', 'chromium'])) return undefined;
  if (starts(chromium.executablePath())) return chromium.executablePath();
  // Downloaded, but the system's libraries are missing, as on a bare container.
  if (process.platform === 'linux' && isRoot) run(process.execPath, [cli, 'install-deps', 'chromium']);
  return starts(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function installFromDebian(name: string): string | undefined {
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined;
  console.log(`Installing the system’s package ${name}.`);
  const installed = run('apt-get', ['update']) && run('apt-get', ['install', '-y', name]);
  return installed && starts(`/usr/bin/${name}`) ? `/usr/bin/${name}` : undefined;
}

/** Runs a program with its progress shown; true when it ended well within ten minutes. */
function run(program: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync(program, args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 600_000,
  });
  return status === 0;
}

function starts(program: string): boolean {
  // On Windows --version opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(program);
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(ensureChromium());
    console.log(ensureFirefox());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
