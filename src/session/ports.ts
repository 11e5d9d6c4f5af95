import type { Fact, LookUpAnswer, News } from './events.js';
import type { SessionRecord } from './record.js';
import type { CustomerPage } from './state.js';

/** What the session needs of the world, handed in where the parts are put together. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `fire` once after `ms`; the returned function calls it off. */
  after(ms: number, fire: () => void): () => void;
  /** Whether nobody looks at the page: what need not be at once can wait. */
  hidden(): boolean;
  /** A number in [0, 1), to spread what many pages would do at once. */
  random(): number;
}

/** Lets an agent into Glance for a while. Kept in memory only. */
export interface LoginKey {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** Whom it was made for, where the answer says so. */
  readonly groupId: string;
  readonly partnerUserId: string;
}

/** What the page's own function for login keys returns: the key alone, or with its expiry. */
export type LoginKeyReply =
  | string
  | {
      readonly loginKey: string;
      /** In seconds since 1970; else as the key itself says. */
      readonly expiration?: number;
    };

/** Fetches a login key; given the one that is to be replaced, if there was one. */
export type GetLoginKey = (current?: string) => Promise<LoginKeyReply> | LoginKeyReply;

export interface Authorization {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** The group it is for: with SAML it is known from the login key alone. */
  readonly groupId: string;
}

/** The services of one agent at one Glance. Every call ends: by its answer, its limit or `signal`. */
export interface Services {
  /** Of the web server: the Glance that this agent's login key is for. */
  readonly origin: string;
  /** @throws GlanceError `auth-…` */
  fetchLoginKey(current: LoginKey | undefined, signal: AbortSignal): Promise<LoginKey>;
  /** @throws GlanceError `auth-refused`, `origin-not-allowed`, … */
  authorize(loginKey: LoginKey, signal: AbortSignal): Promise<Authorization>;
  /** Where presence is served; nothing where the group has none. */
  presenceServer(groupId: string, signal: AbortSignal): Promise<PresenceServer | undefined>;
  /**
   * Where the customer is, by the documented look-up; nothing when they are not there.
   * @throws GlanceError `auth-refused`, `lookup-failed`
   */
  lookUpVisitor(
    server: PresenceServer,
    authorization: Authorization,
    visitorId: string,
    signal: AbortSignal,
  ): Promise<CustomerPage | undefined>;
  /** Whether a session runs under this key. @throws GlanceError `auth-refused` only: else it may be `failed` */
  lookUpSession(loginKey: LoginKey, sessionKey: string, signal: AbortSignal): Promise<LookUpAnswer>;
  /**
   * Invites a phone, by text message, to show its camera.
   * @returns the key its session will have
   * @throws GlanceError `auth-refused`, `lookup-failed`
   */
  inviteCamera(loginKey: LoginKey, invitation: CameraInvitation, signal: AbortSignal): Promise<string>;
  /** The server that alone can bring a customer messages by REST; nothing when they are not there. @throws GlanceError */
  findVisitor(
    server: PresenceServer,
    authorization: Authorization,
    visitorId: string,
    signal: AbortSignal,
  ): Promise<PresenceServer | undefined>;
  /** Brings a customer a message by REST. @returns whether they were there to get it @throws GlanceError */
  signalVisitor(
    direct: PresenceServer,
    authorization: Authorization,
    visitorId: string,
    message: Message,
    signal: AbortSignal,
  ): Promise<boolean>;
  openPresence(
    server: PresenceServer,
    authorization: Authorization,
    visitorId: string,
    hear: (event: LineEvent) => void,
  ): PresenceLine;
}

export interface CameraInvitation {
  readonly phone: string;
  readonly agentName?: string;
}

export interface PresenceServer {
  readonly host: string;
  readonly loadBalanced: boolean;
}

/** One socket to the presence service, from its opening to its one `closed`. */
export interface PresenceLine {
  keepAlive(): void;
  /** To the customer's page: `invoke` calls a function of it, `signal` brings it any data. */
  send(...message: Message): void;
  close(): void;
}

export type Message = readonly ['invoke', Invocation] | readonly ['signal', unknown];

