import { Hono } from 'hono';
import { viewerScript } from './bundles.js';
import { matches, readFaults } from './core/faults.js';
import { demoAgents, findGroup, isVisitorId, mainGroup } from './core/groups.js';
import { isObject } from './core/ports.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';

/** The sandbox's own services: what it has seen, what shall go wrong, and starting afresh. */
export function controlRoutes({ core, cutSockets }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();

  app.get('/state', (c) => c.json(core.state));

  app.post('/faults', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(body)) return c.text('The body must be a JSON object.', 400);
    const faults = readFaults(body['faults'] ?? []);
    if (typeof faults === 'string') return c.text(faults, 400);
    const origins = readOrigins(body['allowedOrigins']);
    if (!origins) return c.text('allowedOrigins has lists of origins, add and remove.', 400);
    core.faults.replace(faults);
    core.allowedOrigins.change(origins);
    // A drop cuts what is open now too; that counts as one of its times.
    for (const fault of faults) {
      const { path } = fault;
      if (fault.do === 'drop' && path !== undefined && fault.times !== 0 && cutSockets(path)) {
        core.faults.onPath(socketPaths.find((socketPath) => matches(path, socketPath)) ?? path);
      }
    }
    return c.json({ faults: core.faults.list, allowedOrigins: core.allowedOrigins.list });
  });

  // A frame nobody has sent, to the agents who watch a visitor: `{visitorid, groupid?, frame}`; a text goes as it is.
  app.post('/say', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(body)) return c.text('The body must be a JSON object.', 400);
    const { visitorid, groupid = mainGroup, frame } = body;
    const group = findGroup(groupid);
    if (!group || typeof visitorid !== 'string' || !isVisitorId(visitorid))
      return c.text('visitorid and groupid say who is watched.', 400);
    if (typeof frame !== 'string' && !isObject(frame)) return c.text('frame is an object, or a text.', 400);
    return c.json(core.presence.say(group.id, visitorid, typeof frame === 'string' ? frame : JSON.stringify(frame)));
  });

  app.post('/reset', (c) => {
    core.reset();
    return c.body(null, 204);
  });

  // Who is signed in at the identity provider: `{puid, groupid?}`, nobody with `{puid: null}`; `{fails: true}` turns
  // everybody away.
  app.post('/saml', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(body)) return c.text('The body must be a JSON object.', 400);
    const { puid = null, groupid = mainGroup, fails = false } = body;
    const group = findGroup(groupid);
    const agent = demoAgents.find(({ partnerUserId }) => partnerUserId === puid);
    if (!group || (puid !== null && !agent)) return c.text('puid is one of the demo agents or null.', 400);
    if (typeof fails !== 'boolean') return c.text('fails is true or false.', 400);
    core.samlLogIn = agent && { groupid: group.id, partnerUserId: agent.partnerUserId };
    core.samlFails = fails;
    return c.body(null, 204);
  });

  app.get('/viewer.js', async (c) =>
    c.body(await viewerScript(), 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );

  return app;
}

const socketPaths = ['/agent', '/visitorws', '/visitor/ws'];

function readOrigins(value: unknown): { add: string[]; remove: string[] } | undefined {
  if (value === undefined) return { add: [], remove: [] };
  if (!isObject(value)) return undefined;
  const { add = [], remove = [] } = value;
  const areOrigins = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((item) => typeof item === 'string');
  return areOrigins(add) && areOrigins(remove) ? { add, remove } : undefined;
}
