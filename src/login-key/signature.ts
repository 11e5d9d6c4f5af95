/** Whose key it is: the group's secret, the group (partner id) and the agent (partner user id). */
export interface LoginKeyOwner {
  apiKey: string;
  groupId: string | number;
  partnerUserId: string;
}

/** Glance refuses a key that expires more than a day ahead. */
export const LONGEST_LIFE = 86_400;

const VERSION = '1';

/** `$1$<expiration>$<signature>`; the expiration is in Unix seconds. */
export function writeKey(expiration: number, signature: Uint8Array): string {
  return `$${VERSION}$${expiration}$${toBase64Url(signature)}`;
}

export function readKey(key: string): { expiration: number; signature: Uint8Array<ArrayBuffer> } | undefined {
  const parts = /^\$1\$([1-9]\d{0,14})\$([A-Za-z0-9_-]{43})$/.exec(key);
  if (!parts?.[1] || !parts[2]) return undefined;
  const signature = fromBase64Url(parts[2]);
  // 43 characters hold 258 bits for 256: the two spare ones must be zero, or a key could be written in four ways.
  if (toBase64Url(signature) !== parts[2]) return undefined;
  return { expiration: Number(parts[1]), signature };
}

/** The parts are joined without a separator: that is Glance's format, not an oversight. */
export function signedText(owner: LoginKeyOwner, expiration: number): Uint8Array<ArrayBuffer> {
  return encode(`${owner.groupId}${owner.partnerUserId}${VERSION}${expiration}`);
}

export function importSecret(apiKey: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', encode(apiKey), { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

/** What a caller got wrong is said by name, without repeating the secret. */
export function checkGroup({ apiKey, groupId }: Omit<LoginKeyOwner, 'partnerUserId'>): void {
  if (typeof apiKey !== 'string' || apiKey.trim() === '') throw new TypeError('apiKey is missing');
  if (!/^\d+$/.test(String(groupId))) throw new TypeError('groupId must be the number of the group');
}

export function checkOwner(owner: LoginKeyOwner): void {
  checkGroup(owner);
  if (typeof owner.partnerUserId !== 'string' || owner.partnerUserId === '') {
    throw new TypeError('partnerUserId is missing');
  }
}

export function checkLife(expiresIn: number): void {
  if (!Number.isFinite(expiresIn) || expiresIn <= 0 || expiresIn > LONGEST_LIFE) {
    throw new RangeError(`expiresIn must be a number of seconds between 1 and ${LONGEST_LIFE}`);
  }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
