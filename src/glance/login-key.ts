import { type ErrorCode, GlanceError } from '../session/codes.js';
import { AUTH_URL } from '../session/limits.js';
import { json } from '../session/outside.js';
import type { GetLoginKey, LoginKey, LoginKeyReply } from '../session/ports.js';
import { ask, type Network, type Place } from './call.js';
import { isLoopback } from './environments.js';
import { readReply } from './login-key-reply.js';
import { readSamlKey, samlAddress } from './saml.js';

/** What is posted to the login-key service: as it is, but a plain object as JSON or a form, as `authHeaders` say. */
type AuthBody = BodyInit | Readonly<Record<string, unknown>>;

/** How the page lets its agent have a login key. */
export interface LoginKeySource {
  readonly method: 'loginkey' | 'samlloginkey' | 'samlpopup';
  /** With SAML either may be empty: the login key says whose it is. */
  readonly groupId: string;
  readonly partnerUserId: string;
  /** The page's login-key service, absolute. */
  readonly authUrl?: string;
  readonly authHeaders?: Readonly<Record<string, string>>;
  /** Instead of a form with the agent in it. A function is asked each time. No stream. */
  readonly authBody?: AuthBody | (() => AuthBody | Promise<AuthBody>);
  /** Instead of `authUrl`. */
  readonly getLoginKey?: GetLoginKey;
  /** Instead of both: the one the page has put on the element. */
  readonly loginKey?: () => LoginKeyReply | undefined;
  /**
   * For SAML: loads the address in a hidden frame.
   * @returns the `data` of the first message from it that `readSignIn` takes for a success
   */
  readonly signIn?: (address: string, signal: AbortSignal) => Promise<unknown>;
  /** Told to the integrator, never to the agent. */
  readonly warn: (message: string) => void;
}

/** @throws GlanceError `auth-…`, `saml-failed` */
export const fetchLoginKey = async (
  place: Place,
  source: LoginKeySource,
  current: LoginKey | undefined,
  signal: AbortSignal,
): Promise<LoginKey> => {
  const { method, groupId, partnerUserId, getLoginKey, loginKey: get = getLoginKey, warn } = source;
  if (method !== 'loginkey') return signIn(place, source, current, signal);
  const reply = await (get ? own(place.network, signal, () => get(current?.key)) : post(place, source, signal));
  const found = readReply(reply, warn);
  if (!found) throw new GlanceError('auth-bad-reply');
  return { ...found, groupId, partnerUserId };
};

/** What the page itself gives, by a function that may do anything: throw, or never return. */
const own = <T>({ clock }: Network, signal: AbortSignal, give: () => T | Promise<T>): Promise<T> => {
  const over = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const fail = (code: ErrorCode, cause?: unknown): void => reject(new GlanceError(code, { cause }));
    if (signal.aborted) return fail('detached');
    signal.addEventListener('abort', () => fail('detached'), over);
    over.signal.addEventListener(
      'abort',
      clock.after(AUTH_URL, () => fail('auth-timeout')),
    );
    void Promise.resolve()
      .then(give)
      .then(resolve, (cause: unknown) => fail('auth-unreachable', cause));
    // However it ends: the page's function may never return.
  }).finally(() => over.abort());
};

const post = async (place: Place, source: LoginKeySource, signal: AbortSignal): Promise<unknown> => {
  const { clock } = place.network;
  const began = clock.now();
  const url = new URL(source.authUrl ?? '');
  // Where the plugin puts it is unknown, and servers read either (services 6.3): both.
  url.searchParams.set('partneruserid', source.partnerUserId);
  const init: RequestInit = {
    method: 'POST',
    headers: source.authHeaders,
    body: await own(place.network, signal, () => bodyOf(source)),
    credentials: 'same-origin',
    // Never followed, as with `error`, but told apart from a service that is down.
    redirect: 'manual',
  };
  const text = await ask(place, url.href, init, began + AUTH_URL - clock.now(), signal);
  return json(text) ?? text.trim();
};

const bodyOf = async ({ authBody, authHeaders, partnerUserId: partneruserid }: LoginKeySource): Promise<BodyInit> => {
  const given = await (typeof authBody === 'function' ? authBody() : authBody);
  const body = given ?? new URLSearchParams({ partneruserid });
  // Forms, Blobs and buffers have names of their own, whichever window made them.
  if (Object.prototype.toString.call(body) !== '[object Object]') return body as BodyInit;
  if (/json/i.test(new Headers(authHeaders).get('content-type') ?? '')) return JSON.stringify(body);
  const fields = Object.entries(body).filter(([, value]) => value != null);
  // It makes texts of what is none.
  return new URLSearchParams(fields as [string, string][]);
};

/** By SAML: group and agent are those that Glance names. */
const signIn = async (
  { origin }: Place,
  { method, groupId, partnerUserId, signIn }: LoginKeySource,
  current: LoginKey | undefined,
  signal: AbortSignal,
): Promise<LoginKey> => {
  let cause: unknown;
  try {
    // `samlpopup` waits for the agent's own click; after that the cookie of the log-in may still do.
    const silently = method === 'samlloginkey' || current;
    const found = silently && readSamlKey(await signIn?.(samlAddress(origin, groupId, partnerUserId), signal));
    if (found) return found;
  } catch (error) {
    cause = error;
  }
  throw new GlanceError('saml-failed', { cause });
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
