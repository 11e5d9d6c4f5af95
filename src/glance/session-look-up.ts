import { GlanceError } from '../session/codes.js';
import type { LookUpAnswer } from '../session/events.js';
import { LOOK_UP } from '../session/limits.js';
import type { LoginKey } from '../session/ports.js';
import { call, type Place } from './call.js';

/** Whether a session runs under a key (traces 2.3). @throws GlanceError `auth-refused` only: else it may be `failed` */
export const lookUpSession = (
  place: Place,
  loginKey: LoginKey,
  ssnkey: string,
  signal: AbortSignal,
): Promise<LookUpAnswer> =>
  call(
    place,
    `${place.origin}/services/SessionService.asmx/LookupPartnerSession2`,
    {
      method: 'POST',
      body: new URLSearchParams({
        partnerid: loginKey.groupId,
        partneruserid: loginKey.partnerUserId,
        loginkey: loginKey.key,
        ssnkey,
      }),
    },
    LOOK_UP,
    signal,
  ).then(
    ({ status, text }) => {
      const answer = readLookUp(text);
      // How a bad key is refused is unknown (traces 9.3): by status as elsewhere, or by a fault, is assumed.
      const refused = status === 401 || status === 403 || /<(?:\w+:)?Fault[\s>]/.test(text);
      if (answer === 'failed' && refused) throw new GlanceError('auth-refused');
      return answer;
    },
    () => 'failed',
  );

/**
 * A flat document with known element names: status and content type do not matter, and the presence
 * of `agentjoinurl` decides (traces 2.3). Read as text, because parsing markup is one of the things
 * Trusted Types forbid.
 */
export const readLookUp = (text: string): LookUpAnswer => {
  const id = element(text, 'id', 64);
  if (!/<(?:\w+:)?agentjoinurl[\s/>]/.test(text)) return id === '0' ? 'none' : 'failed';
  const callType = element(text, 'calltype', 32);
  return { sessionId: id ?? '', ...(callType && { callType }) };
};

/** The text of an element; nothing where it is longer than an honest one. */
const element = (text: string, name: string, longest: number): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}>([^<]{0,${longest}})</`).exec(text)?.[1]?.trim();
