// The element's types, for pages that take it by script tag.

export type State =
  | 'unconfigured'
  | 'idle'
  | 'connecting'
  | 'absent'
  | 'present'
  | 'inviting'
  | 'waiting'
  | 'joinable'
  | 'in-session'
  | 'error';

export type Phase = 'preparing' | 'sent' | 'displayed' | 'accepted';

export interface Report {
  readonly sessionId: string;
  readonly sessionStart: string;
  readonly sessionEnd: string;
  readonly duration: number;
  readonly sessionKey: string;
  readonly visitorId?: string;
  readonly outcome: 'joined' | 'missed';
  readonly endedBy: 'agent' | 'customer' | 'unknown';
  readonly origin?: string;
  readonly externalId?: string;
}

export interface Visitor {
  readonly present: boolean;
  readonly page?: string;
  readonly browser?: string;
  readonly platform?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface Notice {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly seq: number;
}

interface About {
  readonly visitorId?: string;
}

/** What can be set, as attributes and as properties alike, but for the functions: those are properties only. */
export interface GlanceJoinSettings {
  groupid?: string | number;
  puid?: string;
  authmethod?: 'loginkey' | 'samlloginkey' | 'saml' | 'samlpopup';
  authurl?: string;
  authheaders?: Readonly<Record<string, string>>;
  authbody?: BodyInit | object | (() => unknown);
  loginkey?: string;
  getLoginKey?: (current?: string) => unknown;
  glancebaseurl?: string;
  presence?: Switch;
  visitorid?: string;
  eager?: Switch;
  custominvoke?: { readonly func: string; readonly args?: Readonly<Record<string, unknown>> };
  presessionfunc?: (args: Readonly<Record<string, unknown>>) => unknown;
  openlocation?: 'tab' | 'window' | 'iframe' | 'flex';
  openwhen?: 'accepted' | 'asked';
  iframeid?: string;
  windowfeatures?: string;
  openwindow?: (url: string) => unknown;
  autojoin?: Switch;
  gicon?: Switch;
  uiversion?: '1' | '2' | 1 | 2;
  camerashare?: Switch;
  agentname?: string;
  agentemail?: string;
  agentphone?: string;
  agentvideo?: Switch;
  errormessage?: string;
  strings?: object;
  reportingcallback?: (report: Report) => unknown;
  reportingorigin?: string;
  reportingexternalid?: string;
  debugmode?: Switch;
  disabled?: Switch;
}

type Switch = boolean | 'true' | 'false' | '';

export interface GlanceJoinEventMap {
  glancestatechange: CustomEvent<{ readonly state: State; readonly previous: State; readonly phase?: Phase } & About>;
  glancepresencechange: CustomEvent<Visitor & About>;
  glancenotice: CustomEvent<Notice & About>;
  glanceinvite: CustomEvent<
    {
      readonly args: Readonly<Record<string, unknown>>;
      readonly waitUntil: (promise: unknown) => void;
    } & About
  >;
  glanceviewer: CustomEvent<
    {
      readonly location: 'tab' | 'window' | 'iframe';
      readonly url: string;
      readonly open: (target: string | HTMLIFrameElement | Window) => boolean;
    } & About
  >;
  glancesessionstart: CustomEvent<
    { readonly sessionKey: string; readonly sessionId?: string; readonly sessionStart: string } & About
  >;
  glancesessionend: CustomEvent<Report>;
  glancesignal: CustomEvent<{ readonly data: unknown } & About>;
  glanceerror: CustomEvent<
    { readonly code: string; readonly message: string; readonly hint?: string; readonly cause?: unknown } & About
  >;
}

export type GlanceJoinEvent = GlanceJoinEventMap[keyof GlanceJoinEventMap];

/** Listeners as JSX has them: `onglancestatechange`. */
export type GlanceJoinListeners = {
  [Name in keyof GlanceJoinEventMap as `on${Name}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};

export interface GlanceJoinElement extends HTMLElement {
  readonly state: State;
  readonly phase?: Phase;
  readonly notice?: Notice;
  readonly visitor?: Visitor;
  invite(): Promise<void>;
  join(key?: string): Promise<void>;
  inviteCamera(phone: string): Promise<void>;
  cancel(): Promise<void>;
  openViewer(): Promise<void>;
  leave(): Promise<void>;
  end(): Promise<Report>;
  invoke(func: string, args?: object): Promise<void>;
  signal(data: unknown): Promise<void>;
  diagnose(): Promise<unknown>;
}
