import { LitElement, PropertyDeclarations, CSSResultGroup } from 'lit';

/**
 * Defines the element. A tag that is taken stays as it is: a page may load the script twice, or two
 * versions of it, and nothing throws. The one that is at work keeps count of them, for `diagnose()`.
 * @returns whether this class is now the one behind the tag
 */
declare const define: (tag?: string, registry?: CustomElementRegistry) => boolean;

/** What a notice can say. A notice stands beside the state; it never changes it. */
type NoticeCode =
  /**
   * The customer was asked, and said no.
   * @fix Agree with the customer, then press Join again.
   */
  | 'declined'
  /**
   * The customer did not answer the question within 90 seconds. While presence comes by REST a no cannot be seen,
   * and ends like this too.
   * @fix Ask whether they see the dialog, then press Join again.
   */
  | 'no-answer'
  /**
   * The customer said yes to a question that had been called off. Nothing opens by itself.
   * @fix Press Open viewer to join after all, or End.
   */
  | 'late-accept'
  /** The customer came to the site while a key was waited for, or is back while the question is before them. */
  | 'customer-arrived'
  /**
   * The customer's page is out of sight while they are asked: they look at another tab, often the terms. The
   * question stands.
   * @fix Wait. Nothing is lost until the question's time is up.
   */
  | 'customer-away'
  /**
   * The customer said yes, but no session started within 30 seconds, or their page told of an error; or this page
   * stopped the invitation, which is said with it.
   * @fix Press Join again. If it stays so, the administrator looks for errors on the customer's page: Glance's
   * script, its cookies, its Content Security Policy.
   */
  | 'session-failed'
  /**
   * The customer started a session by themselves, under a key of its own.
   * @fix Enter the key that the customer reads out. The administrator has the site start sessions under the visitor
   * id.
   */
  | 'session-other-key'
  /**
   * The browser did not open the viewer's window. The session runs.
   * @fix Press Open viewer. The administrator allows pop-ups for the page, or sets `openwhen="asked"`.
   */
  | 'popup-blocked'
  /**
   * No session runs under the key that was entered: after 15 seconds it is still waited for, after 10 minutes (a
   * phone's camera: 30) no more.
   * @fix Compare the key with the customer, who has to start the session.
   */
  | 'no-such-session'
  /** The session is over, and reported. */
  | 'session-ended'
  /**
   * The session was over before the viewer was open. It is reported as `missed`.
   * @fix Press Join again. The administrator allows pop-ups for the page, so that viewers open by themselves.
   */
  | 'session-missed'
  /**
   * The session was to end, but still runs, or nobody could tell.
   * @fix Press End again, or have the customer end it on their page.
   */
  | 'end-unconfirmed'
  /** The session was found again after this page was reloaded. */
  | 'resumed'
  /**
   * This computer is offline. What runs goes on, but nothing is heard of it.
   * @fix Go online again: the button recovers by itself.
   */
  | 'offline'
  /**
   * The presence socket is not to be had, so the customer is looked up every few seconds instead: news of them comes
   * late, and a no is not seen.
   * @fix The administrator lets the page reach Glance's presence hosts by `wss:` (`connect-src`, firewall, proxy).
   */
  | 'presence-degraded'
  /**
   * Presence is refused to the group, the page or the agent, as the error that comes with it says. Keys still work.
   * @fix What fixes that error; then press Try again.
   */
  | 'presence-unavailable'
  /**
   * What is set as `visitorid` cannot be one, so nobody is watched. Keys still work.
   * @fix The integrator sets the id that the customer's page gives to Glance: 1 to 62 of `A–Z a–z 0–9 _ ~ . -`.
   */
  | 'visitorid-invalid'
  /**
   * The text message to the phone was not sent; why is said with it.
   * @fix Check the number. The administrator lets the agent join sessions that show a phone's camera, a right of the
   * Glance user.
   */
  | 'sms-failed';
