import type { Labels } from './ports.js';

/** What the page gets once per session, when it has ended. */
export interface Report {
  /** Glance's id of the session, as its reporting knows it; empty when it could not be had in time. */
  readonly sessionId: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly sessionStart: string;
  readonly sessionEnd: string;
  /** Whole seconds. */
  readonly duration: number;
  readonly sessionKey: string;
  readonly visitorId?: string;
  /** `missed`: it ended before the agent had the viewer open. */
  readonly outcome: 'joined' | 'missed';
  readonly endedBy: EndedBy;
  /** `reportingorigin` and `reportingexternalid`, as they were when the session began. */
  readonly origin?: string;
  readonly externalId?: string;
}

export type EndedBy = 'agent' | 'customer' | 'unknown';

/** What `glancesessionstart` tells. */
export interface SessionStart {
  readonly sessionKey: string;
  readonly sessionId?: string;
  readonly sessionStart: string;
  readonly visitorId?: string;
}

interface Course {
  readonly key: string;
  readonly visitorId?: string;
  readonly since: number;
  readonly sessionId?: string;
  readonly opened?: boolean;
  readonly labels?: Labels;
}

export const startOf = (join: Course): SessionStart => ({
  sessionKey: join.key,
  sessionId: join.sessionId,
  sessionStart: new Date(join.since).toISOString(),
  visitorId: join.visitorId,
});

export const reportOf = (join: Course, endedBy: EndedBy, now: number): Report => {
  const end = Math.max(now, join.since);
  return {
    ...startOf(join),
    sessionId: join.sessionId ?? '',
    sessionEnd: new Date(end).toISOString(),
    duration: Math.round((end - join.since) / 1000),
    outcome: join.opened ? 'joined' : 'missed',
    endedBy,
    ...join.labels,
  };
};
