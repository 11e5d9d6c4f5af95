import type { SandboxCore, Connection } from '../../demo/sandbox/core/index.js';
import type { Fault } from '../../demo/sandbox/core/faults.js';
import { matches } from '../../demo/sandbox/core/faults.js';
import { wasCutOff } from '../../demo/sandbox/path-faults.js';
import { app, origins } from './glance.js';
import type { Timeline } from './timeline.js';

/** What lies between the agent's page and the sandbox: its requests and sockets, which take their time and can fail. */
export class Wire {
  #offline = false;
  /** How long answers from these paths take. */
  readonly slow = new Map<string, number>();
  readonly sockets = new Set<ModelSocket>();
  /** Requests under way. */
  readonly requests = new Map<string, Asked>();
  /** How often the page has asked for anything. */
  asked = 0;
  /** When what was held up on its way last came in. */
  caughtUpAt = 0;
  /** Work of the server that goes on without the clock. */
  readonly #moving = new Set<Promise<unknown>>();

  constructor(
    readonly core: SandboxCore,
    readonly timeline: Timeline,
    private readonly random: () => number,
  ) {}

  /** Nothing goes through. */
  get offline(): boolean {
    return this.#offline;
  }

  set offline(offline: boolean) {
    this.#offline = offline;
    if (offline) return;
    this.caughtUpAt = this.timeline.now();
    for (const socket of this.sockets) socket.catchUp();
  }

  /** Resolves when Glance has done all it can do by now. */
  async quiet(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(this.#moving);
    } while (this.#moving.size > 0);
  }

  /** What is stuck in a fault is cut off with it. */
  resets(): void {
    this.slow.clear();
    for (const { fail } of [...this.requests.values()]) fail();
    for (const socket of this.sockets) if (socket.stalled) socket.ends();
  }

  /** The page goes: its requests are not answered, and its sockets close. */
  forgetPage(): void {
    for (const asked of this.requests.values()) asked.over = true;
    this.requests.clear();
    for (const socket of this.sockets) socket.close();
  }

  /** Work that has to be waited for. */
  moves<T>(work: Promise<T>): Promise<T> {
    this.#moving.add(work);
    const done = (): void => void this.#moving.delete(work);
    work.then(done, done);
    return work;
  }

  /** How long a message takes, one way. */
  latency(path = ''): number {
    const [, ms = 0] = [...this.slow].find(([pattern]) => matches(pattern, path)) ?? [];
    return ms + 5 + Math.floor(this.random() * 50);
  }

  fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const name = `${++this.asked} ${pathname}`;
    const { timeline, requests } = this;
    const { signal } = init;
    return new Promise<Response>((resolve, reject) => {
      const fail = (): void => end(() => reject(new TypeError('Failed to fetch')));
      const asked: Asked = { over: false, closed: undefined, fail };
      const end = (act: () => void): void => {
        if (asked.over) return;
        asked.over = true;
        asked.closed?.();
        signal?.removeEventListener('abort', abort);
        requests.delete(name);
        act();
      };
      const abort = (): void => end(() => reject(signal?.reason as Error));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      requests.set(name, asked);

      const arrive = (answer: PlainResponse | undefined): void => {
        timeline.after('to-page', this.latency(), () =>
          answer && !this.offline ? end(() => resolve(answer as Response)) : fail(),
        );
      };
      timeline.after('glance', this.latency(pathname), () => {
        if (asked.over) return;
        if (this.offline) return arrive(undefined);
        this.#ask(url, init, asked, arrive);
      });
    });
  }

  #ask(url: string, init: RequestInit, asked: Asked, arrive: (answer?: PlainResponse) => void): void {
    let parked = (): void => undefined;
    const waits = new Promise<void>((resolve) => (parked = resolve));
    // What the sandbox's faults take hold of where a server is: the connection below the request.
    const incoming = { socket: { destroy: () => undefined } };
    const outgoing = {
      once: (_: 'close', closed: () => void) => {
        asked.closed = closed;
        parked();
      },
    };
    const { method, headers, body } = init;
    const sent = new Headers(headers);
    sent.set('host', new URL(url).host);
    sent.set('origin', origins.console);
    const request = new Request(url, { method, headers: sent, body });
    const answered = Promise.resolve(app.fetch(request, { incoming, outgoing })).then(async (response) =>
      arrive(wasCutOff(response) ? undefined : await seen(response, url, init)),
    );
    // One that is never answered is not waited for.
    void this.moves(Promise.race([answered, waits]));
  }

  socket(url: string): ModelSocket {
    this.asked += 1;
    return new ModelSocket(this, url);
  }

  /** A web socket has been opened; what becomes of it is known at once, or never. */
  upgrade(socket: ModelSocket): Connection | 'refused' | 'silence' {
    const { pathname } = new URL(socket.url);
    const { core } = this;
    const fault: Fault | undefined = core.faults.onPath(pathname);
    if (!core.allowedOrigins.has(origins.console)) return 'refused';
    if (fault && fault.do !== 'delay') return fault.do === 'silence' ? 'silence' : 'refused';
    return core.presence.openAgent({
      send: (text) => socket.comes(text),
      close: () => socket.ends(),
    });
  }
}

