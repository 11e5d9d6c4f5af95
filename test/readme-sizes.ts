import { readFileSync } from 'node:fs';
import { table } from './readme-table.js';
import { weightOf } from './weight.js';

// The README's table of sizes: the others as `npm run bench` has measured them last, ours as it is.

const OURS = 'dist/glance-join.js';

export function sizes(text = readFileSync(new URL('bench/RESULTS.md', import.meta.url), 'utf8')): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('| **Bytes')) + 1;
  const end = lines.findIndex((line, at) => at >= first && line.startsWith('| **'));
  const rows = lines.slice(first, end).map((line) => {
    const [what = '', measured = ''] = line.replace(/^\| /, '').split(' | ');
    return [what, ...(what === `\`${OURS}\`` ? ours() : measured.split(' / '))];
  });
  if (first === 0 || rows.length === 0) throw new Error('test/bench/RESULTS.md tells no sizes: run `npm run bench`.');
  return table(['what a page loads to show', 'raw', 'gzip', 'brotli'], rows);
}

const ours = (): string[] => {
  const { raw, gzip, brotli } = weightOf(readFileSync(new URL(`../${OURS}`, import.meta.url)));
  return [raw, gzip, brotli].map((size) => size.toLocaleString('en-US'));
};
