import { replace } from './replace.js';

// What keeps something alive after it has left the page, beyond what `Traffic` and `SkippingClock` count: listeners
// on anything, observers, repeating and drawn timers, channels, workers. Everything is noted weakly, so that the
// noting itself keeps nothing: what has been collected has left nothing.

/** Taken before a test counts the page's own. */
const { WebSocket } = window;

interface Note {
  readonly what: string;
  /** What it hangs on. */
  readonly on: WeakRef<object>;
}

type Listener = EventListenerOrEventListenerObject | null;

/** Constructors of what lives until it is closed; the element needs none of them. */
const LASTING = ['EventSource', 'BroadcastChannel', 'Worker', 'SharedWorker', 'XMLHttpRequest'] as const;
const OBSERVERS = ['IntersectionObserver', 'MutationObserver', 'ResizeObserver'] as const;

export class Remains {
  readonly #notes = new Set<Note>();
  readonly #listening = new WeakMap<object, Map<string, WeakMap<object, Note>>>();
  readonly #observing = new WeakMap<object, Note[]>();
  #repeating = new Map<string, Set<number>>();
  #restore: (() => void)[] = [];

  install(): void {
    this.#restore = [
      ...this.#noteListeners(),
      ...OBSERVERS.flatMap((name) => this.#noteObserver(name)),
      ...LASTING.map((name) => this.#noteConstructor(name)),
      ...this.#noteRepeating('setInterval', 'clearInterval'),
      ...this.#noteRepeating('requestAnimationFrame', 'cancelAnimationFrame'),
      ...this.#noteRepeating('requestIdleCallback', 'cancelIdleCallback'),
    ];
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
  }

  /** What hangs on things that are still there, by name, each as often as it does. */
  async list(): Promise<string[]> {
    await collect();
    const { held = [], pending = [] } = await navigator.locks.query();
    return [
      ...[...this.#notes].filter(({ on }) => lives(on.deref())).map(({ what }) => what),
      ...[...this.#repeating].flatMap(([name, ids]) => [...ids].map(() => name)),
      ...[...held, ...pending].map(({ name }) => `lock ${name ?? ''}`),
      ...[window, document].flatMap((target) => handlersOf(target)),
    ].sort();
  }

  #note(what: string, on: object): Note {
    const note = { what: `${what} on ${nameOf(on)}`, on: new WeakRef(on) };
    this.#notes.add(note);
    return note;
  }

  #noteListeners(): (() => void)[] {
    const drop = (target: object, key: string, listener: object): void => {
      const note = this.#listening.get(target)?.get(key)?.get(listener);
      if (!note) return;
      this.#notes.delete(note);
      this.#listening.get(target)?.get(key)?.delete(listener);
    };
    const keep = (target: object, key: string, listener: object, what: string): void => {
      const ofTarget = this.#listening.get(target) ?? new Map<string, WeakMap<object, Note>>();
      this.#listening.set(target, ofTarget);
      const ofKey = ofTarget.get(key) ?? new WeakMap<object, Note>();
      ofTarget.set(key, ofKey);
      // The same listener a second time is none.
      if (!ofKey.has(listener)) ofKey.set(listener, this.#note(what, target));
    };
    const keyOf = (type: string, options?: boolean | EventListenerOptions): string =>
      `${type} ${String(typeof options === 'object' ? !!options.capture : !!options)}`;
    return [
      replace(
        EventTarget.prototype,
        'addEventListener',
        (add) =>
          function (this: EventTarget | undefined, type: string, listener: Listener, options) {
            const target = this ?? window;
            add.call(target, type, listener, options);
            if (!listener) return;
            const { once, signal } = typeof options === 'object' ? options : {};
            if (signal?.aborted) return;
            const key = keyOf(type, options);
            keep(target, key, listener, type);
            const weakly = [new WeakRef(target), new WeakRef(listener)] as const;
            const over = (): void => {
              const [on, heard] = weakly.map((ref) => ref.deref());
              if (on && heard) drop(on, key, heard);
            };
            if (once) add.call(target, type, over, { ...(options as AddEventListenerOptions), once: true });
            if (signal) add.call(signal, 'abort', over, { once: true });
          },
      ),
      replace(
        EventTarget.prototype,
        'removeEventListener',
        (remove) =>
          function (this: EventTarget | undefined, type: string, listener: Listener, options) {
            const target = this ?? window;
            remove.call(target, type, listener, options);
            if (listener) drop(target, keyOf(type, options), listener);
          },
      ),
    ];
  }

  #noteObserver(name: (typeof OBSERVERS)[number]): (() => void)[] {
    const observing = this.#observing;
    const note = (observer: object, target: object): void => {
      const notes = observing.get(observer) ?? [];
      observing.set(observer, notes);
      if (!notes.some(({ on }) => on.deref() === target)) notes.push(this.#note(name, target));
    };
    const drop = (observer: object, of?: object): void => {
      for (const each of observing.get(observer) ?? []) if (!of || each.on.deref() === of) this.#notes.delete(each);
      observing.set(observer, of ? (observing.get(observer) ?? []).filter(({ on }) => on.deref() !== of) : []);
    };
    const prototype = window[name].prototype as MutationObserver & Partial<Pick<IntersectionObserver, 'unobserve'>>;
    const { unobserve } = prototype;
    return [
      replace(
        prototype,
        'observe',
        (observe) =>
          function (this: MutationObserver, target, options) {
            observe.call(this, target, options);
            note(this, target);
          },
      ),
      replace(
        prototype,
        'disconnect',
        (disconnect) =>
          function (this: MutationObserver) {
            disconnect.call(this);
            drop(this);
          },
      ),
      ...(unobserve
        ? [
            replace(
              prototype,
              'unobserve',
              () =>
                function (this: IntersectionObserver, target: Element) {
                  unobserve.call(this, target);
                  drop(this, target);
                },
            ),
          ]
        : []),
    ];
  }

  #noteConstructor(name: (typeof LASTING)[number]): () => void {
    const note = (made: object): void => void this.#note(`a ${name}`, made);
    const page = window as unknown as Record<string, new (...given: unknown[]) => object>;
    return replace(
      page,
      name,
      (Original) =>
        class extends Original {
          constructor(...given: unknown[]) {
            super(...given);
            note(this);
          }
        },
    );
  }

  /** Intervals, and what is called at the next drawing or in idle time. */
  #noteRepeating(
    set: 'setInterval' | 'requestAnimationFrame' | 'requestIdleCallback',
    clear: 'clearInterval' | 'cancelAnimationFrame' | 'cancelIdleCallback',
  ): (() => void)[] {
    const ids = new Set<number>();
    this.#repeating.set(set, ids);
    const page = window as unknown as Record<string, (...given: unknown[]) => unknown>;
    return [
      replace(page, set, (original) => (act, ...rest) => {
        const id = original.call(
          window,
          (...given: unknown[]) => {
            if (set !== 'setInterval') ids.delete(id);
            (act as (...given: unknown[]) => void)(...given);
          },
          ...rest,
        ) as number;
        ids.add(id);
        return id;
      }),
      replace(page, clear, (original) => (id) => {
        ids.delete(id as number);
        original.call(window, id);
      }),
    ];
  }
}

