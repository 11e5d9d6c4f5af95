import type { Clock, Socket } from './ports.js';

/** A message reaches a visitor who is connected or was in the last five seconds (services 3.5). */
const LINGER_MS = 5_000;

/** One visitor of a group, over all their pages. */
export class Visitor {
  readonly groupid: string;
  readonly visitorid: string;
  /** The last presence data. Kept over reconnects, since pages do not repeat it (traces 4.3). */
  presence: Record<string, unknown> | undefined;
  presenceAt: number | undefined;
  /** Whether they were ever here: an agent may watch somebody who never came. */
  seen = false;
  readonly #clock: Clock;
  /** Oldest first. */
  #sockets: Socket[] = [];
  #leftAt = Number.NEGATIVE_INFINITY;
  #waiting: { text: string; until: number }[] = [];

  constructor(groupid: string, visitorid: string, clock: Clock) {
    this.groupid = groupid;
    this.visitorid = visitorid;
    this.#clock = clock;
  }

  get connected(): boolean {
    return this.#sockets.length > 0;
  }

  /**
   * Between two pages a visitor is still here. How long Glance's look-up keeps one who left is unknown
   * (traces 9.2); as long as it keeps messages for them is assumed.
   */
  get here(): boolean {
    return this.connected || this.#clock.now() < this.#leftAt + LINGER_MS;
  }

  /** True when they were not connected before. The newest socket wins; the one before is told to step back. */
  add(socket: Socket): boolean {
    const arrived = !this.connected;
    this.#sockets.at(-1)?.send(JSON.stringify({ mtype: 'blur', data: {} }));
    this.#sockets.push(socket);
    this.seen = true;
    const now = this.#clock.now();
    for (const { text, until } of this.#waiting) if (now < until) socket.send(text);
    this.#waiting = [];
    return arrived;
  }

  /** True when it was the last one. */
  remove(socket: Socket): boolean {
    if (!this.#sockets.includes(socket)) return false;
    this.#sockets = this.#sockets.filter((other) => other !== socket);
    if (this.connected) return false;
    this.#leftAt = this.#clock.now();
    return true;
  }

  removeAll(): boolean {
    const left = this.connected;
    this.#sockets = [];
    return left;
  }

  /** Sends to the newest page, or keeps the message for the next one if it is about to come. */
  tell(message: { mtype: string; data: unknown }): boolean {
    const text = JSON.stringify(message);
    const newest = this.#sockets.at(-1);
    if (newest) newest.send(text);
    else if (this.here) this.#waiting.push({ text, until: this.#clock.now() + LINGER_MS });
    else return false;
    return true;
  }

  forget(): void {
    this.presence = undefined;
    this.presenceAt = undefined;
    this.seen = false;
    this.#leftAt = Number.NEGATIVE_INFINITY;
    this.#waiting = [];
  }
}
