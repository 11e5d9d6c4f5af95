import type { LitElement } from 'lit';
import { en, type OwnTexts, replaced, type Strings, type Texts } from './strings/index.js';

/** What there are texts for: English in here, of every other a file in dist/locales/. */
export const LOCALES = (
  'en ar bg ca cs da de el es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru ' +
  'sk sl sr sr-Latn sv th tr uk ur vi zh-Hans zh-Hant'
).split(' ');

/** The texts at hand, English in place of those on their way, and nothing of those that could not be had. */
const texts = new Map<string | undefined, Texts | undefined>([['en', en]]);

/** The elements on the page, each with what looks its language up. */
const looks = new Map<LitElement, () => void>();
let observer: MutationObserver | undefined;

/** The language of one element, as in HTML, but across shadow roots, and what it says in that. */
export interface Language {
  /** Follows it from here on, at the place where the element now is. */
  follow(): void;
  release(): void;
  /** @param own what the page replaces */
  strings(own: OwnTexts | null | undefined, errorMessage: string | null | undefined): Strings;
}

export const createLanguage = (element: LitElement): Language => {
  let tag: string | null | undefined;
  let found: Found = {};

  const look = (): void => {
    const before = tag;
    tag = undefined;
    for (let node: Element | undefined = element; node;) {
      const root = node.getRootNode() as Node & { readonly host?: Element };
      observer?.observe(root, { subtree: true, attributeFilter: ['lang'] });
      tag ??= node.closest('[lang]')?.getAttribute('lang');
      node = root.host;
    }
    tag ??= '';
    if (tag === before) return;
    found = find(tag);
    const { file } = found;
    // What could not be had is asked for again only when the page changes its language.
    if (file && (before === undefined ? !texts.has(file) : !texts.get(file))) void load(file);
    element.requestUpdate();
  };

  return {
    follow: () => {
      observer ??= new MutationObserver(() => looks.forEach((each) => each()));
      looks.set(element, look);
      look();
    },
    release: () => {
      looks.delete(element);
      if (looks.size) return;
      observer?.disconnect();
      observer = undefined;
    },
    strings: (own, errorMessage) => {
      const { locale, file } = found;
      const its = texts.get(file) ?? en;
      return {
        ...(own ? replaced(its, own) : its),
        locale: own || its !== en || file === 'en' ? locale : undefined,
        errorMessage,
      };
    },
  };
};

interface Found {
  readonly locale?: Intl.Locale;
  /** Which of LOCALES. */
  readonly file?: string | undefined;
}

/** What a language tag means, also as Java and PHP write it. */
export const find = (tag: string): Found => {
  try {
    const locale = new Intl.Locale(tag.replaceAll('_', '-'));
    const { language, script, region } = locale.maximize();
    const spoken = language.replace(/^n[no]$/, 'nb');
    return {
      locale,
      file: [`${spoken}-${script}`, `${spoken}-${region}`, spoken].find((name) => LOCALES.includes(name)),
    };
  } catch {
    return {};
  }
};

const load = async (file: string): Promise<void> => {
  texts.set(file, en);
  try {
    // By concatenation: a bundler would put something of its own in place of a template.
    // eslint-disable-next-line house/imports -- which file is known only on the page
    const { default: its } = (await import(
      /* @vite-ignore */ /* webpackIgnore: true */ new URL('./locales/' + file + '.js', import.meta.url).href
    )) as { readonly default: unknown };
    // A file of another version may lack some.
    texts.set(file, replaced(en, its));
    for (const element of looks.keys()) element.requestUpdate();
  } catch {
    // It stays English: the browser has said why.
    texts.set(file, undefined);
  }
};
