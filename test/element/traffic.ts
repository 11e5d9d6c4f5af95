import { replace } from './replace.js';

/** What the page sends and holds: requests, sockets, listeners on window and document, observers. */
export class Traffic {
  readonly requests: string[] = [];
  readonly sockets: WebSocket[] = [];
  /** What has come over them. */
  readonly frames: string[] = [];
  /** Requests that are not wholly answered. */
  pending = 0;
  readonly #listeners = new Map<string, number>();
  #observed = 0;
  #restore: (() => void)[] = [];

  install(): void {
    this.#restore = [this.#watchRequests(), this.#watchSockets(), ...this.#countListeners(), ...this.#countObserved()];
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
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
    const held = Object.fromEntries([...this.#listeners].filter(([, count]) => count !== 0));
    return this.#observed ? { ...held, observed: this.#observed } : held;
  }

  #watchRequests(): () => void {
    return replace(window, 'fetch', (fetch) => (input, init) => {
      this.requests.push(input instanceof Request ? input.url : input.toString());
      const answer = fetch(input, init);
      this.pending++;
      void answer
        .then((response) => response.clone().text())
        .catch(() => undefined)
        .finally(() => this.pending--);
      return answer;
    });
  }

  #watchSockets(): () => void {
    const { requests, sockets, frames } = this;
    return replace(
      window,
      'WebSocket',
      (WebSocket) =>
        class extends WebSocket {
          constructor(url: string | URL, protocols?: string | string[]) {
            super(url, protocols);
            requests.push(String(url));
            sockets.push(this);
            this.addEventListener('message', ({ data }) => frames.push(String(data)));
          }
        },
    );
  }

  #countListeners(): (() => void)[] {
    const note = (target: EventTarget, type: string, by: number): void => {
      if (target !== window && target !== document) return;
      const name = `${target === window ? 'window' : 'document'} ${type}`;
      this.#listeners.set(name, (this.#listeners.get(name) ?? 0) + by);
    };
    return [
      replace(
        EventTarget.prototype,
        'addEventListener',
        (add) =>
          function (this: EventTarget | undefined, ...args) {
            const [type, , options] = args;
            const target = this ?? window;
            const { signal } = typeof options === 'object' ? options : {};
            note(target, type, 1);
            if (signal) add.call(signal, 'abort', () => note(target, type, -1));
            add.apply(target, args);
          },
      ),
      replace(
        EventTarget.prototype,
        'removeEventListener',
        (remove) =>
          function (this: EventTarget | undefined, ...args) {
            const target = this ?? window;
            note(target, args[0], -1);
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
