import { GlanceError } from '../session/codes.js';
import { LOOK_UP } from '../session/limits.js';
import { json, members, plain } from '../session/outside.js';
import type { Authorization, PresenceServer } from '../session/ports.js';
import type { CustomerPage } from '../session/state.js';
import { ask, type Place } from './call.js';
import { readPage } from './customer-page.js';

/** Where a customer is, if they are there, by the documented look-up (services 4.1, traces 3.1). */
export const lookUpVisitor = async (
  place: Place,
  server: PresenceServer,
  authorization: Authorization,
  visitorid: string,
  signal: AbortSignal,
): Promise<CustomerPage | undefined> => {
  const reply = await askForVisitor(place, server, 'lookupvisitor', authorization, visitorid, signal);
  return reply && readPage(reply);
};

/** What a presence server knows of one customer; nothing when they are not there. @throws GlanceError */
export const askForVisitor = async (
  place: Place,
  server: PresenceServer,
  call: 'lookupvisitor' | 'findvisitor',
  authorization: Authorization,
  visitorid: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const [url, headers] = presenceAddress(place, server, call, authorization, visitorid);
  const reply = json(await ask(place, url, { headers }, LOOK_UP, signal));
  const found = members(reply);
  if (found !== reply) throw new GlanceError('lookup-failed');
  // Absent is `{}` since the servers are load balanced; older ones say so in words (services 3.5, 4.1).
  const { visitorpresent, visitorfound } = found;
  const absent = !Object.keys(found).length || [visitorpresent, visitorfound].map(plain).includes('false');
  return absent ? undefined : found;
};

/** A call of the presence server about one customer, and the headers it takes. */
export const presenceAddress = (
  { origin }: Place,
  { host }: PresenceServer,
  call: 'lookupvisitor' | 'findvisitor' | 'signalvisitor',
  { token, groupId: groupid }: Authorization,
  visitorid: string,
): [url: string, headers: Readonly<Record<string, string>>] => [
  `${new URL(origin).protocol}//${host}/${call}?${new URLSearchParams({ groupid, visitorid }).toString()}`,
  { Authorization: `Bearer ${token}` },
];
