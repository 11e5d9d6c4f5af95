import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chromium, type Browser, type Page } from 'playwright';
import { startSandbox } from '../demo/sandbox/index.js';
import { findChromium, launchFlags, noChromium } from './browser.js';
import { drawLooks } from './look-sheet.js';

// `npm run picture`: the README's pictures. One is taken of the demo at work. Agent and customer are two
// browsers, as in life; the picture lays the agent's console and the viewer over each other. The others are of single
// looks: as a button, as a card, and in the demo's themes.

const executablePath = findChromium();
if (!executablePath) throw new Error(noChromium);
const folder = new URL('../demo/pictures/', import.meta.url);
const plain = 'body { background: #fff; color: #222 }';
const size = { width: 1280, height: 720 };

const sandbox = await startSandbox();
const browser = await chromium.launch({
  executablePath,
  args: launchFlags,
  ignoreDefaultArgs: ['--disable-popup-blocking'],
});
try {
  await mkdir(folder, { recursive: true });
  const agent = await console_(browser);
  const customer = await shop(browser);
  const join = agent.locator('#join');
  await join.getByRole('button', { name: 'Join', exact: true }).and(join.locator('[part~=present]')).click();
  const [viewer] = await Promise.all([
    agent.context().waitForEvent('page'),
    customer.getByRole('button', { name: 'Accept' }).click(),
  ]);
  await viewer.setViewportSize({ width: 900, height: 560 });
  await viewer.locator('#viewer[data-state=live]').waitFor();
  await viewer.frameLocator('.replayer-wrapper iframe').getByText('See the Halden 2 tent').waitFor();
  await join.locator('[part~=in-session]').first().waitFor();
  await lay(browser, await agent.screenshot(), await viewer.screenshot());
  await show('buttons.png', 1);
  await show('cards.png', 2);
  await showThemes();
} finally {
  await browser.close();
  await sandbox.close();
}

async function console_(from: Browser): Promise<Page> {
  const page = await (await from.newContext({ viewport: size })).newPage();
  await page.goto(`${sandbox.origins.console}/?visitorid=alice&presence=true`);
  await page.locator('#toggle-panel').click();
  return page;
}

async function shop(from: Browser): Promise<Page> {
  const page = await (await from.newContext({ viewport: size })).newPage();
  await page.goto(`${sandbox.origins.shop}/shop/?visitorid=alice`);
  return page;
}

async function lay(from: Browser, below: Buffer, above: Buffer): Promise<void> {
  const page = await (await from.newContext({ viewport: { width: 1360, height: 860 } })).newPage();
  const image = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`;
  await page.setContent(`<style>
    body { margin: 0; block-size: 860px; background: #e9ecef; position: relative; overflow: hidden }
    img { position: absolute; border-radius: 10px; box-shadow: 0 12px 40px #0005 }
    img:first-of-type { inset: 32px auto auto 32px; inline-size: 1180px }
    img:last-of-type { inset: auto 32px 32px auto; inline-size: 780px }
  </style><img src="${image(below)}"><img src="${image(above)}">`);
  const path = new URL('at-work.png', folder).pathname;
  await page.screenshot({ path });
  console.log(`${path}: ${((await readFile(path)).length / 1024).toFixed(0)} kB`);
}

/** The looks that an agent sees most, on one picture, as the README's column has room for them. */
async function show(name: string, version: number): Promise<void> {
  const page = await (
    await browser.newContext({ viewport: { width: 380, height: 900 }, deviceScaleFactor: 2, reducedMotion: 'reduce' })
  ).newPage();
  const css = `${plain} main { grid-template-columns: 1fr !important }`;
  await drawLooks(page, css, version, ['absent', 'present', 'sent', 'in-session']);
  await save(name, await page.locator('main').screenshot());
}

async function showThemes(): Promise<void> {
  const pictures: Buffer[] = [];
  for (const theme of ['salesforce', 'zendesk', 'twilio-flex', 'plain', 'high-contrast']) {
    const page = await (
      await browser.newContext({ viewport: { width: 1400, height: 400 }, reducedMotion: 'reduce' })
    ).newPage();
    const css = await readFile(new URL(`../demo/console/themes/${theme}.css`, import.meta.url), 'utf8');
    await drawLooks(page, `${css} figcaption::before { content: '${theme}, ' }`, 1, [
      'absent',
      'present',
      'in-session',
    ]);
    pictures.push(await page.locator('main').screenshot());
  }
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 500 } })).newPage();
  const image = (png: Buffer) => `<img src="data:image/png;base64,${png.toString('base64')}">`;
  await page.setContent(
    `<style>body { margin: 0 } img { display: block }</style><main>${pictures.map(image).join('')}</main>`,
  );
  await save('themes.png', await page.locator('main').screenshot());
}

async function save(name: string, png: Buffer): Promise<void> {
  const path = new URL(name, folder).pathname;
  await writeFile(path, png);
  console.log(`${path}: ${(png.length / 1024).toFixed(0)} kB`);
}
