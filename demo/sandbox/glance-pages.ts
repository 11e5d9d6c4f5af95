import { Hono, type Context } from 'hono';
import type { SignedIn } from './core/access.js';
import type { Posted, ViewingAgent } from './core/session.js';
import { agentName, demoAgents, findGroup, mainGroup } from './core/groups.js';
import { fieldsOf } from './fields.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { codePage, signInPage, viewPage, type Fields } from './pages.js';

const viewAddress = '/agentjoin/AgentView.aspx';

/** The pages Glance shows to agents: asking for a code, signing in, the viewer. */
export function glancePages({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use('/agentjoin/*', async (c, next) => {
    await next();
    // Only our own scripts run, whatever a customer's page or a parameter brings along. Any page may frame it:
    // Glance's own policy is unknown (traces 9.6).
    c.header('Content-Security-Policy', "script-src 'self'; object-src 'none'; base-uri 'none'");
    // The sign-in form must send its origin.
    c.header('Referrer-Policy', 'same-origin');
  });

  app.on(['GET', 'POST'], '/agentjoin/agentjoin.aspx', async (c) => c.html(codePage(viewAddress, await fieldsOf(c))));

  app.on(['GET', 'POST'], '/agentjoin/agentview.aspx', async (c) => {
    const fields = await fieldsOf(c);
    const postTo = core.allowedOrigins.has(cameFrom(c, fields)) ? cameFrom(c, fields) : null;
    const sessionKey = fields.get('sessionkey') ?? fields.get('visitorid') ?? '';
    if (sessionKey === '') return c.html(codePage(viewAddress, fields));

    const agent = await signedIn(c, fields);
    if (!agent) {
      const refused = fields.has('loginkey') || fields.has('signin');
      const kept = new Map([...fields, ['opener', postTo ?? ''], ['openedby', openedBy(c, fields)]]);
      return c.html(signInPage(viewAddress, { fields: kept, refused, agents: demoAgents }));
    }
    const groupid = agent.group.id;
    const { partnerUserId } = agent;
    const name = fields.get('name') || agentName(partnerUserId);
    const posted = postedOf(fields);
    const wait = isOn(fields.get('wait'));
    const viewing: ViewingAgent = { partnerUserId, name, ...posted, openedBy: openedBy(c, fields) };
    const ticket = core.viewing.issueTicket({ groupid, sessionKey, wait, agent: viewing });
    const missing = !wait && !core.sessions.find(groupid, sessionKey);
    const view = { ticket, sessionKey, groupid, wait, agent: { id: partnerUserId, name, ...posted }, postTo };
    return c.html(viewPage(view, missing));
  });
  return app;

  /** By login key, or by the form of our own page; that form is the sandbox's log-in and asks no password. */
  async function signedIn(c: Context, fields: Fields): Promise<SignedIn | undefined> {
    const signIn = demoAgents.find((agent) => agent.partnerUserId === fields.get('signin'));
    if (signIn && c.req.method === 'POST' && c.req.header('origin') === origins.glance) {
      const group = findGroup(fields.get('groupid') ?? fields.get('partnerid') ?? mainGroup);
      return group && { group, partnerUserId: signIn.partnerUserId };
    }
    return core.access.signIn({
      partnerid: fields.get('partnerid') ?? '',
      partneruserid: fields.get('partneruserid') ?? '',
      loginkey: fields.get('loginkey') ?? '',
    });
  }

  /** The page that opened the viewer, kept over the sign-in form. A GET carries it as the referrer only. */
  function cameFrom(c: Context, fields: Fields): string {
    const origin = c.req.header('origin') ?? originOf(c.req.header('referer'));
    return origin === origins.glance ? (fields.get('opener') ?? origin) : (origin ?? '');
  }

  /** The sign-in form in between always posts; what counts is how the page came here. */
  function openedBy(c: Context, fields: Fields): 'POST' | 'GET' {
    const kept = c.req.header('origin') === origins.glance ? fields.get('openedby') : undefined;
    return (kept ?? c.req.method) === 'GET' ? 'GET' : 'POST';
  }
}

/** What the page said of its agent, nothing made up for what it left out. */
function postedOf(fields: Fields): Posted {
  const video = fields.get('agentvideo');
  const texts = ['email', 'phone', 'origin', 'xid'].flatMap((name) => {
    const value = fields.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(texts), ...(video !== undefined && { video: isOn(video) }) };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}
