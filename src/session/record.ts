import { json, members } from './outside.js';
import type { Labels } from './ports.js';
import type { EndedBy } from './report.js';
import { isKey } from './session-key.js';
import type { Joined } from './state.js';

/**
 * What is kept of a running session where a reload does not reach, so that the next button of the same
 * agent takes it up: what its report and its viewer need, and no secret.
 */
export interface SessionRecord {
  readonly key: string;
  /** Milliseconds since 1970; with the key it tells one join from another. */
  readonly since: number;
  readonly visitorId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly callType?: string | undefined;
  readonly labels?: Labels | undefined;
  /** Whether the agent ever had the viewer open, and the name of its window. */
  readonly opened?: boolean | undefined;
  readonly viewerName?: string | undefined;
  /** Who has ended it, where that was known before it was confirmed. */
  readonly endedBy?: EndedBy | undefined;
}

export const recordOf = (a: Joined): SessionRecord => {
  const { key, since, visitorId, sessionId, callType, labels, opened, viewerName, ending, toldBy } = a;
  const endedBy = ending ? 'agent' : toldBy;
  return { key, since, visitorId, sessionId, callType, labels, opened, viewerName, endedBy };
};

/** A record as it was kept; nothing where it is none, since any script of the page can write there. */
export const readRecord = (text: string | null): SessionRecord | undefined => {
  const kept = members(text && json(text));
  const { key, since, visitorId, opened, viewerName, endedBy } = kept;
  const { origin, externalId } = members(kept['labels']);
  if (!isKey(key) || !isKey(visitorId ?? key) || !isTime(since)) return undefined;
  return {
    key,
    since,
    visitorId: visitorId as string | undefined,
    sessionId: word(kept['sessionId']),
    callType: word(kept['callType']),
    labels: { origin: word(origin), externalId: word(externalId) },
    opened: opened === true,
    // Never a name that is a keyword, or another window's.
    viewerName: typeof viewerName === 'string' && /^glance-[\d-]{1,64}$/.test(viewerName) ? viewerName : undefined,
    endedBy: endedBy === 'agent' || endedBy === 'customer' ? endedBy : undefined,
  };
};

/** Milliseconds since 1970, as far as a date can be made of them. */
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 8.64e15;

/** What the page or Glance calls something: shown nowhere but as text, and not endless. */
const word = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 300) : undefined);
