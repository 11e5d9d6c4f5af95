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

  /** Glance group; required, except with SAML. */
  declare groupid: Given<string | number>;
  /** The agent's partner user id; required. */
  declare puid: Given<string>;
  /** How the agent is authenticated: `loginkey` (default), `samlloginkey` (also `saml`), `samlpopup`; in any case. */
  declare authmethod: Given<string>;
  /** The page's login-key service, called by POST. */
  declare authurl: Given<string>;
  /** Headers added to that POST. */
  declare authheaders: Given<Readonly<Record<string, string>>>;
  /** Its body, or a function that returns one; an object goes as a form, or as JSON where `authheaders` say so. */
  declare authbody: Given<LoginKeySource['authBody']>;
  /** Instead of `authurl`: a login key. Set a new one before it expires. */
  declare loginkey: Given<string>;
  /** Instead of `authurl`: returns a login key, given the one to be replaced. */
  declare getLoginKey: Given<GetLoginKey>;
  /** Which Glance: `production` (default), `beta`, `staging`, `dw1`–`dw4`, or an origin. */
  declare glancebaseurl: Given<string>;
  /** Whether to watch the customer of `visitorid`. */
  declare presence: boolean;
  /** The customer's visitor id. */
  declare visitorid: Given<string>;
  /** Watches the customer out of view, too. */
  declare eager: boolean;
  /** Called on the customer's page instead of the dialog that asks; a bare name is one of `GLANCE_COBROWSE.Custom`. */
  declare custominvoke: Given<CustomInvoke>;
  /** Awaited before the customer is asked; may return arguments. Throwing stops the invitation. */
  declare presessionfunc: Given<(args: InvitationArgs) => unknown>;
  /** Where the viewer opens: `tab` (default), `window`, `iframe` (also `flex`). */
  declare openlocation: Given<string>;
  /** When it opens after a click: `accepted` (default), or `asked` to open in the click and wait. */
  declare openwhen: Given<string>;
  /** With `iframe`: the id of one of the page's; without, one is made in the element. */
  declare iframeid: Given<string>;
  /** With `window`: the features of `window.open`. */
  declare windowfeatures: Given<string>;
  /** The page opens the viewer itself, and may return its window or iframe. The address holds the login key. */
  declare openwindow: Given<(url: string) => unknown>;
  /** Opens the viewer when the customer starts a session unasked. */
  declare autojoin: boolean;
  /** Shows an icon beside the label. */
  declare gicon: boolean;
  /** `1` (default): a button; `2`: a card. */
  declare uiversion: Given<string | number>;
  /** Lets the agent invite a phone's camera by text message. */
  declare camerashare: boolean;
  /** Told to the viewer, and by it to the customer. */
  declare agentname: Given<string>;
  declare agentemail: Given<string>;
  declare agentphone: Given<string>;
  /** Whether the agent's video starts with the session; not set, Glance's settings say. */
  declare agentvideo: boolean | undefined;
  /** Said in place of the sentence for any error. */
  declare errormessage: Given<string>;
  /** Replaces texts, in every language; of what is divided by bars, only as many parts as it has. */
  declare strings: Given<OwnTexts>;
  /** Called once per session with its report. */
  declare reportingcallback: Given<(report: Report) => unknown>;
  /** Travels with the session, and is in its report as `origin`. */
  declare reportingorigin: Given<string>;
  /** Travels with the session, and is in its report as `externalId`. */
  declare reportingexternalid: Given<string>;
  /** Logs what is going on to the console, without secrets. */
  declare debugmode: boolean;
  /** Stops inviting and joining; never cancel, open, leave or end. */
  declare disabled: boolean;
  /** Of the React plugin; ignored. */
  declare customopenwindow: boolean;
  declare languagemanager: unknown;

  declare opentype: Given<string>;
  declare presession: Settings['presessionfunc'];
  declare mobilecamerashare: boolean;
  declare mobileCameraShare: boolean;
  declare errorMessage: Given<string>;
  declare reportingCallback: Settings['reportingcallback'];
  declare reportingOrigin: Given<string>;
  declare reportingExternalId: Given<string>;
  declare uiVersion: Given<string | number>;
  declare getloginkey: Given<GetLoginKey>;

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

  /** Frameworks hand what the template says over as properties: `"false"`, `""`, 1, JSON. */
  protected settle(): void {
    for (const name of BOOLEANS) if (typeof this[name] !== 'boolean') this[name] = isOn(this[name]);
    const video: unknown = this.agentvideo;
    if (typeof video !== 'boolean') this.agentvideo = video === null || video === undefined ? undefined : isOn(video);
    for (const name of ['authheaders', 'custominvoke']) {
      const text: unknown = Reflect.get(this, name);
      if (typeof text === 'string') Reflect.set(this, name, parse(name, text));
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
