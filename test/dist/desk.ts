import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright/test';
import { loginKeyHandler, nodeListener } from '../../src/login-key/index.js';
import { AgentPage, expect, test as base } from '../e2e/people.js';
import { withBuild } from './built.js';

// A company's own server, with a page of nobody's making: markup, script tags and headers. What it serves is built from
// the sources.

export interface DeskPage {
  /** Of the element, beside those that every page here has. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The page's Content Security Policy. */
  readonly policy?: string;
  /** In place of UTF-8. */
  readonly charset?: string;
  /** Of the page; English where nothing is said. */
  readonly lang?: string;
  /** The hash the script tag checks its file with. */
  readonly integrity?: string;
  /** The element as a server has drawn it, in place of its bare tag. */
  readonly drawn?: string;
}

export interface Desk {
  readonly origin: string;
  /** Every login key it has given. */
  readonly loginKeys: string[];
  /** Answers in place of the login-key service. */
  loginKey?: ((response: ServerResponse) => void) | undefined;
  /** A page of the agent's, not yet loaded. */
  page(context: BrowserContext): Promise<AgentPage>;
  /** Loads it. */
  load(ada: AgentPage, page?: DeskPage): Promise<void>;
}

interface PerWorker {
  /** The folder of a fresh build. */
  built: string;
  /** The server, whose login keys are good for the sandbox. */
  company: { readonly origin: string; pages: Map<string, DeskPage>; desk: Pick<Desk, 'loginKeys' | 'loginKey'> };
}

const group = '21489';

export const test = base.extend<{ desk: Desk }, PerWorker>({
  built: [async ({}, use) => withBuild(use), { scope: 'worker', timeout: 120_000 }],

  company: [
    async ({ built, sandbox }, use) => {
      const pages = new Map<string, DeskPage>();
      const desk: PerWorker['company']['desk'] = { loginKeys: [] };
      const answer = loginKeyHandler({
        apiKey: `sandbox-api-key-${group}`,
        groupId: group,
        authenticate: () => 'agent-42',
      });
      const signs = nodeListener(async (request) => {
        const response = await answer(request);
        const { loginKey } = (await response.clone().json()) as { loginKey?: string };
        if (loginKey) desk.loginKeys.push(loginKey);
        return response;
      });
      const server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const page = pages.get(pathname);
        if (page) {
          const { charset = 'utf-8', policy } = page;
          response.setHeader('content-type', `text/html; charset=${charset}`);
          if (policy) response.setHeader('content-security-policy', policy);
          response.end(Buffer.from(markup(page, sandbox.origins.glance), charset === 'utf-8' ? 'utf8' : 'latin1'));
        } else if (pathname === '/loginkey' && desk.loginKey) {
          desk.loginKey(response);
        } else if (pathname === '/loginkey') {
          void signs(request, response);
        } else if (/^(\/[\w-]+)+\.js$/.test(pathname)) {
          response.setHeader('content-type', 'text/javascript');
          readFile(join(built, pathname)).then(
            (text) => response.end(text),
            () => response.writeHead(404).end(),
          );
        } else {
          response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
        }
      });
      await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
      const { port } = server.address() as AddressInfo;
      await use({ origin: `http://localhost:${port}`, pages, desk });
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],

  desk: async ({ company, sandbox }, use) => {
    const { origin, pages, desk } = company;
    sandbox.core.allowedOrigins.change({ add: [origin], remove: [] });
    desk.loginKeys.length = 0;
    desk.loginKey = undefined;
    await use(
      Object.assign(desk, {
        origin,
        page: async (context: BrowserContext) => new AgentPage(context, await context.newPage()),
        load: async (ada: AgentPage, page: DeskPage = {}) => {
          const path = `/desk-${pages.size}.html`;
          pages.set(path, page);
          await ada.goto(origin + path);
        },
      }),
    );
  },
});

const markup = (
  { attributes, charset = 'utf-8', lang = 'en', integrity = '', drawn }: DeskPage,
  glance: string,
): string => {
  const all = { groupid: group, puid: 'agent-42', authurl: '/loginkey', glancebaseurl: glance, ...attributes };
  const written = Object.entries(all).map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;')}"`);
  return `<!doctype html>
<html lang="${lang}">
  <meta charset="${charset}">
  <title>A desk</title>
  <script type="module" src="/glance-join.js" integrity="${integrity}"></script>
  ${drawn ?? `<glance-join id="join" ${written.join(' ')}></glance-join>`}
  <iframe id="viewer" title="The page’s own"></iframe>
</html>`;
};

export { expect };
