import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A part of the bundle: a folder of src/, or Lit, and the bytes of the bundle that come from it. */
interface Part {
  readonly name: string;
  readonly bytes: number;
}

interface Parts {
  readonly code: string;
  /** The largest first; together they are the whole of it. */
  readonly parts: readonly Part[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'glance-join.js';
/** What no module has written: the bundler's own, and Lit's notices. */
const NOBODY = 'outside any module';

/** Builds the bundle once more, and asks its source map of every byte where it comes from. */
export async function partsOfBundle(): Promise<Parts> {
  const built = await build({ root, logLevel: 'error', build: { write: false, sourcemap: 'hidden' } });
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunk = output.find(({ fileName }) => fileName === ENTRY);
  if (chunk?.type !== 'chunk' || !chunk.map) throw new Error(`${ENTRY} was not built, or has no source map.`);
  if (chunk.imports.length > 0) throw new Error(`${ENTRY} is not the whole: it imports ${chunk.imports.join(', ')}.`);
  const map = new SourceMap(chunk.map as unknown as SourceMapPayload);

  const bytes = new Map<string, number>();
  for (const [number, line] of chunk.code.split('\n').entries()) {
    for (const [column, letter] of withColumns(`${line}\n`)) {
      const entry = map.findEntry(number, column);
      // A place before the first mapping of its line is found in a line before it.
      const source = 'originalSource' in entry && entry.generatedLine === number ? entry.originalSource : undefined;
      const name = source === undefined ? NOBODY : partOf(source);
      bytes.set(name, (bytes.get(name) ?? 0) + Buffer.byteLength(letter));
    }
  }
  // The last line has no end.
  bytes.set(NOBODY, (bytes.get(NOBODY) ?? 0) - 1);
  const parts = [...bytes].map(([name, count]) => ({ name, bytes: count })).sort((a, b) => b.bytes - a.bytes);
  return { code: chunk.code, parts };
}

/** The letters of a line, each with where it begins, counted as source maps count. */
function* withColumns(line: string): Generator<[number, string]> {
  let column = 0;
  for (const letter of line) {
    yield [column, letter];
    column += letter.length;
  }
}

/** The strings, the templates and the styles are rooms of their own in `src/element`. */
function partOf(source: string): string {
  const [, path] = /\/?\bsrc\/(?!.*node_modules)(.+)$/.exec(source) ?? [];
  if (source.includes('node_modules/') || path === undefined)
    return /node_modules\/(lit|@lit)/.test(source) ? 'lit' : source;
  const [, room] = /^(element\/(?:strings|templates|styles|icons))\b/.exec(path) ?? [];
  return `src/${room ?? (path.includes('/') ? path.split('/')[0] : 'index.ts, define.ts')}`;
}
