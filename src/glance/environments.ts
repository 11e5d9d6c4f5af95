/** Which Glance: the web server of each environment (services 2). */
const ENVIRONMENTS = new Map(
  Object.entries({
    production: 'https://www.glance.net',
    beta: 'https://beta.glance.net',
    staging: 'https://www.myglance.net',
    ...Object.fromEntries([1, 2, 3, 4].map((n) => [`dw${n}`, `https://dw${n}.myglance.org`])),
  }),
);

/**
 * The origin of the Glance that `glancebaseurl` names; nothing when it may not be named there.
 * Markup can be injected where script cannot: an attribute that named any origin would send the
 * agent's login key to it. So that takes the property.
 */
export const glanceOrigin = (value: string, by: 'attribute' | 'property'): string | undefined => {
  const named = ENVIRONMENTS.get(value.trim().toLowerCase());
  if (named || !URL.canParse(value)) return named;
  const { protocol, hostname, username, origin } = new URL(value);
  if (username) return undefined;
  if (isLoopback(hostname)) return /^https?:/.test(protocol) ? origin : undefined;
  return protocol === 'https:' && (by === 'property' || isGlance(hostname)) ? origin : undefined;
};

/**
 * Whether a host that Glance's settings name may get this agent's authorization: one of Glance's
 * own, or the very host that was configured.
 */
export const isTrustedHost = (host: string, origin: string): boolean => {
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`https://${host}`)) return false;
  const { hostname } = new URL(`https://${host}`);
  return isGlance(hostname) || hostname === new URL(origin).hostname;
};

const isGlance = (hostname: string): boolean => /(^|\.)(glance\.net|myglance\.(net|org))$/.test(hostname);

export const isLoopback = (hostname: string): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
