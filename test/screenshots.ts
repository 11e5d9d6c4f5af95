import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { findChromium, launchFlags, noChromium } from './browser.js';

// `npm run screenshots`: a PNG of every look × uiversion × theme, and of each uiversion × theme a sheet with all looks
// on it, into test/.results/screenshots/. A word limits it to the themes that have it: `npm run screenshots -- dark`.

const executablePath = findChromium();
if (!executablePath) throw new Error(noChromium);
const folder = new URL('.results/screenshots/', import.meta.url);
const demo = new URL('../demo/themes/', import.meta.url);

interface Theme {
  colorScheme: 'light' | 'dark';
  forcedColors?: 'active';
  css: string;
}
const plain = 'body { background: light-dark(#fff, #15191d); color: light-dark(#222, #ddd); color-scheme: light dark }';
const themes: Record<string, Theme> = {
  light: { colorScheme: 'light', css: plain },
  dark: { colorScheme: 'dark', css: plain },
  'forced-colors': { colorScheme: 'light', forcedColors: 'active', css: plain },
  'forced-colors-dark': { colorScheme: 'dark', forcedColors: 'active', css: plain },
};
for (const size of ['12px', '18px']) {
  themes[`column-${size}`] = {
    colorScheme: 'light',
    css: `${plain} glance-join { width: 160px; font-size: ${size} } main { grid-template-columns: repeat(6, 1fr) !important }`,
  };
}
for (const file of demoThemes()) {
  themes[`demo-${file.replace('.css', '')}`] = {
    colorScheme: 'light',
    css: readFileSync(new URL(file, demo), 'utf8'),
  };
}

const wanted = process.argv[2] ?? '';
const script = await bundle();
const browser = await chromium.launch({ executablePath, args: launchFlags });
try {
  for (const [name, theme] of Object.entries(themes)) {
    if (!name.includes(wanted)) continue;
    for (const version of [1, 2]) await take(name, theme, version);
  }
} finally {
  await browser.close();
}

async function take(name: string, { css, ...media }: Theme, version: number): Promise<void> {
  const into = new URL(`${name}/uiversion-${version}/`, folder);
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1300, height: 4000 }, reducedMotion: 'reduce', ...media });
  await page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><style>
    body { margin: 0; font: 14px/1.4 system-ui, 'Liberation Sans', sans-serif }
    main { display: grid; grid-template-columns: repeat(3, 1fr) }
    figure { margin: 0; padding: 12px 16px; min-height: 46px; overflow: hidden }
    figcaption { font-size: 11px; opacity: .75; margin-block-end: 6px }
  </style><style>${css}</style><main></main></html>`);
  await page.addScriptTag({ content: script });
  const names = await draw(page, version);
  await writeFile(new URL(`../../${name}-${version}.png`, into), await page.locator('main').screenshot());
  for (const [index, look] of names.entries()) {
    const file = `${String(index + 1).padStart(2, '0')} ${look}.png`.replaceAll(/[, ]+/g, '-');
    await writeFile(new URL(file, into), await page.locator('figure').nth(index).screenshot());
  }
  await page.close();
  console.log(`${fileURLToPath(into)}: ${names.length} looks`);
}

/** Every look on one page. @returns their names */
function draw(page: Page, version: number): Promise<string[]> {
  return page.evaluate(async (card) => {
    const { Look, looks } = (window as unknown as { Looks: typeof import('./element/looks.js') }).Looks;
    customElements.define('glance-join', Look);
    const main = document.querySelector('main')!;
    for (const [name, view] of Object.entries(looks)) {
      const figure = document.createElement('figure');
      const caption = document.createElement('figcaption');
      caption.textContent = name;
      const look = document.createElement('glance-join') as unknown as InstanceType<typeof Look>;
      figure.append(caption, look);
      main.append(figure);
      await look.show({ ...view, card });
      // What floats beside the element gets its room in the picture.
      const panel = look.shadowRoot!.querySelector('[part=panel]');
      if (panel) figure.style.paddingBlockEnd = `${panel.getBoundingClientRect().height + 24}px`;
    }
    return Object.keys(looks);
  }, version === 2);
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

function demoThemes(): string[] {
  try {
    return readdirSync(demo).filter((file) => file.endsWith('.css'));
  } catch {
    return [];
  }
}
