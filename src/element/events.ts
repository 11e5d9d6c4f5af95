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

export interface InviteDetail {
  /** What the customer's page is going to get, before `presessionfunc` and what is waited for add to it. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The customer is asked when this has resolved; what it resolves with is added to the arguments. */
  readonly waitUntil: (promise: unknown) => void;
}

export interface ViewerDetail {
  /** Where it would open. */
  readonly location: 'tab' | 'window' | 'iframe';
  /** Its address, without credentials. */
  readonly url: string;
  /**
   * After cancelling: opens it there, by name or in an iframe or window of the page's own.
   * @returns whether it did: once per event, and while the session runs
   */
  readonly open: (target: string | HTMLIFrameElement | Window) => boolean;
}

export interface SignalDetail {
  /** What the customer's page has sent. */
  readonly data: unknown;
}

/** The element's events: each bubbles, is composed, and comes after the state is in place. */
export interface GlanceJoinEventMap {
  /** The state, or the phase of an invitation, is another: `{state, previous, phase?}`. */
  glancestatechange: CustomEvent<StateChangeDetail & About>;
  /**
   * What is known of the customer who is set: `{present, page?, browser?, platform?, since}`; `page` is origin and path
   * only.
   */
  glancepresencechange: CustomEvent<Visitor & About>;
  /** Something stands beside the state: `{code, message, hint?, seq}`. */
  glancenotice: CustomEvent<NoticeDetail & About>;
  /**
   * The customer is about to be asked: `{args, waitUntil(promise)}`; what the promise resolves with is added to the
   * arguments. Cancelable.
   */
  glanceinvite: CustomEvent<InviteDetail & About>;
  /**
   * The viewer is about to open: `{location, url, open(target)}`; `url` has no credentials. Cancel it, and call `open`
   * with an iframe, a window or a name, now or later: the viewer opens there.
   */
  glanceviewer: CustomEvent<ViewerDetail & About>;
  /** A session has begun: `{sessionKey, sessionId?, sessionStart}`. */
  glancesessionstart: CustomEvent<SessionStart & About>;
  /** A session has ended: the report, once per session. */
  glancesessionend: CustomEvent<Report & About>;
  /** The customer's page has sent `{data}`. */
  glancesignal: CustomEvent<SignalDetail & About>;
  /** Something is wrong that a setting or an administrator can mend: `{code, message, hint?, cause?}`. */
  glanceerror: CustomEvent<ErrorDetail & About>;
}
