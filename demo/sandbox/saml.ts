import { Hono, type Context } from 'hono';
import { createLoginKey } from '../../src/login-key/index.js';
import { demoAgents, findGroup, mainGroup } from './core/groups.js';
import { fieldsOf } from './fields.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';
import { loginKeyPage, signInPage, type Fields } from './pages.js';

const address = '/account/getloginkey.aspx';

/**
 * A login key by SAML (services 6.4). The sandbox is its own identity provider and remembers one log-in for the
 * whole machine, no cookie: until somebody signs in, the embedded page shows the form and stays silent, as a real
 * provider that refuses to be framed would.
 */
export function samlPages({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();

  app.on(['GET', 'POST'], address, async (c) => {
    const fields = await fieldsOf(c);
    if (core.samlFails) return answer(c, { glanceEvent: 'authenticateFailed', data: { reason: 'turned away' } });
    const idpid = fields.get('idpid');
    // Asked for by name only, an agent is whoever signed in, in their own group.
    const group = findGroup(idpid ?? core.samlLogIn?.groupid ?? mainGroup);
    if (!group) return answer(c, { glanceEvent: 'authenticateFailed', data: { reason: 'unknown idpid' } });

    const chosen = demoAgents.find((agent) => agent.partnerUserId === fields.get('signin'));
    if (chosen && c.req.method === 'POST' && c.req.header('origin') === origins.glance) {
      core.samlLogIn = { groupid: group.id, partnerUserId: chosen.partnerUserId };
    }
    const logIn = core.samlLogIn;
    if (!logIn || !isMeant(logIn, fields))
      return c.html(signInPage(address, { fields, refused: false, agents: demoAgents }));

    const owner = { apiKey: group.apiKey, groupId: group.id, partnerUserId: logIn.partnerUserId };
    const { loginKey } = await createLoginKey({ ...owner, now: core.clock.now() / 1000 });
    const text = `partnerid=${group.id}&partneruserid=${encodeURIComponent(logIn.partnerUserId)}~${loginKey}`;
    // The key stands in `data` itself: one level deeper the stock script does not find it (traces 2.7).
    return answer(c, { glanceEvent: 'authenticateSucceeded', data: { loginKey: text } });
  });
  return app;

  /** Only pages on the allow list may hear it; which of them asked is not known after the form, so it is said to each. */
  function answer(c: Context, message: object): Response | Promise<Response> {
    c.header('Referrer-Policy', 'same-origin');
    return c.html(loginKeyPage(message, core.allowedOrigins.list));
  }
}

function isMeant(logIn: { groupid: string; partnerUserId: string }, fields: Fields): boolean {
  const agent = fields.get('idpusername') ?? fields.get('idpname');
  const group = fields.get('idpid') ?? logIn.groupid;
  return logIn.groupid === group && (agent ?? logIn.partnerUserId) === logIn.partnerUserId;
}
