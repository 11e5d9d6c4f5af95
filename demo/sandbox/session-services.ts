import { Hono, type Context } from 'hono';
import { html, raw } from 'hono/html';
import type { SignedIn } from './core/access.js';
import type { Session } from './core/session.js';
import { isObject } from './core/ports.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { hostOf, type Origins } from './origins.js';

/** Starting a session, and finding it (traces 2.3, 2.4, 5.3). */
export function sessionServices({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();

  app.post('/services/sessionprovisioning/startsession2', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(body)) return c.json({ status: 1, message: 'The body must be a JSON object.' }, 400);
    const { ok, ...reply } = core.sessions.start(body);
    return c.json(ok ? { ...reply, serverName: hostOf(origins.glance) } : reply);
  });

  app.post('/services/sessionservice.asmx/lookuppartnersession2', async (c) => {
    const asked = await signedIn(c);
    if (!asked) return refused(c);
    const session = core.sessions.find(asked.agent.group.id, asked.ssnkey);
    return xml(c, element('LookupPartnerSession2Result', elements(session ? found(session, origins) : { id: 0 })));
  });

  app.post('/services/sessionservice.asmx/agentinsession', async (c) => {
    const asked = await signedIn(c);
    if (!asked) return refused(c);
    const sessions = core.sessions.ofAgent(asked.agent.group.id, asked.agent.partnerUserId);
    const servername = hostOf(origins.glance);
    const items = sessions.map(({ facts: { id, key, disambiguateId } }) =>
      element('session2', elements({ id, passcode: key, num: 1, disambiguateId, servername })),
    );
    return xml(c, element('ArrayOfSession2', items));
  });

  /** Glance's stock script does not encode its form (traces 2.3): what does not fit decoded is tried as it came. */
  async function signedIn(c: Context): Promise<{ agent: SignedIn; ssnkey: string } | undefined> {
    const body = await c.req.text();
    for (const form of [new URLSearchParams(body), asItCame(body)]) {
      const agent = await core.access.signIn({
        partnerid: form.get('partnerid') ?? '',
        partneruserid: form.get('partneruserid') ?? '',
        loginkey: form.get('loginkey') ?? '',
      });
      if (agent) return { agent, ssnkey: form.get('ssnkey') ?? '' };
    }
    return undefined;
  }
  return app;
}

function asItCame(body: string): Map<string, string> {
  return new Map(body.split('&').map((field) => [field.split('=', 1)[0] ?? '', field.slice(field.indexOf('=') + 1)]));
}

/** All eleven elements, or the stock script takes it for a failure. Their values are the sandbox's own (traces 9.3). */
function found({ facts }: Session, { glance }: Origins): Record<string, string | number> {
  const { id, sessionId, groupid, key, callType, visitorVersion } = facts;
  const query = new URLSearchParams({ SessionKey: key, groupid });
  return {
    id,
    ssnid: sessionId,
    serverip: '127.0.0.1',
    servername: hostOf(glance),
    personid: 1,
    groupid,
    passcode: key,
    agentjoinurl: `${glance}/agentjoin/AgentView.aspx?${query}`,
    clientjoinurl: `${glance}/cobrowse/join?${query}`,
    calltype: callType,
    visitorversion: visitorVersion,
  };
}

/** How Glance answers a bad login key here is unknown (traces 9.3): a text without `agentjoinurl`, as its fault would be. */
function refused(c: Context): Promise<Response> {
  const fault = { faultcode: 'soap:Client', faultstring: 'The login key was not accepted (sandbox).' };
  const body = element('soap:Body', [element('soap:Fault', elements(fault))]);
  return xml(c, element('soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"', [body]), 500);
}

type Markup = ReturnType<typeof html>;

function elements(values: Readonly<Record<string, string | number>>): Markup[] {
  return Object.entries(values).map(([name, value]) => element(name, [value]));
}

/** The characters that HTML escapes are those that XML does. */
function element(tag: string, content: readonly (Markup | string | number)[]): Markup {
  return html`${raw(`<${tag}>`)}${content}${raw(`</${tag.split(' ', 1)[0]}>`)}`;
}

async function xml(c: Context, document: Markup, status: 200 | 500 = 200): Promise<Response> {
  const text = `<?xml version="1.0" encoding="utf-8"?>\n${String(await document)}`;
  return c.body(text, status, { 'Content-Type': 'text/xml; charset=utf-8' });
}
