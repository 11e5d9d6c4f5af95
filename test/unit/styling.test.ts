import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

// What may be styled is told in three places, the sheet, the README and the demo: they tell the same.

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort();

const templates = [
  'src/element/templates.ts',
  ...readdirSync(new URL('../../src/element/templates', import.meta.url)).map(
    (file) => `src/element/templates/${file}`,
  ),
]
  .map(read)
  .join('\n');
const sheet = read('src/element/styles.ts');
const readme = read('README.md').split('## Style')[1]!.split('## Language')[0]!;
const recipes = read('demo/console/recipes.js');

/** Both forms are one template. */
const parts = all(
  templates,
  /(?:part="(?:\$\{entry\}-)?|(?:action|button|close)\(\n?\s*[`'](?:\$\{entry\}-)?)([\w-]+)/g,
);

describe('what a page may style', () => {
  it('is every custom property that the sheet reads, in the README and the demo', () => {
    const properties = all(sheet, /var\(--glance-join-([\w-]+)/g);
    assert.deepEqual(all(readme, /\| .*?`--glance-join-([\w-]+)/g).length > 0, true);
    for (const name of properties) {
      assert.match(sheet, new RegExp(`^ \\*.*--glance-join-${name}\\b`, 'm'), `${name} in the sheet's own list`);
      assert.match(readme, new RegExp(`\`--glance-join-${name}\``), `${name} in the README`);
      assert.match(recipes, new RegExp(`property\\('${name}'`), `${name} in the demo`);
    }
    assert.equal(all(recipes, /property\('([\w-]+)'/g).length, properties.length);
  });

  it('is every part, in the README and the demo', () => {
    assert.ok(parts.length > 20);
    for (const part of parts) {
      assert.match(readme, new RegExp(`\`(key-)?${part}\``), `${part} in the README`);
      assert.match(recipes, new RegExp(`[ '](key-|phone-)?${part}[ ']`), `${part} in the demo`);
    }
  });

  it('is every slot, in the README and the demo', () => {
    for (const slot of all(templates, /<slot name="([\w-]+)"/g)) {
      assert.match(readme, new RegExp(`\`${slot}\``));
      assert.match(recipes, new RegExp(`slot\\('${slot}'`));
    }
  });
});