/** What can go wrong: the `code` of an error event and of a rejected method. */
type ErrorCode =
  /**
   * A setting is missing without which nothing can work: `groupid`, `puid` or a way to get a login key.
   * @fix The integrator sets what is named.
   */
  | 'config-missing'
  /**
   * A setting, or what a method was called with, cannot be what it should be.
   * @fix The integrator corrects what is named; for a method, its argument.
   */
  | 'config-invalid'
  /**
   * The login-key service took longer than 20 seconds, or Glance longer than 10.
   * @fix Press Try again. The administrator makes the service faster.
   */
  | 'auth-timeout'
  /**
   * The login-key service or Glance gave no answer, or one with a status that tells of a fault. The browser does not
   * tell a page whether it was the network or CORS.
   * @fix Press Try again. The administrator looks whether `authurl` runs, whether its CORS headers name the page, and
   * whether `connect-src` lets the page call it.
   */
  | 'auth-unreachable'
  /**
   * The login-key service (401, 403) does not know the agent, or Glance does not take the key, or gives the agent no
   * presence.
   * @fix Sign in to this page again. The administrator checks that `puid` is a user of the group with the right to
   * presence, and that keys are signed with this group's API key.
   */
  | 'auth-refused'
  /**
   * `authurl` leads elsewhere, mostly to a log-in page: the agent's session with the page has ended.
   * @fix Sign in to this page again. The integrator lets `authurl` answer 401 instead.
   */
  | 'auth-redirected'
  /**
   * The login-key service answered something without a login key in it.
   * @fix The integrator lets `authurl` return `{loginKey, expiration}` as JSON, or the bare key.
   */
  | 'auth-bad-reply'
  /**
   * The login key had expired when it came, and Glance does not take it: a clock is wrong, this computer's or the
   * service's, or the expiry that is signed.
   * @fix The administrator sets that clock; `diagnose()` tells which. Keys should live an hour.
   */
  | 'auth-clock'
  /**
   * Glance does not know the agent yet, or may not use its cookies in a frame of this page.
   * @fix Press Sign in. The administrator lets the page frame Glance (`frame-src`) and allows its third-party
   * cookies.
   */
  | 'saml-failed'
  /**
   * Glance does not serve agents on pages of this origin.
   * @fix The administrator adds the origin under Settings > Cobrowse Settings > CRM and Chat Integration.
   */
  | 'origin-not-allowed'
  /**
   * The page's own Content Security Policy forbids what is needed: a call, or the viewer.
   * @fix The integrator allows it in the page's policy, as the table of directives says.
   */
  | 'csp-blocked'
  /**
   * The group has no presence. Keys still work.
   * @fix The administrator asks Glance to turn it on, or removes `presence`.
   */
  | 'presence-disabled'
  /**
   * Glance did not answer what it was asked, or not in a way that is understood.
   * @fix Try again. If it stays so, the administrator looks at firewall and proxy, then asks Glance.
   */
  | 'lookup-failed'
  /**
   * The page's `presessionfunc`, or what it gave to `waitUntil`, threw, rejected or took longer than a minute.
   * @fix The integrator finds what it threw in `cause`.
   */
  | 'presession-failed'
  /**
   * The button is inviting, waiting or in session already.
   * @fix The integrator waits, or calls `cancel()` or `end()` first.
   */
  | 'busy'
  /**
   * The customer is not there to be asked or sent to; for `openViewer()`, `leave()` and `end()`, no session runs.
   * @fix The integrator asks `state` first.
   */
  | 'not-present'
  /**
   * What was asked for has come to nothing; `cause` is the notice that says why, if there is one.
   * @fix As for that notice.
   */
  | 'cancelled'
  /**
   * The element is `disabled`.
   * @fix The integrator enables it.
   */
  | 'disabled'
  /**
   * The element is in no page, or left it meanwhile.
   * @fix The integrator keeps it in the page.
   */
  | 'detached'
  /**
   * The browser did not open the window that was asked for: the viewer, or Glance's log-in.
   * @fix As for the notice. Call `openViewer()` in a click.
   */
  | 'popup-blocked';
