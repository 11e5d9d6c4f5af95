import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  port: number;
  servers: Server[];
  /** Whether `::1` could be had. */
  ipv6: boolean;
}

const TRIES = 20;

export class PortTakenError extends Error {
  readonly code = 'EADDRINUSE';
}

/** One port on both loopback addresses, since `localhost` may mean either; 0 is any port that is free on both. */
export async function listenOnLoopback(port: number, createServer: () => Server): Promise<Listening> {
  for (let left = port === 0 ? TRIES : 1; left > 0; left -= 1) {
    const v4 = createServer();
    const v6 = createServer();
    try {
      const given = await listen(v4, port, '127.0.0.1');
      const ipv6 = await listenIfThere(v6, given);
      return { port: given, servers: ipv6 ? [v4, v6] : [v4], ipv6 };
    } catch (error) {
      v4.close();
      if (codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
  throw new PortTakenError(
    port === 0
      ? 'No port is free on both 127.0.0.1 and [::1].'
      : `Port ${port} is taken: end what uses it, or choose another with PORT=….`,
  );
}

async function listenIfThere(server: Server, port: number): Promise<boolean> {
  try {
    await listen(server, port, '::1');
    return true;
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return false;
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
