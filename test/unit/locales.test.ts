import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { find, LOCALES } from '../../src/element/language.js';
import { en, type Texts } from '../../src/element/strings/en.js';

const folder = new URL('../../src/element/locales/', import.meta.url);
const tags = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
const read = (file: URL): string => readFileSync(file, 'utf8');

/** Every text by its path: `problem.key.empty`. */
const flat = (texts: object, path = ''): Record<string, string> =>
  Object.assign(
    {},
    ...Object.entries(texts).map(([name, text]: [string, string | object]) =>
      typeof text === 'string' ? { [path + name]: text } : flat(text, `${path}${name}.`),
    ),
  ) as Record<string, string>;

const english = flat(en);
const languages = new Map<string, Record<string, string>>();
for (const tag of tags) {
  const { default: texts } = (await import(new URL(`${tag}.ts`, folder).href)) as { default: Texts };
  languages.set(tag, flat(texts));
}

/** What is the same word as in English, and rightly so. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  Video: [
    'da',
    'de',
    'et',
    'fi',
    'hr',
    'cs',
    'id',
    'it',
    'lv',
    'ms',
    'nb',
    'nl',
    'ro',
    'sk',
    'sl',
    'sr-Latn',
    'sv',
  ].concat(['tr', 'vi']),
  Camera: ['nl', 'vi'],
  Send: ['da', 'nb'],
};

/** Words of the product and the trade, which stay as they are. */
const KEPT =
  /Glance|Settings > Cobrowse Settings > CRM and Chat Integration|authurl|visitorid|puid|groupid|loginKey|CORS|connect-src|_ ~ \. -/g;

/** What stands on a button, where the room is short. */
const labels = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts)
      .filter(([name]) => /^(join|key|cancel|leave|end|retry|connect|send|said\..*)$/.test(name))
      .map(([name, text]) => [name, text.split('|')[0] ?? '']),
  );

/** What may end a sentence; Thai ends it with nothing. */
const ENDS = { sentence: /[.。।۔]$/u, goesOn: /…$/u };

const count = (text: string, part: string): number => text.split(part).length - 1;

describe('the languages', () => {
  it('are those that have a file, and at least thirty', () => {
    assert.deepEqual([...LOCALES].sort(), ['en', ...tags].sort());
    assert.ok(tags.length >= 30, `${tags.length}`);
  });

  it('are those that the README lists', () => {
    const [, list = ''] =
      /\n## Language\n[^#]*?\n\n(`en`[^\n]+)/.exec(read(new URL('../../README.md', import.meta.url))) ?? [];
    assert.deepEqual([...list.matchAll(/`([\w-]+)`/g)].map(([, tag]) => tag).sort(), [...LOCALES].sort());
  });
});

describe('a language tag', () => {
  const cases: Record<string, string | undefined> = {
    en: 'en',
    'en-GB': 'en',
    EN: 'en',
    de: 'de',
    'de-AT': 'de',
    'de-CH-1901': 'de',
    'DE-de': 'de',
    'de-u-co-phonebk': 'de',
    pt: 'pt-BR',
    'pt-BR': 'pt-BR',
    'pt-PT': 'pt',
    'pt-AO': 'pt',
    zh: 'zh-Hans',
    'zh-CN': 'zh-Hans',
    'zh-SG': 'zh-Hans',
    'zh-TW': 'zh-Hant',
    'zh-HK': 'zh-Hant',
    'zh-Hant-HK': 'zh-Hant',
    'zh-Hans-HK': 'zh-Hans',
    no: 'nb',
    nb: 'nb',
    nn: 'nb',
    'nb-NO': 'nb',
    sr: 'sr',
    'sr-Latn-RS': 'sr-Latn',
    'sr-ME': 'sr-Latn',
    sh: 'sr-Latn',
    'es-419': 'es',
    'fr-CA': 'fr',
    // As they used to be, and as Java still says.
    iw: 'he',
    in: 'id',
    // As servers write it.
    pt_BR: 'pt-BR',
    zh_Hant_TW: 'zh-Hant',
    cy: undefined,
    fil: undefined,
    tlh: undefined,
    '': undefined,
    'x-pirate': undefined,
    'not a tag': undefined,
    '../de': undefined,
    'de/../fr': undefined,
  };
  for (const [tag, file] of Object.entries(cases))
    it(`${tag || 'that is empty'} means ${file ?? 'nothing here'}`, () => assert.equal(find(tag).file, file));
});

