import type { Connection } from '../../demo/sandbox/core/index.js';
import { wasCutOff } from '../../demo/sandbox/path-faults.js';
import { isHeld } from '../../src/viewer/watch.js';
import type { Browser } from './browser.js';
import { app, origins } from './glance.js';

interface View {
  readonly ticket: string;
  readonly sessionKey: string;
  readonly postTo: string | null;
}

/** A window the page has opened, and in it the sandbox's viewer as far as the page can tell (demo/sandbox/viewer). */
export class PlayedWindow {
  open = true;
  /** Opened by an earlier page, which this one has not met yet. */
  strange = false;
  /** Opened by an earlier page, and brought to the front by a click: what it shows is not known. */
  foundAgain = false;
  /** The session it shows or waits for; none before it has loaded, and once it has said its last words. */
  sessionKey: string | undefined;
  /** Its page could not be loaded. */
  dead = false;
  /** How many pages have met it. */
  #pages = 0;
  handle = this.#makeHandle();
  #connection: Connection | undefined;
  /** Grows with every page it loads: what an earlier one was about to say is not said. */
  #page = 0;
  #loaded = false;

  constructor(
    private readonly browser: Browser,
    readonly name: string,
    readonly cut: boolean,
  ) {}

  #makeHandle(): object {
    // A page that has gone reaches nothing any more.
    const page = (this.#pages += 1);
    const isGone = (): boolean => page !== this.#pages;
    const isClosed = (): boolean => this.cut || !this.open || isGone();
    const isLoaded = (): boolean => this.#loaded;
    const opener = globalThis.window;
    const isCut = this.cut;
    return {
      get closed() {
        return isClosed();
      },
      get location() {
        if (isLoaded()) throw new Error('SecurityError');
        return { href: 'about:blank' };
      },
      focus: () => undefined,
      close: () => {
        if (!isCut && !isGone()) this.close();
      },
      get top() {
        return this;
      },
      get opener() {
        return isCut ? null : opener;
      },
    };
  }

  /** The page that opened it has gone; another has come to its place. */
  isStrange(): void {
    this.strange = true;
    this.handle = this.#makeHandle();
  }

  /** By its name. */
  found(): object {
    this.foundAgain ||= this.strange;
    this.strange = false;
    return this.handle;
  }

  /** By whoever: it goes from the screen. */
  close(): void {
    this.open = false;
    this.#leave();
  }

  load(action: string, fields: URLSearchParams): void {
    this.#leave();
    const page = this.#page;
    const { timeline, wire } = this.browser;
    this.#loaded = true;
    this.dead = false;
    this.sessionKey = fields.get('SESSIONKEY') ?? undefined;
    timeline.after('glance', wire.latency(), () => {
      if (this.#page === page) void wire.moves(this.#fetch(action, fields, page));
    });
  }

  async #fetch(action: string, fields: URLSearchParams, page: number): Promise<void> {
    const { wire } = this.browser;
    if (wire.offline) {
      this.#dies();
      return;
    }
    const headers = { host: new URL(action).host, origin: origins.console };
    // A fault that would keep the answer back keeps it for good.
    const env = {
      incoming: { socket: { destroy: () => undefined } },
      outgoing: { once: (_: string, end: () => void) => end() },
    };
    const response = await app.fetch(new Request(action, { method: 'POST', headers, body: fields }), env);
    if (this.#page !== page) return;
    if (wasCutOff(response)) {
      this.#dies();
      return;
    }
    const [, json] = /id="view">\s*(.*?)\s*<\/script>/s.exec(await response.text()) ?? [];
    // Without it, it is a page that says nothing: a sign-in form, or a failure.
    if (json) this.#view(JSON.parse(json) as View, page);
    else this.#dies();
  }

  #dies(): void {
    this.dead = true;
  }

  #view({ ticket, sessionKey, postTo }: View, page: number): void {
    const say = (glanceEvent: string, data: object): void => {
      const { timeline, wire } = this.browser;
      if (this.cut || postTo !== origins.console) return;
      timeline.after('to-page', wire.latency(), () => {
        if (this.#page !== page) return;
        this.browser.dispatch('message', { source: this.handle, origin: origins.glance, data: { glanceEvent, data } });
        // Nobody may have been there yet to hear it.
        if (isHeld(this.handle)) this.strange = false;
      });
    };
    say('viewerReady', { sessionKey });
    this.#connection = this.browser.wire.core.viewing.openViewer({
      send: (text) => {
        const { type, reason } = JSON.parse(text) as Record<string, unknown>;
        if (type === 'started') say('sessionStarted', { sessionKey });
        if (type === 'ended') say('sessionEnded', { sessionKey, reason });
        if (type === 'refused') say('joinFailed', { sessionKey, reason });
        if (type === 'ended' || type === 'refused') this.sessionKey = undefined;
      },
      close: () => this.#disconnect(),
    });
    this.#connection.message(JSON.stringify({ type: 'view', ticket }));
  }

  #leave(): void {
    this.#page += 1;
    this.sessionKey = undefined;
    this.#disconnect();
  }

  #disconnect(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.closed();
  }
}