/** A function of the customer's page, by its dotted name, and its one argument. */
export interface Invocation {
  readonly func: string;
  readonly args?: object;
}

export type LineEvent =
  /** `keepalive` in seconds. */
  { readonly type: 'connected'; readonly keepalive: number } | { readonly type: 'closed' } | PresenceMessage;

/** What the presence service says, checked: a fact of the customer, or a word about the line itself. */
type PresenceMessage =
  | Extract<
      Fact,
      {
        type:
          | 'visitor-here'
          | 'visitor-away'
          | 'visitor-page'
          | 'terms'
          | 'session-started'
          | 'session-ended'
          | 'visitor-error'
          | 'signal';
      }
    >
  | { readonly type: 'refused' }
  /** Something we need not understand: a sign of life. */
  | { readonly type: 'other' };

/** What outlives the page in this tab: the sessions of one agent that run, without secrets. */
export interface Memory {
  /** Those that no button of this page shows. */
  left(): SessionRecord[];
  keep(record: SessionRecord): void;
  /** Its report has gone out. */
  forget(record: SessionRecord): void;
  /** A button of this page is to show it. @returns whether it may: another tab may have it */
  take(record: SessionRecord): Promise<boolean>;
  /** No button of this page shows it any more. It stays kept. */
  release(record: SessionRecord): void;
}

/** One viewer, from its opening until it is closed or released. It tells that it is open, and more, by `hear`. */
export interface Viewer {
  /** Brings it to the front. @returns false when it is gone, or out of reach */
  show(): boolean;
  /** Joins another session in the same place. @returns false when it is gone, or out of reach */
  move(sessionKey: string): boolean;
  close(): void;
  /** Stops listening. The last words of a window stay on screen; a frame is given back. */
  release(): void;
  /** Stops listening. It stays as it is, to be found again. */
  part(): void;
}

export interface ViewerRequest {
  /** The Glance to open it at: the one the login key is for, whatever is set on the element by now. */
  readonly origin: string;
  readonly sessionKey: string;
  /** The customer, where they are known. */
  readonly visitorId?: string | undefined;
  readonly groupId: string;
  readonly loginKey?: LoginKey;
  readonly labels?: Labels;
  /** The window it may be open in already, by name. */
  readonly viewerName?: string | undefined;
  readonly hear: (event: ViewerEvent) => void;
}

export type ViewerEvent = Extract<
  Fact,
  { type: 'viewer-opened' | 'viewer-blocked' | 'viewer-closed' | 'viewer-alive' | 'viewer-started' | 'viewer-ended' }
>;

/** What the page's own reporting knows a session by; fixed when it begins. */
export interface Labels {
  readonly origin?: string;
  readonly externalId?: string;
}

/** What an element wishes of a session that begins now. */
export interface Wishes {
  /** Open the viewer of a session the customer starts unasked. */
  readonly autojoin?: boolean;
  readonly labels?: Labels;
}

/** How the customer is asked: a function of their page, and the key their session will have. */
export interface Invitation extends Invocation {
  readonly sessionKey: string;
}

/** An element that shows a session, as far as the session needs to know it. */
export interface Seat {
  /** Where it stands; nothing the session looks into. */
  readonly element: object;
  /** Opens the viewer now, in the click that asked for it; nothing when the browser refused. */
  openViewer(request: ViewerRequest): Viewer | undefined;
  /** Finds the viewer again that was open before this button was there: at once, or when it speaks. */
  findViewer(request: ViewerRequest): Viewer | undefined;
  /**
   * What the page makes of an invitation, at once or later; nothing when it does not want it.
   * @param sessionKey the key, unless the page gives another
   * @throws GlanceError (or rejects) `presession-failed`
   */
  prepare(sessionKey: string): Invitation | undefined | Promise<Invitation | undefined>;
  wishes(): Wishes;
  /** Whether this tab is the one that may do what only one may; it stays so until `over`. */
  claim(name: string, over: AbortSignal): Promise<boolean>;
  /** The session has something new to show. */
  changed(): void;
  tell(news: News): void;
  /** Whether this seat stands before the other one in the document. */
  before(other: Seat): boolean;
}
