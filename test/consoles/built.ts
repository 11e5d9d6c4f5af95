import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { resultFile } from '../counts.js';

const program = promisify(execFile);

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const folderOf = (name: string): string => `${root}demo/consoles/${name}/`;

/** How long that may take, on a slow machine with nothing in npm's cache. */
export const buildLimit = 480_000;

/** Installs a console's own packages, as its lock file has them, and builds it, types and all: once in a run. */
export async function buildConsole(name: string, mode: 'development' | 'production'): Promise<void> {
  const outcome = resultFile(`console-${name}.txt`);
  // A test that fails ends its worker, and the next one would begin here again.
  const run = `run ${process.ppid}\n`;
  const before = existsSync(outcome) ? readFileSync(outcome, 'utf8') : '';
  if (before.startsWith(run)) {
    if (before !== run) throw new Error(before);
    return;
  }
  const cwd = folderOf(name);
  const { scripts } = JSON.parse(readFileSync(`${cwd}package.json`, 'utf8')) as { scripts?: { build?: string } };
  try {
    // For production npm would leave the tools out.
    await npm(cwd, 'development', 'ci', '--prefer-offline');
    if (scripts?.build) await npm(cwd, mode, 'run', 'build');
    writeFileSync(outcome, run);
  } catch (error) {
    writeFileSync(outcome, run + String(error));
    throw error;
  }
}

async function npm(cwd: string, mode: string, ...args: string[]): Promise<void> {
  const env = { ...process.env, NODE_ENV: mode };
  try {
    await program('npm', args, { cwd, env, timeout: buildLimit, shell: process.platform === 'win32' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed in ${cwd}\n${stdout}${stderr}`, { cause: error });
  }
}
