import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';

// Puts looks of the element on a page, for pictures: each with its name, and with room for what opens below it.

let script: Promise<string> | undefined;

/** @param wanted their names; left out: every look @returns the names of those that are there */
export async function drawLooks(page: Page, css: string, version: number, wanted?: string[]): Promise<string[]> {
  script ??= bundle();
  await page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><style>
    body { margin: 0; font: 14px/1.4 system-ui, 'Liberation Sans', sans-serif }
    main { display: grid; grid-template-columns: repeat(3, 1fr) }
    figure { margin: 0; padding: 12px 16px; min-height: 46px; overflow: hidden }
    figcaption { font-size: 11px; opacity: .75; margin-block-end: 6px }
  </style><style>body { background: var(--surface); color: var(--ink) } ${css}</style><main></main></html>`);
  await page.addScriptTag({ content: await script });
  return page.evaluate(
    async ({ card, wanted }) => {
      const { Look, looks } = (window as unknown as { Looks: typeof import('./element/looks.js') }).Looks;
      customElements.define('glance-join', Look);
      const main = document.querySelector('main')!;
      const names = wanted ?? Object.keys(looks);
      for (const name of names) {
        const figure = document.createElement('figure');
        const caption = document.createElement('figcaption');
        caption.textContent = name;
        const look = document.createElement('glance-join') as unknown as InstanceType<typeof Look>;
        if (card) look.setAttribute('uiversion', '2');
        figure.append(caption, look);
        main.append(figure);
        await look.show({ ...looks[name], card });
        const panel = look.shadowRoot!.querySelector('[part=panel]');
        if (panel) figure.style.paddingBlockEnd = `${panel.getBoundingClientRect().height + 24}px`;
      }
      return names;
    },
    { card: version === 2, wanted },
  );
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('element/looks.ts', import.meta.url)), formats: ['iife'], name: 'Looks' },
    },
  });
  for (const result of Array.isArray(output) ? output : [output]) if ('output' in result) return result.output[0].code;
  throw new Error('The looks gave no script.');
}