/** A request that is under way. */
interface Asked {
  over: boolean;
  /** Tells a server that its answer is not waited for any more. */
  closed: (() => void) | undefined;
  readonly fail: () => void;
}

type PlainResponse = Pick<Response, 'status' | 'type' | 'headers' | 'text'>;

/** The answer as the browser lets the page see it. */
async function seen(response: Response, url: string, { redirect }: RequestInit): Promise<PlainResponse | undefined> {
  const { status, headers } = response;
  const foreign = new URL(url).origin !== origins.console;
  if (foreign && headers.get('access-control-allow-origin') !== origins.console) return undefined;
  if (headers.has('location') && redirect === 'error') return undefined;
  if (headers.has('location') && redirect === 'manual')
    return { status: 0, type: 'opaqueredirect', headers: new Headers(), text: () => Promise.resolve('') };
  const text = await response.text();
  return { status, type: 'basic', headers, text: () => Promise.resolve(text) };
}

/** As much of a WebSocket as is used. */
export class ModelSocket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: (() => void) | null = null;
  /** The customer it asks for. */
  visitorId: string | undefined;
  #connection: Connection | undefined;
  /** Nothing goes through it any more, and nobody knows. */
  #stalled = false;
  /** What is on its way, each way, in the order in which it was sent. */
  readonly #onTheWay = { glance: [] as (() => void)[], 'to-page': [] as (() => void)[] };
  #lastDue = 0;
  /** Ways that wait for the network to be back, once for each thing that should have come. */
  #held: ('glance' | 'to-page')[] = [];

  constructor(
    private readonly wire: Wire,
    readonly url: string,
  ) {
    wire.sockets.add(this);
    this.#later('glance', () => this.#open());
  }

  #open(): void {
    if (this.readyState !== 0) return;
    const { wire } = this;
    const opened = wire.offline ? 'refused' : wire.upgrade(this);
    if (opened === 'silence') return;
    if (opened === 'refused') return this.ends();
    this.#connection = opened;
    this.#later('to-page', () => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen?.();
    });
  }

  send(text: string): void {
    if (this.readyState !== 1) throw new Error('InvalidStateError');
    const { type, visitorid } = JSON.parse(text) as Record<string, string>;
    if (type === 'connect') this.visitorId = visitorid;
    this.#later('glance', () => {
      if (this.#stalled) return;
      this.#connection?.message(text);
      void this.wire.moves(this.wire.core.presence.settled());
    });
  }

  /** By the page. */
  close(): void {
    this.#gone();
    this.#later('glance', () => this.#disconnect());
  }

  /** From the server. */
  comes(text: string): void {
    if (this.#stalled) return;
    this.#later('to-page', () => {
      if (this.readyState === 1 && !this.#stalled) this.onmessage?.({ data: text });
    });
  }

  /** The server, or something in between, has closed it. */
  ends(): void {
    this.#disconnect();
    this.#later('to-page', () => {
      if (this.readyState >= 2) return;
      this.#gone();
      this.onerror?.();
      this.onclose?.();
    });
  }

  /** It loses its way without a word: neither side hears of the other again. */
  stall(): void {
    this.#stalled = true;
  }

  /** The network is back. */
  catchUp(): void {
    for (const way of this.#held.splice(0)) this.#comesLater(way);
  }

  get stalled(): boolean {
    return this.#stalled;
  }

  #gone(): void {
    this.readyState = 3;
    this.wire.sockets.delete(this);
  }

  #disconnect(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.closed();
  }

  #later(way: 'glance' | 'to-page', act: () => void): void {
    this.#onTheWay[way].push(act);
    this.#comesLater(way);
  }

  #comesLater(way: 'glance' | 'to-page'): void {
    const { timeline } = this.wire;
    this.#lastDue = Math.max(this.#lastDue, timeline.now() + this.wire.latency('/agent'));
    timeline.after(way, this.#lastDue - timeline.now(), () => {
      // One that is being opened finds out that it cannot be.
      if (this.wire.offline && this.#connection) this.#held.push(way);
      else this.#onTheWay[way].shift()?.();
    });
  }
}
