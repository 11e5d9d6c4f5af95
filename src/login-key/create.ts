import { checkLife, checkOwner, importSecret, signedText, writeKey, type LoginKeyOwner } from './signature.js';

export interface LoginKeyRequest extends LoginKeyOwner {
  /** Seconds the key lives, at most a day. Default: one hour. */
  expiresIn?: number;
  /** The moment the key expires, in Unix seconds, instead of `expiresIn`. */
  expiration?: number;
  /** The present in Unix seconds, from which `expiresIn` counts. Default: the machine's clock. */
  now?: number;
}

export interface LoginKey {
  loginKey: string;
  /** Unix seconds. */
  expiration: number;
}

export const ONE_HOUR = 3_600;

/** Signs a login key for one agent of a group. The caller must know who the agent is: log them in first. */
export async function createLoginKey(request: LoginKeyRequest): Promise<LoginKey> {
  checkOwner(request);
  const expiration = request.expiration ?? expirationAfter(request);
  if (!Number.isSafeInteger(expiration) || expiration <= 0) {
    throw new RangeError('expiration must be a whole number of Unix seconds');
  }
  const secret = await importSecret(request.apiKey, 'sign');
  const signature = await globalThis.crypto.subtle.sign('HMAC', secret, signedText(request, expiration));
  return { loginKey: writeKey(expiration, new Uint8Array(signature)), expiration };
}

function expirationAfter({ expiresIn = ONE_HOUR, now = Date.now() / 1000 }: LoginKeyRequest): number {
  checkLife(expiresIn);
  return Math.floor(now) + Math.ceil(expiresIn);
}
