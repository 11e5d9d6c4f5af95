import type { Access } from './access.js';
import { AgentLine } from './agent-line.js';
import type { Faults } from './faults.js';
import { findGroup, isVisitorId } from './groups.js';
import { asText, isObject, readFrame, REFUSED, type Clock, type Connection, type Frame, type Socket } from './ports.js';
import { Visitor } from './visitor.js';

/** Seconds between a client's keepalives. Glance's own value is unknown (traces 9.2). */
const KEEPALIVE = 30;

/** Frames a visitor's page sends that agents see (traces 7.6). */
const forAgents: readonly string[] = [
  'presence',
  'visibility',
  'terms',
  'visitorsessionstart',
  'visitorsessionend',
  'visitorerror',
  'signal',
];

/** A frame that was made up, as `/sandbox/state` shows it. */
export interface Said {
  readonly at: string;
  readonly groupid: string;
  readonly visitorid: string;
  /** Its beginning. */
  readonly frame: string;
  readonly length: number;
  /** How many agents have got it. */
  readonly agents: number;
}

const SAID_KEPT = 100;
const SAID_SHOWN = 200;

/** Who is on the site, who watches them, and the messages between the two (traces 4). */
export class PresenceHub {
  readonly #clock: Clock;
  readonly #access: Access;
  readonly #faults: Faults;
  readonly #visitors = new Map<string, Visitor>();
  readonly #agents = new Set<AgentLine>();
  readonly #visitorSockets = new Set<Socket>();
  readonly #guestTokens = new Map<string, string>();
  readonly #pending = new Set<Promise<void>>();
  #said: Said[] = [];

  constructor(ports: { clock: Clock; access: Access; faults: Faults }) {
    this.#clock = ports.clock;
    this.#access = ports.access;
    this.#faults = ports.faults;
  }

  /** An agent's page opened `/agent`. */
  openAgent(socket: Socket): Connection {
    const line = new AgentLine(socket, this.#clock, this.#faults);
    this.#agents.add(line);
    // Checking a token takes a moment; frames that come meanwhile wait their turn.
    let turn = Promise.resolve();
    return {
      message: (text) => {
        const frame = readFrame(text);
        if (!frame) return;
        turn = turn.then(() => this.#fromAgent(line, frame)).catch(() => socket.close(1011));
        this.#remember(turn);
      },
      closed: () => {
        line.closed();
        this.#agents.delete(line);
      },
    };
  }

  async #fromAgent(line: AgentLine, frame: Frame): Promise<void> {
    const kind = asText(frame['mtype'] ?? frame['type']);
    if (kind === 'connect') return this.#connectAgent(line, frame);
    if (line.visitor && (kind === 'invoke' || kind === 'signal'))
      line.visitor.tell({ mtype: kind, data: frame['data'] });
    // `k` wants no answer; whatever else a client fires is let pass.
  }

  async #connectAgent(line: AgentLine, frame: Frame): Promise<void> {
    const groupid = asText(frame['groupid']);
    const visitorid = asText(frame['visitorid']);
    const allowed = isVisitorId(visitorid) && (await this.#access.mayUsePresence(frame['authorization'], groupid));
    if (!line.open) return;
    if (!allowed) {
      // How Glance refuses a bad token is unknown (traces 4.1 step 4, 9.2): an error frame is the one thing
      // its script hands on to the page, and a close is what a client has to expect.
      line.send('error', { error: 'authorization' });
      line.close(REFUSED, 'authorization');
      return;
    }
    line.visitor = this.#visitor(groupid, visitorid);
    line.connected(KEEPALIVE);
    // Nothing is said of an absent visitor: the agent looks them up.
    if (line.visitor.connected) line.send('visitorsock', { connected: true });
  }

  /** A customer's page opened `/visitorws`. */
  openVisitor(socket: Socket): Connection {
    this.#visitorSockets.add(socket);
    let visitor: Visitor | undefined;
    const leave = (): void => {
      if (visitor?.remove(socket)) this.#toAgents(visitor, 'visitorsock', { connected: false });
    };
    return {
      message: (text) => {
        const frame = readFrame(text);
        if (!frame) return;
        const kind = asText(frame['mtype'] ?? frame['type']);
        if (kind === 'connect') {
          leave();
          visitor = this.#connectVisitor(socket, frame);
        } else if (visitor && forAgents.includes(kind)) {
          this.#fromVisitor(visitor, kind, frame['data']);
        }
      },
      closed: () => {
        this.#visitorSockets.delete(socket);
        leave();
      },
    };
  }

  #connectVisitor(socket: Socket, frame: Frame): Visitor | undefined {
    const groupid = asText(frame['groupid']);
    const visitorid = asText(frame['visitorid']);
    const guestToken = this.#guestTokens.get(key(groupid, visitorid));
    const isGuest = visitorid.startsWith('UNQ-');
    const mayBeGuest = guestToken !== undefined && guestToken === frame['guesttoken'];
    if (!findGroup(groupid)?.presence || !isVisitorId(visitorid) || (isGuest && !mayBeGuest)) {
      socket.send(JSON.stringify({ mtype: 'error', data: { error: 'authorization' } }));
      socket.close(REFUSED, 'authorization');
      return undefined;
    }
    const visitor = this.#visitor(groupid, visitorid);
    socket.send(JSON.stringify({ mtype: 'connected', keepalive: KEEPALIVE }));
    if (visitor.add(socket)) this.#toAgents(visitor, 'visitorsock', { connected: true });
    return visitor;
  }

