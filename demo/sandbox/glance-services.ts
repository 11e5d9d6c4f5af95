import { Hono } from 'hono';
import { customerScript } from './bundles.js';
import { findGroup } from './core/groups.js';
import { asText, isObject } from './core/ports.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { hostOf } from './origins.js';
import { presenceServices } from './presence-services.js';
import { sessionServices } from './session-services.js';

/** Glance's web server and presence server, which are one host here. Paths in lower case: see `createApp`. */
export function glanceServices(surroundings: Surroundings): Hono<SandboxEnv> {
  const { core, origins } = surroundings;
  const host = hostOf(origins.glance);
  const app = new Hono<SandboxEnv>();

  app.get('/services/authorizationservice/getvisitorsettings3', (c) => {
    const group = findGroup(c.req.query('groupid'));
    if (c.req.query('service') === 'cobrowse')
      return c.json({ coloSelectUrl: group ? `${host}/services/coloselect` : '' });
    // An empty `presenceUrl` is how Glance says that a group has no presence (traces 2.1).
    return c.json({ presenceUrl: group?.presence ? host : '', isPresenceLoadBalanced: group?.loadBalanced ?? false });
  });

  app.post('/services/authorizationservice.svc/rest/authorize', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const credentials = readCredentials(body);
    const authorized = await core.access.authorize(credentials, {
      groupid: c.req.query('groupid') ?? '',
      service: c.req.query('service') ?? '',
      minutes: Number(c.req.query('duration')),
    });
    // The token is a JSON string, quotes included.
    return authorized.ok
      ? c.json(authorized.token)
      : c.json({ message: 'Not authorized (sandbox)' }, authorized.status);
  });

  app.get('/api/cobrowsesettings/visitoruisettings', (c) => {
    const group = findGroup(c.req.query('groupid'));
    if (!group) return c.text('There is no such group.', 404);
    return c.json({
      widgetstyle: 'accessible',
      settingsparentgroupid: Number(group.id),
      custver: 1,
      languages: ['en'],
      acceptlanguages: ['en'],
      defaultlanguage: 'en',
      customizedlanguages: [],
      companyname: group.site,
      docsharetermsurl: '',
      additionaltermsurl: '',
      videobgblurallowed: false,
      videobgblurtoggle: false,
      videomaxquality: 'low',
      mobilevideomaxquality: 'low',
      bgdetectfailmode: 0,
    });
  });

  app.get('/api/cobrowsesettings/visitorsettings', (c) => {
    if (!findGroup(c.req.query('groupid'))) return c.text('There is no such group.', 404);
    const none = { maskedURLs: {}, roleBasedMaskedURLs: {}, maskingSelectors: {}, roleBasedMasking: {}, masked: [] };
    const lists = {
      unmasked: [],
      selectiveEditing: [],
      urlwhitelist: [],
      urlblacklist: [],
      trusteddomains: [],
      nogids: [],
    };
    return c.json({ port: host.slice(host.lastIndexOf(':') + 1), ...none, ...lists });
  });

  app.get('/services/coloselect', (c) => c.json({ colo_id: 1 }));
  app.post('/visitor/lg', (c) => c.body(null, 204));

  app.get('/cobrowse/cobrowsejs.ashx', async (c) => {
    const script = c.req.query('script')?.toLowerCase();
    // The agent's scripts are not played: the element speaks to the services itself.
    if (script?.includes('agent')) return c.text('The sandbox has no agent’s script.', 404);
    return c.body(await customerScript(), 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
  });

  app.route('/', presenceServices(surroundings));
  app.route('/', sessionServices(surroundings));
  return app;
}

function readCredentials(body: unknown): { partnerid: string; partneruserid: string; loginkey: string } {
  const fields = new Map(
    isObject(body) ? Object.entries(body).map(([name, value]) => [name.toLowerCase(), asText(value)]) : [],
  );
  return {
    partnerid: fields.get('partnerid') ?? '',
    partneruserid: fields.get('partneruserid') ?? '',
    loginkey: fields.get('loginkey') ?? '',
  };
}
