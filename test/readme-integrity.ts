import { existsSync, readFileSync } from 'node:fs';

// The README's script tag that checks what it loads: of this version, with the hash of the file that is in dist/. And
// what is wrong with any script tag that a page may be copied from.

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

/** What is delivered: its version, and the hash of each of its files. */
export interface Delivered {
  readonly version: string;
  readonly hashes: Readonly<Record<string, string>>;
}

export function delivered(): Delivered {
  const file = 'dist/integrity.json';
  if (!existsSync(new URL(`../${file}`, import.meta.url))) throw new Error(`There is no ${file}: build first.`);
  const { version } = read('package.json') as { version: string };
  return { version, hashes: read(file) as Record<string, string> };
}

export function integrity(): string {
  const { version, hashes } = delivered();
  const { 'glance-join.js': hash } = hashes;
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

/** The page whose script tag has the hash, too, so that it can be copied as it is. */
export const pinnedPage = 'demo/consoles/plain/index.html';

/** The page with the hash of the file that is in dist/. */
export function pinned(page: string): string {
  return page.replace(/(?<=integrity=")[^"]*/, delivered().hashes['glance-join.js'] ?? '');
}

/** Every script tag and import in a text that loads a file of this project, whoever serves it. */
export function scriptsOf(text: string): string[] {
  const tags = text.match(/<script\b[^>]*>/gi) ?? [];
  const imports = text.match(/\b(?:import|from)\s*\(?\s*["'`](?:https?:|\.*\/)[^"'`]*["'`]/g) ?? [];
  return [...tags, ...imports].filter((one) => one.includes('glance-join'));
}

/** What is wrong with one of them: each names this very version, and what another host serves is checked by its hash. */
export function faultOf(script: string, { version, hashes }: Delivered): string | undefined {
  const [, address = ''] = /(?:\bsrc\s*=\s*|["'`])["'`]?([^"'`\s>]*glance-join[^"'`\s>]*)/i.exec(script) ?? [];
  const [, pinned, file = ''] = /(?:^|\/)glance-join@([^/]+)\/(.+)$/.exec(address) ?? [];
  if (pinned !== version) return `names ${pinned ?? 'no version'}, not ${version}`;
  const { [file]: hash } = hashes;
  if (!hash) return `names ${file}, which is not delivered`;
  const [, given] = /\bintegrity\s*=\s*["']?([^"'\s>]*)/i.exec(script) ?? [];
  if (given !== undefined && given !== hash) return 'has another hash than the file';
  if (given === undefined && /^(https?:)?\/\//.test(address)) return 'is from another host, and has no hash';
  return undefined;
}
