import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = promisify(execFile);
const folder = fileURLToPath(new URL('rivals/', import.meta.url));
/** React 18 has packages of its own: the others want React 19. */
const FOLDERS = [folder, `${folder}react-18/`];

export interface Rival {
  readonly what: string;
  readonly entry: string;
}

export const RIVALS: readonly Rival[] = [
  { what: 'React 18: a page with one button', entry: `${folder}react-18/react-18.js` },
  { what: 'React 19: a page with one button', entry: `${folder}react-19.js` },
  {
    what: '`cobrowse-agent-ui`: its `SmartConnectButton`, with `cobrowse-agent-sdk` and React',
    entry: `${folder}cobrowse.js`,
  },
  { what: '`@whereby.com/browser-sdk/embed`: `<whereby-embed>`', entry: `${folder}whereby.js` },
  { what: '`altcha`: `<altcha-widget>`', entry: `${folder}altcha.js` },
];

/**
 * Installs them as the lock files have them; not by `npm ci`, which wants every system's own parts of a package that only
 * servers use, where npm itself leaves them out. Without a network the table says so, in place of their numbers.
 */
export async function installRivals(): Promise<void> {
  for (const cwd of FOLDERS) {
    try {
      await program('npm', ['install', '--no-save', '--prefer-offline', '--ignore-scripts'], {
        cwd,
        timeout: 180_000,
        shell: process.platform === 'win32',
      });
    } catch (error) {
      console.error(`npm install failed in ${cwd}`, error);
    }
  }
}

/** What the package files of the rivals name, by name. */
export function rivalVersions(): Record<string, string> {
  const named = FOLDERS.map((cwd) => JSON.parse(readFileSync(`${cwd}package.json`, 'utf8')) as Packages);
  const [all, eighteen] = named.map(({ dependencies }) => dependencies);
  return { ...all, 'react 18': eighteen!['react']! };
}

interface Packages {
  readonly dependencies: Readonly<Record<string, string>>;
}
