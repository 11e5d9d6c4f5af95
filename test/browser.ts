import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

// Where the tests find Chromium. `tsx test/browser.ts` prints its path, installing it when there is none.

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

/** The path of a Chromium that is already here, or undefined. A CHROME_PATH that names nothing is an error. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, and there is no such file.`);
  }
  return [chromium.executablePath(), ...systemPlaces()].find((path) => path && existsSync(path));
}

/** As findChromium, but gets one when there is none; throws one sentence when that fails too. */
export function ensureChromium(): string {
  const found = findChromium() ?? installFromPlaywright() ?? installFromDebian();
  if (!found) throw new Error(noChromium);
  return found;
}

function systemPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return roots.flatMap((root) => (root ? programs.map((program) => join(root, program)) : []));
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`);
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

function installFromDebian(): string | undefined {
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined;
  console.log('Installing the system’s Chromium package.');
  const installed = run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium']);
  return installed && starts('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
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
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
