import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { AxeResults, Result } from 'axe-core';
import { needs } from './engine.js';
import { Look, looks } from './looks.js';

// axe has nothing to say of any look, as a button or a card, in any colours and either direction. Its rules are those
// of WCAG 2.2, A and AA, and its own of good practice.

customElements.define('glance-join-look', Look);

const { axe } = window as unknown as { axe: typeof import('axe-core') };

const COLOURS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
  'forced colours, dark': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

const told = (results: readonly Result[]): string[] =>
  results.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}, ${failureSummary ?? ''}`),
  );

describe('what axe finds', () => {
  let page: HTMLElement;

  before(async function () {
    needs(this, 'emulateMedia');
    await setViewport({ width: 1200, height: 900 });
  });
  beforeEach(() => {
    document.documentElement.style.colorScheme = 'light dark';
    document.body.style.background = 'Canvas';
    page = document.createElement('main');
    // Each has room for its panel: what lies over another cannot be told apart.
    page.style.cssText = 'display: grid; grid: auto-flow 260px / repeat(3, 380px); font: 14px sans-serif';
    const heading = document.createElement('h1');
    heading.textContent = 'Every look';
    page.append(heading);
    document.body.append(page);
  });
  afterEach(async () => {
    page.remove();
    document.body.style.background = document.documentElement.style.colorScheme = '';
    document.documentElement.dir = '';
    await emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  });

  for (const [colours, media] of Object.entries(COLOURS))
    for (const dir of ['ltr', 'rtl'])
      for (const card of [false, true])
        it(`is nothing: ${card ? 'cards' : 'buttons'}, ${colours}, ${dir}`, async () => {
          await emulateMedia(media);
          document.documentElement.dir = dir;
          for (const [name, view] of Object.entries(looks)) {
            const look = new Look();
            look.id = name.replaceAll(/\W+/g, '-');
            page.append(look);
            await look.show({ ...view, card });
          }
          const { violations, incomplete }: AxeResults = await axe.run(page, {
            resultTypes: ['violations', 'incomplete'],
            rules: { 'target-size': { enabled: true } },
          });
          expect(told(violations)).to.deep.equal([]);
          expect(told(incomplete)).to.deep.equal([]);
        }).timeout(60_000);
});
