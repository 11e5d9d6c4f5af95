import { Hono, type Context } from 'hono';
import { findGroup, mainGroup } from './core/groups.js';
import { sendFile } from './files.js';
import { faulty } from './path-faults.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { hostOf } from './origins.js';
import { phonePage } from './phone-page.js';

/** The customer's side: the shop's pages, and the page a text message leads a phone to. */
export function shopRoutes({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use(async (c, next) => (c.req.header('host') === hostOf(origins.shop) ? next() : toShop(c)));
  app.use(faulty(core));
  app.get('/shop', (c) => c.redirect(`/shop/${new URL(c.req.url).search}`));
  app.get('/shop/*', (c) => sendFile(c, 'demo/shop', c.req.path.slice('/shop'.length), origins));
  app.get('/sms/', (c) => c.html(phonePage(origins, findGroup(c.req.query('groupid'))?.id ?? mainGroup)));
  app.notFound((c) => c.text('404: not in the shop', 404));
  return app;

  function toShop(c: Context): Response {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(origins.shop + pathname + search);
  }
}
