import type { Place } from '../../src/glance/call.js';
import { json } from '../../src/session/outside.js';
import type { Authorization, LoginKey } from '../../src/session/ports.js';
import { PlayedClock } from './played.js';

/** The network as the tests of src/glance play it: every request is kept and answered as the test says. */

interface Asked {
  readonly url: URL;
  readonly init: RequestInit;
  /** The fields of a form, or the members of a JSON object. */
  readonly body: Record<string, string>;
}

export interface PlayedPlace extends Place {
  readonly clock: PlayedClock;
  readonly asked: Asked[];
  readonly logged: string[];
  /** What answers have said of the time. */
  readonly times: [host: string, time: number][];
  readonly sockets: PlayedWebSocket[];
}

type Answers = (url: URL, init: RequestInit) => Response | Promise<Response>;

/** A Glance that answers so; a call that is aborted is rejected, as a browser does. */
export function place(answers: Answers = () => new Response(), origin = 'https://www.glance.net'): PlayedPlace {
  const clock = new PlayedClock();
  const asked: Asked[] = [];
  const logged: string[] = [];
  const times: [host: string, time: number][] = [];
  const sockets: PlayedWebSocket[] = [];
  const network = {
    clock,
    hearTime: (...heard: [host: string, time: number]) => void times.push(heard),
    forbidden: () => false,
    log: (...words: unknown[]) => void logged.push(words.join(' ')),
    fetch: (address: string, init: RequestInit): Promise<Response> => {
      const url = new URL(address);
      asked.push({ url, init, body: readBody(init.body) });
      return new Promise((resolve, reject) => {
        const { signal } = init;
        const abort = (): void => reject(signal?.reason as Error);
        if (signal?.aborted) return abort();
        signal?.addEventListener('abort', abort);
        Promise.resolve(answers(url, init)).then(resolve, reject);
      });
    },
    socket: (address: string): WebSocket => {
      const socket = new PlayedWebSocket(address);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  };
  return { network, origin, clock, asked, logged, times, sockets };
}

function readBody(body: unknown): Record<string, string> {
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  return (typeof body === 'string' && (json(body) as Record<string, string> | undefined)) || {};
}

/** A dropped connection, or an answer the browser withholds: the page cannot tell which. */
export const noAnswer = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** A request that nobody ever answers. */
export const silence = (): Promise<Response> => new Promise(() => undefined);

export const reply = (body: unknown, status = 200): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

/** What a browser shows of a redirect that is not followed. */
export const redirect = (): Response =>
  Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 } });

export const never = new AbortController().signal;

export const KEY = `$1$1800003600$${'A'.repeat(43)}`;
export const LOGIN_KEY: LoginKey = {
  key: KEY,
  expires: 1_800_003_600_000,
  groupId: '21489',
  partnerUserId: 'a&b=c+d@é',
};
export const AUTHORIZATION: Authorization = { token: 'a token', expires: 1_800_007_200_000, groupId: '21489' };
export const SERVER = { host: 'presence.glance.net', loadBalanced: true } as const;

/** As much of a WebSocket as is used, from the server's side. */
export class PlayedWebSocket {
  readyState = 0;
  readonly sent: unknown[] = [];
  closes = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {}

  send(text: string): void {
    if (this.readyState !== 1) throw new Error('InvalidStateError');
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closes += 1;
    this.readyState = 2;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'object' ? JSON.stringify(frame) : frame });
  }
}

/** Values of JSON whose conversion to text or a number throws. */
export const UNCONVERTIBLE = { toString: 1, valueOf: 1 };
