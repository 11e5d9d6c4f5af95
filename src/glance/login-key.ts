import { type ErrorCode, GlanceError } from '../session/codes.js';
import { AUTH_URL } from '../session/limits.js';
import type { GetLoginKey, LoginKey } from '../session/ports.js';
import { ask, json, members, type Network, type Place, plain } from './call.js';
import { isLoopback } from './environments.js';

/** How the page lets its agent have a login key. */
export interface LoginKeySource {
  readonly groupId: string;
  readonly partnerUserId: string;
  /** The page's login-key service, absolute. */
  readonly authUrl?: string;
  readonly authHeaders?: Readonly<Record<string, string>>;
  /** Instead of `authUrl`. */
  readonly getLoginKey?: GetLoginKey;
  /** Told to the integrator, never to the agent. */
  readonly warn: (message: string) => void;
}

/** @throws GlanceError `auth-…` */
export const fetchLoginKey = async (
  place: Pick<Place, 'network'>,
  source: LoginKeySource,
  current: LoginKey | undefined,
  signal: AbortSignal,
): Promise<LoginKey> => {
  const { groupId, partnerUserId, getLoginKey, warn } = source;
  const reply = getLoginKey
    ? await own(place.network, signal, () => getLoginKey(current?.key))
    : await post(place, source, signal);
  const found = readReply(reply, warn);
  if (!found) throw new GlanceError('auth-bad-reply');
  return { ...found, groupId, partnerUserId };
};

/** The page's own function, which may do anything: throw, or never return. */
const own = ({ clock }: Network, signal: AbortSignal, getLoginKey: () => unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const fail = (code: ErrorCode, cause?: unknown): void => reject(new GlanceError(code, { cause }));
    const cancel = clock.after(AUTH_URL, () => fail('auth-timeout'));
    const stop = (): void => {
      cancel();
      fail('detached');
    };
    signal.addEventListener('abort', stop, { once: true });
    void Promise.resolve()
      .then(getLoginKey)
      .then(resolve, (cause: unknown) => fail('auth-unreachable', cause))
      .finally(() => {
        cancel();
        signal.removeEventListener('abort', stop);
      });
  });

const post = async (
  place: Pick<Place, 'network'>,
  { authUrl = '', authHeaders, partnerUserId: partneruserid }: LoginKeySource,
  signal: AbortSignal,
): Promise<unknown> => {
  const url = new URL(authUrl);
  // Where the plugin puts it is unknown, and servers read either (services 6.3): both.
  url.searchParams.set('partneruserid', partneruserid);
  const init: RequestInit = {
    method: 'POST',
    headers: authHeaders,
    body: new URLSearchParams({ partneruserid }),
    credentials: 'same-origin',
    // Never followed, as with `error`, but told apart from a service that is down.
    redirect: 'manual',
  };
  const text = await ask(place, url.href, init, AUTH_URL, signal);
  return json(text) ?? text.trim();
};

/** The login key in a reply: alone, or `{loginKey, expiration?}`. */
export const readReply = (
  reply: unknown,
  warn: (message: string) => void,
): Pick<LoginKey, 'key' | 'expires'> | undefined => {
  const { loginKey = reply, expiration, apiKey } = members(reply);
  if (apiKey !== undefined) warn('authurl sends the API key, a secret, to the browser: take it out of the reply.');
  // A page of HTML is text as well, so what comes must look like a key.
  const key = plain(loginKey);
  const [, seconds] = /^\$\d\$(\d+)\$[\w-]+$/.exec(key) ?? [];
  return seconds ? { key, expires: (Number(plain(expiration)) || Number(seconds)) * 1000 } : undefined;
};

/**
 * The address `authurl` names; nothing when it may not be used. The service gets the page's cookies
 * and gives a credential: never over an open line.
 */
export const authAddress = (value: string, base: string): string | undefined => {
  if (!URL.canParse(value, base)) return undefined;
  const { protocol, origin, hostname, username, href } = new URL(value, base);
  const own = origin === new URL(base).origin || isLoopback(hostname);
  return !username && (protocol === 'https:' || (protocol === 'http:' && own)) ? href : undefined;
};
