import type { GetLoginKey } from '../session/ports.js';
import type { Problem } from '../session/snapshot.js';

/** The settings as the page has written them. */
export interface Settings {
  readonly groupid?: string | number | null;
  readonly puid?: string | null;
  readonly authurl?: string | null;
  readonly authheaders?: Readonly<Record<string, string>> | null;
  readonly getLoginKey?: GetLoginKey | null;
  readonly presence: boolean;
  readonly visitorid?: string | null;
}

/** The settings, checked: what the session is made of. */
export interface Configuration {
  readonly origin: string;
  readonly groupId: string;
  readonly partnerUserId: string;
  readonly authUrl?: string;
  readonly authHeaders?: Readonly<Record<string, string>>;
  readonly getLoginKey?: GetLoginKey;
  /** Tells one `getLoginKey` from another where functions are left out. */
  readonly getLoginKeyNumber?: number;
  /** The customer to watch. */
  readonly visitorId?: string | undefined;
  readonly problem?: Problem;
  /** What was given for one and cannot be one. */
  readonly invalidVisitorId?: string;
}

/** A visitor id, and a session key: letters, digits and `_~.-`, 62 at most (services 1). */
export const isKey = (value: string): boolean => /^[\w~.-]{1,62}$/.test(value);

/** A key as it is read out and typed: with blanks that are not part of it. */
export const toKey = (typed: string): string => typed.replace(/\s+/g, '');

/**
 * @param origin what `glancebaseurl` names, where it may name one
 * @param authAddress the address `authurl` names, if it may be used
 */
export const configure = (
  settings: Settings,
  origin: string | undefined,
  authAddress: string | undefined,
): Configuration => {
  const getLoginKey = settings.getLoginKey ?? undefined;
  const groupId = text(settings.groupid);
  const partnerUserId = text(settings.puid);
  const visitorId = settings.presence ? text(settings.visitorid) : '';
  const valid = !visitorId || isKey(visitorId);

  const missing = named({
    groupid: !groupId,
    puid: !partnerUserId,
    authurl: !getLoginKey && !text(settings.authurl),
  });
  const invalid = named({
    groupid: !/^\d{1,10}$/.test(groupId),
    puid: partnerUserId.length > 255,
    authurl: !getLoginKey && !authAddress,
    glancebaseurl: !origin,
  });
  return Object.freeze({
    origin: origin ?? '',
    groupId,
    partnerUserId,
    authUrl: getLoginKey ? undefined : authAddress,
    authHeaders: settings.authheaders ?? undefined,
    getLoginKey,
    getLoginKeyNumber: getLoginKey && numberOf(getLoginKey),
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

const numbers = new WeakMap<object, number>();
let last = 0;
const numberOf = (fn: object): number => {
  const number = numbers.get(fn) ?? ++last;
  numbers.set(fn, number);
  return number;
};
