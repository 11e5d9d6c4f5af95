import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './desk.js';

// What is delivered: which files, of what they are made, and by what a page knows that they are the ones.

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const hashOf = (file: string): string => `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
const hashesIn = (folder: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8')) as Record<string, string>;

test.describe('the hashes', () => {
  test('are those of every file that is delivered', ({ built }) => {
    const files = filesIn(built).filter((name) => name !== 'integrity.json');
    expect(files).toContain('glance-join.js');
    expect(hashesIn(built)).toEqual(Object.fromEntries(files.map((name) => [name, hashOf(join(built, name))])));
  });

  test('let the very file in, and no other', async ({ agent, desk, built }) => {
    const ada = await desk.page(agent);
    const { 'glance-join.js': integrity, 'login-key.js': other } = hashesIn(built);
    const isDefined = (): Promise<boolean> => ada.page.evaluate(() => !!customElements.get('glance-join'));
    await desk.load(ada, { integrity });
    expect(await isDefined()).toBe(true);
    await desk.load(ada, { integrity: other });
    expect(await isDefined()).toBe(false);
  });
});

test.describe('the package', () => {
  test('has in it what is listed here, and nothing else', ({ built }) => {
    const folder = mkdtempSync(join(tmpdir(), 'glance-join-packed-'));
    try {
      for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.npmrc', 'src', 'test/csp.ts'])
        cpSync(join(root, name), join(folder, name), { recursive: true });
      mkdirSync(join(folder, 'dist'));
      cpSync(built, join(folder, 'dist'), { recursive: true });
      const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [packed] = JSON.parse(json) as [{ files: { path: string }[] }];
      const files = packed.files.map(({ path }) => path).filter((path) => !/^dist\/locales\/[\w-]+\.js$/.test(path));
      expect(files.sort()).toEqual([
        'LICENSE',
        'README.md',
        'dist/custom-elements.json',
        'dist/element.js',
        'dist/frameworks/preact.d.ts',
        'dist/frameworks/react.d.ts',
        'dist/frameworks/solid.d.ts',
        'dist/frameworks/svelte.d.ts',
        'dist/frameworks/vue.d.ts',
        'dist/glance-join.classic.js',
        'dist/glance-join.d.ts',
        'dist/glance-join.js',
        'dist/integrity.json',
        'dist/login-key.d.ts',
        'dist/login-key.js',
        'dist/vscode.css-custom-data.json',
        'dist/vscode.html-custom-data.json',
        'dist/web-types.json',
        'package.json',
      ]);
      const languages = readdirSync(join(root, 'src/element/locales')).map((name) => name.replace('.ts', '.js'));
      expect(readdirSync(join(built, 'locales')).sort()).toEqual(languages.sort());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('needs Lit at run time, in one exact version, and nothing else', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['@lit/reactive-element', 'lit']);
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('has no script that would run where it is installed', () => {
    const { scripts } = manifest as unknown as { scripts: Record<string, string> };
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(Object.keys(scripts).filter((name) => hooks.includes(name))).toEqual([]);
  });
});

for (const file of ['glance-join.js', 'glance-join.classic.js'])
  test(`the notice of each package in the bundle is in the bundle: ${file}`, ({ built }) => {
    const bundle = readFileSync(join(built, file), 'utf8');
    // Lit is made of these; what else it depends on is for servers.
    const packages = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'];
    expect(packages.filter((name) => !bundle.includes(noticeOf(name)))).toEqual([]);
    const kept = bundle.match(/SPDX-License-Identifier: BSD-3-Clause/g) ?? [];
    expect(kept.length).toBeGreaterThanOrEqual(packages.length);
  });

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => {
  let folder = dirname(require.resolve(name));
  while (!readdirSync(folder).includes('LICENSE')) folder = dirname(folder);
  return folder;
};
/** The line that says whose it is, as it stands in the source. */
const noticeOf = (name: string): string =>
  (/Copyright \(c\) \d+ [^.]+/.exec(readFileSync(join(folderOf(name), 'LICENSE'), 'utf8'))?.[0] ?? 'no notice').replace('(c) ', '');
