import { GlanceError } from '../session/codes.js';
import { AUTHORIZE } from '../session/limits.js';
import { json, members, plain } from '../session/outside.js';
import type { PresenceServer } from '../session/ports.js';
import { ask, type Place } from './call.js';
import { isTrustedHost } from './environments.js';

/**
 * Where a group's presence is served (traces 2.1).
 * @returns nothing when the group has none
 * @throws GlanceError `auth-unreachable`, `auth-timeout`, `lookup-failed`
 */
export const presenceServer = async (
  place: Place,
  groupId: string,
  signal: AbortSignal,
): Promise<PresenceServer | undefined> => {
  const reply = json(await askSettings(place, groupId, signal));
  const settings = members(reply);
  // A page of a proxy, say: nobody has said that the group has none.
  if (settings !== reply) throw new GlanceError('lookup-failed');
  const { presenceUrl: host, isPresenceLoadBalanced: balanced } = settings;
  return typeof host === 'string' && isTrustedHost(host, place.origin)
    ? { host, loadBalanced: plain(balanced) === 'true' }
    : undefined;
};

/** The settings as text. They are open to every origin, so they also tell whether Glance is there. */
export const askSettings = (place: Place, groupId: string, signal: AbortSignal): Promise<string> =>
  ask(
    place,
    `${place.origin}/services/authorizationservice/GetVisitorSettings3?groupid=${groupId}&site=production&service=presence`,
    {},
    AUTHORIZE,
    signal,
  );
