import { checkOwner, importSecret, LONGEST_LIFE, readKey, signedText, type LoginKeyOwner } from './signature.js';

export type LoginKeyRefusal = 'malformed' | 'signature' | 'expired' | 'too-far';

export type LoginKeyCheck = { ok: true; expiration: number } | { ok: false; reason: LoginKeyRefusal };

/**
 * Checks a login key as Glance would. `too-far` is a key that expires more than a day ahead.
 * The signature comes first: only the owner of the secret learns anything else about a key.
 */
export async function verifyLoginKey(
  request: LoginKeyOwner & { loginKey: string; /** Unix seconds; default: the machine's clock */ now?: number },
): Promise<LoginKeyCheck> {
  checkOwner(request);
  const key = readKey(request.loginKey);
  if (!key) return { ok: false, reason: 'malformed' };
  const secret = await importSecret(request.apiKey, 'verify');
  const signed = signedText(request, key.expiration);
  // Web Crypto compares in constant time.
  if (!(await globalThis.crypto.subtle.verify('HMAC', secret, key.signature, signed))) {
    return { ok: false, reason: 'signature' };
  }
  const now = request.now ?? Date.now() / 1000;
  if (now >= key.expiration) return { ok: false, reason: 'expired' };
  if (key.expiration > Math.ceil(now) + LONGEST_LIFE) return { ok: false, reason: 'too-far' };
  return { ok: true, expiration: key.expiration };
}
