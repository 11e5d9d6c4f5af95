import { origins } from './sandbox.js';
import { until } from './until.js';

/** Taken before a test counts the page's own. */
const { WebSocket } = window;
const fetch = window.fetch.bind(window);

type Frame = Record<string, unknown>;

const mainGroup = '21489';
const present = new Set<Customer>();

afterEach(() => {
  for (const customer of present) customer.vanishes();
});

/** A customer on the shop's page, played over Glance's own sockets and services. */
export class Customer {
  /** Every question the agent has had this page ask: the arguments of `showTerms`. */
  readonly questions: unknown[] = [];
  /** Whether the page does what the agent asks for at the end of a session. */
  obeys = true;
  #stream: WebSocket | undefined;

  private constructor(
    readonly id: string,
    private readonly line: WebSocket,
    private readonly group: string,
  ) {
    present.add(this);
    line.addEventListener('message', ({ data }) => this.#hears(JSON.parse(String(data)) as Frame));
  }

  static async arrives(id = 'alice', page = 'https://shop.example/tents', group = mainGroup): Promise<Customer> {
    const line = await open('/visitorws');
    const customer = new Customer(id, line, group);
    const connected = new Promise((resolve) => line.addEventListener('message', resolve, { once: true }));
    customer.#says({ type: 'connect', groupid: group, visitorid: id, version: '6.33.0' });
    await connected;
    customer.goesTo(page);
    return customer;
  }

  goesTo(url: string, browser = 'Firefox'): void {
    this.#says({ type: 'presence', data: { url, browser, browserver: 153, platform: 'Linux' } });
  }

  signals(data: unknown): void {
    this.#says({ type: 'signal', data });
  }

  /** Waits until this page has been asked so many times in all. */
  async isAsked(times = 1): Promise<void> {
    await until(`${this.id} is asked ${times} times`, () => this.questions.length >= times);
  }

  sees(): void {
    this.#says({ type: 'terms', data: { status: 'displayed' } });
  }

  declines(): void {
    this.#says({ type: 'terms', data: { status: 'declined' } });
  }

  accepts(): void {
    this.#says({ type: 'terms', data: { status: 'accepted' } });
  }

  fails(): void {
    this.#says({ type: 'visitorerror', data: { code: 'service', msg: 'no' } });
  }

  /** Starts a session and says so. @returns its id, as reports have it */
  async starts(key = this.id): Promise<string> {
    const id = await startSession(key, (stream) => (this.#stream = stream), this.group);
    this.saysThatItStarted();
    return id;
  }

  /** Answers a question the whole way, to a session that runs. */
  async takesPart(): Promise<string> {
    await this.isAsked();
    this.sees();
    this.accepts();
    return this.starts();
  }

  ends(): void {
    this.#stream?.send(JSON.stringify({ type: 'LS' }));
    this.saysThatItEnded('visitor');
  }

  saysThatItStarted(): void {
    this.#says({ type: 'visitorsessionstart' });
  }

  /** `error` follows a start that has failed. */
  saysThatItEnded(reason: 'visitor' | 'error'): void {
    this.#says({ type: 'visitorsessionend', data: { reason } });
  }

  /** The page is closed, without a word. */
  vanishes(): void {
    present.delete(this);
    this.line.close();
    this.#stream?.close();
  }

  #hears({ mtype, data }: Frame): void {
    if (mtype !== 'invoke') return;
    const { func, args } = data as Frame;
    if (func === 'GLANCE.Cobrowse.Visitor.showTerms') this.questions.push(args);
    if (func === 'GLANCE.Cobrowse.Visitor.stopSession' && this.obeys) this.ends();
  }

  #says(frame: Frame): void {
    this.line.send(JSON.stringify(frame));
  }
}

/** A session of somebody whose site has no presence: they read the key out. @returns ends it */
export async function sessionByKey(key: string): Promise<() => void> {
  let stream: WebSocket | undefined;
  await startSession(key, (opened) => (stream = opened));
  return () => stream?.send(JSON.stringify({ type: 'LS' }));
}

async function startSession(sessionKey: string, hand: (stream: WebSocket) => void, group = mainGroup): Promise<string> {
  const reply = await fetch(`${origins.glance}/services/SessionProvisioning/StartSession2`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ groupid: group, sessionKey, clientVersion: '6.33.0' }),
  });
  const { sessionId, callId } = (await reply.json()) as { sessionId: string; callId: number };
  const stream = await open('/visitor/ws');
  const known = new Promise((resolve) => stream.addEventListener('message', resolve, { once: true }));
  stream.send(JSON.stringify({ type: 'CN', ssnid: sessionId, visitortoken: 'played', ver: '6.33.0', href: '' }));
  await known;
  hand(stream);
  return String(callId);
}

function open(path: string): Promise<WebSocket> {
  const socket = new WebSocket(origins.glance.replace('http', 'ws') + path);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error(`${path} could not be opened`)));
  });
}
