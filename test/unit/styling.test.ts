import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readManifest } from '../manifest.js';

// What may be styled is shown in the demo, by the CSS for it.

const { cssParts, cssProperties, cssStates, slots } = readManifest();
const recipes = readFileSync(new URL('../../demo/console/recipes.js', import.meta.url), 'utf8');
const shown = (call: string): string[] =>
  [...recipes.matchAll(new RegExp(`${call}\\('([\\w-]+)'`, 'g'))].map(([, name]) => name!).sort();
const names = (all: readonly { name: string }[]): string[] => all.map(({ name }) => name).sort();

describe('the demo shows', () => {
  it('every custom property', () => {
    assert.deepEqual(
      shown('property').map((name) => `--glance-join-${name}`),
      names(cssProperties),
    );
  });

  for (const [list, told] of Object.entries({ parts: cssParts, states: cssStates }))
    it(`all ${list}`, () => {
      const [, words = ''] = new RegExp(`^const ${list} =\\s*'([^']+)'`, 'm').exec(recipes) ?? [];
      assert.deepEqual(words.split(' ').sort(), names(told));
    });

  it('every slot', () => {
    assert.deepEqual(shown('slot'), names(slots));
  });
});