  #fromVisitor(visitor: Visitor, kind: string, data: unknown): void {
    if (kind === 'presence') {
      if (!isObject(data)) return;
      visitor.presence = data;
      visitor.presenceAt = this.#clock.now();
    }
    // `visitorsessionstart` never carries data, not even the key (traces 8, C10).
    this.#toAgents(visitor, kind, kind === 'visitorsessionstart' ? undefined : data);
  }

  #toAgents(visitor: Visitor, mtype: string, data: unknown): void {
    for (const line of this.#agents) if (line.visitor === visitor) line.send(mtype, data);
  }

  /**
   * Sends a made-up frame to the agents who watch this visitor, as it is: the one of a server that is moved, restarted,
   * broken, or newer than all that is known.
   */
  say(groupid: string, visitorid: string, frame: string): Said {
    const lines = [...this.#agents].filter(({ visitor }) => visitor && isWho(visitor, groupid, visitorid));
    for (const line of lines) line.say(frame);
    const at = new Date(this.#clock.now()).toISOString();
    const start = frame.slice(0, SAID_SHOWN);
    const said = { at, groupid, visitorid, frame: start, length: frame.length, agents: lines.length };
    this.#said = [...this.#said, said].slice(-SAID_KEPT);
    return said;
  }

  /** The frames made up lately, oldest first. */
  get said(): readonly Said[] {
    return this.#said;
  }

  /** `lookupvisitor`: the last presence data, or `{}`. No `direct` members: they would move the agent's socket. */
  lookup(groupid: string, visitorid: string): Record<string, unknown> {
    const visitor = this.#visitors.get(key(groupid, visitorid));
    if (!visitor?.here) return {};
    const timestamp = ((visitor.presenceAt ?? this.#clock.now()) / 1000).toFixed(1);
    return { ...visitor.presence, visitorid, groupid, visitorpresent: true, timestamp };
  }

  isHere(groupid: string, visitorid: string): boolean {
    return this.#visitors.get(key(groupid, visitorid))?.here ?? false;
  }

  /** `signalvisitor`: an invoke or a signal sent by REST. False when the visitor is not there to hear it. */
  signal(groupid: string, visitorid: string, message: { mtype: 'invoke' | 'signal'; data: unknown }): boolean {
    return this.#visitors.get(key(groupid, visitorid))?.tell(message) ?? false;
  }

  /** `uniquevisitor`: a short code for a visitor the site does not know. */
  createGuest(groupid: string): { visitorid: string; uniqueid: string; guesttoken: string; timeout: number } {
    const { uniqueid, visitorid } = this.#freeCode(groupid);
    const guesttoken = globalThis.crypto.randomUUID();
    this.#guestTokens.set(key(groupid, visitorid), guesttoken);
    return { visitorid, uniqueid, guesttoken, timeout: 300 };
  }

  /** One that no other guest has been given: a second guest would pass for the first. */
  #freeCode(groupid: string): { uniqueid: string; visitorid: string } {
    for (let digits = 4; ; digits += 1) {
      const random = globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
      const uniqueid = String(10 ** (digits - 1) + (random % (9 * 10 ** (digits - 1))));
      const visitorid = `UNQ-${uniqueid}`;
      if (!this.#guestTokens.has(key(groupid, visitorid))) return { uniqueid, visitorid };
    }
  }

  #visitor(groupid: string, visitorid: string): Visitor {
    let visitor = this.#visitors.get(key(groupid, visitorid));
    if (!visitor) {
      visitor = new Visitor(groupid, visitorid, this.#clock);
      this.#visitors.set(key(groupid, visitorid), visitor);
    }
    return visitor;
  }

  get visitors(): { groupid: string; visitorid: string; connected: boolean; presence: unknown }[] {
    return [...this.#visitors.values()]
      .filter((visitor) => visitor.seen)
      .map(({ groupid, visitorid, connected, presence }) => ({
        groupid,
        visitorid,
        connected,
        presence: presence ?? null,
      }));
  }

  get sockets(): { agent: number; visitor: number } {
    return { agent: this.#agents.size, visitor: this.#visitorSockets.size };
  }

  /** Settles when every frame received so far has been dealt with. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #remember(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** Forgets the visitors; agents keep their sockets and see the visitors leave. */
  reset(code: number): void {
    for (const socket of [...this.#visitorSockets]) socket.close(code, 'reset');
    for (const visitor of this.#visitors.values()) {
      if (visitor.removeAll()) this.#toAgents(visitor, 'visitorsock', { connected: false });
      visitor.forget();
    }
    this.#guestTokens.clear();
    this.#said = [];
  }

  close(code: number): void {
    for (const line of [...this.#agents]) line.close(code, 'closing');
    this.reset(code);
  }
}

function isWho(visitor: Visitor, groupid: string, visitorid: string): boolean {
  return visitor.groupid === groupid && visitor.visitorid === visitorid;
}

function key(groupid: string, visitorid: string): string {
  return `${groupid}\n${visitorid}`;
}
