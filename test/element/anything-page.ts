import { SkippingClock } from './clock.js';
import { replace } from './replace.js';
import { Traffic } from './traffic.js';
import { Viewers, type Posted } from './viewers.js';

/** The agent's page around the elements, played: clock, windows, network, and whether anybody looks at it. */
export class Page {
  readonly clock = new SkippingClock({ stands: true });
  readonly traffic = new Traffic();
  readonly viewers = new Viewers();
  /** What nobody has caught. */
  readonly uncaught: string[] = [];
  #online = true;
  #hidden = false;
  #restore: (() => void)[] = [];

  constructor(
    private readonly random: () => number,
    /** Called when a viewer is opened, at that moment. */
    private readonly opens: (posted: Posted) => void,
  ) {}

  install(): void {
    const listening = new AbortController();
    const { signal } = listening;
    // Before the test's framework hears of it: a course that fails is to be told with its seed.
    const note = (event: PromiseRejectionEvent | ErrorEvent): void => {
      event.stopImmediatePropagation();
      event.preventDefault();
      this.uncaught.push(String('reason' in event ? event.reason : event.error));
    };
    window.addEventListener('unhandledrejection', note, { signal, capture: true });
    window.addEventListener('error', note, { signal, capture: true });
    this.#restore = [
      () => listening.abort(),
      ...this.#installNetwork(),
      this.#installed(this.traffic),
      this.#installed(this.viewers),
      this.#watchPosts(),
      this.#installed(this.clock),
      replace(Math, 'random', () => () => this.random()),
      property(navigator, 'onLine', () => this.#online),
      property(document, 'hidden', () => this.#hidden),
    ];
  }

  uninstall(): void {
    for (const restore of this.#restore.reverse()) restore();
  }

  get isOnline(): boolean {
    return this.#online;
  }

  get isHidden(): boolean {
    return this.#hidden;
  }

  /** The browser loses its network, or finds it again. */
  connects(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    if (!online) this.cut();
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }

  /** Its sockets are cut. */
  cut(): void {
    for (const socket of this.traffic.sockets) socket.close();
  }

  /** The agent looks at another tab, or at this one again. */
  hides(hidden: boolean): void {
    if (this.#hidden === hidden) return;
    this.#hidden = hidden;
    this.clock.inBackground = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  /** The browser has brought it back. */
  wakes(): void {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }

  /** Without a network every request fails, and no socket opens. */
  #installNetwork(): (() => void)[] {
    const reaches = (): boolean => this.#online;
    return [
      replace(
        window,
        'fetch',
        (fetch) => (input, init) =>
          reaches() ? fetch(input, init) : Promise.reject(new TypeError('There is no network.')),
      ),
      replace(
        window,
        'WebSocket',
        (WebSocket) =>
          class extends WebSocket {
            constructor(url: string | URL, protocols?: string | string[]) {
              super(url, protocols);
              if (!reaches()) this.close();
            }
          },
      ),
    ];
  }

  #watchPosts(): () => void {
    const opens = (): void => this.opens(this.viewers.posted.at(-1)!);
    return replace(
      HTMLFormElement.prototype,
      'submit',
      (submit) =>
        function (this: HTMLFormElement) {
          submit.call(this);
          opens();
        },
    );
  }

  #installed(part: { install(): void; uninstall(): void }): () => void {
    part.install();
    return () => part.uninstall();
  }
}

/** Lets something read-only say something else. @returns lets it speak for itself again */
function property(target: object, name: string, get: () => unknown): () => void {
  Object.defineProperty(target, name, { get, configurable: true });
  return () => void Reflect.deleteProperty(target, name);
}
