import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { resultFile } from '../counts.js';
import { buildConsole, buildLimit, folderOf } from './built.js';

// What each framework's own checker says of the tag where something of it is wrong. What is right is in the consoles,
// which their own builds check: were the tag of any type, both would pass.

const run = promisify(execFile);

interface Checker {
  readonly program: string;
  readonly args?: readonly string[];
  readonly file: string;
  /** A file in which these are elements, a line each. */
  readonly page: (elements: readonly string[]) => string;
  /** How a property and a listener are written. */
  readonly setting: (name: string, value: string) => string;
  readonly listener: (type: string, code: string) => string;
}

const jsx = (name: string, event: (type: string) => string): Checker => ({
  program: 'tsc',
  file: 'page.tsx',
  page: (elements) =>
    [
      `import type {} from 'glance-join/${name}';`,
      'export const page = [',
      ...elements.map((one) => `${one},`),
      '];',
    ].join('\n'),
  setting: (property, value) => `${property}={${value}}`,
  listener: (type, code) => `${event(type)}={${code}}`,
});

const checkers: Readonly<Record<string, Checker>> = {
  react: jsx('react', (type) => `on${type}`),
  preact: jsx('preact', (type) => `on${type}`),
  solid: jsx('solid', (type) => `on:${type}`),
  svelte: {
    ...jsx('svelte', (type) => `on${type}`),
    program: 'svelte-check',
    args: ['--output', 'machine', '--workspace', '.', '--tsconfig', 'tsconfig.json'],
    file: 'Page.svelte',
    page: (elements) =>
      ['<script lang="ts">', "  import type {} from 'glance-join/svelte';", '</script>', ...elements].join('\n'),
  },
  vue: {
    program: 'vue-tsc',
    file: 'Page.vue',
    page: (elements) =>
      [
        '<script setup lang="ts">',
        "import type {} from 'glance-join/vue';",
        '</script>',
        '<template>',
        ...elements,
        '</template>',
      ].join('\n'),
    setting: (property, value) => `:${property}="${value}"`,
    listener: (type, code) => `@${type}="${code}"`,
  },
};

for (const [name, checker] of Object.entries(checkers)) {
  test(`${name} refuses what the element does not take`, async () => {
    test.setTimeout(buildLimit);
    await buildConsole(name, name === 'react' ? 'development' : 'production');
    const { setting, listener } = checker;
    const element = (attribute: string): string => `<glance-join ${attribute}></glance-join>`;
    const right = [
      setting('visitorid', "'cust-7'"),
      setting('autojoin', 'true'),
      setting('uiversion', "'2'"),
      listener('glancenotice', '({ detail }) => detail.code'),
    ].map(element);
    const wrong = [
      setting('visitorid', '{}'),
      setting('autojoin', "'perhaps'"),
      setting('visitorID', "'cust-7'"),
      listener('glancenotice', '({ detail }) => detail.nonsense'),
      listener('glancenotice', '(event: MouseEvent) => event'),
    ].map(element);
    const page = checker.page([...right, ...wrong]);
    const lines = page.split('\n');
    expect(await refused(name, checker, page)).toEqual(
      wrong.map((one) => 1 + lines.findIndex((line) => line.startsWith(one))),
    );
  });
}

/** The lines in which the console's own checker finds an error, from the first on. */
async function refused(
  name: string,
  { program, args = ['--pretty', 'false'], file }: Checker,
  page: string,
): Promise<number[]> {
  const folder = resultFile(`refused-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // It is checked as a file of that console's would be, and is none.
  symlinkSync(`${folderOf(name)}node_modules`, `${folder}/node_modules`, 'junction');
  // Svelte's checker looks for one, and further up if need be.
  const config = `${folderOf(name)}vite.config.js`;
  if (existsSync(config)) cpSync(config, `${folder}/vite.config.js`);
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: `${folderOf(name)}tsconfig.json`, include: [file] }),
  );
  writeFileSync(`${folder}/${file}`, page);
  const bin = `${folder}/node_modules/.bin/${program}`;
  // It ends badly where it finds something; one that did not run has found nothing.
  const { stdout } = await run(bin, args, { cwd: folder, shell: process.platform === 'win32' }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const errors = stdout.split('\n').filter((line) => /\berror\b/i.test(line) && line.includes(file));
  const found = errors.map((line) => Number(/(?:\(|" )(\d+)[,:]/.exec(line)?.[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}
