import { members, plain } from '../session/outside.js';
import type { LoginKey } from '../session/ports.js';

/** The login key in a reply: alone, or `{loginKey, expiration?}`. */
export const readReply = (
  reply: unknown,
  warn?: (message: string) => void,
): Pick<LoginKey, 'key' | 'expires'> | undefined => {
  const { loginKey = reply, expiration, apiKey } = members(reply);
  if (apiKey !== undefined) warn?.('authurl sends the API key, a secret, to the browser: take it out of the reply.');
  // A page of HTML is text as well, so what comes must look like a key.
  const key = plain(loginKey);
  const [, seconds] = /^\$\d\$(\d{1,12})\$[\w-]+$/.exec(key) ?? [];
  // A reply may name an earlier end than the key itself; a later one, or one in milliseconds, does not make it last.
  return seconds
    ? { key, expires: Math.min(Number(plain(expiration)) || Infinity, Number(seconds)) * 1000 }
    : undefined;
};
