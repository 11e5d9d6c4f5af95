import { GlanceError } from '../session/codes.js';
import { LOOK_UP } from '../session/limits.js';
import { json, members, plain } from '../session/outside.js';
import type { Authorization, Message, PresenceServer } from '../session/ports.js';
import { ask, type Place } from './call.js';
import { isTrustedHost } from './environments.js';
import { askForVisitor, presenceAddress } from './presence-look-up.js';

/**
 * The direct server of a customer, which alone can bring them messages by REST (services 4.1, traces 3.2).
 * @returns nothing when they are not there
 * @throws GlanceError `auth-…`, `lookup-failed`
 */
export const findVisitor = async (
  place: Place,
  server: PresenceServer,
  authorization: Authorization,
  visitorId: string,
  signal: AbortSignal,
): Promise<PresenceServer | undefined> => {
  const reply = await askForVisitor(place, server, 'findvisitor', authorization, visitorId, signal);
  if (!reply) return undefined;
  const { direct, directserver, httpsport } = reply;
  const host = plain(direct) || `${plain(directserver)}:${plain(httpsport)}`;
  // It gets the agent's token: only one of Glance's own may.
  if (!isTrustedHost(host, place.origin)) throw new GlanceError('lookup-failed');
  return { host, loadBalanced: false };
};

/**
 * Brings a message to the customer's page by REST.
 * @returns whether they were there to get it
 * @throws GlanceError `auth-…`
 */
export const signalVisitor = async (
  place: Place,
  direct: PresenceServer,
  authorization: Authorization,
  visitorId: string,
  [mtype, data]: Message,
  signal: AbortSignal,
): Promise<boolean> => {
  const [url, headers] = presenceAddress(place, direct, 'signalvisitor', authorization, visitorId);
  const init = {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ mtype, data }),
  };
  const { visitorfound } = members(json(await ask(place, url, init, LOOK_UP, signal)));
  return plain(visitorfound) !== 'false';
};
