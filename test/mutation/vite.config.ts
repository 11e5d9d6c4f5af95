import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// What mutation testing runs: the unit tests of src/session and src/glance, transpiled once, with mocha for
// `node:test`. Thousands of mutants are tried, so all tests share a process, and each mutant meets only those
// that come past it.

/** All but one that takes its time over every text there is. */
const ours = /^(agent|diagnose|glance(?!-anything)|invitation|presence|record|session|transition)\b.*\.test\.ts$/;
const unit = fileURLToPath(new URL('../unit/', import.meta.url));
const tests = readdirSync(unit).filter((file) => ours.test(file));
const files = [...tests.map((file) => unit + file), fileURLToPath(new URL('each.ts', import.meta.url))];

export default defineConfig({
  publicDir: false,
  resolve: { alias: { 'node:test': 'mocha' } },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    outDir: fileURLToPath(new URL('../.results/mutation', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: { input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), file])) },
  },
});
