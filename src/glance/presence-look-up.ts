import { GlanceError } from '../session/codes.js';
import { LOOK_UP } from '../session/limits.js';
import type { Authorization, PresenceServer } from '../session/ports.js';
import type { CustomerPage } from '../session/state.js';
import { ask, json, members, type Place, plain } from './call.js';
import { readPage } from './customer-page.js';

/** Where a customer is, if they are there, by the documented look-up (services 4.1, traces 3.1). */
export const lookUpVisitor = async (
  place: Place,
  server: PresenceServer,
  { token, groupId: groupid }: Authorization,
  visitorid: string,
  signal: AbortSignal,
): Promise<CustomerPage | undefined> => {
  const scheme = new URL(place.origin).protocol;
  const query = new URLSearchParams({ groupid, visitorid }).toString();
  const url = `${scheme}//${server.host}/lookupvisitor?${query}`;
  const headers = { Authorization: `Bearer ${token}` };
  const reply = json(await ask(place, url, { headers }, LOOK_UP, signal));
  if (typeof reply !== 'object' || !reply || Array.isArray(reply)) throw new GlanceError('lookup-failed');
  // Absent is `{}` since the servers are load balanced; older ones say so in words (services 3.5, 4.1).
  const { visitorpresent, visitorfound } = members(reply);
  const absent = !Object.keys(reply).length || [visitorpresent, visitorfound].map(plain).includes('false');
  return absent ? undefined : readPage(reply);
};
