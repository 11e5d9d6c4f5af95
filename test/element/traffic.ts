import { replace } from './replace.js';
import { nextTask, until } from './until.js';

/** What the page sends and holds: requests, sockets, listeners on window and document, observers. */
export class Traffic {
  readonly requests: string[] = [];
  readonly sockets: WebSocket[] = [];
  /** What has come over them. */
  readonly frames: string[] = [];
  /** What the page has said over them. */
  readonly said: string[] = [];
  /** Those that have heard something. */
  readonly talking = new Set<WebSocket>();
  readonly #pending = new Set<{ readonly url: string }>();
  readonly #listeners = new Map<string, Set<unknown>>();
  #observed = 0;
  #restore: (() => void)[] = [];

  install(): void {
    this.#restore = [this.#watchRequests(), this.#watchSockets(), ...this.#countListeners(), ...this.#countObserved()];
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
  }

  /** Waits until the page has heard that what it asked is answered or called off: WebKit says so some tasks later. */
  async isOver(): Promise<void> {
    await nextTask();
    await until(
      () => `is over: ${this.unanswered.map(({ url }) => url).join()}`,
      () => this.pending === 0,
    );
    await nextTask();
  }

  /** How many requests are not wholly answered, and which. */
  get pending(): number {
    return this.#pending.size;
  }
  get unanswered(): { readonly url: string }[] {
    return [...this.#pending];
  }

  /** Sockets that are open, or being opened. */
  get openSockets(): number {
    return this.sockets.filter(({ readyState }) => readyState < WebSocket.CLOSING).length;
  }

  /** Whether the page has heard that the customer has gone. */
  get heardOfGoing(): boolean {
    return this.frames.some((frame) => frame.includes('"visitorsock"') && frame.includes('false'));
  }

  /** What holds on to window, document and elements in view. */
  get held(): Record<string, number> {
    const counts = [...this.#listeners].map(([name, { size }]) => [name, size] as const);
    const held = Object.fromEntries(counts.filter(([, count]) => count !== 0));
    return this.#observed ? { ...held, observed: this.#observed } : held;
  }

  #watchRequests(): () => void {
    return replace(window, 'fetch', (fetch) => (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      this.requests.push(url);
      const answer = fetch(input, init);
      const asked = { url };
      this.#pending.add(asked);
      void answer
        .then((response) => response.clone().text())
        .catch(() => undefined)
        .finally(() => this.#pending.delete(asked));
      return answer;
    });
  }

  #watchSockets(): () => void {
    const { requests, sockets, frames, said, talking } = this;
    return replace(
      window,
      'WebSocket',
      (WebSocket) =>
        class extends WebSocket {
          constructor(url: string | URL, protocols?: string | string[]) {
            super(url, protocols);
            requests.push(String(url));
            sockets.push(this);
            this.addEventListener('message', ({ data }) => {
              frames.push(String(data));
              talking.add(this);
            });
          }

          override send(data: string): void {
            said.push(data);
            super.send(data);
          }
        },
    );
  }

  #countListeners(): (() => void)[] {
    const note = (target: EventTarget, type: string, listener: unknown, is: boolean): void => {
      if (target !== window && target !== document) return;
      const name = `${target === window ? 'window' : 'document'} ${type}`;
      const listeners = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, listeners);
      listeners[is ? 'add' : 'delete'](listener);
    };
    return [
      replace(
        EventTarget.prototype,
        'addEventListener',
        (add) =>
          function (this: EventTarget | undefined, ...args) {
            const [type, listener, options] = args;
            const target = this ?? window;
            const { signal } = typeof options === 'object' ? options : {};
            note(target, type, listener, true);
            if (signal) add.call(signal, 'abort', () => note(target, type, listener, false));
            add.apply(target, args);
          },
      ),
      replace(
        EventTarget.prototype,
        'removeEventListener',
        (remove) =>
          function (this: EventTarget | undefined, ...args) {
            const target = this ?? window;
            note(target, args[0], args[1], false);
            remove.apply(target, args);
          },
      ),
    ];
  }

  #countObserved(): (() => void)[] {
    const count = (by: number) => (call: (this: IntersectionObserver, element: Element) => void) => {
      const note = (): void => {
        this.#observed += by;
      };
      return function (this: IntersectionObserver, element: Element) {
        note();
        call.call(this, element);
      };
    };
    const prototype = IntersectionObserver.prototype;
    return [replace(prototype, 'observe', count(1)), replace(prototype, 'unobserve', count(-1))];
  }
}
