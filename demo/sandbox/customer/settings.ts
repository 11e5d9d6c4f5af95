/** What the page said in its tag (services 5.1) and in `window.GLANCE_COBROWSE` (5.2), read once. */

/** Sandbox's own; the shape is Glance's, of which the presence frames carry the first three parts. */
export const version = '6.33.0.1';
export const shortVersion = version.split('.').slice(0, 3).join('.');

export interface Settings {
  readonly groupId: string;
  readonly additionalGroupIds: readonly string[];
  readonly site: string;
  /** Glance's web server, with scheme: the host of `data-ws`, else where this script came from. */
  readonly webServer: string;
  readonly scheme: 'http' | 'https';
  readonly presence: 'on' | 'api' | 'off';
  readonly inputEvents: Readonly<Record<string, string>>;
  readonly termsUrl: string | undefined;
  readonly storage: 'session' | 'local';
  readonly startPaused: boolean;
  /** `data-user-*` without the prefix: goes into the presence data. */
  readonly user: Readonly<Record<string, string>>;
}

/** Who the customer is; `GLANCE.Presence.Visitor.setVisitorId` may change it while the page lives. */
export interface VisitorIdentity {
  id: string | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

interface PageObject {
  visitorid?: unknown;
  name?: unknown;
  email?: unknown;
  phone?: unknown;
  Custom?: unknown;
}

declare global {
  interface Window {
    GLANCE_COBROWSE?: PageObject;
  }
}

export function isVisitorId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_~.-]{1,62}$/.test(value);
}

const tag = ownTag();
export const settings: Settings = readSettings();
export const visitor: VisitorIdentity = readVisitor();

function ownTag(): HTMLScriptElement | undefined {
  const candidates = [
    document.currentScript,
    document.getElementById('glance-cobrowse'),
    document.querySelector('script[src*="CobrowseJS.ashx"]'),
  ];
  return candidates.find((candidate) => candidate instanceof HTMLScriptElement);
}

function attribute(name: string): string | undefined {
  return tag?.getAttribute(`data-${name}`)?.trim() || undefined;
}

function readSettings(): Settings {
  const source = new URL(tag?.src || location.href);
  const scheme = source.protocol === 'https:' ? 'https' : 'http';
  const presence = attribute('presence')?.toLowerCase();
  return {
    groupId: attribute('groupid') ?? source.searchParams.get('group') ?? '',
    additionalGroupIds: (attribute('additionalgroupids') ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
    site: attribute('site') ?? source.searchParams.get('site') ?? 'production',
    webServer: `${scheme}://${attribute('ws') ?? source.host}`,
    scheme,
    presence: presence === 'on' || presence === 'api' ? presence : 'off',
    inputEvents: readInputEvents(attribute('inputevents')),
    termsUrl: webAddress(attribute('termsurl')),
    storage: attribute('cookietype')?.toLowerCase() === 'ls' ? 'local' : 'session',
    startPaused: ['1', '2'].includes(attribute('startpaused') ?? ''),
    user: readUser(),
  };
}

function readVisitor(): VisitorIdentity {
  const page = window.GLANCE_COBROWSE ?? {};
  const id = page.visitorid ?? attribute('visitorid');
  if (id !== undefined && !isVisitorId(id)) console.warn('This is no visitor id, so there is no presence:', id);
  return {
    id: isVisitorId(id) ? id : undefined,
    name: text(page.name, 63),
    email: text(page.email, 127),
    phone: text(page.phone, 31),
  };
}

function readInputEvents(json: string | undefined): Record<string, string> {
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    const pairs = Object.entries(parsed ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return Object.fromEntries(pairs);
  } catch {
    console.warn('data-inputevents is not JSON:', json);
    return {};
  }
}

function readUser(): Record<string, string> {
  const prefix = 'data-user-';
  const attributes = [...(tag?.attributes ?? [])].filter(({ name }) => name.startsWith(prefix));
  return Object.fromEntries(attributes.map(({ name, value }) => [name.slice(prefix.length), value]));
}

function webAddress(value: string | undefined): string | undefined {
  if (!value) return undefined;
  try {
    const url = new URL(value, location.href);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value ? value.slice(0, longest) : undefined;
}
