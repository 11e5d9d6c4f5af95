import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { GlanceJoin } from 'glance-join';
import { LitElement } from 'lit';
import { manifestFiles, readManifest } from '../manifest.js';

// What is told of the element is what it has, and the other way round. What is drawn is compared in a browser, by
// test/element/manifest.test.ts.

const manifest = readManifest();
const names = (all: readonly { name: string }[]): string[] => all.map(({ name }) => name).sort();
const source = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sources = readdirSync(new URL('../../src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => source(`src/${file}`));
const all = (texts: string[], pattern: RegExp): string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!)))].sort();

describe('the manifest', () => {
  it('has every attribute that the element observes', () => {
    const observed = GlanceJoin.observedAttributes.filter((name) => !['lang', 'dir'].includes(name));
    assert.deepEqual(names(manifest.attributes), [...observed].sort());
  });

  it('has every property and method that a page can reach', () => {
    const own = new Set([...GlanceJoin.elementProperties.keys()].map(String));
    let prototype = GlanceJoin.prototype as object;
    for (; prototype !== LitElement.prototype; prototype = Object.getPrototypeOf(prototype) as object)
      for (const name of Object.getOwnPropertyNames(prototype)) own.add(name);
    // What Lit and the browser call; `settle` is for classes made of it.
    const inner = /Callback$|^(constructor|createRenderRoot|willUpdate|requestUpdate|render|updated|settle)$/;
    const reachable = [...own].filter((name) => name === 'reportingCallback' || !inner.test(name));
    assert.deepEqual(names(manifest.members), reachable.sort());
  });

  it('knows which attribute sets which property', () => {
    for (const { name, fieldName } of manifest.attributes) {
      const member = manifest.members.find((each) => each.name === fieldName);
      assert.equal(member?.kind === 'field' && member.attribute, name);
    }
    const declared = [...GlanceJoin.elementProperties].filter(([, { attribute }]) => attribute === false);
    for (const [name] of declared) {
      const member = manifest.members.find((each) => each.name === name);
      assert.ok(member?.kind === 'field' && member.attribute === undefined, String(name));
    }
  });

  it('has every event that is fired', () => {
    assert.deepEqual(names(manifest.events), all(sources, /#fire\(\s*'(\w+)'/g));
    assert.equal(sources.join('').match(/new CustomEvent\(/g)?.length, 1, 'there is one place that fires');
  });

  it('has every custom property that the sheet reads', () => {
    const read = all([source('src/element/styles.ts')], /var\((--glance-join-[\w-]+)/g);
    assert.deepEqual(names(manifest.cssProperties), read);
  });

  it('says what each custom property is where nothing is set', () => {
    const sheet = source('src/element/styles.ts').replace(/\s+/g, ' ');
    for (const { name, default: value } of manifest.cssProperties)
      assert.ok(sheet.includes(`var(${name}, ${value})`), `var(${name}, ${value})`);
  });

  it('has a sentence for each', () => {
    const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = manifest;
    const told = [manifest, attributes, members, events, slots, cssParts, cssProperties, cssStates].flat();
    assert.ok(told.length > 150);
    for (const { name, description } of told) assert.match(description, /^[`\p{Lu}].+[.)×]$/u, name);
  });
});

describe('what is made of the manifest', () => {
  const files = manifestFiles();
  const html = JSON.parse(files['vscode.html-custom-data.json']!) as {
    tags: { name: string; attributes: { name: string; values: { name: string }[] }[] }[];
  };
  const css = JSON.parse(files['vscode.css-custom-data.json']!) as Record<string, { name: string }[]>;
  const web = JSON.parse(files['web-types.json']!) as {
    name: string;
    contributions: { html: { elements: { name: string; attributes: { name: string }[] }[] } };
  };

  it('is what is delivered', () => {
    for (const [name, text] of Object.entries(files)) assert.equal(source(`dist/${name}`), text, name);
  });

  it('offers VS Code the attributes, and the words that can be set', () => {
    const [tag] = html.tags;
    assert.equal(tag?.name, 'glance-join');
    assert.deepEqual(names(tag.attributes), names(manifest.attributes));
    const words = tag.attributes.find(({ name }) => name === 'openlocation')?.values.map(({ name }) => name);
    assert.deepEqual(words, ['tab', 'window', 'iframe', 'flex']);
  });

  it('offers VS Code the custom properties and parts', () => {
    assert.deepEqual(names(css['properties']!), names(manifest.cssProperties));
    for (const { name } of manifest.cssParts)
      assert.ok(
        css['pseudoElements']!.some((each) => each.name.includes(`part(${name})`)),
        name,
      );
  });

  it('offers JetBrains the attributes', () => {
    const [element] = web.contributions.html.elements;
    assert.equal(element?.name, 'glance-join');
    assert.deepEqual(names(element.attributes), names(manifest.attributes));
  });
});
