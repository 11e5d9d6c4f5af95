import { GlanceError } from '../session/codes.js';
import { AUTHORIZATION_MINUTES, AUTHORIZE } from '../session/limits.js';
import { json, members } from '../session/outside.js';
import type { Authorization, LoginKey } from '../session/ports.js';
import { ask, type Place } from './call.js';
import { askSettings } from './settings.js';

/**
 * Asks Glance to let this agent use presence (traces 2.2).
 * @throws GlanceError `auth-refused`, `origin-not-allowed`, `lookup-failed`, `auth-unreachable`
 */
export const authorize = async (
  place: Place,
  { groupId, partnerUserId, key }: LoginKey,
  signal: AbortSignal,
): Promise<Authorization> => {
  const { network, origin } = place;
  const asked = network.clock.now();
  const url = `${origin}/services/AuthorizationService.svc/rest/Authorize?groupid=${groupId}&service=presence&duration=${AUTHORIZATION_MINUTES}&site=production`;
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ partnerid: groupId, partneruserid: partnerUserId, loginkey: key }),
  };
  const send = (): Promise<string> => ask(place, url, init, AUTHORIZE, signal);
  const text = await send().catch(async (first: unknown) => {
    if (!isWithheld(first)) throw first;
    // A browser hides why there is no answer. Where Glance answers what is open to all, and this not for a second
    // time, it is our origin that it refuses.
    await askSettings(place, groupId, signal);
    return send().catch((second: unknown) => {
      throw isWithheld(second)
        ? new GlanceError('origin-not-allowed', { cause: (second as GlanceError).cause })
        : second;
    });
  });
  const reply = json(text);
  // A JSON string is what the vendor's script takes; the newer page shows an object (services 6.5).
  const token = members(reply)['authToken'] ?? reply;
  if (typeof token !== 'string' || !token) throw new GlanceError('lookup-failed');
  return { token, expires: asked + AUTHORIZATION_MINUTES * 60_000, groupId };
};

const isWithheld = (error: unknown): boolean =>
  error instanceof GlanceError && error.code === 'auth-unreachable' && typeof error.cause !== 'number';
