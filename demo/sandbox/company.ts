import { Hono, type MiddlewareHandler } from 'hono';
import { loginKeyHandler, type Authenticated } from '../../src/login-key/index.js';
import { demoAgents, findGroup, mainGroup } from './core/groups.js';
import { sendFile } from './files.js';
import { readClaim } from './login-claim.js';
import { isShape, reshaped } from './login-replies.js';
import { faulty } from './path-faults.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';

/** The company's own server: the agent's console, the element's script, and the login-key service. */
export function companyRoutes({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use(faulty(core));

  app.all('/loginkey', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const group = findGroup(query.get('groupid') ?? mainGroup);
    if (!group) return c.text('No login key for this group.', 403);
    const expiresIn = Number(query.get('expiresin') ?? 3_600);
    if (!(expiresIn >= 1 && expiresIn <= 86_400)) return c.text('expiresin is 1 to 86400 seconds.', 400);
    // How far this server's clock is off, in seconds.
    const clockOff = Number(query.get('clockoff') ?? 0);
    if (!(Math.abs(clockOff) <= 86_400)) return c.text('clockoff is -86400 to 86400 seconds.', 400);
    const shape = query.get('shape');
    if (shape !== null && !isShape(shape)) return c.text('There is no such shape of a reply.', 400);
    const answer = loginKeyHandler({
      apiKey: group.apiKey,
      groupId: group.id,
      authenticate: playedLogin,
      allowOrigin: (origin) => origin === origins.console || core.allowedOrigins.has(origin),
      expiresIn,
      now: () => core.clock.now() / 1000 + clockOff,
    });
    const reply = await answer(c.req.raw);
    return shape === null || !reply.ok ? reply : reshaped(shape, reply, group.apiKey);
  });

  // The element's script may be loaded by any page, as from a real site's files.
  const publicly: MiddlewareHandler = async (c, next) => {
    await next();
    c.header('Access-Control-Allow-Origin', '*');
  };
  app.get('/:file{glance-join(\\.classic)?\\.js}', publicly, (c) => sendFile(c, 'dist', c.req.path, origins));
  app.get('/locales/*', publicly, (c) => sendFile(c, 'dist', c.req.path, origins));
  app.get('*', (c) => sendFile(c, 'demo/console', c.req.path, origins));

  return app;
}

/**
 * The demo has no log-in, so it takes the page's word for who is at the desk, among the agents it knows.
 * A real service never does: it asks its own session (demo/login-key). With `?token=` in its address it asks for
 * that token too, so that what a page sends along can be seen to arrive.
 */
async function playedLogin(request: Request): Promise<Authenticated> {
  const wanted = new URL(request.url).searchParams.get('token');
  const { partnerUserId, token } = await readClaim(request);
  if (wanted !== null && token !== wanted) return undefined;
  const agent = demoAgents.find((known) => known.partnerUserId === partnerUserId);
  return agent?.partnerUserId ?? new Response('No login key for you.', { status: 403 });
}
