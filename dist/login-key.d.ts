type AllowOrigin = readonly string[] | ((origin: string) => boolean | Promise<boolean>);

interface LoginKeyHandlerSettings<Caller extends unknown[] = []> {
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
type Authenticated = string | null | undefined | Response;
/** Answers the POST of `<glance-join authurl>`. Never rejects. */
type LoginKeyHandler<Caller extends unknown[] = []> = (request: Request, ...caller: Caller) => Promise<Response>;
/** Throws when a setting is wrong, so that it shows when the server starts. */
declare function loginKeyHandler<Caller extends unknown[] = []>(
  settings: LoginKeyHandlerSettings<Caller>,
): LoginKeyHandler<Caller>;

/** What is needed of `http.IncomingMessage`; Express's request is one. */
interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether all of it has come in. */
  readonly complete: boolean;
  readonly httpVersionMajor: number;
}
/** What is needed of `http.ServerResponse`; Express's response is one. */
interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string | string[]): unknown;
  end(body: Uint8Array): unknown;
}
/** Lets a handler of fetch's Request and Response answer for Node's `http`, and hands it Node's request beside. */
declare function nodeListener<Incoming extends NodeRequest>(
  handler: (request: Request, incoming: Incoming) => Promise<Response>,
): (incoming: Incoming, outgoing: NodeResponse) => Promise<void>;

/** Whose key it is: the group's secret, the group (partner id) and the agent (partner user id). */
interface LoginKeyOwner {
  apiKey: string;
  groupId: string | number;
  partnerUserId: string;
}

interface LoginKeyRequest extends LoginKeyOwner {
  /** Seconds the key lives, at most a day. Default: one hour. */
  expiresIn?: number;
  /** The moment the key expires, in Unix seconds, instead of `expiresIn`. */
  expiration?: number;
  /** The present in Unix seconds, from which `expiresIn` counts. Default: the machine's clock. */
  now?: number;
}
interface LoginKey {
  loginKey: string;
  /** Unix seconds. */
  expiration: number;
}
/** Signs a login key for one agent of a group. The caller must know who the agent is: log them in first. */
declare function createLoginKey(request: LoginKeyRequest): Promise<LoginKey>;

type LoginKeyRefusal = 'malformed' | 'signature' | 'expired' | 'too-far';
type LoginKeyCheck =
  | {
      ok: true;
      expiration: number;
    }
  | {
      ok: false;
      reason: LoginKeyRefusal;
    };
/**
 * Checks a login key as Glance would. `too-far` is a key that expires more than a day ahead.
 * The signature comes first: only the owner of the secret learns anything else about a key.
 */
declare function verifyLoginKey(
  request: LoginKeyOwner & {
    loginKey: string; /** Unix seconds; default: the machine's clock */
    now?: number;
  },
): Promise<LoginKeyCheck>;

export { createLoginKey, loginKeyHandler, nodeListener, verifyLoginKey };
export type {
  AllowOrigin,
  Authenticated,
  LoginKey,
  LoginKeyCheck,
  LoginKeyHandler,
  LoginKeyHandlerSettings,
  LoginKeyOwner,
  LoginKeyRefusal,
  LoginKeyRequest,
  NodeRequest,
  NodeResponse,
};
