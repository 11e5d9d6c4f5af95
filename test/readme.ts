import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { codes } from './readme-codes.js';
import { csp, trustedUrls } from './readme-csp.js';
import { integrity, pinned, pinnedPage } from './readme-integrity.js';
import { sizes } from './readme-sizes.js';
import { attributes, events, methods, properties, states, style } from './readme-manifest.js';

// Makes the README's tables of the sources: what stands between `<!-- name -->` and `<!-- /name -->` is made by the
// entry of that name. The plain console's page gets its hash, Salesforce its list. `tsx test/readme.ts` writes them, with `--check` it only
// tells whether they are stale.

/** What makes each table. */
export const tables: Readonly<Record<string, () => string>> = {
  attributes,
  properties,
  methods,
  events,
  states,
  style,
  codes,
  csp,
  integrity,
  sizes,
};

/** The text with each table made anew. */
export function renewed(text: string, makers: Readonly<Record<string, () => string>>): string {
  return Object.entries(makers).reduce((before, [name, make]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [head, old, ...more] = before.split(begin);
    const [, tail] = (old ?? '').split(end);
    if (head === undefined || tail === undefined || more.length > 0) {
      throw new Error(`README.md has not once ${begin} and after it ${end}.`);
    }
    return `${head}${begin}\n\n${make().trim()}\n\n${end}${tail}`;
  }, text);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = [
    ['README.md', (text: string) => renewed(text, tables)],
    [pinnedPage, pinned],
    ['demo/consoles/salesforce/README.md', (text: string) => renewed(text, { 'trusted-urls': trustedUrls })],
  ] as const;
  for (const [name, make] of made) {
    const file = new URL(`../${name}`, import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = make(before);
    if (process.argv.includes('--check')) {
      const stale = before !== after;
      console.log(
        stale ? `${name} is stale: run \`npm run readme\` and commit what it writes.` : `${name} is up to date.`,
      );
      if (stale) process.exitCode = 1;
    } else writeFileSync(file, after);
  }
}
