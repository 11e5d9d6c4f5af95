import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright';
import { startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { ensureChromium, launchFlags } from '../browser.js';

/** Chromium, with Glance beside it, played, and the agents' company, whose pages are the bench's own. */
export interface Stage {
  readonly browser: Browser;
  readonly sandbox: Sandbox;
  /** Where those pages are; Glance lets it in. */
  readonly origin: string;
  /** What is there, by its path. */
  readonly files: Map<string, string>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const files = new Map([
    ['/glance-join.js', readFileSync(new URL('../../dist/glance-join.js', import.meta.url), 'utf8')],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    const body = files.get(url);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const sandbox = await startSandbox({ port: 0, allowedOrigins: [origin] });
  await sandbox.warm();
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: launchFlags });
  return {
    browser,
    sandbox,
    origin,
    files,
    close: async () => {
      await browser.close();
      await sandbox.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

let pages = 0;

/** Puts a page there with nothing in it but this. @returns its address */
export function pageWith({ origin, files }: Stage, body: string): string {
  const path = `/page-${++pages}.html`;
  files.set(path, `<!doctype html><html lang="en"><title>Bench</title><link rel="icon" href="data:,"><body>${body}`);
  return origin + path;
}

export async function openPage(stage: Stage, context: BrowserContext, body: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageWith(stage, body));
  return page;
}

/** What lets an agent sign in at the sandbox. */
export const signedIn = ({ sandbox }: Stage): Record<string, string> => ({
  groupid: '21489',
  puid: 'agent-42',
  authurl: `${sandbox.origins.console}/loginkey`,
  glancebaseurl: sandbox.origins.glance,
});

export const tagOf = (attributes: Readonly<Record<string, string>>): string =>
  `<glance-join ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')}></glance-join>`;

/** What nobody holds is gone. */
export async function collectGarbage(devtools: CDPSession): Promise<void> {
  // What the first finds may hold on to more, which the second takes.
  for (let times = 0; times < 2; times++) await devtools.send('HeapProfiler.collectGarbage');
}

export async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Nothing more is asked of the sandbox. */
export async function answered({ sandbox }: Stage): Promise<void> {
  let before: unknown;
  await until('all is answered', async () => {
    const { list } = sandbox.core.requests;
    const last = list.at(-1);
    const still = last === before && list.every(({ status }) => status !== 0);
    before = last;
    if (!still) await new Promise((resolve) => setTimeout(resolve, 200));
    return still;
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