/** Has everything collected that nobody holds. The lane starts Chromium with what makes that possible. */
async function collect(): Promise<void> {
  const { gc } = window as { gc?: (how: { type: 'major'; execution: 'async' }) => Promise<void> };
  if (!gc) throw new Error('The browser was started without --js-flags=--expose-gc.');
  // In a task of its own, since what a running one has touched is kept until its end.
  await gc({ type: 'major', execution: 'async' });
}

/** How many of these are still held by somebody. What is only waiting for its turn may take some rounds to go. */
export async function stillHeld(things: readonly WeakRef<object>[]): Promise<number> {
  let left = things.length;
  for (let round = 0; left > 0 && round < 10; round++) {
    await collect();
    left = things.filter((each) => each.deref()).length;
  }
  return left;
}

/** Sockets are counted by `Traffic`; one that is closed calls nobody. */
const lives = (thing: object | undefined): boolean => !!thing && !(thing instanceof WebSocket);

const nameOf = (thing: object): string => (thing === window ? 'window' : thing.constructor.name);

/** `window.onmessage = …` and the like. */
const handlersOf = (target: Window | Document): string[] =>
  [target, Object.getPrototypeOf(target) as object]
    .flatMap((holder) => Object.getOwnPropertyNames(holder))
    .filter((name) => name.startsWith('on') && typeof Reflect.get(target, name) === 'function')
    .map((name) => `${name} of ${nameOf(target)}`);
