/** The groups and agents this sandbox knows. Nothing here is secret: it all opens a sandbox only. */

export interface Group {
  id: string;
  site: string;
  apiKey: string;
  presence: boolean;
  /** Newer groups are; the others want `findvisitor` and the visitor's own server first (traces 3.2). */
  loadBalanced: boolean;
}

export interface Agent {
  partnerUserId: string;
  name: string;
}

const groups: readonly Group[] = [
  { id: '21489', site: 'Northwind Outfitters', apiKey: 'sandbox-api-key-21489', presence: true, loadBalanced: true },
  { id: '20541', site: 'Second group', apiKey: 'sandbox-api-key-20541', presence: true, loadBalanced: true },
  { id: '20000', site: 'Group without presence', apiKey: 'sandbox-api-key-20000', presence: false, loadBalanced: true },
  {
    id: '20555',
    site: 'Group on direct servers',
    apiKey: 'sandbox-api-key-20555',
    presence: true,
    loadBalanced: false,
  },
];

export const mainGroup = '21489';

/** The agents the company's login-key service signs for. */
export const demoAgents: readonly Agent[] = [
  { partnerUserId: 'agent-42', name: 'Ada Park' },
  { partnerUserId: 'agent-43', name: 'Ben Ortiz' },
  { partnerUserId: 'a&b=c+d@é', name: 'Zoë Ampersand' },
];

/** This agent's subscription has no presence: a good login key of theirs is answered 403. */
export const agentWithoutPresence = 'agent-without-presence';

export function findGroup(id: unknown): Group | undefined {
  return groups.find((group) => group.id === String(id));
}

/** Any other agent of a group is known by their id alone. */
export function agentName(partnerUserId: string): string {
  return demoAgents.find((agent) => agent.partnerUserId === partnerUserId)?.name ?? partnerUserId;
}

/** What Glance takes as visitor id and session key (services 1). */
export function isVisitorId(value: string): boolean {
  return /^[A-Za-z0-9_~.-]{1,62}$/.test(value);
}
