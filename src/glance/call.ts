import { GlanceError } from '../session/codes.js';
import type { Clock } from '../session/ports.js';

/** The world as Glance is reached through it, handed in so that tests can be the world. */
export interface Network {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly socket: (url: string) => WebSocket;
  readonly clock: Clock;
  /** An answer says what time it is where it comes from. */
  readonly hearTime: (host: string, time: number) => void;
  /** Whether the page's Content Security Policy is known to forbid calls of this address. */
  readonly forbidden: (url: string) => boolean;
  /** For the developer who looks: never a key, token or address with a query. */
  readonly log: (what: string, ...details: unknown[]) => void;
}

/** A Glance: where it is, and how it is reached. */
export interface Place {
  readonly network: Network;
  /** Of the web server. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly redirected: boolean;
}

/**
 * One request and its whole answer, within `limit` milliseconds.
 * @throws GlanceError `auth-timeout`, `csp-blocked`, `auth-unreachable`
 */
export const call = async (
  { network: { fetch, clock, hearTime, forbidden, log } }: Pick<Place, 'network'>,
  url: string,
  init: RequestInit,
  limit: number,
  signal: AbortSignal,
): Promise<Answer> => {
  const late = new AbortController();
  const cancel = clock.after(limit, () => late.abort());
  const began = clock.now();
  const tell = (result: unknown): void =>
    log(`${init.method ?? 'GET'} ${url.replace(/[?#].*/s, '')}`, result, `${clock.now() - began} ms`);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      cache: 'no-store',
      // What goes along, a login key or a token, is for this host alone.
      redirect: 'error',
      ...init,
      signal: AbortSignal.any([signal, late.signal]),
    });
    // Shown by one's own origin, and by others that choose to.
    const time = Date.parse(response.headers.get('date') ?? '');
    if (time) hearTime(new URL(url).host, time);
    const text = await response.text();
    tell(response.status);
    return { status: response.status, text, redirected: response.type === 'opaqueredirect' };
  } catch (cause) {
    const code = late.signal.aborted ? 'auth-timeout' : forbidden(url) ? 'csp-blocked' : 'auth-unreachable';
    tell(code);
    throw new GlanceError(code, { cause });
  } finally {
    cancel();
  }
};

/**
 * The text of a good answer.
 * @throws GlanceError `auth-refused`, `auth-redirected`, or `auth-unreachable` with the status as its cause
 */
export const ask = async (...asked: Parameters<typeof call>): Promise<string> => {
  const { status, text, redirected } = await call(...asked);
  if (redirected) throw new GlanceError('auth-redirected');
  if (status === 401 || status === 403) throw new GlanceError('auth-refused');
  if (status > 299) throw new GlanceError('auth-unreachable', { cause: status });
  return text;
};
