import { claimedIds, readBody } from './body.js';
import { createLoginKey, ONE_HOUR } from './create.js';
import { isPreflight, originCheck, preflightHeaders, sharingHeaders, type AllowOrigin } from './origins.js';
import { checkGroup, checkLife } from './signature.js';

export interface LoginKeyHandlerSettings<Caller extends unknown[] = []> {
  /** The group's secret. It signs, and goes nowhere else. */
  apiKey: string;
  groupId: string | number;
  /**
   * Who is logged in, by your own session: the agent's partner user id, or nothing. Never read the id from what
   * the page sends. The request's body can be read here (a token in the form, say). What the handler was called
   * with after the request comes along: a framework's own request, an environment.
   * A Response is a refusal of your own, such as 403 for somebody who is no agent, and is passed on.
   */
  authenticate: (request: Request, ...caller: Caller) => Authenticated | Promise<Authenticated>;
  /** Other origins whose pages may ask, each in full (`https://crm.example`), or a function that tells. */
  allowOrigin?: AllowOrigin;
  /** Seconds a key lives, at most a day. Default: one hour. */
  expiresIn?: number;
  /** The present in Unix seconds. Default: the machine's clock. */
  now?: () => number;
  /** Told what went wrong behind a 500, which itself says nothing. */
  onError?: (error: unknown) => void;
}

export type Authenticated = string | null | undefined | Response;

/** Answers the POST of `<glance-join authurl>`. Never rejects. */
export type LoginKeyHandler<Caller extends unknown[] = []> = (request: Request, ...caller: Caller) => Promise<Response>;

const LARGEST_BODY = 8_192;
const LONGEST_ID = 255;

/** Throws when a setting is wrong, so that it shows when the server starts. */
export function loginKeyHandler<Caller extends unknown[] = []>(
  settings: LoginKeyHandlerSettings<Caller>,
): LoginKeyHandler<Caller> {
  const { apiKey, groupId, authenticate, allowOrigin, expiresIn = ONE_HOUR, now, onError } = settings;
  checkGroup(settings);
  checkLife(expiresIn);
  if (typeof authenticate !== 'function') throw new TypeError('authenticate must be a function');
  const judge = originCheck(allowOrigin);

  async function answer(request: Request, caller: Caller): Promise<Response> {
    if (request.method !== 'POST') return refuse(405, 'method-not-allowed', { Allow: 'POST, OPTIONS' });
    const body = await readBody(request, LARGEST_BODY);
    if (!body) return refuse(413, 'body-too-large');
    const { url, method, headers } = request;
    const agent = await authenticate(new Request(url, { method, headers, body }), ...caller);
    if (agent instanceof Response) return passOn(agent);
    if (agent === null || agent === undefined || agent === '') return refuse(401, 'not-logged-in');
    checkId(agent);
    // The key would be the right agent's anyway; refused so that a page with the wrong id is noticed.
    const claimed = await claimedIds(request, body);
    if (claimed.some((id) => id !== agent)) return refuse(403, 'other-agent');
    const owner = { apiKey, groupId, partnerUserId: agent };
    const { loginKey, expiration } = await createLoginKey({ ...owner, expiresIn, ...(now && { now: now() }) });
    return reply(200, { loginKey, groupId: String(groupId), expiration });
  }

  function failed(error: unknown): Response {
    try {
      onError?.(error);
    } catch {
      // There is nobody left to tell.
    }
    return refuse(500, 'internal');
  }

  return async (request, ...caller) => {
    let shared: Headers;
    try {
      const standing = await judge(request);
      if (standing === 'foreign') return vary(refuse(403, 'origin-not-allowed'));
      shared = sharingHeaders(request, standing);
      if (isPreflight(request)) return new Response(null, { status: 204, headers: preflightHeaders(request, shared) });
    } catch (error) {
      return vary(failed(error));
    }
    const response = await answer(request, caller).catch(failed);
    shared.forEach((value, name) => response.headers.set(name, value));
    return response;
  };
}

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

function refuse(status: number, error: string, headers?: Record<string, string>): Response {
  return reply(status, { error }, headers);
}

function vary(response: Response): Response {
  response.headers.set('Vary', 'Origin');
  return response;
}

/** A copy, since the headers of a Response may be read-only. Who may read it is for `allowOrigin` to say. */
function passOn(refusal: Response): Response {
  if (refusal.ok) throw new TypeError('a Response of authenticate must be a refusal');
  const headers = new Headers(refusal.headers);
  headers.set('Cache-Control', 'no-store');
  headers.delete('Access-Control-Allow-Origin');
  return new Response(refusal.body, { status: refusal.status, headers });
}

function checkId(id: unknown): void {
  if (typeof id !== 'string') throw new TypeError('authenticate must return the partner user id as text');
  if (Array.from(id).length > LONGEST_ID)
    throw new RangeError(`a partner user id has ${LONGEST_ID} characters at most`);
  // Half a character has no bytes of its own: two ids that differ in one would be signed alike.
  if (/\p{Surrogate}/u.test(id)) throw new TypeError('the partner user id is not well-formed text');
}
