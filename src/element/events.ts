import type { ErrorCode, NoticeCode } from '../session/codes.js';
import type { Report, SessionStart } from '../session/report.js';
import type { Phase, StateName, Visitor } from '../session/snapshot.js';

/** The customer an event is about, where one is known. */
interface About {
  readonly visitorId?: string;
}

/** A notice as the page gets it: in the element's language. */
export interface NoticeDetail {
  readonly code: NoticeCode;
  readonly message: string;
  /** What the administrator can do about it. */
  readonly hint?: string;
  /** Grows with every notice, so that one given twice is told apart. */
  readonly seq: number;
}

export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly cause?: unknown;
}

export interface StateChangeDetail {
  readonly state: StateName;
  readonly previous: StateName;
  readonly phase?: Phase;
}

/** The element's events: each bubbles and is composed. */
export interface GlanceJoinEventMap {
  glancestatechange: CustomEvent<StateChangeDetail & About>;
  glancepresencechange: CustomEvent<Visitor & About>;
  glancenotice: CustomEvent<NoticeDetail & About>;
  glancesessionstart: CustomEvent<SessionStart & About>;
  glancesessionend: CustomEvent<Report & About>;
  glanceerror: CustomEvent<ErrorDetail & About>;
}
