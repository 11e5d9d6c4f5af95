import type { NoticeCode } from './codes.js';
import type { Invitation, Labels, Wishes } from './ports.js';
import { recordOf, type SessionRecord } from './record.js';
import type { EndedBy, Report } from './report.js';
import type { Notice, Phase, Problem, Snapshot, StateName, Visitor } from './snapshot.js';

/** What is not due at any time. */
export const NEVER = Infinity;

export type CustomerPage = Pick<Visitor, 'page' | 'browser' | 'platform'>;

/** The customer is being asked. */
export interface Inviting {
  readonly kind: 'inviting';
  readonly id: number;
  key: string;
  readonly since: number;
  phase: Phase;
  deadline: number;
  /** How to ask; until it is there, the page has its say. */
  invitation?: Invitation;
  /** The viewer opens in the click that asks, and waits. */
  readonly early: boolean;
  /** The key it was opened for. */
  viewerKey?: string;
  viewer?: Joined['viewer'];
  viewerName?: string | undefined;
  /** Whether it shows a session already. */
  viewerShows?: boolean | undefined;
}

/** A key was entered, and its session is waited for. */
export interface Waiting {
  readonly kind: 'waiting';
  readonly id: number;
  /** Empty until the phone has been invited. */
  key: string;
  readonly camera?: boolean;
  readonly since: number;
  looks: number;
  /** Whether a look-up has answered; before that, an unreachable one lets the viewer do the waiting. */
  answered?: boolean;
  nextLook: number;
  tellAt: number;
  deadline: number;
}

/** A session runs. */
export interface Joined {
  readonly kind: 'joined';
  readonly id: number;
  readonly key: string;
  readonly visitorId?: string;
  readonly since: number;
  readonly labels?: Labels;
  sessionId?: string;
  callType?: string;
  /** `lost`: open, but out of our reach (its link was cut, or the page has opened it). */
  viewer: 'closed' | 'open' | 'lost';
  openedAt?: number;
  /** Whether the viewer shows the session; false when it has spoken and not said so, nothing when it has not spoken. */
  viewerShows?: boolean | undefined;
  /** Whether the agent ever had the viewer open. */
  opened?: boolean;
  /** The same before this one was opened, which may turn out to be forbidden. */
  openedBefore?: boolean;
  nextLook: number;
  /** The last look-up, and when it was sent while it is under way. */
  lookUp?: number;
  lookingSince?: number;
  /** Its report has gone out, and it was found to run all the same: it is shown, and nothing more is told of it. */
  readonly reported?: boolean;
  /** Whether a look-up ever found it: before, one that finds nothing is only early. */
  found?: boolean;
  missed?: boolean;
  /** Whether it was found to run while presence could already tell of its end; and whether the look under way would. */
  covered?: boolean | undefined;
  covering?: boolean;
  /** Who ended it, as presence said of a session that may be this one. */
  toldBy?: EndedBy;
  /** The window it is open in, by which it is found again. */
  viewerName?: string | undefined;
  /** The state that is shown while the end is being confirmed. */
  ending?: 'joinable' | 'in-session';
  /** When the end has to be confirmed; `NEVER` once that has passed and a look-up is to decide. */
  endBy: number;
}

/** A look for the customer's own session: at first sight, or because one was said to have started. */
export interface Search {
  readonly id: number;
  readonly key: string;
  readonly started: boolean;
  readonly looks: number;
  readonly nextLook: number;
}

/** A session that ran before this button was there, being looked for. */
export interface TakenUp {
  readonly record: SessionRecord;
  readonly id: number;
  readonly nextLook: number;
  /** One look has found nothing. */
  readonly missed?: boolean;
}

/** What is known of the customer. */
export type Presence = 'off' | 'unavailable' | 'unknown' | 'absent' | 'present';

