import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** What a page loads at once for an entry, and what of it is only loaded when needed. */
export interface Bundled {
  readonly code: Buffer;
  readonly later: Buffer;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles and minifies one entry as vite.config.ts does ours; style sheets that it imports count, as a page needs them. */
export async function bundle(entry: string): Promise<Bundled> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      write: false,
      lib: { entry, formats: ['es'], fileName: 'entry', cssFileName: 'entry' },
      rolldownOptions: { output: { minify: true, comments: { legal: true } } },
    },
  });
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const first = atOnce(chunks);
  const sheets = output.flatMap((file) => (file.type === 'asset' ? [Buffer.from(file.source)] : []));
  const codeOf = (wanted: boolean) =>
    [...chunks.values()].filter((chunk) => first.has(chunk) === wanted).map(({ code }) => Buffer.from(code));
  return { code: Buffer.concat([...codeOf(true), ...sheets]), later: Buffer.concat(codeOf(false)) };
}

/** The same, as text for a page of the bench. */
export const scriptOf = async (entry: URL): Promise<string> => (await bundle(fileURLToPath(entry))).code.toString();

/** The entry, and all it imports without waiting for anything. */
function atOnce(chunks: ReadonlyMap<string, Rolldown.OutputChunk>): Set<Rolldown.OutputChunk> {
  const found = new Set([...chunks.values()].filter(({ isEntry }) => isEntry));
  for (const chunk of found)
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported) found.add(imported);
    }
  return found;
}
