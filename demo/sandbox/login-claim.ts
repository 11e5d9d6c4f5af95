import { isObject } from './core/ports.js';

/** What a page says of its agent when it asks for a login key, wherever it says it. */
export interface LoginClaim {
  readonly partnerUserId: string | undefined;
  readonly token: string | undefined;
}

export async function readClaim(request: Request): Promise<LoginClaim> {
  const query = new URL(request.url).searchParams;
  const body = await fieldsOf(request).catch(() => new Map<string, string>());
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return {
    partnerUserId: query.get('partneruserid') ?? body.get('partneruserid'),
    token: bearer ?? body.get('token'),
  };
}

/** Of a body of any kind the fields, their names in lower case; a body without fields has none. */
async function fieldsOf(request: Request): Promise<ReadonlyMap<string, string>> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  switch (type) {
    case 'application/x-www-form-urlencoded':
      return texts(new URLSearchParams(await request.text()));
    case 'multipart/form-data':
      return texts(await request.formData());
    case 'application/json': {
      const body: unknown = await request.json();
      return texts(isObject(body) ? Object.entries(body) : []);
    }
    default:
      return new Map();
  }
}

function texts(entries: Iterable<readonly [string, unknown]>): ReadonlyMap<string, string> {
  return new Map(
    [...entries].flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value]] : [])),
  );
}
