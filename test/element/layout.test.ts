import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { LOCALES } from '../../src/element/language.js';
import { en, type Strings, type Texts } from '../../src/element/strings/index.js';
import type { View } from '../../src/element/templates.js';
import { has, needs } from './engine.js';
import { Look, looks, snapshots } from './looks.js';
import { drawn } from './until.js';

// Nothing moves, spills or is cut: in every look and language, at the sizes and in the places where agents have it.

customElements.define('glance-join-look', Look);

/** Where it stands: a font size, and a column of a width, or none. */
const PLACES: readonly (readonly [font: string, column: string])[] = [
  ['12px', ''],
  ['18px', ''],
  ['12px', '160px'],
  ['18px', '160px'],
  ['14px', '900px'],
];

/** The shortest, the longest, and other scripts. */
const FEW = ['en', 'de', 'hu', 'ru', 'ja', 'ar'];

const languages = new Map<string, Strings>();
const rightToLeft = ['ar', 'fa', 'he', 'ur'];

/** Whether a font of this machine has these letters: each that none has is the same box. */
const hasFont = (words: string): boolean => {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = '16px serif';
  const width = (text: string) => context.measureText(text).width;
  return Array.from(words).some((letter) => width(letter) !== width('\u0378'));
};

const fits = (inner: DOMRect, outer: DOMRect): boolean =>
  inner.left > outer.left - 1 &&
  inner.right < outer.right + 1 &&
  inner.top > outer.top - 1 &&
  inner.bottom < outer.bottom + 1;

const meet = (one: DOMRect, other: DOMRect): boolean =>
  one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;

/** The texts on screen, each with its element and the lines it takes. */
function* textsOf(root: ParentNode): Iterable<{ text: string; parent: Element; lines: DOMRect[] }> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue!.trim();
    const parent = node.parentElement!;
    if (!text || parent.closest('.unseen, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // A font of another script may claim more height than its letters take, and Firefox tells that one's.
    const height = parseFloat(getComputedStyle(parent).lineHeight);
    const lines = [...range.getClientRects()].map((line) => {
      const more = Math.max(0, line.height - height);
      return new DOMRect(line.x, line.y + more / 2, line.width, line.height - more);
    });
    yield { text, parent, lines };
  }
}

/** What is wrong with what is on screen, in words. */
function flaws(look: Look): string[] {
  const root = look.shadowRoot!;
  const group = root.querySelector('.group')!;
  const panel = root.querySelector('[part=panel]');
  const found: string[] = [];
  const report = (wrong: boolean, what: string, element: Element) => {
    if (wrong) found.push(`${what}: ${element.part.value} “${element.textContent.trim().replace(/\s+/g, ' ')}”`);
  };

  for (const control of root.querySelectorAll('button, input')) {
    const box = control.getBoundingClientRect();
    report(box.width < 24 || box.height < 24, 'is smaller than 24 pixels', control);
    report(!fits(box, (control.closest('[part=panel]') ?? group).getBoundingClientRect()), 'spills', control);
  }
  for (const action of root.querySelectorAll('.action')) {
    const box = action.getBoundingClientRect();
    report(!fits(action.querySelector('svg')!.getBoundingClientRect(), box), 'has lost its icon', action);
  }
  for (const { parent, lines } of textsOf(root)) {
    const action = parent.closest('.action')?.getBoundingClientRect();
    // The words of an action are there as a whole, or out of sight: its icon stays.
    const box = parent.closest('button, .status, [part=panel]')!.getBoundingClientRect();
    const hidden = action && lines.every(({ top }) => top > action.bottom - 1);
    // What the customer's side has named may end in dots: nobody knows how long it is.
    const named = parent.closest('[part=visitor]:not(.said)');
    report(!hidden && !named && lines.some((line) => !fits(line, box)), 'is cut', parent);
  }
  const visitor = root.querySelector('[part=visitor]')!;
  const beside = visitor.parentElement!.getBoundingClientRect();
  report(visitor.checkVisibility() && !fits(visitor.getBoundingClientRect(), beside), 'spills', visitor);
  // Dots come as soon as a hair is missing.
  const width = (element: Element) => element.getBoundingClientRect().width;
  report(
    visitor.matches('.said') && width(visitor.firstElementChild!) > width(visitor) + 0.02,
    'ends in dots',
    visitor,
  );
  const label = root.querySelector('[part=label]')!;
  report(label.scrollWidth > label.clientWidth && label.clientWidth > 0, 'is cut', label);
  const children = [...group.children];
  for (const [n, child] of children.entries())
    for (const other of children.slice(n + 1))
      report(meet(child.getBoundingClientRect(), other.getBoundingClientRect()), 'lies over another', child);

  const place = look.parentElement!;
  report(place.scrollWidth > place.clientWidth, 'widens its place', place);
  if (panel) {
    const { left, right } = panel.getBoundingClientRect();
    report(left < 0 || right > document.documentElement.clientWidth, 'is beyond the window', panel);
  }
  return found;
}

