import { Hono, type Context } from 'hono';
import type { SignedIn } from './core/access.js';
import { asText, isObject } from './core/ports.js';
import type { SandboxEnv, Surroundings } from './surroundings.js';

/** Inviting a phone's camera by text message (services 11). No message is sent: the reply's text has the link. */
export function invitationServices({ core, origins }: Surroundings): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();

  app.on('POST', ['/api/sessioninvitation/smsinvite', '/api/sessioninvitation/smsinvite/'], async (c) => {
    const agent = await signedIn(c);
    if (!agent || agent.group.id !== c.req.query('groupid'))
      return c.json({ message: 'The login key was not accepted (sandbox).' }, 401);
    const body: unknown = await c.req.json().catch(() => undefined);
    const fields = new Map(
      isObject(body) ? Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]) : [],
    );
    const digits = asText(fields.get('smsphone')).replace(/\D/g, '');
    if (digits.length < 5) return c.json({ message: 'smsPhone is no phone number.' }, 400);
    const sessionKey = core.sessions.randomKey(agent.group.id);
    const link = `${origins.shop}/sms/?${new URLSearchParams({ key: sessionKey, groupid: agent.group.id })}`;
    const agentName = asText(fields.get('agentname'));
    const sessionParams = fields.get('sessionparams');
    core.invitations.add({
      at: new Date(core.clock.now()).toISOString(),
      groupid: agent.group.id,
      sessionKey,
      link,
      digits,
      agentName,
      sessionType: asText(fields.get('sessiontype')),
      sessionParams: isObject(sessionParams) ? sessionParams : {},
    });
    return c.json({ invitationText: `${agentName || 'An agent'} asks you to share your camera: ${link}`, sessionKey });
  });
  return app;

  /** `Authorization: Bearer GKEY <partnerid>&<urlencoded puid>&<loginkey>` (services 6.2). */
  async function signedIn(c: Context): Promise<SignedIn | undefined> {
    const parts = /^Bearer GKEY ([^&]*)&([^&]*)&([^&]*)$/i.exec(c.req.header('authorization') ?? '');
    const [, partnerid = '', partnerUserId = '', loginkey = ''] = parts ?? [];
    return core.access.signIn({ partnerid, partneruserid: decoded(partnerUserId), loginkey });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
