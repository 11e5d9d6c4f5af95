import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a lane came to. Every runner's own reporter writes one, and test/run.ts adds them up. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, and why: a line of each. */
  failures: readonly string[];
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** One failure, named by where it is: a file, a test, or what else there is to find it by. */
export function failureOf(where: string, why: unknown): Counts {
  const said = why instanceof Error ? why.message : typeof why === 'string' ? why : '';
  // The colours a runner writes its messages with.
  // eslint-disable-next-line no-control-regex -- they begin with one
  const plain = said.replace(/\u001b\[[\d;]*m/g, '');
  const line = [where, plain].join(': ').replace(/\s+/g, ' ').replace(/: $/, '');
  return { ...none, failed: 1, failures: [line.slice(0, 400)] };
}

/** Where a run leaves what it found; git ignores the folder. */
export function resultFile(name: string): string {
  return fileURLToPath(new URL(`.results/${name}`, import.meta.url));
}

export function writeCounts(name: string, counts: Counts): void {
  const file = resultFile(name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(counts)}\n`);
}
