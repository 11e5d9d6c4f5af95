import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { customerScript, viewerScript } from './bundles.js';
import { SandboxCore, type Clock } from './core/index.js';
import { createApp } from './http.js';
import { listenOnLoopback } from './listen.js';
import { originsOn, type Origins } from './origins.js';
import { createSockets } from './sockets.js';

export type { Clock, Connection, Socket } from './core/index.js';
export { SandboxCore } from './core/index.js';
export { PortTakenError } from './listen.js';

export interface SandboxOptions {
  /** 0, the default, is any free port. */
  port?: number;
  /** Further origins on Glance's allow list; the console's is on it. */
  allowedOrigins?: string[];
  clock?: Clock;
}

export interface Sandbox {
  readonly origins: Origins;
  readonly port: number;
  readonly core: SandboxCore;
  /** Forgets faults, sessions, visitors and requests. */
  reset(): void;
  /** Builds the browser's scripts, which else happens when a page first asks for them. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** Plays Glance, the company and the shop on one port of this machine. */
export async function startSandbox({ port = 0, allowedOrigins = [], clock }: SandboxOptions = {}): Promise<Sandbox> {
  const { servers, ipv6, port: given } = await listenOnLoopback(port, createServer);
  const origins = originsOn(given, { ipv6 });
  const core = new SandboxCore({ ...(clock && { clock }), allowedOrigins: [origins.console, ...allowedOrigins] });
  const sockets = createSockets(core, origins);
  const app = createApp({ core, origins, cutSockets: sockets.cut });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  for (const server of servers) {
    server.on('request', (request, response) => void answer(request, response));
    server.on('upgrade', sockets.upgrade);
  }
  return {
    origins,
    port: given,
    core,
    reset: () => core.reset(),
    async warm() {
      await Promise.all([customerScript(), viewerScript()]);
    },
    async close() {
      core.close();
      sockets.closeAll();
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}
