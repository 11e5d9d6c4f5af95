import type { ErrorCode } from './codes.js';
import type { EndedBy, Report, SessionStart } from './report.js';
import type { Problem } from './snapshot.js';
import type { Invitation, CameraInvitation } from './ports.js';
import type { SessionRecord } from './record.js';
import type { CustomerPage } from './state.js';

/** What the agent asks for. Each takes the standing notice away. */
export type Request =
  /** `asked`: open the viewer in this very click and let it wait. */
  | { readonly type: 'invite'; readonly viewer: 'accepted' | 'asked' }
  | { readonly type: 'join'; readonly key: string }
  | ({ readonly type: 'invite-camera' } & CameraInvitation)
  | { readonly type: 'cancel' }
  | { readonly type: 'open-viewer' }
  | { readonly type: 'leave' }
  | { readonly type: 'end' }
  | { readonly type: 'retry' }
  | { readonly type: 'dismiss' }
  /** A key is about to be typed: have a login key ready. */
  | { readonly type: 'prepare' };

/** What has happened, as the house's other rooms tell it. */
export type Fact =
  | { readonly type: 'login-ready' }
  | { readonly type: 'login-failed'; readonly problem: Problem }
  /** A session that ran before this button was there is to be taken up. */
  | { readonly type: 'taken-up'; readonly record: SessionRecord }
  /** The network, as the browser sees it; `told`: the agent is to hear of it here. */
  | { readonly type: 'offline'; readonly told: boolean }
  | { readonly type: 'online' }
  | { readonly type: 'in-view' }
  | { readonly type: 'out-of-view' }
  | { readonly type: 'presence-refused'; readonly reason: ErrorCode }
  | { readonly type: 'presence-lost' }
  /** Whether presence comes by asking again and again: what a socket tells at once is then to be looked for. */
  | { readonly type: 'presence-polled'; readonly polled: boolean }
  /** Presence is back after a gap in which messages may have been missed. */
  | { readonly type: 'presence-resumed' }
  | { readonly type: 'visitor-here' }
  | { readonly type: 'visitor-away' }
  | { readonly type: 'visitor-page'; readonly page: CustomerPage }
  | { readonly type: 'terms'; readonly status: 'displayed' | 'accepted' | 'declined' }
  | { readonly type: 'session-started' }
  | { readonly type: 'session-ended'; readonly by: EndedBy }
  | { readonly type: 'visitor-error' }
  /** The page does something before the customer is asked, and takes its time. */
  | { readonly type: 'preparing'; readonly id: number }
  /** How the customer is to be asked; nothing when the page does not want it, or has `failed`. */
  | {
      readonly type: 'prepared';
      readonly id: number;
      readonly invitation?: Invitation | undefined;
      readonly failed?: { readonly cause: unknown };
    }
  | { readonly type: 'asked'; readonly id: number }
  /** The phone has got its text message, or has not. */
  | { readonly type: 'camera-invited'; readonly id: number; readonly key: string }
  | { readonly type: 'camera-failed'; readonly id: number; readonly reason: ErrorCode }
  /** This tab may open the viewer by itself. */
  | { readonly type: 'claimed'; readonly id: number }
  | { readonly type: 'signal'; readonly data: unknown }
  | { readonly type: 'looked-up'; readonly id: number; readonly answer: LookUpAnswer }
  /** Meanwhile another session of the page has joined what was looked for. */
  | { readonly type: 'joined-elsewhere'; readonly id: number }
  /** `name` is that of its window, where another page can find it by that. */
  | { readonly type: 'viewer-opened'; readonly name?: string | undefined }
  /** The browser does not open it; `reason` where something more is known. */
  | { readonly type: 'viewer-blocked'; readonly reason?: ErrorCode }
  /** `certain` is false when only the link to it may have been cut. */
  | { readonly type: 'viewer-closed'; readonly certain: boolean }
  /** The viewer has said something. */
  | { readonly type: 'viewer-alive' }
  /** The viewer itself says that it shows the session. */
  | { readonly type: 'viewer-started' }
  /** The viewer itself says that the session is over. */
  | { readonly type: 'viewer-ended'; readonly by?: EndedBy }
  | { readonly type: 'tick' };

export type SessionEvent = Request | Fact;

/** A running session as the look-up tells it, none, or that it could not be told. */
export type LookUpAnswer = FoundSession | 'none' | 'failed';

export interface FoundSession {
  readonly sessionId: string;
  /** What kind of session it is, in Glance's words: `cobrowse`, `screenshare`, `video`, … */
  readonly callType?: string;
}

/** What is to be done because of an event. */
export type Effect =
  | { readonly do: 'log-in' }
  | { readonly do: 'watch' }
  | { readonly do: 'unwatch' }
  /** Lets the page have its say before the customer is asked. */
  | { readonly do: 'prepare'; readonly id: number; readonly key: string }
  | { readonly do: 'ask'; readonly id: number }
  | { readonly do: 'invite-camera'; readonly id: number; readonly invitation: CameraInvitation }
  /** Sees to it that only one tab opens this session's viewer by itself. */
  | { readonly do: 'claim'; readonly id: number; readonly key: string }
  /** `click`: the answer may still be used within the click that asked for it. */
  | {
      readonly do: 'look-up';
      readonly id: number;
      readonly key: string;
      readonly click?: boolean;
      /** Nobody has asked for it: where it is shown already, it is left there. */
      readonly unasked?: boolean;
    }
  | { readonly do: 'open-viewer'; readonly key: string }
  /** One that was opened before this button was there may still be open. */
  | { readonly do: 'find-viewer'; readonly key: string }
  | { readonly do: 'move-viewer'; readonly key: string }
  | { readonly do: 'show-viewer' }
  | { readonly do: 'close-viewer' }
  /** The session is over: the viewer's last words stay on screen, but nobody watches it. */
  | { readonly do: 'release-viewer' }
  | { readonly do: 'stop-session' }
  | { readonly do: 'tell'; readonly news: News }
  /** The request that is being answered could not be followed. */
  | { readonly do: 'refuse'; readonly code: ErrorCode };

/** What the page hears of, besides the state itself. */
export type News =
  | { readonly type: 'start'; readonly start: SessionStart }
  | { readonly type: 'end'; readonly report: Report }
  | { readonly type: 'error'; readonly code: ErrorCode; readonly cause?: unknown }
  | { readonly type: 'signal'; readonly data: unknown };
