import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { companyRoutes } from './company.js';
import { controlRoutes } from './control.js';
import type { SandboxCore } from './core/index.js';
import { glancePages } from './glance-pages.js';
import { glanceServices } from './glance-services.js';
import { invitationServices } from './invitation.js';
import { isOwn, servedTo, siteOf, type Origins } from './origins.js';
import { samlPages } from './saml.js';
import { faulty, wasCutOff } from './path-faults.js';
import { shopRoutes } from './shop.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';

/** Everything the sandbox answers over HTTP, on its three origins. */
export function createApp(surroundings: Surroundings): Hono<SandboxEnv> {
  const { core, origins } = surroundings;
  const app = new Hono<SandboxEnv>();
  app.use(onlyOurHosts(origins));
  app.use('/sandbox/*', onlyOurPages(origins));
  app.route('/sandbox', controlRoutes(surroundings));
  app.use(logged(core));

  const company = new Hono<SandboxEnv>().route('/', companyRoutes(surroundings));
  const shop = new Hono<SandboxEnv>().route('/', shopRoutes(surroundings));
  // Glance's paths have no case (assumed of its servers: its own clients spell one service in two ways).
  const glance = new Hono<SandboxEnv>({ getPath: glancePath });
  glance.use(allowList(surroundings));
  glance.use(faulty(core));
  glance.use(bodyLimit({ maxSize: 1_000_000 }));
  glance.route('/', glanceServices(surroundings));
  glance.route('/', glancePages(surroundings));
  glance.route('/', invitationServices(surroundings));
  glance.route('/', samlPages(surroundings));

  app.all('*', async (c) => {
    const site = siteOf(c.req.header('host'), origins);
    if (site === 'glance') return glance.fetch(c.req.raw, c.env);
    // The shop's pages live on the shop's origin: from anywhere else its routes redirect there.
    const other = c.req.path.startsWith('/shop') || c.req.path.startsWith('/sms') ? shop : company;
    return (site === 'console' ? other : shop).fetch(c.req.raw, c.env);
  });
  return app;
}

function glancePath(request: Request): string {
  return new URL(request.url).pathname.toLowerCase();
}

function onlyOurHosts(origins: Origins): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    if (!siteOf(c.req.header('host'), origins)) return c.text('The sandbox answers to its own three hosts only.', 421);
    await next();
    // A browser keeps no page to come back to that is not to be stored.
    const page = c.res.headers.get('content-type')?.startsWith('text/html');
    c.header('Cache-Control', page ? 'no-cache' : 'no-store');
    return undefined;
  };
}

function onlyOurPages(origins: Origins): MiddlewareHandler<SandboxEnv> {
  const share = cors({ origin: (origin) => (isOwn(origin, origins) ? origin : null), allowHeaders: ['content-type'] });
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !isOwn(origin, origins)) return c.text('Only for the pages of the sandbox.', 403);
    return share(c, next);
  };
}

/** Seen when it arrives, so that a request never answered is seen too (status 0). */
function logged(core: SandboxCore): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const entry = core.requests.add({
      at: new Date(core.clock.now()).toISOString(),
      method: c.req.method,
      path: c.req.path,
      origin: c.req.header('origin') ?? null,
    });
    await next();
    if (!wasCutOff(c.res)) entry.status = c.res.status;
  };
}

function allowList({ core, origins }: Surroundings): MiddlewareHandler<SandboxEnv> {
  // Nothing is kept by the browser: a change of the allow list holds from the next request.
  const share = cors({
    origin: (origin) => origin,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    maxAge: 0,
  });
  return async (c, next) => {
    const origin = c.req.header('origin');
    const served = servedTo(glancePath(c.req.raw));
    const allowed =
      served === 'everyone' || origin === origins.glance || (origin !== undefined && core.allowedOrigins.has(origin));
    if (origin !== undefined && served !== 'nobody' && allowed) return share(c, next);
    if (c.req.method === 'OPTIONS') return c.body(null, served === 'nobody' ? 404 : 403);
    return next();
  };
}
