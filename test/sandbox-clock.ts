import type { Clock } from '../demo/sandbox/index.js';

interface Timer {
  readonly due: number;
  readonly act: () => void;
  callOff?: () => void;
}

/** The sandbox's clock in the lanes of a browser: the machine's, but while a test has it stand at its own. */
export class SandboxClock implements Clock {
  readonly #timers = new Set<Timer>();
  #stands: number | undefined;

  readonly now = (): number => this.#stands ?? Date.now();

  readonly after = (ms: number, action: () => void): (() => void) => {
    const timer: Timer = {
      due: this.now() + ms,
      act: () => {
        this.#timers.delete(timer);
        action();
      },
    };
    this.#timers.add(timer);
    if (this.#stands === undefined) this.#start(timer);
    return () => {
      this.#timers.delete(timer);
      timer.callOff?.();
    };
  };

  /** What is due by then happens now. @returns how much that was */
  stand(at: number): number {
    let count = 0;
    for (const { callOff } of this.#timers) callOff?.();
    for (;;) {
      const [next] = [...this.#timers].filter(({ due }) => due <= at).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#stands = Math.max(next.due, this.#stands ?? next.due);
      next.act();
      count += 1;
    }
    this.#stands = at;
    return count;
  }

  run(): void {
    this.#stands = undefined;
    for (const timer of this.#timers) this.#start(timer);
  }

  #start(timer: Timer): void {
    timer.callOff?.();
    const id = setTimeout(timer.act, Math.max(0, timer.due - Date.now()));
    timer.callOff = () => clearTimeout(id);
  }
}
