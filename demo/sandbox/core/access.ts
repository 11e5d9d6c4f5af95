import { jwtVerify, SignJWT } from 'jose';
import { verifyLoginKey } from '../../../src/login-key/index.js';
import { agentWithoutPresence, findGroup, type Group } from './groups.js';
import type { Clock } from './ports.js';

export interface Credentials {
  partnerid: string;
  partneruserid: string;
  loginkey: string;
}

export interface SignedIn {
  group: Group;
  partnerUserId: string;
}

export type Authorized = { ok: true; token: string } | { ok: false; status: 401 | 403 };

const LONGEST_TOKEN_MINUTES = 120;

/** Who may do what: login keys are checked for real, tokens are signed and checked for real. */
export class Access {
  readonly #clock: Clock;
  readonly #secret = globalThis.crypto.getRandomValues(new Uint8Array(32));

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The agent these credentials belong to, if the login key holds. */
  async signIn({ partnerid, partneruserid, loginkey }: Credentials): Promise<SignedIn | undefined> {
    const group = findGroup(partnerid);
    if (!group || partneruserid === '') return undefined;
    const check = await verifyLoginKey({
      apiKey: group.apiKey,
      groupId: group.id,
      partnerUserId: partneruserid,
      loginKey: loginkey,
      now: this.#clock.now() / 1000,
    });
    return check.ok ? { group, partnerUserId: partneruserid } : undefined;
  }

  /** An authorization token for one group: 401 for a bad login key, 403 for an agent or group without presence. */
  async authorize(
    credentials: Credentials,
    asked: { groupid: string; service: string; minutes: number },
  ): Promise<Authorized> {
    const agent = await this.signIn(credentials);
    if (!agent || agent.group.id !== asked.groupid) return { ok: false, status: 401 };
    const hasRight = agent.group.presence && agent.partnerUserId !== agentWithoutPresence;
    if (asked.service === 'presence' && !hasRight) return { ok: false, status: 403 };
    // A duration outside of 1 to 120 is not refused but brought inside (assumed; stock scripts send "undefined").
    const minutes = Math.min(LONGEST_TOKEN_MINUTES, Math.max(1, asked.minutes || LONGEST_TOKEN_MINUTES));
    const now = Math.floor(this.#clock.now() / 1000);
    const token = await new SignJWT({ groupid: agent.group.id, service: asked.service })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(agent.partnerUserId)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.round(minutes * 60))
      .sign(this.#secret);
    return { ok: true, token };
  }

  /** Whether a token lets its bearer use presence in this group. */
  async mayUsePresence(token: unknown, groupid: string): Promise<boolean> {
    if (typeof token !== 'string') return false;
    try {
      const currentDate = new Date(this.#clock.now());
      const { payload } = await jwtVerify(token, this.#secret, { algorithms: ['HS256'], currentDate });
      return payload['groupid'] === groupid && payload['service'] === 'presence';
    } catch {
      return false;
    }
  }
}
