import type { ViewerRequest } from '../session/ports.js';
import type { ViewerForm } from './post.js';

/** What the element adds to the form. */
export interface AgentFields {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly video?: boolean;
}

/** Everything but who listens. */
export type ViewerTarget = Omit<ViewerRequest, 'hear'>;

/** The viewer's page and what it is told, by POST: names in capitals (traces 2.5; services 8). */
export const viewerForm = (target: ViewerTarget, agent: AgentFields): ViewerForm => ({
  action: address(target),
  fields: Object.fromEntries(
    Object.entries({ ...told(target, agent), ...credentials(target) }).map(([name, value]) => [
      name.toUpperCase(),
      value,
    ]),
  ),
});

/** The same page as an address, where the agent signs in at Glance (services 8). */
export const viewerUrl = (target: ViewerTarget, agent: AgentFields): string =>
  url(target, { ...told(target, agent), ...group(target) });

/** With the login key: only for the page's own opener, whose contract says so. */
export const viewerUrlWithKey = (target: ViewerTarget, agent: AgentFields): string =>
  url(target, { ...told(target, agent), ...credentials(target) });

type Fields = Readonly<Record<string, string>>;

const address = ({ origin }: ViewerTarget): string => `${origin}/agentjoin/AgentView.aspx`;

const url = (target: ViewerTarget, fields: Fields): string =>
  `${address(target)}?${new URLSearchParams(fields).toString()}`;

const told = ({ sessionKey, labels }: ViewerTarget, { name, email, phone, video }: AgentFields): Fields =>
  given({
    SessionKey: sessionKey,
    // The viewer waits where the session is not known to it yet, instead of failing.
    Wait: '1',
    agentVideo: video === undefined ? video : video ? '1' : '0',
    name,
    email,
    phone,
    // Assumed: the seed's properties of this kind are said to set these two of Glance's reporting.
    origin: labels?.origin,
    xid: labels?.externalId,
  });

const credentials = (target: ViewerTarget): Fields => {
  const { loginKey } = target;
  return loginKey
    ? { loginkey: loginKey.key, partnerid: loginKey.groupId, partneruserid: loginKey.partnerUserId }
    : group(target);
};

/** Which group's sign-in it is, without credentials. */
const group = ({ groupId }: ViewerTarget): Fields => given({ groupid: groupId });

const given = (fields: Readonly<Record<string, string | undefined>>): Fields =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => !!field[1]));