describe('the room it takes', () => {
  let look: Look;
  let place: HTMLElement;

  const put = (font: string, column: string) => {
    place.style.fontSize = font;
    place.style.width = column;
    look.style.width = column ? '100%' : '';
  };
  const speak = (tag: string): Partial<View> => {
    look.dir = rightToLeft.includes(tag) ? 'rtl' : 'ltr';
    return { strings: languages.get(tag)! };
  };

  before(async () => {
    // Where it cannot be set, it is about that.
    if (has.setViewport) await setViewport({ width: 1024, height: 768 });
    for (const tag of LOCALES) {
      if (tag === 'en') languages.set(tag, en);
      else {
        const { default: texts } = (await import(`/src/element/locales/${tag}.js`)) as { default: Texts };
        languages.set(tag, { ...texts, locale: new Intl.Locale(tag) });
      }
    }
  });
  beforeEach(() => {
    place = document.createElement('div');
    look = new Look();
    place.append(look);
    document.body.append(place);
  });
  afterEach(() => place.remove());

  for (const [font, column] of PLACES) {
    const where = `at ${font}${column && ` in ${column}`}`;
    for (const card of [false, true]) {
      it(`cuts, spills and covers nothing, ${card ? 'a card' : 'a button'} ${where}, in any language`, async function () {
        put(font, column);
        const tags = LOCALES.filter((tag) => has.narrowBoxes || hasFont(languages.get(tag)!.join));
        if (tags.length < LOCALES.length)
          this.test!.title += ` (left out: no font for ${LOCALES.filter((tag) => !tags.includes(tag)).join(', ')})`;
        const wrong: string[] = [];
        for (const tag of tags)
          for (const [name, view] of Object.entries(looks)) {
            await look.show({ ...plain, ...view, ...speak(tag), card });
            wrong.push(...flaws(look).map((flaw) => `${tag}, ${name}: ${flaw}`));
          }
        expect(wrong.slice(0, 20), `${wrong.length} flaws`).to.deep.equal([]);
      }).timeout(60_000);
    }

    it(`moves no neighbour ${where}, whatever the state`, async () => {
      const before = document.createElement('button');
      const after = document.createElement('button');
      before.textContent = after.textContent = 'A neighbour';
      place.prepend(before);
      place.append(after, document.createElement('p'));
      put(font, column);
      const places = () =>
        [...place.children].flatMap((child) => {
          const { x, y, width, height } = child.getBoundingClientRect();
          return [x, y, width, height];
        });
      await look.show({ ...plain, snapshot: snapshots['idle']! });
      const atFirst = places();
      for (const tag of FEW)
        for (const [name, view] of Object.entries(looks)) {
          await look.show({ ...plain, ...view, ...speak(tag) });
          for (const [n, value] of places().entries()) expect(value, `${tag}, ${name}`).to.be.closeTo(atFirst[n]!, 0.5);
        }
    });
  }

  for (const card of [false, true])
    it(`needs no scrolling sideways at 400 % of 1280 pixels, ${card ? 'a card' : 'a button'}`, async function () {
      needs(this, 'setViewport');
      await setViewport({ width: 320, height: 640 });
      put('16px', '');
      const wrong: string[] = [];
      for (const tag of FEW)
        for (const [name, view] of Object.entries(looks)) {
          await look.show({ ...plain, ...view, ...speak(tag), card });
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth > clientWidth) wrong.push(`${tag}, ${name}: the page is ${scrollWidth} wide`);
          wrong.push(...flaws(look).map((flaw) => `${tag}, ${name}: ${flaw}`));
        }
      await setViewport({ width: 1024, height: 768 });
      expect(wrong.slice(0, 20), `${wrong.length} flaws`).to.deep.equal([]);
    });
});

describe('the panel', () => {
  const { documentElement: page } = document;
  let place: HTMLElement;
  beforeEach(() => {
    place = document.createElement('div');
    document.body.append(place);
  });
  afterEach(() => {
    place.remove();
    page.dir = '';
  });

  const directions = ['ltr', 'rtl'];
  for (const where of ['above', 'below'])
    for (const side of ['left', 'center', 'right'])
      it(`opens ${where} the button and within the window, ${side} in the page, whoever reads which way`, async () => {
        place.style.textAlign = side;
        if (where === 'above') place.style.marginTop = `${innerHeight - 90}px`;
        for (const dir of directions)
          for (const own of directions)
            for (const column of ['160px', '']) {
              page.dir = dir;
              const look = new Look();
              Object.assign(look, { dir: own }).style.width = column;
              place.replaceChildren(look);
              await look.show({ ...plain, ...looks['presence refused, and why']! });
              // WebKit has its place only when it draws.
              await drawn();
              const what = `${own}, ${column || 'wide'}, in a page that is ${dir}`;
              const button = look.getBoundingClientRect();
              const panel = look.shadowRoot!.querySelector('[part=panel]')!.getBoundingClientRect();
              const gap = where === 'above' ? button.top - panel.bottom : panel.top - button.bottom;
              expect(gap, `the gap of one ${what}`).to.be.within(0, 10);
              expect(fits(panel, new DOMRect(0, 0, page.clientWidth, innerHeight)), `in the window, ${what}`).to.equal(
                true,
              );
              const shared = Math.min(button.right, panel.right) - Math.max(button.left, panel.left);
              expect(shared, `it has in common with one ${what}`).to.be.closeTo(button.width, 1);
            }
      });
});

/** What a look does not say. */
const plain: Partial<View> = { form: undefined, camera: false, icon: false, disabled: false, card: false };
