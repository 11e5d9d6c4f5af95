import { GOING_AWAY, readFrame, REFUSED, type Clock, type Connection, type Socket } from './ports.js';
import type { Viewer, ViewingAgent } from './session.js';
import type { Sessions } from './sessions.js';

export interface ViewRequest {
  groupid: string;
  sessionKey: string;
  wait: boolean;
  agent: ViewingAgent;
}

const TICKET_MS = 60_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** The viewer's own socket. The AgentView page gets a ticket for it: the login key goes no further than that page. */
export class Viewing {
  readonly #clock: Clock;
  readonly #sessions: Sessions;
  readonly #tickets = new Map<string, { request: ViewRequest; until: number }>();
  readonly #sockets = new Set<Socket>();

  constructor(clock: Clock, sessions: Sessions) {
    this.#clock = clock;
    this.#sessions = sessions;
  }

  /** Good once, for a minute. */
  issueTicket(request: ViewRequest): string {
    const now = this.#clock.now();
    for (const [ticket, { until }] of this.#tickets) if (until <= now) this.#tickets.delete(ticket);
    const ticket = globalThis.crypto.randomUUID();
    this.#tickets.set(ticket, { request, until: now + TICKET_MS });
    return ticket;
  }

  openViewer(socket: Socket): Connection {
    this.#sockets.add(socket);
    let viewer: Viewer | undefined;
    let callOffWait: (() => void) | undefined;
    const refuse = (reason: string): void => {
      socket.send(JSON.stringify({ type: 'refused', reason }));
      socket.close(REFUSED, reason);
    };
    return {
      message: (text) => {
        const frame = readFrame(text);
        if (frame?.['type'] !== 'view' || viewer) return;
        const request = this.#takeTicket(frame['ticket']);
        if (!request) return refuse('ticket');
        const wanted = { groupid: request.groupid, key: request.sessionKey };
        if (!request.wait && !this.#sessions.find(wanted.groupid, wanted.key)) return refuse('no-session');
        viewer = { agent: request.agent, socket };
        if (this.#sessions.view(viewer, wanted) === 'started') return;
        socket.send(JSON.stringify({ type: 'waiting' }));
        const waiting = viewer;
        callOffWait = this.#clock.after(LONGEST_WAIT_MS, () => {
          if (this.#sessions.isWaiting(waiting)) refuse('timeout');
        });
      },
      closed: () => {
        this.#sockets.delete(socket);
        callOffWait?.();
        if (viewer) this.#sessions.leave(viewer);
      },
    };
  }

  #takeTicket(ticket: unknown): ViewRequest | undefined {
    const held = this.#tickets.get(String(ticket));
    this.#tickets.delete(String(ticket));
    return held && this.#clock.now() < held.until ? held.request : undefined;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  reset(): void {
    this.#tickets.clear();
    this.close(GOING_AWAY);
  }

  close(code: number): void {
    for (const socket of [...this.#sockets]) socket.close(code, 'closing');
  }
}
