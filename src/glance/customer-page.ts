import { members, plain } from '../session/outside.js';
import type { CustomerPage } from '../session/state.js';

/** Longer than any honest value; what is longer is cut, since it is shown on a button. */
const LONGEST = 300;

/**
 * Where a customer is, out of presence data. Of the page's address only origin and path leave this
 * function: a query can hold what the agent must not see.
 */
export const readPage = (data: unknown): CustomerPage => {
  const { url, browser, browserver, platform } = members(data);
  const address = text(url);
  const page = address && URL.canParse(address) ? new URL(address) : undefined;
  return {
    page: page && /^https?:/.test(page.protocol) ? text(page.origin + page.pathname) : undefined,
    browser: text(browser) && text(`${plain(browser)} ${plain(browserver)}`.trim()),
    platform: text(platform),
  };
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value.slice(0, LONGEST) : undefined;
