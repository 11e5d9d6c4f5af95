import { replace } from '../element/replace.js';
import { PlayedWindow } from './played-window.js';
import type { Timeline } from './timeline.js';
import type { Wire } from './wire.js';

type Listener = (event: object) => void;

/** What can be listened to; what listens is counted. */
class PlayedTarget {
  readonly listening = new Set<{ readonly type: string; readonly listener: Listener }>();

  readonly addEventListener = (type: string, listener: Listener, options?: { signal?: AbortSignal }): void => {
    if (options?.signal?.aborted) return;
    const entry = { type, listener };
    this.listening.add(entry);
    options?.signal?.addEventListener('abort', () => this.listening.delete(entry));
  };

  readonly removeEventListener = (type: string, listener: Listener): void => {
    for (const entry of this.listening)
      if (entry.type === type && entry.listener === listener) this.listening.delete(entry);
  };

  dispatch(type: string, event: object = {}): void {
    for (const entry of [...this.listening])
      if (entry.type === type && this.listening.has(entry)) entry.listener({ type, ...event });
  }
}

/** The observers' callback for one element. */
interface Observed {
  readonly element: object;
  readonly tell: (inView: boolean) => void;
}

/** As much of a browser as the house reaches for (src/element/page.ts, src/viewer), and what it holds of us. */
export class Browser {
  #window = new PlayedTarget();
  #document = new PlayedTarget();
  readonly #observed = new Set<Observed>();
  readonly #locks = new Locks();
  /** What outlives the page. */
  readonly storage = new PlayedStorage();
  /** The viewers' windows, the closed ones too. */
  readonly windows: PlayedWindow[] = [];
  /** Whether it refuses to open windows. */
  blocked = false;
  /** The next window is cut off from us, as a page with COOP is: it seems closed, and is never heard. */
  cuts = false;
  /** Elements out of view. */
  readonly #outOfView = new Set<object>();
  #lastTimer = 0;
  #restore: (() => void)[] = [];

  constructor(
    readonly timeline: Timeline,
    readonly wire: Wire,
    private readonly random: () => number,
  ) {}

