/** What the server wrote into the page for this viewer. */
import { asObject, asText } from '../customer/frames.js';

export interface View {
  /** Good once, for a minute: the login key never reaches this script. */
  readonly ticket: string;
  readonly sessionKey: string;
  /** Who is looking, and what the page that opened the viewer said of them. */
  readonly agent: ViewAgent;
  /** Whom the viewer may tell how it goes; absent when the page that opened it is not on the allow list. */
  readonly postTo: string | undefined;
  readonly socket: string;
}

export interface ViewAgent {
  readonly name: string;
  readonly video: boolean;
  /** E-mail, phone, and what the session is to be reported under: as far as it was said. */
  readonly details: readonly string[];
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
    agent: readAgent(view['agent']),
    postTo: typeof postTo === 'string' && postTo ? postTo : undefined,
    socket: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sandbox/view`,
  };
}

function readAgent(value: unknown): ViewAgent {
  const { name, email, phone, video, origin, xid } = asObject(value) ?? {};
  const reported = [asText(origin), asText(xid)].filter(Boolean).join(' ');
  const details = [asText(email), asText(phone), reported && `Reported under ${reported}`];
  return { name: asText(name), video: video === true, details: details.filter(Boolean) };
}
