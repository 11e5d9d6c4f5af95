import { Hono, type MiddlewareHandler } from 'hono';
import { findGroup, isVisitorId } from './core/groups.js';
import { isObject } from './core/ports.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { hostOf } from './origins.js';

/** Presence by REST (traces 3). */
export function presenceServices({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const host = hostOf(origins.glance);
  const directserver = host.slice(0, host.lastIndexOf(':'));
  const httpsport = Number(host.slice(host.lastIndexOf(':') + 1));
  const direct = { ds: directserver, direct: host, directserver, tlsport: httpsport, httpsport };
  const app = new Hono<SandboxEnv>();

  const bearer: MiddlewareHandler<SandboxEnv> = async (c, next) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (!(await core.access.mayUsePresence(token, c.req.query('groupid') ?? ''))) return c.json({}, 401);
    if (!isVisitorId(c.req.query('visitorid') ?? '')) return c.json({ message: 'This is no visitor id.' }, 400);
    return next();
  };
  const who = (c: { req: { query(name: string): string | undefined } }): [string, string] => [
    c.req.query('groupid') ?? '',
    c.req.query('visitorid') ?? '',
  ];

  app.get('/lookupvisitor', bearer, (c) => c.json(core.presence.lookup(...who(c))));
  // What `query` is for is unknown (services 3.3); here it says what `lookupvisitor` says.
  app.get('/query', bearer, (c) => c.json(core.presence.lookup(...who(c))));
  app.get('/findvisitor', bearer, (c) =>
    c.json(core.presence.isHere(...who(c)) ? { ...direct, visitorfound: true } : { visitorfound: false }),
  );

  app.post('/signalvisitor', bearer, async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const mtype = isObject(body) ? body['mtype'] : undefined;
    if (!isObject(body) || (mtype !== 'invoke' && mtype !== 'signal'))
      return c.json({ message: 'mtype is invoke or signal' }, 400);
    return c.json({ visitorfound: core.presence.signal(...who(c), { mtype, data: body['data'] }) });
  });

  app.get('/uniquevisitor', (c) => {
    const group = findGroup(c.req.query('groupid'));
    return group?.presence ? c.json(core.presence.createGuest(group.id)) : c.json({}, 404);
  });

  // Older visitor scripts ask for their direct server first.
  app.post('/presence', (c) => c.json(direct));
  return app;
}
