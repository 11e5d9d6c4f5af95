import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import express from 'express';
import { loginKeyHandler, nodeListener } from '../../src/login-key/index.js';
import { folderOf, root } from './built.js';

// The company's server, as the README has one set it up: the files of a console, dist/ under its version, and the
// login-key service.

export interface Company {
  readonly origin: string;
  close(): Promise<unknown>;
}

const groupId = '21489';
const apiKey = `sandbox-api-key-${groupId}`;

/** Gives out what has been built, and knows who is logged in by the token in the page. */
export async function openCompany(folder: string, page: string, glance: string): Promise<Company> {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };
  const answer = loginKeyHandler({ apiKey, groupId, authenticate: () => 'agent-42' });
  const app = express();
  app.all('/loginkey', nodeListener(answer));
  // Beside the page of a Zendesk app, too.
  app.use([`/glance-join@${version}`, `/assets/glance-join@${version}`], express.static(`${root}dist`));
  app.get('/', (_request, response, next) => {
    readFile(`${folder}${page}`, 'utf8').then(
      (html) => response.type('html').send(html.replaceAll('{{glance}}', glance)),
      next,
    );
  });
  app.get('/favicon.ico', (_request, response) => response.sendStatus(204));
  app.use(express.static(folder));
  const server = createServer(app).listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts a console's own server, which says its address in its first line. */
export async function startServer(name: string, glance: string): Promise<Company> {
  const env = { ...process.env, PORT: '0', GLANCE: glance, GLANCE_GROUP_ID: groupId, GLANCE_API_KEY: apiKey };
  const child = spawn(process.execPath, ['server.js'], {
    cwd: folderOf(name),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [origin] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`server.js has ended with ${code}.`))),
  ])) as [string];
  return {
    origin,
    close: () => {
      child.kill();
      return ended;
    },
  };
}
