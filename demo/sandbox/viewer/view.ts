/** What the server wrote into the page for this viewer. */
import { asObject, asText } from '../customer/frames.js';

export interface View {
  /** Good once, for a minute: the login key never reaches this script. */
  readonly ticket: string;
  readonly sessionKey: string;
  /** Whom the viewer may tell how it goes; absent when the page that opened it is not on the allow list. */
  readonly postTo: string | undefined;
  readonly socket: string;
}

export function readView(): View | undefined {
  let view;
  try {
    view = asObject(JSON.parse(document.getElementById('view')?.textContent ?? ''));
  } catch {
    // Reported below: a page without its block is as useless as one with a broken one.
  }
  if (typeof view?.['ticket'] !== 'string') {
    console.error('This page carries no ticket for a session.');
    return undefined;
  }
  const { postTo } = view;
  return {
    ticket: view['ticket'],
    sessionKey: asText(view['sessionKey']),
    postTo: typeof postTo === 'string' && postTo ? postTo : undefined,
    socket: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sandbox/view`,
  };
}
