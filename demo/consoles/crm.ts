import type { GlanceJoinEvent } from 'glance-join';

// What the company's own pages have already, whatever they are made with.

const {
  groupid = '',
  puid = '',
  token = '',
  glance = '',
} = document.querySelector<HTMLElement>('#desk')?.dataset ?? {};

/** The agent who is logged in, as the server has written it into the page. */
export const agent = { groupid, puid, glance };

/** For the login-key service, which asks who is logged in. */
export const authheaders = { 'X-Desk': 'first line', Authorization: `Bearer ${token}` };

export const customers = [
  { id: 'alice', name: 'Alice' },
  { id: 'bob', name: 'Bob' },
] as const;

export type CustomerId = (typeof customers)[number]['id'];

/** Who waits for help: more than a list shows at once. */
export const queue = ['carol', 'dave', 'erin', 'frank', 'grace', 'heidi'] as const;

/** Asks the customer in the shop's own words. */
export const custominvoke = {
  func: 'askNicely',
  args: { question: 'May Ada <look> at "this page" with you, so you & she see the same?' },
};

/** Before the customer is asked. What it returns is told to their page, too. */
export const openCase = async (): Promise<{ caseNumber: string }> => ({ caseNumber: 'case-4711' });

/** An event as the desk's log has it. */
export function inWords(event: GlanceJoinEvent): string {
  return `${event.type} ${JSON.stringify(event.detail)}`;
}
