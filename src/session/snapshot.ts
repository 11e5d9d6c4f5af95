import type { ErrorCode, NoticeCode } from './codes.js';

/** What is going on, and what the agent can do about it. */
export type StateName =
  /** A required setting is missing or malformed. */
  | 'unconfigured'
  /** Presence is off, unavailable, or has nobody to watch. The agent can enter a key. */
  | 'idle'
  /** Whether the customer is there is not known. The agent can enter a key. */
  | 'connecting'
  /** The customer is not on the site. The agent can enter a key. */
  | 'absent'
  /** The customer is on the site. The agent can invite with one click, or enter a key. */
  | 'present'
  /** The customer is being asked; `phase` is `preparing`, `sent`, `displayed`, `accepted`. The agent can cancel. */
  | 'inviting'
  /** A key was entered, its session has not started. The agent can cancel. */
  | 'waiting'
  /** A session is running, the viewer is not open. The agent can open the viewer, or end. */
  | 'joinable'
  /** The viewer is open. The agent can show the viewer, leave, or end. */
  | 'in-session'
  /** No login key is to be had. The agent can try again, or enter a key. */
  | 'error';

/** How far an invitation has come. */
export type Phase = 'preparing' | 'sent' | 'displayed' | 'accepted';

/** Where the customer is, as far as their page has told. */
export interface Visitor {
  readonly present: boolean;
  /** Origin and path only: the query may hold what is not ours to show. */
  readonly page?: string;
  readonly browser?: string;
  readonly platform?: string;
  /** Since when `present` has been as it is, in milliseconds since 1970. */
  readonly since: number;
}

export interface Notice {
  readonly code: NoticeCode;
  /** Grows with every notice, so that one said twice is seen, and spoken, twice. */
  readonly seq: number;
  /** The key or customer it speaks of. */
  readonly subject?: string;
  /** Why, when something more than the code is known. */
  readonly reason?: ErrorCode;
}

/** Why no setting or credential lets the agent start. */
export interface Problem {
  readonly code: ErrorCode;
  /** The settings it is about, by attribute name. */
  readonly settings?: readonly string[];
}

/** All that a view may show, frozen; made anew only when something in it changes. */
export interface Snapshot {
  readonly state: StateName;
  readonly phase?: Phase;
  /** The customer this button watches, or whose session it shows. */
  readonly visitorId?: string;
  readonly visitor?: Visitor;
  /** The key that is waited for, or of the session that runs; empty while a phone is being invited. */
  readonly sessionKey?: string;
  /** What kind of session runs, in Glance's words, where its look-up has told. */
  readonly callType?: string;
  /** While a phone's camera is waited for. */
  readonly camera?: boolean;
  /** When the state's clock began (asked, waiting, session start), in milliseconds since 1970. */
  readonly since?: number;
  /** While the end of a session is being confirmed. */
  readonly ending?: boolean;
  /** While the viewer is open but its window cannot be reached any more. */
  readonly viewerLost?: boolean;
  /** While the session is one of another customer than the one who is set. */
  readonly other?: boolean;
  /** True where presence was refused and can be tried again. */
  readonly retryPresence?: boolean;
  /** Why `unconfigured` or `error`. */
  readonly problem?: Problem;
  readonly notice?: Notice;
}