/** A failure: its code, and as `cause` what a developer needs to find out why. */
declare class GlanceError extends Error {
  readonly code: ErrorCode;
  readonly name = 'GlanceError';
  constructor(code: ErrorCode, options?: ErrorOptions);
}

type Check =
  | 'version'
  | 'settings'
  | 'login-key'
  | 'presence'
  | 'authorization'
  | 'look-up'
  | 'socket'
  | 'session'
  | 'origin'
  | 'clock'
  | 'csp'
  | 'pop-ups'
  | 'page';
/** What one check has come to. */
interface Finding {
  readonly check: Check;
  /** `warning`: it works, but not well. `unknown`: it cannot be told from here. `skipped`: it was not tried. */
  readonly result: 'ok' | 'warning' | 'failed' | 'unknown' | 'skipped';
  /** What was seen. */
  readonly message: string;
  /** What the administrator can do, wherever the result is not `ok`. */
  readonly hint?: string;
  readonly code?: ErrorCode | NoticeCode;
  /** How long it took, where something was asked for. */
  readonly ms?: number;
}
/**
 * What `diagnose()` has found: in English, whatever the page's language, for it ends up in tickets.
 * `String(diagnosis)` can go there as it is: no credential is in it, no query, and nobody's id.
 */
declare class Diagnosis {
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
  readonly findings: readonly Finding[];
  /** Whether no check has failed. */
  readonly ok: boolean;
  constructor(
    version: string,
    /** ISO 8601. */
    at: string,
    findings: readonly Finding[],
  );
  toString(): string;
}

/** What is going on, and what the agent can do about it. */
type StateName =
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
type Phase = 'preparing' | 'sent' | 'displayed' | 'accepted';
/** Where the customer is, as far as their page has told. */
interface Visitor {
  readonly present: boolean;
  /** Origin and path only: the query may hold what is not ours to show. */
  readonly page?: string;
  readonly browser?: string;
  readonly platform?: string;
  /** Since when `present` has been as it is, in milliseconds since 1970. */
  readonly since: number;
}
interface Notice {
  readonly code: NoticeCode;
  /** Grows with every notice, so that one said twice is seen, and spoken, twice. */
  readonly seq: number;
  /** The key or customer it speaks of. */
  readonly subject?: string;
  /** Why, when something more than the code is known. */
  readonly reason?: ErrorCode;
}

/** What the page's own function for login keys returns: the key alone, or with its expiry. */
type LoginKeyReply =
  | string
  | {
      readonly loginKey: string;
      /** In seconds since 1970; else as the key itself says. */
      readonly expiration?: number;
    };
/** Fetches a login key; given the one that is to be replaced, if there was one. */
type GetLoginKey = (current?: string) => Promise<LoginKeyReply> | LoginKeyReply;

