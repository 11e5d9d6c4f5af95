import { members } from '../session/outside.js';
import type { ViewerEvent } from '../session/ports.js';

/**
 * What a window message says, if it is one of the viewer's: `{glanceEvent, data}` (traces 2.6).
 * Which names Glance's viewer really sends is unknown (traces 9.1): `sessionStarted`, `agentJoined` and
 * `sessionEnded` are in its samples; any other name is a sign of life.
 */
export const readViewerMessage = (message: unknown): ViewerEvent | undefined => {
  const { glanceEvent: name, data } = members(message);
  if (typeof name !== 'string' || !name) return undefined;
  const event = name.toLowerCase();
  if (event === 'sessionstarted' || event === 'agentjoined') return { type: 'viewer-started' };
  if (event !== 'sessionended') return { type: 'viewer-alive' };
  // As in the presence frame of the same event (traces 4.3), if it says so.
  const visitor = members(data)['reason'] === 'visitor';
  return { type: 'viewer-ended', by: visitor ? 'customer' : undefined };
};
