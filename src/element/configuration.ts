import { plain } from '../session/outside.js';
import type { GetLoginKey } from '../session/ports.js';
import { isKey } from '../session/session-key.js';
import type { Problem } from '../session/snapshot.js';
import type { LoginKeySource } from './compose.js';

/** The settings as the page has written them. */
export interface Settings {
  readonly groupid?: string | number | null;
  readonly puid?: string | null;
  readonly authmethod?: string | null;
  readonly authurl?: string | null;
  readonly authheaders?: Readonly<Record<string, string>> | null;
  readonly authbody?: LoginKeySource['authBody'] | null;
  readonly loginkey?: unknown;
  readonly getLoginKey?: GetLoginKey | null;
  readonly presence: boolean;
  readonly visitorid?: string | null;
}

/** The settings, checked: what the session is made of. */
export interface Configuration {
  readonly origin: string;
  readonly method: AuthMethod;
  /** Empty where SAML is to tell it. */
  readonly groupId: string;
  readonly partnerUserId: string;
  readonly authUrl?: string;
  readonly authHeaders?: Readonly<Record<string, string>>;
  readonly authBody?: LoginKeySource['authBody'];
  readonly getLoginKey?: GetLoginKey;
  /** The page sets the login key itself. */
  readonly given?: boolean;
  /** Tell one `getLoginKey` or `authBody` from another where functions and forms have no text. */
  readonly getLoginKeyName?: string;
  readonly authBodyName?: string;
  /** The customer to watch. */
  readonly visitorId?: string | undefined;
  readonly problem?: Problem;
  /** What was given for one and cannot be one. */
  readonly invalidVisitorId?: string;
}

export type AuthMethod = LoginKeySource['method'];

/** A key as it is read out and typed: with blanks that are not part of it. */
export const toKey = (typed: unknown): string => plain(typed).replace(/\s+/g, '');

/**
 * @param origin what `glancebaseurl` names, where it may name one
 * @param authAddress the address `authurl` names, if it may be used
 */
export const configure = (
  settings: Settings,
  method: AuthMethod,
  origin: string | undefined,
  authAddress: string | undefined,
): Configuration => {
  const saml = method !== 'loginkey';
  const given = !saml && !!settings.loginkey;
  const getLoginKey = saml || given ? undefined : (settings.getLoginKey ?? undefined);
  const other = saml || given || !!getLoginKey;
  const authBody = settings.authbody ?? undefined;
  const groupId = text(settings.groupid);
  const partnerUserId = text(settings.puid);
  const visitorId = settings.presence ? text(settings.visitorid) : '';
  const valid = !visitorId || isKey(visitorId);

  const missing = named({
    groupid: !saml && !groupId,
    puid: !partnerUserId,
    authurl: !other && !text(settings.authurl),
  });
  const invalid = named({
    groupid: !/^\d{1,10}$/.test(groupId) && (!!groupId || !saml),
    puid: partnerUserId.length > 255,
    authurl: !other && !authAddress,
    glancebaseurl: !origin,
  });
  return Object.freeze({
    origin: origin ?? '',
    method,
    groupId,
    partnerUserId,
    authUrl: other ? undefined : authAddress,
    authHeaders: other ? undefined : (settings.authheaders ?? undefined),
    authBody: other ? undefined : authBody,
    authBodyName: other || !authBody ? undefined : nameOf(authBody),
    getLoginKey,
    getLoginKeyName: getLoginKey && nameOf(getLoginKey),
    given,
    visitorId: (valid && visitorId) || undefined,
    invalidVisitorId: valid ? undefined : visitorId,
    problem: missing
      ? { code: 'config-missing', settings: missing }
      : invalid && { code: 'config-invalid', settings: invalid },
  } satisfies Configuration);
};

/** The settings of which something is true, if there are any. */
const named = (settings: Readonly<Record<string, boolean>>): string[] | undefined => {
  const names = Object.keys(settings).filter((name) => settings[name]);
  return names.length ? names : undefined;
};

const text = (value: string | number | null | undefined): string => String(value ?? '').trim();

/** What tells one from another: text where it has some, else which it is. */
const nameOf = (value: object | string): string => {
  if (typeof value === 'string' || value instanceof URLSearchParams) return String(value);
  if (Object.getPrototypeOf(value) === Object.prototype) return JSON.stringify(value);
  const number = numbers.get(value) ?? ++last;
  numbers.set(value, number);
  return String(number);
};
const numbers = new WeakMap<object, number>();
let last = 0;
