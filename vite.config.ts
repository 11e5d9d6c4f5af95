import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import ts from 'typescript';
import { build, defineConfig, type Plugin } from 'vite';

/** Lit's style sheets and templates are strings to a minifier of JavaScript: this takes out what only people read. */
const styleSheets: Plugin = {
  name: 'style-sheets',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /\b(css|html)`/ },
    handler: (code) =>
      code
        .replace(/(?<=\bcss`)[^`$\\]*(?=`)/g, (sheet) =>
          transform({ filename: 'sheet.css', code: Buffer.from(sheet), minify: true }).code.toString(),
        )
        .replace(/\n\s+/g, '\n'),
  },
};

/**
 * The types of the server's half: dist/login-key.d.ts, and what it names, below dist/login-key/.
 * Part of the build itself, so that emptying dist/ never leaves them out.
 */
const loginKeyTypes: Plugin = {
  name: 'login-key-types',
  generateBundle() {
    const named = new Set(['index']);
    for (const name of named) {
      const fileName = `src/login-key/${name}.ts`;
      const { outputText, diagnostics = [] } = ts.transpileDeclaration(
        readFileSync(new URL(fileName, import.meta.url), 'utf8'),
        { fileName, reportDiagnostics: true, compilerOptions: { isolatedDeclarations: true, newLine: lineFeed } },
      );
      for (const { messageText } of diagnostics) {
        this.error(`${fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
      }
      for (const [, other] of outputText.matchAll(/(?<= from )'\.\/(.+)\.js'/g)) named.add(other ?? '');
      this.emitFile({
        type: 'asset',
        fileName: name === 'index' ? 'login-key.d.ts' : `login-key/${name}.d.ts`,
        source: name === 'index' ? outputText.replaceAll("from './", "from './login-key/") : outputText,
      });
    }
  },
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

const target = 'es2022';
// Library mode keeps white space in ES output; this takes it out but leaves the licences in.
const output = { minify: true, comments: { legal: true } };

const lineFeed = ts.NewLineKind.LineFeed;

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

/**
 * The same as a classic script, for pages that load no modules, such as Salesforce's: dist/glance-join.classic.js. It
 * finds its languages by its own tag; where there is none, as within a sandbox, it stays English.
 */
const classicScript: Plugin = {
  name: 'classic-script',
  async generateBundle() {
    const built = await build({
      configFile: false,
      root: import.meta.dirname,
      logLevel: 'warn',
      publicDir: false,
      define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'address' },
      plugins: [styleSheets],
      build: {
        target,
        write: false,
        lib: { entry: 'src/classic.ts', formats: ['iife'], name: 'GlanceJoin' },
        rolldownOptions: { output: { ...output, intro: 'const address = document.currentScript?.src;' } },
      },
    });
    for (const one of [built].flat())
      for (const file of 'output' in one ? one.output : [])
        if (file.type === 'chunk')
          this.emitFile({ type: 'asset', fileName: 'glance-join.classic.js', source: file.code });
  },
};

/** The texts of every other language than English: plain data, which the element fetches by name when a page needs it. */
const locales = readdirSync(new URL('src/element/locales', import.meta.url))
  .map((file) => file.replace('.ts', ''))
  .sort();

// ES modules that share nothing: the one, Lit inside, that a page loads with a script tag, its languages, and the
// server's half.
export default defineConfig({
  publicDir: false,
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [styleSheets, loginKeyTypes, classicScript, integrity],
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: true,
    lib: {
      entry: {
        'glance-join': 'src/index.ts',
        'login-key': 'src/login-key/index.ts',
        ...Object.fromEntries(locales.map((tag) => [`locales/${tag}`, `src/element/locales/${tag}.ts`])),
      },
      formats: ['es'],
      fileName: (_format, name) => `${name}.js`,
    },
    rolldownOptions: { output },
  },
});
