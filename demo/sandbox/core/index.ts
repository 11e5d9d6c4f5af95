import { Access } from './access.js';
import { Faults } from './faults.js';
import { Invitations } from './invitations.js';
import { AllowedOrigins } from './origins.js';
import { GOING_AWAY, systemClock, type Clock } from './ports.js';
import { PresenceHub } from './presence.js';
import { Requests } from './requests.js';
import { COBROWSE, Sessions } from './sessions.js';
import { Viewing } from './viewing.js';

export type { Clock, Connection, Socket } from './ports.js';

/** Glance as far as the sandbox plays it. Plain code: no Node, no server; a test can drive it in its own process. */
export class SandboxCore {
  readonly clock: Clock;
  readonly access: Access;
  readonly faults = new Faults();
  readonly requests = new Requests();
  readonly allowedOrigins: AllowedOrigins;
  readonly invitations = new Invitations();
  readonly presence: PresenceHub;
  readonly sessions: Sessions;
  readonly viewing: Viewing;
  /** Who signed in at the sandbox's identity provider. */
  samlLogIn: { groupid: string; partnerUserId: string } | undefined;
  /** Whether the identity provider turns everybody away. */
  samlFails = false;

  constructor({
    clock = systemClock,
    allowedOrigins = [],
  }: { clock?: Clock; allowedOrigins?: readonly string[] } = {}) {
    this.clock = clock;
    this.allowedOrigins = new AllowedOrigins(allowedOrigins);
    this.access = new Access(clock);
    this.presence = new PresenceHub({ clock, access: this.access, faults: this.faults });
    // `camera`: what Glance calls a session of an invited phone is unknown (traces 9.3).
    this.sessions = new Sessions(clock, (groupid, key) => (this.invitations.has(groupid, key) ? 'camera' : COBROWSE));
    this.viewing = new Viewing(clock, this.sessions);
  }

  get state(): object {
    const { presence, sessions, viewing, invitations, faults, requests, samlLogIn } = this;
    return {
      visitors: presence.visitors,
      sessions: sessions.all.map(({ facts, endedAt, agents, reported }) => ({
        key: facts.key,
        groupid: facts.groupid,
        sessionId: facts.sessionId,
        id: facts.id,
        calltype: facts.callType,
        ...reported,
        startedAt: new Date(facts.startedAt).toISOString(),
        ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
        agents,
      })),
      sockets: { ...presence.sockets, cobrowse: sessions.openPages, view: viewing.openSockets },
      invitations: invitations.list,
      saml: { puid: samlLogIn?.partnerUserId ?? null, groupid: samlLogIn?.groupid ?? null, fails: this.samlFails },
      requests: requests.list,
      faults: faults.list,
      held: faults.held,
      said: presence.said,
      allowedOrigins: this.allowedOrigins.list,
    };
  }

  /** As after the start, but for the agents' sockets, which stay. */
  reset(): void {
    this.faults.reset();
    this.allowedOrigins.reset();
    this.sessions.reset();
    this.viewing.reset();
    this.presence.reset(GOING_AWAY);
    this.invitations.reset();
    this.requests.reset();
    this.samlLogIn = undefined;
    this.samlFails = false;
  }

  /** Ends everything; no timer is left behind. */
  close(): void {
    this.sessions.close(GOING_AWAY);
    this.viewing.close(GOING_AWAY);
    this.presence.close(GOING_AWAY);
  }
}
