import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { format } from 'prettier';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { build, type BuildEnvironmentOptions, defineConfig, type Plugin } from 'vite';
import { manifestFiles } from './test/manifest.js';

/** Lit's style sheets and templates are strings to a minifier of JavaScript: this takes out what only people read. */
const styleSheets: Plugin = {
  name: 'style-sheets',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /\b(css|html)`/ },
    handler: (code) => ({
      code: code
        .replace(/(?<=\bcss`)[^`$\\]*(?=`)/g, (sheet) =>
          transform({ filename: 'sheet.css', code: Buffer.from(sheet), minify: true }).code.toString(),
        )
        .replace(/\n\s+/g, '\n'),
      // Lines move a little, but every byte is still known to be of this file.
      map: null,
    }),
  },
};

/**
 * The types: a file beside each module that has a public API, with all it names. Lit is named, not contained. Part of the
 * build itself, so that emptying dist/ never leaves them out.
 */
const types: Plugin = {
  name: 'types',
  async generateBundle() {
    const typed = await rollup({ input: modules, external: lit, plugins: [dts()] });
    const { output } = await typed.generate({ entryFileNames: '[name].d.ts' });
    await typed.close();
    for (const { fileName, ...file } of output) {
      if (file.type !== 'chunk') continue;
      const source = await format(file.code, { parser: 'typescript', singleQuote: true, printWidth: 120 });
      this.emitFile({ type: 'asset', fileName, source });
    }
    // What tells the templates of a framework of the tag: as it is, since it names packages that are not here.
    for (const file of readdirSync('src/frameworks'))
      this.emitFile({ type: 'asset', fileName: `frameworks/${file}`, source: readFileSync(`src/frameworks/${file}`) });
  },
};

/** What the element is, for editors and other tools. */
const manifest: Plugin = {
  name: 'manifest',
  generateBundle() {
    for (const [fileName, source] of Object.entries(manifestFiles()))
      this.emitFile({ type: 'asset', fileName, source });
  },
};

const modules = { 'glance-join': 'src/index.ts', 'login-key': 'src/login-key/index.ts' };

/** The element once more, for those who cannot take the module: each built by itself, since they share nothing. */
const others: Plugin = {
  name: 'others',
  async generateBundle() {
    // A classic script, for pages that load no modules, such as Salesforce's. It finds its languages by its own tag;
    // where there is none, as within a sandbox, it stays English.
    const address = 'const address = document.currentScript?.src;';
    const classic = await built(
      {
        lib: { entry: 'src/classic.ts', formats: ['iife'], name: 'GlanceJoin' },
        rolldownOptions: { output: { ...output, intro: address } },
      },
      { 'import.meta.url': 'address' },
    );
    this.emitFile({ type: 'asset', fileName: 'glance-join.classic.js', source: classic });
    // Lit outside, for bundlers and servers that have it. They take out white space by themselves.
    const element = await built({
      lib: { entry: 'src/index.ts', formats: ['es'] },
      minify: false,
      rolldownOptions: { external: lit },
    });
    this.emitFile({ type: 'asset', fileName: 'element.js', source: element });
  },
};

const built = async (options: BuildEnvironmentOptions, define?: Record<string, string>): Promise<string> => {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    publicDir: false,
    define: { __VERSION__: JSON.stringify(version), ...define },
    plugins: [styleSheets],
    build: { target, write: false, ...options },
  });
  const [one] = [result].flat();
  const file = one && 'output' in one ? one.output.find(({ type }) => type === 'chunk') : undefined;
  if (file?.type !== 'chunk') throw new Error('Nothing was built.');
  return file.code;
};

const target = 'es2022';
// Library mode keeps white space in ES output; this takes it out but leaves the licences in.
const output = { minify: true, comments: { legal: true } };
const lit = /^(@lit\/reactive-element|lit)(\/|$)/;

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * What a page checks a file with before it runs (Subresource Integrity): dist/integrity.json, with the hash of every
 * other file there. Made last, of what has been written.
 */
const integrity: Plugin = {
  name: 'integrity',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler({ dir = 'dist' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== INTEGRITY)
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      const hashes = files.map((file) => {
        const hash = createHash('sha384').update(readFileSync(file)).digest('base64');
        return [file.slice(dir.length + 1).replaceAll('\\', '/'), `sha384-${hash}`] as const;
      });
      writeFileSync(join(dir, INTEGRITY), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  },
};
const INTEGRITY = 'integrity.json';

/** The texts of every other language than English: plain data, which the element fetches by name when a page needs it. */
const locales = readdirSync(new URL('src/element/locales', import.meta.url))
  .map((file) => file.replace('.ts', ''))
  .sort();

// ES modules that share nothing: the one, Lit inside, that a page loads with a script tag, its languages, and the
// server's half.
export default defineConfig({
  publicDir: false,
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [styleSheets, types, others, manifest, integrity],
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: true,
    lib: {
      entry: {
        ...modules,
        ...Object.fromEntries(locales.map((tag) => [`locales/${tag}`, `src/element/locales/${tag}.ts`])),
      },
      formats: ['es'],
      fileName: (_format, name) => `${name}.js`,
    },
    // That the types take long is known.
    rolldownOptions: { output, checks: { pluginTimings: false } },
  },
});
