import { GlanceError } from '../session/codes.js';
import { SAML } from '../session/limits.js';
import { clock } from './page.js';

/** What a message says of a sign-in. */
type Read = (message: unknown) => { readonly data?: unknown } | undefined;

/** Signs in through a hidden frame, which needs nothing of the agent. @throws GlanceError `saml-failed`, `detached` */
export const signInHidden = (address: string, read: Read, signal: AbortSignal): Promise<unknown> => {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = address;
  const over = new AbortController();
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new GlanceError('saml-failed'));
    const cancel = clock.after(SAML, fail);
    over.signal.addEventListener('abort', cancel);
    signal.addEventListener('abort', fail, over);
    document.body.append(frame);
    hear(frame.contentWindow, address, read, over.signal, (data) => (data === undefined ? fail() : resolve(data)));
  }).finally(() => {
    over.abort();
    frame.remove();
  });
};

/**
 * Signs in through a window that the agent's click has opened.
 * @param done gets what it tells; nothing when it failed, or was closed without a word
 */
export const signInWindow = (
  opened: Window,
  address: string,
  read: Read,
  signal: AbortSignal,
  done: (data: unknown) => void,
): void => {
  const over = new AbortController();
  const end = (data?: unknown): void => {
    over.abort();
    opened.close();
    done(data);
  };
  signal.addEventListener('abort', () => over.abort(), over);
  hear(opened, address, read, over.signal, end);
  // The agent comes back from a window that was closed, perhaps after signing in: worth another try.
  window.addEventListener('focus', () => opened.closed && end(), over);
};

/** Only from that window, and only of Glance's own page. */
const hear = (
  from: Window | null,
  address: string,
  read: Read,
  signal: AbortSignal,
  tell: (data: unknown) => void,
): void => {
  const { origin } = new URL(address);
  const listen = (event: MessageEvent<unknown>): void => {
    const said = event.source === from && event.origin === origin ? read(event.data) : undefined;
    if (said) tell(said.data);
  };
  window.addEventListener('message', listen, { signal });
};
