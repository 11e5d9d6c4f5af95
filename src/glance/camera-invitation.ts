import { codeOf, GlanceError } from '../session/codes.js';
import { LOOK_UP } from '../session/limits.js';
import { json, members, plain } from '../session/outside.js';
import type { CameraInvitation, LoginKey } from '../session/ports.js';
import { isKey } from '../session/session-key.js';
import { ask, type Place } from './call.js';

/**
 * Invites a phone, by text message, to show its camera (services 11).
 * @returns the key its session will have
 * @throws GlanceError `auth-refused`, else `lookup-failed`: it is Glance that did not do it, not the agent's sign-in
 */
export const inviteCamera = async (
  place: Place,
  { groupId, partnerUserId, key }: LoginKey,
  { phone, agentName }: CameraInvitation,
  signal: AbortSignal,
): Promise<string> => {
  // Like `encodeURIComponent`, which throws at half a character.
  const agent = new URLSearchParams({ '': partnerUserId }).toString().slice(1).replaceAll('+', '%20');
  const init = {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Authorization: `Bearer GKEY ${groupId}&${agent}&${key}`,
    },
    body: JSON.stringify({
      sessiontype: 1,
      smsPhone: phone,
      agentName: agentName || undefined,
      sessionParams: { camera: 'back', resolution: '352x288' },
    }),
  };
  const url = `${place.origin}/api/SessionInvitation/smsInvite/?groupid=${groupId}`;
  const reply = await ask(place, url, init, LOOK_UP, signal).catch((error: unknown) => {
    throw codeOf(error) === 'auth-refused' ? error : failed(error);
  });
  const { sessionKey } = members(json(reply));
  // A session key can be all digits, so it may come as a number.
  const found = typeof sessionKey === 'boolean' ? '' : plain(sessionKey);
  if (!isKey(found)) throw failed();
  return found;
};

const failed = (cause?: unknown): GlanceError => new GlanceError('lookup-failed', { cause });