  install(): void {
    const { timeline, wire } = this;
    const timers = new Map<number, () => void>();
    const setTimeout = (fire: () => void, ms = 0): number => {
      const id = ++this.#lastTimer;
      const cancel = timeline.after('page', ms, () => {
        timers.delete(id);
        fire();
      });
      timers.set(id, cancel);
      return id;
    };
    const clearTimeout = (id: number): void => {
      timers.get(id)?.();
      timers.delete(id);
    };
    const globals: Record<string, unknown> = {
      window: this.#playWindow(),
      document: this.#playDocument(),
      navigator: {
        locks: this.#locks,
        get onLine() {
          return !wire.offline;
        },
      },
      sessionStorage: this.storage,
      Node: { DOCUMENT_POSITION_FOLLOWING: 4 },
      IntersectionObserver: this.#playObserver(),
      innerWidth: 1_000,
      innerHeight: 800,
      WebSocket: function WebSocket(url: string) {
        return wire.socket(url);
      },
      fetch: (url: string, init: RequestInit) => wire.fetch(url, init),
      setTimeout,
      clearTimeout,
    };
    this.#restore = [
      ...Object.entries(globals).map(([name, value]) => define(name, value)),
      replace(Date, 'now', () => () => timeline.now()),
      replace(Math, 'random', () => () => this.random()),
    ];
  }

  uninstall(): void {
    for (const restore of this.#restore.reverse()) restore();
  }

  /** Another page takes the place of this one: nothing of it goes on, but what is kept for the next. */
  reload(): void {
    this.dispatch('pagehide', { persisted: false });
    this.uninstall();
    this.timeline.forgetPage();
    this.wire.forgetPage();
    this.#window = new PlayedTarget();
    this.#document = new PlayedTarget();
    this.#observed.clear();
    this.#outOfView.clear();
    this.#locks.releaseAll();
    this.install();
    for (const window of this.windows) window.isStrange();
  }

  /** An event of the window. */
  dispatch(type: string, event?: object): void {
    this.#window.dispatch(type, event);
  }

  hide(hidden: boolean): void {
    if (this.timeline.hidden === hidden) return;
    this.timeline.hidden = hidden;
    this.#document.dispatch('visibilitychange');
    if (!hidden) for (const { element } of this.#observed) this.#look(element);
  }

  online(online: boolean): void {
    if (this.wire.offline === !online) return;
    this.wire.offline = !online;
    this.dispatch(online ? 'online' : 'offline');
  }

  scroll(element: object, inView: boolean): void {
    this.#outOfView[inView ? 'delete' : 'add'](element);
    this.#look(element);
  }

  isInView(element: object): boolean {
    return !this.#outOfView.has(element);
  }

  /** Another tab takes a lock that is free. */
  locksElsewhere(name: string): void {
    this.#locks.takeElsewhere(name);
  }

  isLocked(name: string): boolean {
    return this.#locks.held.has(name);
  }

  /** Everything of ours that it still holds. */
  get held(): string[] {
    return [
      ...[...this.#window.listening].map(({ type }) => `window ${type}`),
      ...[...this.#document.listening].map(({ type }) => `document ${type}`),
      ...[...this.#observed].map(() => 'observed element'),
      ...[...this.#locks.held].map((name) => `lock ${name}`),
    ];
  }

  /** An observer answers a moment later, and not at all in a tab that nobody looks at (platform.md, part 8). */
  #look(element: object): void {
    this.timeline.after('to-page', 16, () => {
      if (this.timeline.hidden) return;
      for (const one of this.#observed) if (one.element === element) one.tell(this.isInView(element));
    });
  }

  #playObserver(): unknown {
    const observed = this.#observed;
    const look = (element: object): void => this.#look(element);
    return class {
      constructor(private readonly call: (entries: object[]) => void) {}
      observe(element: object): void {
        observed.add({ element, tell: (isIntersecting) => this.call([{ target: element, isIntersecting }]) });
        look(element);
      }
      unobserve(element: object): void {
        for (const one of observed) if (one.element === element) observed.delete(one);
      }
      disconnect(): void {
        observed.clear();
      }
    };
  }

  #playDocument(): object {
    const { timeline } = this;
    return {
      // eslint-disable-next-line @typescript-eslint/no-misused-spread -- what is inherited is not used
      ...this.#document,
      get hidden() {
        return timeline.hidden;
      },
      createElement: () => new PlayedForm(this),
    };
  }

  #playWindow(): object {
    return {
      // eslint-disable-next-line @typescript-eslint/no-misused-spread -- what is inherited is not used
      ...this.#window,
      crypto: globalThis.crypto,
      reportError: (error: unknown) => {
        throw error;
      },
      open: (_url: string, name: string) => this.#open(name),
    };
  }

  #open(name: string): object | null {
    const there = this.windows.find((one) => one.name === name && one.open && !one.cut);
    if (there) return there.found();
    if (this.blocked) return null;
    const opened = new PlayedWindow(this, name, this.cuts);
    this.windows.push(opened);
    return opened.handle;
  }
}

/** What a script keeps in the tab: its items are own members, as those of the real one. */
class PlayedStorage {
  getItem(name: string): string | null {
    return (Reflect.get(this, name) as string | undefined) ?? null;
  }

  setItem(name: string, text: string): void {
    Reflect.set(this, name, text);
  }

  removeItem(name: string): void {
    Reflect.deleteProperty(this, name);
  }
}

interface LockWaiter {
  readonly name: string;
  readonly take: () => void;
}

/** The locks of the origin, as far as this tab and another ask for them. */
class Locks {
  readonly held = new Set<string>();
  readonly #elsewhere = new Set<string>();
  #waiting: LockWaiter[] = [];
  /** Grows when the page goes: what an earlier one held is given back by the browser. */
  #page = 0;

  takeElsewhere(name: string): void {
    if (!this.held.has(name)) this.#elsewhere.add(name);
  }

  releaseAll(): void {
    this.#page += 1;
    this.held.clear();
    this.#waiting = [];
  }

  readonly request = async (
    name: string,
    { ifAvailable, signal }: { ifAvailable?: boolean; signal?: AbortSignal },
    use: (lock: object | null) => Promise<void>,
  ): Promise<void> => {
    const free = !this.held.has(name) && !this.#elsewhere.has(name);
    if (!free && ifAvailable) return use(null);
    if (!free) await this.#wait(name, signal);
    const page = this.#page;
    this.held.add(name);
    await use({});
    if (page !== this.#page) return;
    this.held.delete(name);
    const next = this.#waiting.findIndex((waiter) => waiter.name === name);
    if (next >= 0) this.#waiting.splice(next, 1)[0]?.take();
  };

  #wait(name: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { name, take: resolve };
      this.#waiting.push(waiter);
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        reject(signal.reason as Error);
      });
    });
  }
}

/** A form, posted into the window of its target's name. */
class PlayedForm {
  action = '';
  target = '';
  #formdata = (_: { formData: URLSearchParams }): void => undefined;

  constructor(private readonly browser: Browser) {}

  addEventListener(_: 'formdata', listener: (event: { formData: URLSearchParams }) => void): void {
    this.#formdata = listener;
  }

  submit(): void {
    const formData = new URLSearchParams();
    this.#formdata({ formData });
    const target = this.browser.windows.findLast(({ name, open }) => name === this.target && open);
    if (!target) throw new Error(`There is no window ${this.target}: the browser would open another.`);
    target.load(this.action, formData);
  }

  remove(): void {
    // It goes with the page.
  }
}

/** @returns puts back what was there */
function define(name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  };
}
