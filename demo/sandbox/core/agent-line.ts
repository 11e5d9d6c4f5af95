import type { Faults } from './faults.js';
import type { Clock, Socket } from './ports.js';
import type { Visitor } from './visitor.js';

/** One agent's presence socket. Every frame to an agent goes through here, and so do the faults laid on them. */
export class AgentLine {
  visitor: Visitor | undefined;
  open = true;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #late = new Set<() => void>();

  constructor(socket: Socket, clock: Clock, faults: Faults) {
    this.#socket = socket;
    this.#clock = clock;
    this.#faults = faults;
  }

  /** The answer to `connect`: its `keepalive` stands at top level (traces 4.1). */
  connected(keepalive: number): void {
    this.#deliver('connected', JSON.stringify({ mtype: 'connected', keepalive }));
  }

  send(mtype: string, data: unknown): void {
    this.#deliver(mtype, JSON.stringify({ mtype, data }));
  }

  #deliver(mtype: string, text: string): void {
    if (!this.open) return;
    const fault = this.#faults.onMessage(mtype);
    if (!fault) this.#socket.send(text);
    else if (fault.do === 'garbage') this.#socket.send(fault.body ?? '{"mtype":');
    else if (fault.do === 'drop') this.close(1011, 'dropped');
    else if (fault.do === 'delay') this.#sendLater(text, (send) => this.#clock.after(fault.ms ?? 0, send));
    else if (fault.do === 'hold') this.#sendLater(text, (send) => this.#faults.hold(send));
  }

  #sendLater(text: string, plan: (send: () => void) => () => void): void {
    const callOff = plan(() => {
      this.#late.delete(callOff);
      this.#socket.send(text);
    });
    this.#late.add(callOff);
  }

  /** What nobody has sent, as it is: no fault strikes it. */
  say(text: string): void {
    if (this.open) this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.closed();
    this.#socket.close(code, reason);
  }

  closed(): void {
    this.open = false;
    for (const callOff of this.#late) callOff();
    this.#late.clear();
  }
}
