import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { exports as resolved } from 'resolve.exports';

// What of the package is had by what name: by browsers and bundlers, by Node, by TypeScript, by editors.

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Record<string, unknown>;

/** Those with templates of their own. */
const frameworks = ['./preact', './react', './solid', './svelte', './vue'];

/** The file behind a name where these conditions hold, and no others but `default`. */
const fileOf = (name: string, ...conditions: string[]): string => {
  const [file, ...more] = resolved(manifest, name, { unsafe: true, conditions }) ?? [];
  assert.equal(more.length, 0);
  assert.ok(file && existsSync(new URL(file, root)), `${name} with ${conditions.join() || 'no condition'}: ${file}`);
  return file;
};
/** What Node itself makes of it, started with more conditions. */
const nodeFinds = (name: string, ...flags: string[]): string =>
  execFileSync(
    process.execPath,
    [...flags, '--input-type=module', '-e', `console.log(import.meta.resolve('${name}'))`],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    },
  )
    .trim()
    .replace(root.href, './');

describe('the package’s names', () => {
  it('give browsers the module with Lit inside', () => {
    for (const conditions of [[], ['import'], ['browser'], ['browser', 'import', 'module', 'development']])
      assert.equal(fileOf('glance-join', ...conditions), './dist/glance-join.js');
  });

  it('give it to a tool too that is Node and works for browsers', () => {
    for (const conditions of [
      ['node', 'browser'],
      ['browser', 'node'],
    ])
      assert.equal(fileOf('glance-join', ...conditions), './dist/glance-join.js');
    assert.equal(nodeFinds('glance-join', '--conditions=browser'), './dist/glance-join.js');
  });

  it('give Node the one with Lit outside, which runs there', () => {
    assert.equal(fileOf('glance-join', 'node', 'import'), './dist/element.js');
    assert.equal(nodeFinds('glance-join'), './dist/element.js');
  });

  it('give the one with Lit outside to whoever asks for it', () => {
    for (const conditions of [[], ['browser'], ['node']])
      assert.equal(fileOf('glance-join/element', ...conditions), './dist/element.js');
  });

  it('give the server’s half anywhere', () => {
    for (const conditions of [[], ['node'], ['browser'], ['deno', 'worker']])
      assert.equal(fileOf('glance-join/login-key', ...conditions), './dist/login-key.js');
  });

  it('give each its types', () => {
    assert.equal(fileOf('glance-join', 'types'), './dist/glance-join.d.ts');
    assert.equal(fileOf('glance-join/element', 'types'), './dist/glance-join.d.ts');
    assert.equal(fileOf('glance-join/login-key', 'types'), './dist/login-key.d.ts');
    const { exports } = manifest as { exports: Record<string, object | string> };
    for (const [name, conditions] of Object.entries(exports)) {
      if (typeof conditions === 'string' || frameworks.includes(name)) continue;
      assert.deepEqual([Object.keys(conditions)[0], Object.keys(conditions).at(-1)], ['types', 'default'], name);
    }
  });

  it('give each framework the types of the tag, and nothing that runs', () => {
    for (const name of frameworks) {
      const file = fileOf(name.replace('.', 'glance-join'), 'types', 'import');
      assert.equal(file, `./dist/frameworks/${name.slice(2)}.d.ts`);
      assert.throws(() => fileOf(name.replace('.', 'glance-join'), 'import', 'browser', 'node'));
    }
    const files = readdirSync(new URL('dist/frameworks', root)).sort();
    assert.deepEqual(
      files,
      frameworks.map((name) => `${name.slice(2)}.d.ts`),
    );
  });

  it('give every file of dist/ by its own name, and none of the sources', () => {
    assert.equal(fileOf('glance-join/dist/locales/de.js'), './dist/locales/de.js');
    assert.equal(fileOf('glance-join/dist/glance-join.classic.js'), './dist/glance-join.classic.js');
    assert.throws(() => fileOf('glance-join/src/index.ts'));
    for (const name of ['glance-join/src/index.ts', 'glance-join/dist/../src/index.ts'])
      assert.throws(() => nodeFinds(name), /ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_INVALID_MODULE_SPECIFIER/);
  });

  it('tell editors and catalogues where the manifest is', () => {
    const { customElements, 'web-types': webTypes } = manifest as Record<string, string>;
    assert.equal(fileOf('glance-join/custom-elements.json'), customElements);
    assert.ok(existsSync(new URL(webTypes!, root)), webTypes);
  });

  it('are of files that do something where they are only imported, where they are', () => {
    const { sideEffects } = manifest as { sideEffects: string[] };
    for (const file of sideEffects) assert.ok(existsSync(new URL(file, root)), file);
    for (const name of ['glance-join', 'glance-join/element'])
      for (const conditions of [['browser'], ['node'], []])
        assert.ok(sideEffects.includes(fileOf(name, ...conditions)));
    assert.ok(!sideEffects.includes('./dist/login-key.js'));
  });
});