for (const [tag, texts] of languages)
  describe(`the texts in ${tag}`, () => {
    const each = (check: (text: string, original: string, name: string) => void): void => {
      for (const [name, text] of Object.entries(texts)) check(text, english[name] ?? '', `${name}: ${text}`);
    };

    it('are all there, and no others', () => assert.deepEqual(Object.keys(texts), Object.keys(english)));

    it('are translated', () => {
      const same = Object.entries(texts).filter(([name, text]) => text === english[name] && !SAME[text]?.includes(tag));
      assert.deepEqual(same, []);
      // The whole of a text may differ, and a part of it not.
      each((text, original, name) => {
        const parts = text.split('|');
        original.split('|').forEach((part, at) => {
          if (/[a-z]{4}/i.test(part.replace(KEPT, '')))
            assert.ok(parts[at] !== part || SAME[part]?.includes(tag), name);
        });
      });
    });

    it('have as many parts, and say something where English does', () =>
      each((text, original, name) =>
        assert.deepEqual(
          text.split('|').map((part) => !!part),
          original.split('|').map((part) => !!part),
          name,
        ),
      ));

    it('have the same blanks to be filled', () =>
      each((text, original, name) => {
        const parts = text.split('|');
        original.split('|').forEach((part, at) => assert.equal(count(parts[at] ?? '', '{}'), count(part, '{}'), name));
        assert.doesNotMatch(text.replaceAll('{}', ''), /[{}]/, name);
      }));

    it('keep the words of the product', () =>
      each((text, original, name) =>
        assert.deepEqual((text.match(KEPT) ?? []).sort(), (original.match(KEPT) ?? []).sort(), name),
      ));

    it('end as English does', () =>
      each((text, original, name) => {
        const parts = text.split('|');
        original.split('|').forEach((part, at) => {
          const own = (parts[at] ?? '').replace(/ ?\{\}$/, '');
          const its = part.replace(/ ?\{\}$/, '');
          assert.equal(ENDS.goesOn.test(own), ENDS.goesOn.test(its), name);
          const punctuated = tag !== 'th' && / .*\.$/.test(its) && !its.endsWith('_ ~ . -');
          assert.equal(ENDS.sentence.test(own) && !own.endsWith('_ ~ . -'), punctuated, name);
        });
      }));

    it('hold no character that does harm', () =>
      each((text, _original, name) => {
        assert.doesNotMatch(text, /["'`<&\\]|\.\.\./, `${name}: quotes as they are printed, and no markup`);
        assert.doesNotMatch(text.replace(KEPT, ''), />/, name);
        assert.doesNotMatch(text, /^\s|\s$|\s\s|[\t\n\r]/, `${name}: blanks`);
        for (const part of text.split('|')) assert.equal(part, part.trim(), `${name}: blanks`);
        // Invisible ones: marks of direction, soft hyphens, joiners where no script needs them.
        assert.doesNotMatch(text, /[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u, name);
        if (!['fa', 'ur'].includes(tag)) assert.doesNotMatch(text, /\u200c/, name);
        if (tag !== 'fr') assert.doesNotMatch(text, /\u00a0|\u202f/, name);
        assert.equal(text, text.normalize('NFC'), `${name}: composed`);
      }));

    it('mix no scripts within a word', () =>
      each((text, _original, name) => {
        for (const word of text.match(/\p{L}+/gu) ?? []) {
          const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) =>
            script.test(word),
          );
          assert.ok(scripts.length < 2, `${name}: ${word}`);
        }
      }));

    it('fit on a button', () => {
      const originals = labels(english);
      for (const [name, label] of Object.entries(labels(texts))) {
        // Some states have no label of their own: what they would say is a notice, which has room.
        if (!label || /[.{]/.test(originals[name] ?? '')) continue;
        const most = Math.max(18, 2.2 * (originals[name] ?? '').length);
        const { length } = Array.from(label);
        assert.ok(length <= most, `${name}: ${label} has ${length} of ${most}`);
      }
    });

    it('tell apart what stands side by side', () => {
      const { join, key, leave, end, cancel, retry } = texts;
      const [open, show] = [texts['said.joinable'], texts['said.in-session']].map((text) => text?.split('|')[0]);
      assert.equal(new Set([join, key, leave, end, cancel, retry, open, show]).size, 8);
    });

    it('name a button by what is seen on it', () =>
      assert.ok(texts['enterKey']?.toLowerCase().includes(texts['key']?.toLowerCase() ?? '-'), texts['enterKey']));

    it('name the button that is to be pressed', () => {
      const [label = ''] = texts['said.joinable']?.split('|') ?? [];
      assert.ok(texts['said.popup-blocked']?.includes(label), label);
    });

    it('hold no slash where an address would be taken for one', () =>
      each((text, _original, name) => {
        const [, words = ''] = text.split('|');
        if (name.startsWith('said.')) assert.doesNotMatch(words.replace(KEPT, ''), /\//, name);
        if (name.startsWith('said.config-')) assert.doesNotMatch(text, /\//, name);
      }));

    it('begin with what a native reader should look at', () => {
      const [head = ''] = read(new URL(`${tag}.ts`, folder)).split('\n');
      assert.match(head, /^\/\*\* \p{Lu}.* For a native reader: .{20,}\. \*\/$/u);
      const { language } = new Intl.Locale(tag);
      const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
      assert.ok(head.startsWith(`/** ${name}`), `${head} is ${name}`);
    });
  });
