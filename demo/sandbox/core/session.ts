import { NORMAL, type Clock, type Socket } from './ports.js';
import { Recording, type RecordedEvent } from './recording.js';

/** Without a customer's page for so long, a session is over; going from page to page is much quicker. */
const GRACE_MS = 30_000;

export type SessionEnd = 'visitor' | 'timeout' | 'reset' | 'closing';

export interface SessionFacts {
  readonly groupid: string;
  readonly key: string;
  /** The look-up's `id`, and Glance's `callId`. */
  readonly id: string;
  /** Glance's `ssnid`: group, key and a number that tells sessions of one key apart. */
  readonly sessionId: string;
  readonly disambiguateId: string;
  readonly visitorVersion: string;
  readonly visitorName: string;
  /** What kind of session: `cobrowse`, or what a mobile SDK would start. Glance's own words are unknown (traces 9.3). */
  readonly callType: string;
  readonly startedAt: number;
}

/** What the page that opened a viewer said of its agent (traces 2.5), as far as it said anything. */
export interface Posted {
  readonly email?: string;
  readonly phone?: string;
  readonly video?: boolean;
  /** `ORIGIN` and `XID` are assumed to be the fields that carry these two into Glance's reports. */
  readonly origin?: string;
  readonly xid?: string;
}

export interface ViewingAgent extends Posted {
  readonly partnerUserId: string;
  readonly name: string;
  /** How the page opened the viewer: a GET puts a login key into the address. */
  readonly openedBy?: 'POST' | 'GET';
}

/** An agent's viewer on a session. */
export interface Viewer {
  readonly agent: ViewingAgent;
  readonly socket: Socket;
}

/** An agent in a session, as `/sandbox/state` lists them. */
export interface AgentInSession extends Omit<ViewingAgent, 'partnerUserId'> {
  readonly id: string;
  readonly partneruserid: string;
}

/** One cobrowse session: the customer's pages on one side, the agents' viewers on the other. */
export class Session {
  readonly facts: SessionFacts;
  endedAt: number | undefined;
  readonly #clock: Clock;
  readonly #recording = new Recording();
  /** The customer's pages, oldest first; the newest is the one that is shown. */
  #pages: Socket[] = [];
  #viewers: Viewer[] = [];
  readonly #agentIds = new Map<string, string>();
  #reported: Pick<Posted, 'origin' | 'xid'> = {};
  #callOffGrace: (() => void) | undefined;
  #snapshotAsked = false;

  constructor(facts: SessionFacts, clock: Clock) {
    this.facts = facts;
    this.#clock = clock;
    this.#awaitPage();
  }

  get running(): boolean {
    return this.endedAt === undefined;
  }

  /** An agent with two viewers is one agent. */
  get agents(): AgentInSession[] {
    const agents = new Map(this.#viewers.map(({ agent }) => [agent.partnerUserId, agent]));
    return [...agents.values()].map(({ partnerUserId: partneruserid, ...agent }) => ({
      id: this.#agentId(partneruserid),
      partneruserid,
      ...agent,
    }));
  }

  /** What the agents' pages said this session is to be reported under; kept after they left. */
  get reported(): Pick<Posted, 'origin' | 'xid'> {
    return this.#reported;
  }

  /** Stays the agent's own for the whole session, and says nothing about them. */
  #agentId(partnerUserId: string): string {
    const id = this.#agentIds.get(partnerUserId) ?? String(this.#agentIds.size + 1);
    this.#agentIds.set(partnerUserId, id);
    return id;
  }

  addPage(page: Socket): void {
    this.#callOffGrace?.();
    this.#callOffGrace = undefined;
    this.#pages.push(page);
    this.#recording.clear();
    this.#snapshotAsked = false;
    page.send(JSON.stringify({ type: 'agents', agents: this.#agentsForOthers() }));
  }

  removePage(page: Socket): void {
    const wasShown = this.#pages.at(-1) === page;
    this.#pages = this.#pages.filter((other) => other !== page);
    if (!this.running) return;
    if (this.#pages.length === 0) this.#awaitPage();
    else if (wasShown) {
      this.#recording.clear();
      this.#snapshotAsked = false;
      this.#askSnapshot();
    }
  }

  record(page: Socket, events: readonly RecordedEvent[]): void {
    if (this.#pages.at(-1) !== page) return;
    const usable = this.#recording.add(events);
    // A page that came back after a drop may go on without a snapshot; its changes alone show nothing.
    if (this.#recording.isEmpty ? events.length > 0 : this.#recording.isLong) this.#askSnapshot();
    else this.#snapshotAsked = false;
    if (usable.length > 0) this.#toViewers({ type: 'rr', events: usable });
  }

  addViewer(viewer: Viewer): void {
    this.#viewers.push(viewer);
    const { origin, xid } = viewer.agent;
    this.#reported = { ...this.#reported, ...(origin !== undefined && { origin }), ...(xid !== undefined && { xid }) };
    const { key, callType, visitorName, startedAt } = this.facts;
    const session = {
      key,
      calltype: callType,
      startedAt: new Date(startedAt).toISOString(),
      ...(visitorName !== '' && { visitor: visitorName }),
    };
    send(viewer.socket, { type: 'started', session });
    if (this.#recording.isEmpty) this.#askSnapshot();
    else send(viewer.socket, { type: 'rr', events: this.#recording.events });
    this.#tellAgents();
  }

  removeViewer(viewer: Viewer): void {
    this.#viewers = this.#viewers.filter((other) => other !== viewer);
    if (this.running) this.#tellAgents();
  }

  end(reason: SessionEnd): void {
    if (!this.running) return;
    this.endedAt = this.#clock.now();
    this.#callOffGrace?.();
    for (const page of this.#pages) {
      send(page, { type: 'end', reason });
      page.close(NORMAL, reason);
    }
    this.#toViewers({ type: 'ended', reason });
    for (const viewer of this.#viewers) viewer.socket.close(NORMAL, reason);
    this.#pages = [];
    this.#viewers = [];
    this.#recording.clear();
  }

  #awaitPage(): void {
    this.#callOffGrace = this.#clock.after(GRACE_MS, () => this.end('timeout'));
  }

  #askSnapshot(): void {
    const page = this.#pages.at(-1);
    if (!page || this.#snapshotAsked) return;
    this.#snapshotAsked = true;
    send(page, { type: 'snapshot' });
  }

  #tellAgents(): void {
    const frame = { type: 'agents', agents: this.#agentsForOthers() };
    for (const page of this.#pages) send(page, frame);
    this.#toViewers(frame);
  }

  /** A customer learns an agent's name, not their id in the company. */
  #agentsForOthers(): { id: string; name: string }[] {
    return this.agents.map(({ id, name }) => ({ id, name }));
  }

  #toViewers(frame: object): void {
    for (const viewer of this.#viewers) send(viewer.socket, frame);
  }
}

function send(socket: Socket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