export interface SessionState {
  readonly visitorId?: string;
  /** What is wrong with the settings. */
  readonly problem?: Problem;
  /** Why no login key is to be had. */
  loginProblem?: Problem;
  /** When a login key is asked for again by itself. */
  loginAgain: number;
  presence: Presence;
  /** Since when the customer is there, or is not. */
  since: number;
  /** When a customer who seems to have left counts as gone. */
  goneAt: number;
  page: CustomerPage;
  activity?: Inviting | Waiting | Joined;
  notice?: Notice;
  search?: Search;
  takenUp?: TakenUp;
  /** The browser says that there is no network. */
  offline?: boolean;
  /** Whether a running session was looked for: at first knowledge of the customer, at first presence. */
  sighted?: 'known' | 'present';
  /** When a session of the customer's was last looked for. */
  searchedAt?: number;
  /** A session of the customer's may have begun while the button was busy with another: looked for after that. */
  unseen?: boolean;
  /** The last report: should its session still be found to run, it is not reported again. */
  reported?: Report;
  /** The key of a question of ours that was called off, and may still be answered with yes. */
  calledOff?: string;
  /** What the button that speaks for this session wishes of one that begins now. */
  readonly wishes?: Wishes;
  /** Presence comes by asking again and again. */
  polled?: boolean;
  /** Whether presence is held; when it is to be let go; when it was. */
  watching?: boolean;
  releaseAt: number;
  releasedAt?: number;
  /** Reports that still wait for their session's id. */
  unreported: readonly {
    readonly lookUp: number | undefined;
    readonly until: number;
    readonly report: Report;
    readonly record: SessionRecord;
  }[];
  /** Counts invitations, look-ups and notices. */
  seq: number;
}

export interface Start {
  readonly visitorId?: string;
  readonly problem?: Problem;
  readonly notice?: NoticeCode;
  readonly offline?: boolean;
}

export const initialState = ({ visitorId, problem, notice, offline }: Start): SessionState => ({
  visitorId,
  problem,
  offline,
  notice: notice && { code: notice, seq: 1 },
  loginAgain: NEVER,
  presence: visitorId && !problem ? 'unknown' : 'off',
  since: 0,
  goneAt: NEVER,
  releaseAt: NEVER,
  page: {},
  unreported: [],
  seq: 1,
});

export const stateName = ({ activity: a, problem, loginProblem, presence }: SessionState): StateName => {
  if (a?.kind === 'joined') return a.ending ?? (a.viewer === 'closed' ? 'joinable' : 'in-session');
  if (a) return a.kind;
  if (problem) return 'unconfigured';
  if (loginProblem) return 'error';
  if (presence === 'unknown') return 'connecting';
  return presence === 'absent' || presence === 'present' ? presence : 'idle';
};

/** The earliest moment at which something is due, so that one timer serves all. */
export const nextDue = (s: SessionState): number => {
  const { activity: a, search, takenUp, goneAt, releaseAt, loginAgain, unreported } = s;
  // Each activity has some of these.
  const due: Partial<Record<'deadline' | 'nextLook' | 'tellAt' | 'endBy', number>> = a ?? {};
  const { deadline = NEVER, nextLook = NEVER, tellAt = NEVER, endBy = NEVER } = due;
  return Math.min(
    goneAt,
    loginAgain,
    search?.nextLook ?? NEVER,
    takenUp?.nextLook ?? NEVER,
    // What is under way keeps presence, in view or not.
    a ? NEVER : releaseAt,
    ...unreported.map(({ until }) => until),
    deadline,
    nextLook,
    tellAt,
    endBy,
  );
};

export const snapshotOf = (s: SessionState): Snapshot => {
  const { activity: a, presence, notice } = s;
  const state = stateName(s);
  const joined = a?.kind === 'joined' ? a : undefined;
  const known = presence === 'present' || presence === 'absent';
  return Object.freeze({
    state,
    phase: a?.kind === 'inviting' ? a.phase : undefined,
    visitorId: (joined ?? s).visitorId,
    visitor: known ? Object.freeze({ present: presence === 'present', since: s.since, ...s.page }) : undefined,
    sessionKey: a?.key,
    callType: joined?.callType,
    camera: a?.kind === 'waiting' && a.camera,
    since: a?.since,
    ending: !!joined?.ending,
    viewerLost: joined?.viewer === 'lost',
    retryPresence: presence === 'unavailable',
    problem: state === 'unconfigured' ? s.problem : state === 'error' ? s.loginProblem : undefined,
    notice,
  });
};

/** The sessions that are to be kept beyond this page: each until its report has gone out. */
export const recordsOf = ({ activity: a, takenUp, unreported }: SessionState): SessionRecord[] => [
  ...(a?.kind === 'joined' && !a.reported ? [recordOf(a)] : []),
  ...(takenUp ? [takenUp.record] : []),
  ...unreported.map(({ record }) => record),
];
