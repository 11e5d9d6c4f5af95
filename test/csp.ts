import { en, noticeHint, noticeMessage, problemHint, problemMessage } from '../src/element/strings/index.js';
import { glanceOrigin } from '../src/glance/environments.js';
import type { Notice, Problem } from '../src/session/snapshot.js';

// What the Content Security Policy of an agent's page has to allow: the one table. The README prints it
// (test/readme-csp.ts), and test/dist serves pages with it, whole and with each line taken away.

/** Where the viewer opens: `openlocation`, or by the page itself. */
export type Opening = 'tab' | 'window' | 'iframe' | 'openwindow';

/** What differs from page to page. */
export interface Page {
  /** The origin of Glance. */
  readonly glance: string;
  /** Where the login-key service is: `'self'`, an origin, or nothing where a function or SAML takes its place. */
  readonly authurl?: string;
  /** Where the file is loaded from. */
  readonly script?: string;
  readonly opens: Opening;
  /** Whether the agent is signed in by SAML, unseen. */
  readonly saml?: boolean;
}

interface Line {
  readonly directive: string;
  readonly sources: (page: Page) => readonly (string | undefined)[];
  /** As the README says it. */
  readonly shown: string;
  readonly what: string;
  readonly needed: (page: Page) => boolean;
  /** What the agent is told where it is missing; nothing where the script itself does not run. */
  readonly told?: Notice | Problem;
}

const always = (): boolean => true;

export const lines = {
  script: {
    directive: 'script-src',
    sources: ({ script = "'self'" }) => [script],
    shown: 'where the files are',
    what: 'The element itself, and the languages it fetches.',
    needed: always,
  },
  authurl: {
    directive: 'connect-src',
    sources: ({ authurl }) => [authurl],
    shown: "`'self'`, or the origin of `authurl`",
    what: 'The login-key service, where `authurl` names one.',
    needed: ({ authurl }) => authurl !== undefined,
    told: { code: 'auth-unreachable' },
  },
  services: {
    directive: 'connect-src',
    sources: ({ glance }) => [hosts(glance, 'http')],
    shown: 'Glance, by `https:`',
    what: 'Presence, and finding sessions.',
    needed: always,
    told: { code: 'presence-unavailable', reason: 'csp-blocked', seq: 0 },
  },
  socket: {
    directive: 'connect-src',
    sources: ({ glance }) => [hosts(glance, 'ws')],
    shown: 'Glance, by `wss:`',
    what: 'Presence at once.',
    needed: always,
    told: { code: 'presence-degraded', seq: 0 },
  },
  form: {
    directive: 'form-action',
    sources: ({ glance }) => [glance],
    shown: 'Glance’s web server',
    what: 'The viewer in a tab, a window, an iframe, or where a listener of `glanceviewer` opens it. Only where the page sets `form-action`: it does not follow `default-src`.',
    needed: ({ opens }) => opens !== 'openwindow',
    told: { code: 'popup-blocked', reason: 'csp-blocked', seq: 0 },
  },
  frame: {
    directive: 'frame-src',
    sources: ({ glance }) => [glance],
    shown: 'Glance’s web server',
    what: 'The viewer in an iframe, and `authmethod="samlloginkey"`.',
    needed: ({ opens, saml }) => opens === 'iframe' || !!saml,
    told: { code: 'popup-blocked', reason: 'csp-blocked', seq: 0 },
  },
  lit: {
    directive: 'trusted-types',
    sources: () => ['lit-html'],
    shown: '`lit-html`',
    what: "Templates, where the page has `require-trusted-types-for`. With `'allow-duplicates'` where it brings a Lit of its own.",
    needed: always,
  },
} as const satisfies Readonly<Record<string, Line>>;

export type LineName = keyof typeof lines;
export const lineNames = Object.keys(lines) as LineName[];
const line = (name: LineName): Line => lines[name];

/** Whether a page needs this line. */
export const needs = (page: Page, name: LineName): boolean => line(name).needed(page);

/** The strictest policy under which everything works; without one of its lines where one is named. */
export const policy = (page: Page, without?: LineName): string => {
  const sourcesOf = (directive: string): string => {
    const sources = lineNames
      .filter((name) => line(name).directive === directive && name !== without && needs(page, name))
      .flatMap((name) => line(name).sources(page))
      .filter((source) => source !== undefined);
    return `${directive} ${sources.join(' ') || "'none'"}`;
  };
  return [
    "default-src 'none'",
    sourcesOf('script-src'),
    "style-src 'none'",
    sourcesOf('connect-src'),
    sourcesOf('frame-src'),
    sourcesOf('form-action'),
    "require-trusted-types-for 'script'",
    sourcesOf('trusted-types'),
  ].join('; ');
};

/** The sentence the agent gets where a line is missing, and the one for the administrator. */
export const toldWithout = (name: LineName): { readonly sentence: string; readonly hint: string } | undefined => {
  const { told } = line(name);
  if (!told) return undefined;
  return 'seq' in told
    ? { sentence: noticeMessage(told, en), hint: noticeHint(told, en) ?? '' }
    : { sentence: problemMessage(told, en), hint: problemHint(told, en) ?? '' };
};

/** The names of `glancebaseurl`, and an origin of one's own. */
export const environments = ['production', 'beta', 'staging', 'dw1', 'dw2', 'dw3', 'dw4'] as const;

export const originOf = (environment: string): string => {
  const origin = glanceOrigin(environment, 'property');
  if (!origin) throw new Error(`${environment} names no Glance.`);
  return origin;
};

/**
 * The web server and the presence servers. Which those are is up to Glance's settings (services 2, 4.1); the element
 * calls none outside Glance's own domains, so one pattern for the domain holds them all.
 */
function hosts(glance: string, scheme: 'http' | 'ws'): string {
  const { protocol, host, hostname } = new URL(glance);
  const [domain] = /(glance\.net|myglance\.(net|org))$/.exec(hostname) ?? [];
  return `${protocol.replace('http', scheme)}//${domain ? `*.${domain}` : host}`;
}
