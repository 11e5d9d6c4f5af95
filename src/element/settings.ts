import { LitElement, type PropertyDeclarations } from 'lit';
import type { GetLoginKey } from '../session/ports.js';
import type { Report } from '../session/report.js';
import type { LoginKeySource } from './compose.js';
import { boolean, isOn, object, optional, parse, propertyOnly } from './properties.js';
import type { OwnTexts } from './strings/index.js';

/** A function of the customer's page, and its argument. */
export interface CustomInvoke {
  readonly func: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Arguments for the customer's page; a `sessionKey` among them becomes the session's key. */
export type InvitationArgs = Readonly<Record<string, unknown>>;

type Given<T> = T | null | undefined;
/** Editors offer the words that are known; any other text is taken, and said to be none of them. */
type Other = string & {};

const BOOLEANS = [
  'presence',
  'eager',
  'autojoin',
  'gicon',
  'camerashare',
  'debugmode',
  'disabled',
  'customopenwindow',
] as const;

/** Names that the React plugin has had for the same, by its tables and its types. */
const ALIASES: Readonly<Record<string, string>> = {
  opentype: 'openlocation',
  presession: 'presessionfunc',
  mobilecamerashare: 'camerashare',
  mobileCameraShare: 'camerashare',
  errorMessage: 'errormessage',
  reportingCallback: 'reportingcallback',
  reportingOrigin: 'reportingorigin',
  reportingExternalId: 'reportingexternalid',
  uiVersion: 'uiversion',
  getloginkey: 'getLoginKey',
};

/** What a page can set. A page moves over by copying the React plugin's props: the names are the same. */
export abstract class Settings extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    groupid: {},
    puid: {},
    authmethod: {},
    authurl: {},
    authheaders: object('authheaders'),
    authbody: object('authbody'),
    loginkey: propertyOnly,
    getLoginKey: propertyOnly,
    glancebaseurl: {},
    presence: boolean,
    visitorid: {},
    eager: boolean,
    custominvoke: object('custominvoke'),
    presessionfunc: propertyOnly,
    openlocation: {},
    openwhen: {},
    iframeid: {},
    windowfeatures: {},
    openwindow: propertyOnly,
    autojoin: boolean,
    gicon: boolean,
    uiversion: {},
    camerashare: boolean,
    agentname: {},
    agentemail: {},
    agentphone: {},
    agentvideo: optional,
    errormessage: {},
    strings: propertyOnly,
    reportingcallback: propertyOnly,
    reportingorigin: {},
    reportingexternalid: {},
    debugmode: boolean,
    disabled: boolean,
    customopenwindow: boolean,
    languagemanager: propertyOnly,
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'opentype', 'mobilecamerashare'];
  }

  /** Glance group. Required, except with SAML. */
  declare groupid: Given<string | number>;
  /** The agent's partner user id. Required. */
  declare puid: Given<string>;
  /**
   * How the agent signs in: `loginkey` by the login-key service; `samlloginkey` or `saml` at Glance, unseen; `samlpopup`
   * at Glance, by a button. In any case.
   * @default loginkey
   */
  declare authmethod: Given<'loginkey' | 'samlloginkey' | 'saml' | 'samlpopup' | Other>;
  /**
   * Your login-key service, called by POST. Required, unless another way is set. `https:`, your page's own origin, or
   * loopback.
   */
  declare authurl: Given<string>;
  /** Headers for that POST. */
  declare authheaders: Given<Readonly<Record<string, string>>>;
  /**
   * Its body: a form, text, an object (sent as a form, or as JSON where `authheaders` say so), or a function that
   * returns one.
   */
  declare authbody: Given<LoginKeySource['authBody']>;
  /** Instead of `authurl`: a login key. Set the next one before it expires. */
  declare loginkey: Given<string>;
  /**
   * Instead of `authurl`: given the login key to be replaced, if any, returns a login key, or `{loginKey, expiration}`,
   * or a promise of either. Keep it one function (`useCallback` in React): another one is another way to sign in.
   */
  declare getLoginKey: Given<GetLoginKey>;
  /**
   * Which Glance, or an origin of Glance's. Any other `https:` origin only by property, so that injected markup cannot
   * send login keys away.
   * @default production
   */
  declare glancebaseurl: Given<'production' | 'beta' | 'staging' | 'dw1' | 'dw2' | 'dw3' | 'dw4' | Other>;
  /** Watch the customer. */
  declare presence: boolean;
  /**
   * The customer: 1 to 62 of `A–Z a–z 0–9 _ ~ . -`, or a guest code, `UNQ-…`. May change at any time.
   */
  declare visitorid: Given<string>;
  /** Watch the customer out of view, too. */
  declare eager: boolean;
  /**
   * `{"func": …, "args": …}`: called on the customer's page instead of the dialog that asks. A bare name is one of
   * `GLANCE_COBROWSE.Custom`; others begin with that or with `GLANCE.`.
   */
  declare custominvoke: Given<CustomInvoke>;
  /**
   * Awaited before the customer is asked. What it returns is added to the arguments the customer's page gets; a
   * `sessionKey` becomes the session's key. Throwing stops the invitation.
   */
  declare presessionfunc: Given<(args: InvitationArgs) => unknown>;
  /**
   * Where the viewer opens; `flex` is `iframe`.
   * @default tab
   */
  declare openlocation: Given<'tab' | 'window' | 'iframe' | 'flex' | Other>;
  /**
   * When the viewer opens: once the customer has accepted, or in the click that asks, where it waits.
   * @default accepted
   */
  declare openwhen: Given<'accepted' | 'asked' | Other>;
  /**
   * An iframe of your page for the viewer; found in any shadow root above the element, too. Not set, or not found: one is
   * made inside the element.
   */
  declare iframeid: Given<string>;
  /** For `window`, as in `window.open`; `noopener` and `noreferrer` are left out. */
  declare windowfeatures: Given<string>;
  /**
   * Opens the viewer itself; may return its window or iframe, and `null` when it was blocked. `url` carries the login key:
   * it is a credential for the browser's history. `glanceviewer` does without.
   */
  declare openwindow: Given<(url: string) => unknown>;
  /** Open the viewer when the customer starts a session unasked, in one tab of the agent's only. */
  declare autojoin: boolean;
  /** An icon beside the label. */
  declare gicon: boolean;
  /**
   * `1`: a button; `2`: a card.
   * @default 1
   */
  declare uiversion: Given<'1' | '2' | number | Other>;
  /** Lets the agent invite a phone's camera by text message. */
  declare camerashare: boolean;
  /** The agent's name, told to the customer by the viewer. */
  declare agentname: Given<string>;
  /** The agent's address, told to the customer by the viewer. */
  declare agentemail: Given<string>;
  /** The agent's phone number, told to the customer by the viewer. */
  declare agentphone: Given<string>;
  /** Start the agent's video with the session, or with `="false"` not; not set, Glance's settings say. */
  declare agentvideo: boolean | undefined;
  /** Said in place of any error's sentence. */
  declare errormessage: Given<string>;
  /** Texts of your own, in whatever language is shown; of what bars divide, only as many parts as are given. */
  declare strings: Given<OwnTexts>;
  /** Called once per session with its report. */
  declare reportingcallback: Given<(report: Report) => unknown>;
  /** Travels with the session, and is in its report as `origin`. */
  declare reportingorigin: Given<string>;
  /** Travels with the session, and is in its report as `externalId`. */
  declare reportingexternalid: Given<string>;
  /** Logs to the console, without keys, tokens and phone numbers. */
  declare debugmode: boolean;
  /** Stops inviting and joining; never cancel, open, leave or end. */
  declare disabled: boolean;
  /** Of the React plugin; accepted and ignored. */
  declare customopenwindow: boolean;
  /** Of the React plugin; accepted and ignored. */
  declare languagemanager: unknown;

  /** The same as `openlocation`. */
  declare opentype: Settings['openlocation'];
  /** The same as `presessionfunc`. */
  declare presession: Settings['presessionfunc'];
  /** The same as `camerashare`. */
  declare mobilecamerashare: boolean;
  /** The same as `camerashare`. */
  declare mobileCameraShare: boolean;
  /** The same as `errormessage`. */
  declare errorMessage: Given<string>;
  /** The same as `reportingcallback`. */
  declare reportingCallback: Settings['reportingcallback'];
  /** The same as `reportingorigin`. */
  declare reportingOrigin: Given<string>;
  /** The same as `reportingexternalid`. */
  declare reportingExternalId: Given<string>;
  /** The same as `uiversion`. */
  declare uiVersion: Settings['uiversion'];
  /** The same as `getLoginKey`. */
  declare getloginkey: Given<GetLoginKey>;

  /** How often anything has been set: where nothing has, nothing follows from it. */
  protected timesSet = 0;

  constructor() {
    super();
    for (const name of BOOLEANS) this[name] = false;
    for (const [alias, name] of Object.entries(ALIASES)) {
      if (!Object.hasOwn(this, alias)) continue;
      // Set before the script was loaded.
      const value: unknown = Reflect.get(this, alias);
      Reflect.deleteProperty(this, alias);
      Reflect.set(this, name, value);
    }
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(ALIASES[name] ?? name, before, value);
  }

  /** @ignore */
  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    if (change[0]) this.timesSet++;
    super.requestUpdate(...change);
  }

  /** Frameworks hand what the template says over as properties: `"false"`, `""`, 1, JSON. */
  protected settle(): void {
    for (const name of BOOLEANS) if (typeof this[name] !== 'boolean') this[name] = isOn(this[name]);
    const video: unknown = this.agentvideo;
    if (video !== undefined && typeof video !== 'boolean') this.agentvideo = video === null ? undefined : isOn(video);
    const objects = this as Record<'authheaders' | 'custominvoke', unknown>;
    for (const name of ['authheaders', 'custominvoke'] as const) {
      const text = objects[name];
      if (typeof text === 'string') objects[name] = parse(name, text);
    }
  }
}

for (const [alias, name] of Object.entries(ALIASES))
  Object.defineProperty(Settings.prototype, alias, {
    configurable: true,
    enumerable: true,
    get(this: Settings): unknown {
      return Reflect.get(this, name);
    },
    set(this: Settings, value: unknown) {
      Reflect.set(this, name, value);
    },
  });
