import { replace } from './replace.js';

/** The page's clock, real but for what a test lets pass at once. */
const real = {
  setTimeout: window.setTimeout.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
  now: Date.now.bind(Date),
};

const MINUTE = 60_000;

interface Timer {
  due: number;
  readonly fire: () => void;
}

/** Longer than any test. */
const NEVER = 0x7fff_ffff;

export class SkippingClock {
  /** As in a tab that has long been in the background: no timer set meanwhile fires within a minute. */
  inBackground = false;
  /** The pauses of the timers that have fired, in that order. */
  readonly fired: number[] = [];
  readonly #stoodAt: number | undefined;
  #ahead = 0;
  readonly #timers = new Map<number, Timer>();
  #restore: (() => void)[] = [];

  /** @param stands whether no time passes but what a test lets pass: how busy the machine is does not matter then */
  constructor({ stands = false } = {}) {
    this.#stoodAt = stands ? real.now() : undefined;
  }

  /** Timers set from here on are this clock's. */
  install(): void {
    const stands = this.#stoodAt !== undefined;
    const set = (action: (...args: unknown[]) => void, asked = 0, ...args: unknown[]): number => {
      const ms = this.inBackground ? Math.max(asked, MINUTE) : asked;
      const fire = (): void => {
        this.#timers.delete(id);
        real.clearTimeout(id);
        this.fired.push(ms);
        action(...args);
      };
      // What is due now fires by itself.
      const id: number = real.setTimeout(fire, stands && ms > 0 ? NEVER : ms);
      this.#timers.set(id, { due: this.now() + ms, fire });
      return id;
    };
    const clear = (id: unknown): void => {
      this.#timers.delete(Number(id));
      real.clearTimeout(Number(id));
    };
    this.#restore = [
      replace(window, 'setTimeout', () => set as unknown as typeof window.setTimeout),
      replace(window, 'clearTimeout', () => clear),
      replace(Date, 'now', () => () => this.now()),
    ];
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
    for (const id of this.#timers.keys()) if (this.#stoodAt !== undefined) real.clearTimeout(id);
  }

  now(): number {
    return (this.#stoodAt ?? real.now()) + this.#ahead;
  }

  /** How many timers of the page wait to fire. */
  get running(): number {
    return this.#timers.size;
  }

  /** How long it is until the next of them fires. */
  get idle(): number {
    return Math.min(...[...this.#timers.values()].map(({ due }) => due)) - this.now();
  }

  /** Sets the clock forward, or back, as somebody who corrects it: no timer takes notice. */
  set(ms: number): void {
    this.#ahead += ms;
  }

  /** The computer sleeps: what came due meanwhile fires only now. */
  async sleep(ms: number): Promise<void> {
    this.#ahead += ms;
    await this.pass(0);
  }

  /** The computer sleeps, and its timers with it: each has as much before it as before. */
  suspend(ms: number): void {
    this.#ahead += ms;
    for (const timer of this.#timers.values()) timer.due += ms;
  }

  /** The timer that is due first; of several, the one that was set first. */
  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) if (!first || timer.due < first.due) first = timer;
    return first;
  }

  /** Lets time pass: what comes due fires, each at its time and in its order. */
  async pass(ms: number): Promise<void> {
    const end = this.now() + ms;
    for (;;) {
      const next = this.#next();
      if (!next || next.due > end) break;
      this.#ahead += Math.max(0, next.due - this.now());
      next.fire();
      await task();
    }
    this.#ahead += Math.max(0, end - this.now());
  }
}

/** A task of its own, without the four milliseconds that nested timers take at least. */
export function task(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage('');
  });
}
