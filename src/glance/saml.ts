import { members, plain } from '../session/outside.js';
import type { LoginKey } from '../session/ports.js';
import { readReply } from './login-key-reply.js';

/**
 * The page that, in a frame, signs the agent in at Glance by SAML and posts the login key to whoever
 * framed it (services 6.4, traces 2.7).
 */
export const samlAddress = (origin: string, groupId: string, partnerUserId: string): string => {
  const query = new URLSearchParams(groupId ? { idpid: groupId } : { idpusername: partnerUserId });
  return `${origin}/account/getloginkey.aspx?sso=1&mode=embedded&fmt=html&${query.toString()}`;
};

/** What a window message says of the sign-in, if that is what it is about: with data when it has succeeded. */
export const readSignIn = (message: unknown): { readonly data?: unknown } | undefined => {
  const { glanceEvent, data } = members(message);
  const event = plain(glanceEvent).toLowerCase();
  if (event === 'authenticatesucceeded') return { data };
  return event === 'authenticatefailed' ? {} : undefined;
};

/**
 * The login key in the `data` of that message, `partnerid=…&partneruserid=…~<key>`: flat as the
 * vendor's script takes it (traces 2.7), or one level deeper (services 7.4).
 */
export const readSamlKey = (data: unknown): LoginKey | undefined => {
  const outer = members(data);
  const text = plain(outer['loginKey'] ?? members(outer['data'])['loginKey']);
  const end = text.lastIndexOf('~');
  const found = readReply(text.slice(end + 1));
  // A form would read a plus as a blank, but a mail address with a plus in it may come as it is.
  const owner = new URLSearchParams(text.slice(0, Math.max(0, end)).replaceAll('+', '%2B'));
  const groupId = owner.get('partnerid') ?? '';
  const partnerUserId = owner.get('partneruserid') ?? '';
  // What was not encoded as UTF-8 comes out as U+FFFD: it is nobody's id.
  return found && /^\d{1,10}$/.test(groupId) && /^[^\p{Cc}\ufffd]{1,255}$/u.test(partnerUserId)
    ? { ...found, groupId, partnerUserId }
    : undefined;
};
