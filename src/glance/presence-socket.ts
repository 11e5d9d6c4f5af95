import { json, members, plain } from '../session/outside.js';
import type { Authorization, LineEvent, PresenceLine, PresenceServer } from '../session/ports.js';
import type { Network, Place } from './call.js';
import { readPage } from './customer-page.js';

/** The interface this client speaks, named as the vendor's script of that version names it. */
const VERSION = '6.25.0';
/** Longer frames are not presence messages. */
const LONGEST = 65_536;
/** Seconds between keepalives where the server does not say (traces 4.1, step 2). */
const KEEPALIVE = 30;
/** More than this is no pause between keepalives. */
const LONGEST_PAUSE = 3_600;

/** Opens the socket on which an agent hears of one customer (traces 4.1). */
export const openPresence = (
  { network, origin }: Place,
  server: PresenceServer,
  { token, groupId }: Authorization,
  visitorId: string,
  hear: (event: LineEvent) => void,
): PresenceLine => {
  let socket: WebSocket | undefined;
  const send = (frame: { readonly type: string; readonly [name: string]: unknown }): void => {
    if (socket?.readyState !== 1) return;
    socket.send(JSON.stringify(frame));
    network.log('presence, sent:', frame.type);
  };
  const close = (): void => {
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
    socket.close();
    socket = undefined;
  };
  const end = (): void => {
    close();
    hear({ type: 'closed' });
  };
  try {
    socket = network.socket(`${origin.startsWith('http:') ? 'ws' : 'wss'}://${server.host}/agent`);
    socket.onopen = () =>
      send({
        type: 'connect',
        authorization: token,
        groupid: groupId,
        visitorid: visitorId,
        version: VERSION,
      });
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const event = readFrame(data, network.log);
      if (event) hear(event);
    };
    // Either may come alone (platform.md, part 9): the first one counts.
    socket.onerror = socket.onclose = end;
  } catch {
    // A Content Security Policy makes some constructors throw (platform.md, part 9). Told later:
    // whoever opened it has no handle yet.
    void Promise.resolve().then(end);
  }
  return {
    keepAlive: () => send({ type: 'k' }),
    // Servers read `type` or `mtype` (traces 4.2).
    send: (...[type, data]) => send({ type, mtype: type, data }),
    close,
  };
};

/** A frame of the server, checked; nothing when it says nothing we could use. */
export const readFrame = (text: unknown, log?: Network['log']): LineEvent | undefined => {
  const frame = typeof text === 'string' && text.length <= LONGEST ? json(text) : undefined;
  const { type, mtype: kind = type, data, keepalive: said } = members(frame);
  log?.('presence, heard:', typeof kind === 'string' ? kind.slice(0, 40) : 'no message');
  if (typeof kind !== 'string') return undefined;
  if (kind !== 'connected') return readMessage(kind, data, text as string);
  const keepalive = Number(plain(said));
  return { type: 'connected', keepalive: keepalive >= 1 && keepalive <= LONGEST_PAUSE ? keepalive : KEEPALIVE };
};

const readMessage = (kind: string, data: unknown, text: string): LineEvent => {
  const { connected, status, reason } = members(data);
  switch (kind) {
    case 'visitorsock':
      if (typeof connected === 'boolean') return { type: connected ? 'visitor-here' : 'visitor-away' };
      break;
    case 'visitorconn':
      // Only its `true` counts: the vendor's own clients never act on `false` (traces, C1).
      if (connected === true) return { type: 'visitor-here' };
      break;
    case 'presence':
      return { type: 'visitor-page', page: readPage(data) };
    case 'terms':
      if (status === 'displayed' || status === 'accepted' || status === 'declined') return { type: 'terms', status };
      break;
    case 'visitorsessionstart':
      return { type: 'session-started' };
    case 'visitorsessionend':
      return { type: 'session-ended', by: reason === 'visitor' ? 'customer' : 'unknown' };
    case 'visitorerror':
      return { type: 'visitor-error' };
    case 'signal':
      return { type: 'signal', data };
    case 'error':
      // How a token is refused is unknown (traces 9.2): any error that speaks of authorization. Looked for in the
      // frame as it came, since data can be nested deeper than it can be made a text of again.
      if (/authori[sz]ation|token|denied/i.test(text)) return { type: 'refused' };
      break;
    case 'redirect':
    case 'scaledown':
    case 'serverclose':
      // Each asks for another connection to the same place (traces 4.1).
      return { type: 'closed' };
  }
  return { type: 'other' };
};
