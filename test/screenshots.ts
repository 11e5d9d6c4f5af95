import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findChromium, launchFlags, noChromium } from './browser.js';
import { drawLooks } from './look-sheet.js';

// `npm run screenshots`: a PNG of every look × uiversion × theme, and of each uiversion × theme a sheet with all looks
// on it, into test/.results/screenshots/. A word limits it to the themes that have it: `npm run screenshots -- dark`.

const executablePath = findChromium();
if (!executablePath) throw new Error(noChromium);
const folder = new URL('.results/screenshots/', import.meta.url);
const demo = new URL('../demo/console/themes/', import.meta.url);

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
for (const file of readdirSync(demo)) {
  themes[`demo-${file.replace('.css', '')}`] = {
    colorScheme: 'light',
    css: readFileSync(new URL(file, demo), 'utf8'),
  };
}

const wanted = process.argv[2] ?? '';
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
  const names = await drawLooks(page, css, version);
  await writeFile(new URL(`../../${name}-${version}.png`, into), await page.locator('main').screenshot());
  for (const [index, look] of names.entries()) {
    const file = `${String(index + 1).padStart(2, '0')} ${look}.png`.replaceAll(/[, ]+/g, '-');
    await writeFile(new URL(file, into), await page.locator('figure').nth(index).screenshot());
  }
  await page.close();
  console.log(`${fileURLToPath(into)}: ${names.length} looks`);
}
