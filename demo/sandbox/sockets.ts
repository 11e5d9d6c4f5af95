import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Connection, SandboxCore, Socket } from './core/index.js';
import { matches } from './core/faults.js';
import { isOwn, servedTo, siteOf, type Origins } from './origins.js';

export interface Sockets {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Cuts the sockets open on paths that fit the pattern; says whether there were any. */
  readonly cut: (pattern: string) => boolean;
  readonly closeAll: () => void;
}

/** The web sockets of Glance, and the viewer's. */
export function createSockets(core: SandboxCore, origins: Origins): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 32_000_000 });
  const open = new Map<WebSocket, string>();
  /** Connections whose handshake has not been answered. */
  const waiting = new Set<Duplex>();
  const opens: Record<string, (socket: Socket) => Connection> = {
    '/agent': (socket) => core.presence.openAgent(socket),
    '/visitorws': (socket) => core.presence.openVisitor(socket),
    '/visitor/ws': (socket) => core.sessions.openPage(socket),
    '/sandbox/view': (socket) => core.viewing.openViewer(socket),
  };

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    waiting.add(socket);
    socket.once('close', () => waiting.delete(socket));
    const path = (request.url ?? '').split('?', 1)[0]?.toLowerCase() ?? '';
    const { host, origin } = request.headers;
    const status = refusal(path, host, origin);
    const entry = core.requests.add({
      at: new Date(core.clock.now()).toISOString(),
      method: 'GET',
      path,
      origin: origin ?? null,
    });
    const refuse = (code: number): void => {
      entry.status = code;
      socket.end(`HTTP/1.1 ${code} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (status !== 101) return refuse(status);
    const accept = (): void => {
      entry.status = 101;
      waiting.delete(socket);
      server.handleUpgrade(request, socket, head, (webSocket) => attach(webSocket, path));
    };
    const fault = path.startsWith('/sandbox/') ? undefined : core.faults.onPath(path);
    if (!fault || fault.do === 'headers') accept();
    else if (fault.do === 'hold') socket.once('close', core.faults.hold(accept));
    else if (fault.do === 'delay') {
      const callOff = core.clock.after(fault.ms ?? 0, accept);
      socket.once('close', callOff);
    } else if (fault.do === 'status') refuse(fault.status ?? 500);
    else if (fault.do === 'drop') socket.destroy();
    else if (fault.do === 'garbage') socket.end(fault.body ?? '<garbage');
    // Firefox 140 keeps the connection of a handshake nobody has answered, also when its page has long gone; with six of
    // them it asks this host for nothing more.
    else
      socket.once(
        'close',
        core.faults.silence(() => socket.destroy()),
      );
  }

  function refusal(path: string, host: string | undefined, origin: string | undefined): 101 | 403 | 404 | 421 {
    const site = siteOf(host, origins);
    if (!site) return 421;
    if (site !== 'glance' || !Object.hasOwn(opens, path)) return 404;
    if (origin === undefined || origin === origins.glance || servedTo(path) === 'everyone') return 101;
    const allowed = servedTo(path) === 'agents' ? core.allowedOrigins.has(origin) : isOwn(origin, origins);
    return allowed ? 101 : 403;
  }

  function attach(webSocket: WebSocket, path: string): void {
    open.set(webSocket, path);
    const connection = opens[path]?.({
      send: (text) => {
        if (webSocket.readyState === webSocket.OPEN) webSocket.send(text);
      },
      close: (code, reason) => webSocket.close(code, reason),
    });
    webSocket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) connection?.message(data.toString('utf8'));
    });
    // An error is always followed by a close.
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => {
      open.delete(webSocket);
      connection?.closed();
    });
  }

  return {
    upgrade,
    cut(pattern) {
      const fitting = [...open].filter(([, path]) => matches(pattern, path));
      for (const [webSocket] of fitting) webSocket.terminate();
      return fitting.length > 0;
    },
    closeAll() {
      for (const webSocket of open.keys()) webSocket.terminate();
      for (const socket of waiting) socket.destroy();
      server.close();
    },
  };
}
