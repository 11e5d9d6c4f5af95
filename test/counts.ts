import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a lane came to. Every runner's own reporter writes one, and test/run.ts adds them up. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
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
