import { existsSync, readFileSync } from 'node:fs';

// The README's script tag that checks what it loads: of this version, with the hash of the file that is in dist/.

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

export function integrity(): string {
  const hashes = 'dist/integrity.json';
  if (!existsSync(new URL(`../${hashes}`, import.meta.url))) throw new Error(`There is no ${hashes}: build first.`);
  const { version } = read('package.json') as { version: string };
  const { 'glance-join.js': hash } = read(hashes) as Record<string, string>;
  return [
    '```html',
    '<script',
    '  type="module"',
    `  src="https://static.example/glance-join@${version}/glance-join.js"`,
    `  integrity="${hash}"`,
    '  crossorigin="anonymous"',
    '></script>',
    '```',
  ].join('\n');
}
