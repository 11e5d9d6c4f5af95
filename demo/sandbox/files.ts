import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { SandboxEnv } from './surroundings.js';
import type { Origins } from './origins.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** A file below a folder of the project, read at each request; in pages `{{glance}}`, `{{console}}`, `{{shop}}` are filled in. */
export async function sendFile(
  c: Context<SandboxEnv>,
  folder: string,
  path: string,
  origins: Origins,
): Promise<Response> {
  const root = resolve(project, folder);
  const file = resolve(root, `.${decoded(path)}${path.endsWith('/') ? 'index.html' : ''}`);
  if (!file.startsWith(root + sep)) return c.notFound();
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    return c.text(`404: there is no ${path} here`, 404);
  }
  const type = getMimeType(file) ?? 'application/octet-stream';
  if (!file.endsWith('.html')) return c.body(new Uint8Array(content), 200, { 'Content-Type': type });
  const page = content
    .toString('utf8')
    .replace(/\{\{(glance|console|shop)\}\}/g, (_, name: keyof Origins) => origins[name]);
  return c.html(page);
}

function decoded(path: string): string {
  try {
    const text = decodeURIComponent(path);
    return text.includes('\0') ? '/' : text;
  } catch {
    return '/';
  }
}
