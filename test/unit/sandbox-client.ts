import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import type { Clock, Connection, Sandbox, Socket } from '../../demo/sandbox/index.js';

/** What the tests of the sandbox speak to it with: requests and sockets as a client sends them. */

export type Frame = Record<string, unknown>;

const PATIENCE_MS = 5_000;

export interface Line {
  /** Every frame so far. */
  readonly frames: Frame[];
  send(frame: Frame): void;
  /** The next frame of this kind that nobody has waited for yet. */
  next(kind: string): Promise<Frame>;
  close(): void;
  /** The code it was closed with. */
  readonly closed: Promise<number>;
}

export function openLine(sandbox: Sandbox, path: string, origin?: string): Promise<Line> {
  const socket = new WebSocket(sandbox.origins.glance.replace('http', 'ws') + path, { ...(origin && { origin }) });
  const frames: Frame[] = [];
  const unread: Frame[] = [];
  const listeners = new Set<() => void>();
  const kindOf = (frame: Frame): unknown => frame['mtype'] ?? frame['type'];
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    frames.push(frame);
    unread.push(frame);
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  const take = (kind: string): Frame | undefined => {
    const at = unread.findIndex((frame) => kindOf(frame) === kind);
    return at < 0 ? undefined : unread.splice(at, 1)[0];
  };
  const line: Line = {
    frames,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    next: (kind) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(undefined), PATIENCE_MS);
        const finish = (frame: Frame | undefined): void => {
          clearTimeout(timer);
          listeners.delete(look);
          if (frame) resolve(frame);
          else reject(new Error(`no ${kind} came, but ${JSON.stringify(frames)}`));
        };
        const look = (): void => {
          const frame = take(kind);
          if (frame) finish(frame);
        };
        listeners.add(look);
        look();
      }),
  };
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(line));
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)));
  });
}

export async function loginKey(sandbox: Sandbox, query: Record<string, string> = {}): Promise<string> {
  const asked = new URLSearchParams({ partneruserid: 'agent-42', ...query });
  const reply = await fetch(`${sandbox.origins.console}/loginkey?${asked}`, { method: 'POST' });
  assert.equal(reply.status, 200);
  return ((await reply.json()) as { loginKey: string }).loginKey;
}

export function authorize(
  sandbox: Sandbox,
  credentials: Record<string, unknown>,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const asked = new URLSearchParams({
    groupid: '21489',
    service: 'presence',
    duration: '10',
    site: 'production',
    ...query,
  });
  return fetch(`${sandbox.origins.glance}/services/AuthorizationService.svc/rest/Authorize?${asked}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ partnerid: '21489', partneruserid: 'agent-42', ...credentials }),
  });
}

export async function presenceToken(sandbox: Sandbox, groupid = '21489'): Promise<string> {
  const loginkey = await loginKey(sandbox, { groupid });
  const reply = await authorize(sandbox, { partnerid: groupid, loginkey }, { groupid });
  return (await reply.json()) as string;
}

/** An agent watching `alice`, connected. */
export async function openAgent(sandbox: Sandbox, visitorid = 'alice'): Promise<Line> {
  const agent = await openLine(sandbox, '/agent', sandbox.origins.console);
  agent.send({
    type: 'connect',
    authorization: await presenceToken(sandbox),
    groupid: '21489',
    visitorid,
    version: '6.25.0',
  });
  await agent.next('connected');
  return agent;
}

export async function openVisitor(
  sandbox: Sandbox,
  visitorid = 'alice',
  data: Frame = { url: 'https://shop.example/' },
): Promise<Line> {
  const visitor = await openLine(sandbox, '/visitorws', sandbox.origins.shop);
  visitor.send({ type: 'connect', groupid: '21489', visitorid, version: '6.33.0' });
  await visitor.next('connected');
  visitor.send({ type: 'presence', data });
  return visitor;
}

export function post(
  sandbox: Sandbox,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = body instanceof URLSearchParams;
  return fetch(sandbox.origins.glance + path, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json', ...headers },
    body: form ? body : JSON.stringify(body),
  });
}

/** A clock that stands still until it is told. */
export class PlayedClock implements Clock {
  #now = 1_800_000_000_000;
  #due: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const entry = { at: this.#now + ms, action };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (let atOnce = 0; ; atOnce += 1) {
      const next = this.#due.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      if (next.at > this.#now) atOnce = 0;
      assert.ok(atOnce < 10_000, 'something is due for ever');
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
  }

  /** The machine sleeps, and its timers with it: each has as much before it as before. */
  suspend(ms: number): void {
    this.#now += ms;
    for (const entry of this.#due) entry.at += ms;
  }

  /** How many timers are running. */
  get running(): number {
    return this.#due.length;
  }
}

/** A socket without a network: what the core sends is kept, and its close comes back as a transport's would. */
export class PlayedSocket implements Socket {
  readonly frames: Frame[] = [];
  closedWith: number | undefined;
  #connection: Connection | undefined;

  constructor(open: (socket: Socket) => Connection) {
    this.#connection = open(this);
  }

  say(frame: Frame): this {
    this.#connection?.message(JSON.stringify(frame));
    return this;
  }

  send(text: string): void {
    this.frames.push(JSON.parse(text) as Frame);
  }

  close(code = 1000): void {
    this.closedWith = code;
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.closed();
  }

  kinds(): unknown[] {
    return this.frames.map((frame) => frame['mtype'] ?? frame['type']);
  }

  last(): Frame | undefined {
    return this.frames.at(-1);
  }
}
