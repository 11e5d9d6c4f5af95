import type { Context } from 'hono';
import type { Fields } from './pages.js';

/** What a page was called with, by URL or by form. Names have no case: one is posted as `SESSIONKEY`, linked as `SessionKey`. */
export async function fieldsOf(c: Context): Promise<Fields> {
  const fields = new Map<string, string>();
  new URL(c.req.url).searchParams.forEach((value, name) => fields.set(name.toLowerCase(), value));
  if (c.req.method === 'POST') {
    for (const [name, value] of Object.entries(await c.req.parseBody())) {
      if (typeof value === 'string') fields.set(name.toLowerCase(), value);
    }
  }
  return fields;
}
