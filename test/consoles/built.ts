import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
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
  // A test that fails ends its worker, and the next one would begin here again.
  while (!isBuilt(name)) {
    const lock = resultFile(`console-${name}-${process.ppid}.lock`);
    try {
      mkdirSync(lock);
    } catch {
      // Tests of the same console in another worker are at it; the limit of who waits ends this, too.
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      if (!isBuilt(name)) await build(name, mode);
    } finally {
      rmdirSync(lock);
    }
  }
}

const outcomeOf = (name: string): string => resultFile(`console-${name}.txt`);
const run = `run ${process.ppid}\n`;

/** Whether it was built in this run. @throws what went wrong with it */
function isBuilt(name: string): boolean {
  const outcome = outcomeOf(name);
  const before = existsSync(outcome) ? readFileSync(outcome, 'utf8') : '';
  if (before.startsWith(run) && before !== run) throw new Error(before);
  return before === run;
}

async function build(name: string, mode: 'development' | 'production'): Promise<void> {
  const cwd = folderOf(name);
  const { scripts } = JSON.parse(readFileSync(`${cwd}package.json`, 'utf8')) as { scripts?: { build?: string } };
  try {
    // For production npm would leave the tools out.
    await npm(cwd, 'development', 'ci', '--prefer-offline');
    if (scripts?.build) await npm(cwd, mode, 'run', 'build');
    writeFileSync(outcomeOf(name), run);
  } catch (error) {
    writeFileSync(outcomeOf(name), run + String(error));
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
