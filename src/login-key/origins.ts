export type AllowOrigin = readonly string[] | ((origin: string) => boolean | Promise<boolean>);

/** `own`: the page came from this very host, or the caller is no page. Only `listed` is told so by CORS. */
export type Standing = 'own' | 'listed' | 'foreign';

export function originCheck(allowOrigin: AllowOrigin = []): (request: Request) => Promise<Standing> {
  const isListed = typeof allowOrigin === 'function' ? allowOrigin : inList(allowOrigin);
  return async (request) => {
    const origin = request.headers.get('origin');
    if (origin === null) return 'own';
    // `null` is what every sandboxed frame and every file is called: nobody in particular.
    if (origin === 'null') return 'foreign';
    // A function of plain JavaScript may return anything: only true lets a page in.
    const listed: unknown = await isListed(origin);
    if (listed === true) return 'listed';
    return isOwn(origin, request) ? 'own' : 'foreign';
  };
}

function inList(allowed: readonly string[]): (origin: string) => boolean {
  for (const origin of allowed) {
    if (origin.includes('*') || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`allowOrigin: ${JSON.stringify(origin)} is not an origin such as "https://crm.example"`);
    }
  }
  const origins = new Set(allowed);
  return (origin) => origins.has(origin);
}

/**
 * By host and port. The scheme is the page's own, since behind a proxy the server does not know its own;
 * a page of the other scheme gets no CORS headers, so cannot read the answer.
 */
function isOwn(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const own = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(own) && new URL(own).origin === origin;
}

export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

export function sharingHeaders(request: Request, standing: Standing): Headers {
  const headers = new Headers({ Vary: 'Origin' });
  const origin = request.headers.get('origin');
  if (standing === 'listed' && origin !== null) {
    headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Allow-Credentials', 'true');
  }
  return headers;
}

/** A listed page may send the headers it likes (`authheaders`): what counts is what `authenticate` makes of them. */
export function preflightHeaders(request: Request, shared: Headers): Headers {
  const headers = new Headers(shared);
  headers.set('Cache-Control', 'no-store');
  if (!shared.has('access-control-allow-origin')) return headers;
  headers.set('Access-Control-Allow-Methods', 'POST');
  headers.append('Vary', 'Access-Control-Request-Headers');
  const asked = request.headers.get('access-control-request-headers');
  if (asked) headers.set('Access-Control-Allow-Headers', asked);
  return headers;
}
