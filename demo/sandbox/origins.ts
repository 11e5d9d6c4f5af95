/** The three origins on one port, and what is worked out from them. */
export interface Origins {
  /** The agent's page and the company's login-key service. */
  readonly console: string;
  readonly glance: string;
  /** The customer's site; the console's origin on a machine without IPv6. */
  readonly shop: string;
}

export function originsOn(port: number, { ipv6 }: { ipv6: boolean }): Origins {
  const ofConsole = `http://localhost:${port}`;
  return { console: ofConsole, glance: `http://127.0.0.1:${port}`, shop: ipv6 ? `http://[::1]:${port}` : ofConsole };
}

export function hostOf(origin: string): string {
  return origin.slice('http://'.length);
}

/** Whose host this is; a request for any other host is not for us (a page elsewhere may have pointed its name here). */
export function siteOf(host: string | undefined, origins: Origins): keyof Origins | undefined {
  if (host === hostOf(origins.glance)) return 'glance';
  if (host === hostOf(origins.console)) return 'console';
  return host === hostOf(origins.shop) ? 'shop' : undefined;
}

export function isOwn(origin: string, origins: Origins): boolean {
  return Object.values(origins).includes(origin);
}

/** Glance's services for agents' pages: only for origins on the allow list. Lower case: Glance's paths have no case. */
const agentSide = [
  '/services/authorizationservice.svc/',
  '/services/sessionservice.asmx/',
  '/api/sessioninvitation/',
  '/lookupvisitor',
  '/findvisitor',
  '/signalvisitor',
  '/query',
  '/agent',
];

/** Glance's services for the customers' pages, which may be anywhere. */
const visitorSide = [
  '/services/authorizationservice/',
  '/services/sessionprovisioning/',
  '/services/coloselect',
  '/api/cobrowsesettings/',
  '/cobrowse/',
  '/uniquevisitor',
  '/presence',
  '/visitorws',
  '/visitor/',
];

export function servedTo(path: string): 'agents' | 'everyone' | 'nobody' {
  const under = (prefix: string): boolean => (prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix);
  if (agentSide.some(under)) return 'agents';
  return visitorSide.some(under) ? 'everyone' : 'nobody';
}
