/**
 * The web server of each environment (services 2). The newest plugin also has names for `dev` and
 * `qa`, but where those are is not public.
 */
const ENVIRONMENTS = new Map([
  ['production', 'https://www.glance.net'],
  ['beta', 'https://beta.glance.net'],
  ['staging', 'https://www.myglance.net'],
  ['dw1', 'https://dw1.myglance.org'],
  ['dw2', 'https://dw2.myglance.org'],
  ['dw3', 'https://dw3.myglance.org'],
  ['dw4', 'https://dw4.myglance.org'],
]);

/**
 * The origin of the Glance that `glancebaseurl` names; nothing when it may not be named there.
 * Both take the names above, in any case, this machine by `http:` or `https:`, and by `https:`
 * Glance's own domains, where branded servers are too. Markup can be injected where script cannot:
 * an attribute that named any origin would send the agent's login key to it. So another `https:`
 * origin takes the property.
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