/** What the page gets once per session, when it has ended. */
interface Report {
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
type EndedBy = 'agent' | 'customer' | 'unknown';
/** What `glancesessionstart` tells. */
interface SessionStart {
  readonly sessionKey: string;
  readonly sessionId?: string;
  readonly sessionStart: string;
  readonly visitorId?: string;
}

/** The customer an event is about, where one is known. */
interface About {
  readonly visitorId?: string;
}
/** A notice as the page gets it: in the element's language. */
interface NoticeDetail {
  readonly code: NoticeCode;
  readonly message: string;
  /** What the administrator can do about it. */
  readonly hint?: string;
  /** Grows with every notice, so that one given twice is told apart. */
  readonly seq: number;
}
interface ErrorDetail {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly cause?: unknown;
}
interface StateChangeDetail {
  readonly state: StateName;
  readonly previous: StateName;
  readonly phase?: Phase;
}
interface InviteDetail {
  /** What the customer's page is going to get, before `presessionfunc` and what is waited for add to it. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The customer is asked when this has resolved; what it resolves with is added to the arguments. */
  readonly waitUntil: (promise: unknown) => void;
}
interface ViewerDetail {
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
interface SignalDetail {
  /** What the customer's page has sent. */
  readonly data: unknown;
}
/** The element's events: each bubbles, is composed, and comes after the state is in place. */
interface GlanceJoinEventMap {
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

/** What is posted to the login-key service: as it is, but a plain object as JSON or a form, as `authHeaders` say. */
type AuthBody = BodyInit | Readonly<Record<string, unknown>>;
/** How the page lets its agent have a login key. */
interface LoginKeySource {
  readonly method: 'loginkey' | 'samlloginkey' | 'samlpopup';
  /** With SAML either may be empty: the login key says whose it is. */
  readonly groupId: string;
  readonly partnerUserId: string;
  /** The page's login-key service, absolute. */
  readonly authUrl?: string;
  readonly authHeaders?: Readonly<Record<string, string>>;
  /** Instead of a form with the agent in it. A function is asked each time. No stream. */
  readonly authBody?: AuthBody | (() => AuthBody | Promise<AuthBody>);
  /** Instead of `authUrl`. */
  readonly getLoginKey?: GetLoginKey;
  /** Instead of both: the one the page has put on the element. */
  readonly loginKey?: () => LoginKeyReply | undefined;
  /**
   * For SAML: loads the address in a hidden frame.
   * @returns the `data` of the first message from it that `readSignIn` takes for a success
   */
  readonly signIn?: (address: string, signal: AbortSignal) => Promise<unknown>;
  /** Told to the integrator, never to the agent. */
  readonly warn: (message: string) => void;
}

/**
 * Every text of the element, in English. Plain data: another language is another such object, in
 * src/element/locales/. `{}` is filled in: with attribute names, the session's customer, its key, or their page.
 */
declare const en: {
  join: string;
  key: string;
  enterKey: string;
  cancel: string;
  leave: string;
  leaveAbout: string;
  end: string;
  endAbout: string;
  retry: string;
  close: string;
  sessionKey: string;
  connect: string;
  keyHint: string;
  keySignIn: string;
  camera: string;
  phone: string;
  send: string;
  phoneHint: string;
  problem: {
    key: {
      empty: string;
      malformed: string;
    };
    phone: {
      empty: string;
      malformed: string;
    };
  };
  viewer: string;
  /** What Glance calls a session that is no cobrowse. */
  callType: {
    screenshare: string;
    video: string;
    camera: string;
  };
  /**
   * What is said, its parts divided by bars.
   *
   * By state: the main button where it is not "Join" | the few words beside it where there is no
   * page, customer or key to name | the sentence that describes it and is spoken, where those two
   * are not enough.
   */
  said: {
    unconfigured: string;
    idle: string;
    refused: string;
    connecting: string;
    absent: string;
    present: string;
    preparing: string;
    sent: string;
    displayed: string;
    accepted: string;
    waiting: string;
    sending: string;
    camera: string;
    joinable: string;
    'in-session': string;
    ending: string;
    error: string;
    'sign-in': string;
    declined: string;
    'no-answer': string;
    'late-accept': string;
    'customer-arrived': string;
    'customer-away': string;
    'session-failed': string;
    'session-other-key': string;
    'popup-blocked': string;
    'no-such-session': string;
    'session-ended': string;
    'session-missed': string;
    'end-unconfirmed': string;
    resumed: string;
    offline: string;
    'presence-degraded': string;
    'presence-unavailable': string;
    'visitorid-invalid': string;
    'sms-failed': string;
    'config-missing': string;
    'config-invalid': string;
    'auth-timeout': string;
    'auth-unreachable': string;
    'auth-refused': string;
    'auth-redirected': string;
    'auth-bad-reply': string;
    'auth-clock': string;
    'saml-failed': string;
    'origin-not-allowed': string;
    'csp-blocked': string;
    'presence-disabled': string;
    'lookup-failed': string;
    'presession-failed': string;
  };
};
/** The texts of one language, whole. */
type Texts = typeof en;

/** Some of the texts, as a page replaces them. */
type OwnTexts = Some<Texts>;
type Some<T> = {
  readonly [K in keyof T]?: T[K] extends string ? string : Some<T[K]>;
};

/** A function of the customer's page, and its argument. */
interface CustomInvoke {
  readonly func: string;
  readonly args?: Readonly<Record<string, unknown>>;
}
/** Arguments for the customer's page; a `sessionKey` among them becomes the session's key. */
type InvitationArgs = Readonly<Record<string, unknown>>;
type Given<T> = T | null | undefined;
/** Editors offer the words that are known; any other text is taken, and said to be none of them. */
type Other = string & {};
/** What a page can set. A page moves over by copying the React plugin's props: the names are the same. */
declare abstract class Settings extends LitElement {
  static readonly properties: PropertyDeclarations;
  static get observedAttributes(): string[];
  /** Glance group. Required, except with SAML. */
  groupid: Given<string | number>;
  /** The agent's partner user id. Required. */
  puid: Given<string>;
  /**
   * How the agent signs in: `loginkey` by the login-key service; `samlloginkey` or `saml` at Glance, unseen; `samlpopup`
   * at Glance, by a button. In any case.
   * @default loginkey
   */
  authmethod: Given<'loginkey' | 'samlloginkey' | 'saml' | 'samlpopup' | Other>;
  /**
   * Your login-key service, called by POST. Required, unless another way is set. `https:`, your page's own origin, or
   * loopback.
   */
  authurl: Given<string>;
  /** Headers for that POST. */
  authheaders: Given<Readonly<Record<string, string>>>;
  /**
   * Its body: a form, text, an object (sent as a form, or as JSON where `authheaders` say so), or a function that
   * returns one.
   */
  authbody: Given<LoginKeySource['authBody']>;
  /** Instead of `authurl`: a login key. Set the next one before it expires. */
  loginkey: Given<string>;
  /**
   * Instead of `authurl`: given the login key to be replaced, if any, returns a login key, or `{loginKey, expiration}`,
   * or a promise of either. Keep it one function (`useCallback` in React): another one is another way to sign in.
   */
  getLoginKey: Given<GetLoginKey>;
  /**
   * Which Glance, or an origin of Glance's. Any other `https:` origin only by property, so that injected markup cannot
   * send login keys away.
   * @default production
   */
  glancebaseurl: Given<'production' | 'beta' | 'staging' | 'dw1' | 'dw2' | 'dw3' | 'dw4' | Other>;
  /** Watch the customer. */
  presence: boolean;
  /**
   * The customer: 1 to 62 of `A–Z a–z 0–9 _ ~ . -`, or a guest code, `UNQ-…`. May change at any time.
   */
  visitorid: Given<string>;
  /** Watch the customer out of view, too. */
  eager: boolean;
  /**
   * `{"func": …, "args": …}`: called on the customer's page instead of the dialog that asks. A bare name is one of
   * `GLANCE_COBROWSE.Custom`; others begin with that or with `GLANCE.`.
   */
  custominvoke: Given<CustomInvoke>;
  /**
   * Awaited before the customer is asked. What it returns is added to the arguments the customer's page gets; a
   * `sessionKey` becomes the session's key. Throwing stops the invitation.
   */
  presessionfunc: Given<(args: InvitationArgs) => unknown>;
  /**
   * Where the viewer opens; `flex` is `iframe`.
   * @default tab
   */
  openlocation: Given<'tab' | 'window' | 'iframe' | 'flex' | Other>;
  /**
   * When the viewer opens: once the customer has accepted, or in the click that asks, where it waits.
   * @default accepted
   */
  openwhen: Given<'accepted' | 'asked' | Other>;
  /**
   * An iframe of your page for the viewer; found in any shadow root above the element, too. Not set, or not found: one is
   * made inside the element.
   */
  iframeid: Given<string>;
  /** For `window`, as in `window.open`; `noopener` and `noreferrer` are left out. */
  windowfeatures: Given<string>;
  /**
   * Opens the viewer itself; may return its window or iframe, and `null` when it was blocked. `url` carries the login key:
   * it is a credential for the browser's history. `glanceviewer` does without.
   */
  openwindow: Given<(url: string) => unknown>;
  /** Open the viewer when the customer starts a session unasked, in one tab of the agent's only. */
  autojoin: boolean;
  /** An icon beside the label. */
  gicon: boolean;
  /**
   * `1`: a button; `2`: a card.
   * @default 1
   */
  uiversion: Given<'1' | '2' | number | Other>;
  /** Lets the agent invite a phone's camera by text message. */
  camerashare: boolean;
  /** The agent's name, told to the customer by the viewer. */
  agentname: Given<string>;
  /** The agent's address, told to the customer by the viewer. */
  agentemail: Given<string>;
  /** The agent's phone number, told to the customer by the viewer. */
  agentphone: Given<string>;
  /** Start the agent's video with the session, or with `="false"` not; not set, Glance's settings say. */
  agentvideo: boolean | undefined;
  /** Said in place of any error's sentence. */
  errormessage: Given<string>;
  /** Texts of your own, in whatever language is shown; of what bars divide, only as many parts as are given. */
  strings: Given<OwnTexts>;
  /** Called once per session with its report. */
  reportingcallback: Given<(report: Report) => unknown>;
  /** Travels with the session, and is in its report as `origin`. */
  reportingorigin: Given<string>;
  /** Travels with the session, and is in its report as `externalId`. */
  reportingexternalid: Given<string>;
  /** Logs to the console, without keys, tokens and phone numbers. */
  debugmode: boolean;
  /** Stops inviting and joining; never cancel, open, leave or end. */
  disabled: boolean;
  /** Of the React plugin; accepted and ignored. */
  customopenwindow: boolean;
  /** Of the React plugin; accepted and ignored. */
  languagemanager: unknown;
  /** The same as `openlocation`. */
  opentype: Settings['openlocation'];
  /** The same as `presessionfunc`. */
  presession: Settings['presessionfunc'];
  /** The same as `camerashare`. */
  mobilecamerashare: boolean;
  /** The same as `camerashare`. */
  mobileCameraShare: boolean;
  /** The same as `errormessage`. */
  errorMessage: Given<string>;
  /** The same as `reportingcallback`. */
  reportingCallback: Settings['reportingcallback'];
  /** The same as `reportingorigin`. */
  reportingOrigin: Given<string>;
  /** The same as `reportingexternalid`. */
  reportingExternalId: Given<string>;
  /** The same as `uiversion`. */
  uiVersion: Settings['uiversion'];
  /** The same as `getLoginKey`. */
  getloginkey: Given<GetLoginKey>;
  /** How often anything has been set: where nothing has, nothing follows from it. */
  protected timesSet: number;
  constructor();
  attributeChangedCallback(name: string, before: string | null, value: string | null): void;
  /** @ignore */
  requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void;
  /** Frameworks hand what the template says over as properties: `"false"`, `""`, 1, JSON. */
  protected settle(): void;
}

/**
 * Joins a customer's Glance Cobrowse session.
 *
 * @element glance-join
 */
declare class GlanceJoin extends Settings {
  #private;
  static readonly styles: CSSResultGroup;
  /** Of this script, and of all that were loaded after it. */
  static readonly versions: string[];
  connectedCallback(): void;
  disconnectedCallback(): void;
  /** Its presence lets `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void;
  /** What is going on. */
  get state(): StateName;
  /** How far the invitation has come, while `state` is `inviting`. */
  get phase(): Phase | undefined;
  /** What stands beside the state, if anything. */
  get notice(): NoticeDetail | undefined;
  /** What is known of the customer who is set. */
  get visitor(): Visitor | undefined;
  /**
   * Asks the customer; resolves once their session is open or can be opened.
   * @throws GlanceError (rejects) `not-present`, `busy`, `disabled`, `cancelled` (its `cause` says
   * why: `declined`, `no-answer`, …), `presession-failed`, `detached`
   */
  invite(): Promise<void>;
  /**
   * Joins the session of this key, waiting for it to start; without a key it opens the key form.
   * @throws GlanceError (rejects) `config-invalid` for what cannot be a key, `busy`, `disabled`,
   * `cancelled`, `detached`
   */
  join(key?: string): Promise<void>;
  /**
   * Invites a phone, by text message, to show its camera; resolves once that session is open or can be opened.
   * @throws GlanceError (rejects) `config-invalid` for what cannot be a number, `busy`, `disabled`, `auth-…`,
   * `cancelled`, `detached`
   */
  inviteCamera(phone: string): Promise<void>;
  /**
   * Calls a function of the customer's page, named as in `custominvoke`. Resolves when it is sent; whether it exists
   * there is not told.
   * @throws GlanceError (rejects) `config-invalid` for another name, `not-present`, `detached`
   */
  invoke(func: string, args?: object): Promise<void>;
  /**
   * Sends data to the customer's page, whose `GLANCE.Presence.Visitor` gets it in `onsignal`.
   * @throws GlanceError (rejects) `not-present`, `detached`
   */
  signal(data: unknown): Promise<void>;
  /**
   * Calls off the invitation, or the waiting for a key.
   * @throws GlanceError (rejects) `detached`
   */
  cancel(): Promise<void>;
  /**
   * Opens the viewer of the running session, or brings it to the front. Call it in a click.
   * @throws GlanceError (rejects) `not-present` when no session runs, `popup-blocked`
   */
  openViewer(): Promise<void>;
  /**
   * Closes the viewer; the customer's session goes on.
   * @throws GlanceError (rejects) `not-present` when no session runs
   */
  leave(): Promise<void>;
  /**
   * Ends the session, for the customer too; resolves with its report.
   * @throws GlanceError (rejects) `not-present` when no session runs, `cancelled` (its `cause`:
   * `end-unconfirmed`) when it still runs
   */
  end(): Promise<Report>;
  /**
   * Tries what an agent needs, and tells what works, what does not, and what can be done about it. Never rejects. It
   * takes as long as the answers take, and changes nothing (but a login key that can be had again serves whoever waited
   * for one). `String()` of it has no secrets.
   */
  diagnose(): Promise<Diagnosis>;
  /** Puts the focus on the button. */
  focus(options?: FocusOptions): void;
  /** What a server has drawn is drawn anew: by now another state may hold, and what is shown is there once. */
  protected createRenderRoot(): ShadowRoot;
  protected willUpdate(): void;
  protected render(): unknown;
  protected updated(): void;
}
interface GlanceJoin {
  addEventListener<K extends keyof GlanceJoinEventMap>(
    type: K,
    listener: (this: GlanceJoin, event: GlanceJoinEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
declare global {
  interface HTMLElementTagNameMap {
    'glance-join': GlanceJoin;
  }
  interface HTMLElementEventMap extends GlanceJoinEventMap {}
}

/** Every setting, as attribute or property. What is on or off may be a text, too, as attributes are. */
type GlanceJoinSettings = {
  [Name in Exclude<keyof Settings, keyof LitElement>]?: Settings[Name] extends boolean | undefined
    ? boolean | 'true' | 'false' | '' | undefined
    : Settings[Name];
};
/** Every listener, as JSX has them: `onglancestatechange`. */
type GlanceJoinListeners = {
  [Name in keyof GlanceJoinEventMap as `on${Name}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};
/** Any of the element's events. */
type GlanceJoinEvent = GlanceJoinEventMap[keyof GlanceJoinEventMap];

export { Diagnosis, GlanceError, GlanceJoin, define };
export type {
  Check,
  CustomInvoke,
  EndedBy,
  ErrorCode,
  ErrorDetail,
  Finding,
  GetLoginKey,
  GlanceJoinEvent,
  GlanceJoinEventMap,
  GlanceJoinListeners,
  GlanceJoinSettings,
  InvitationArgs,
  InviteDetail,
  LoginKeyReply,
  Notice,
  NoticeCode,
  NoticeDetail,
  OwnTexts,
  Phase,
  Report,
  SessionStart,
  SignalDetail,
  StateChangeDetail,
  StateName,
  Texts,
  ViewerDetail,
  Visitor,
};
