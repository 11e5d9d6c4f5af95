import { findGroup, isVisitorId } from './groups.js';
import { asText, readFrame, REFUSED, type Clock, type Connection, type Socket } from './ports.js';
import { readEvents } from './recording.js';
import { Session, type SessionEnd, type Viewer } from './session.js';

const RANDOM_KEY = 'GLANCE_KEYTYPE_RANDOM';
const RANDOM_KEY_DIGITS = 5;
const KEPT_ENDED = 100;

/** What a session is when nothing else is said. */
export const COBROWSE = 'cobrowse';

export type Started =
  { ok: true; sessionId: string; callId: number; sessionKey: string } | { ok: false; status: number; message: string };

/** Glance's status for a key that is in use; the visitor's script calls it `dupkey` (traces 5.3). */
const KEY_IN_USE = 13;
/** Any other number means `service` to the visitor's script; this one is the sandbox's own. */
const NOT_STARTED = 1;

/** The sessions of all groups, running and lately ended. */
export class Sessions {
  readonly #clock: Clock;
  #sessions: Session[] = [];
  #nextId = 1_000_001;
  readonly #pages = new Set<Socket>();
  readonly #usualCallType: (groupid: string, key: string) => string;
  readonly #waiting = new Map<Viewer, { groupid: string; key: string }>();

  /** @param usualCallType what kind of session a key is for, when its customer does not say */
  constructor(clock: Clock, usualCallType: (groupid: string, key: string) => string = () => COBROWSE) {
    this.#clock = clock;
    this.#usualCallType = usualCallType;
  }

  /** `StartSession2`, from the customer's page. */
  start(request: Record<string, unknown>): Started {
    const groupid = asText(request['groupid']);
    if (!findGroup(groupid)) return { ok: false, status: NOT_STARTED, message: `There is no group ${groupid}.` };
    const asked = asText(request['sessionKey']);
    const key = asked === '' || asked === RANDOM_KEY ? this.randomKey(groupid) : asked;
    if (!isVisitorId(key)) return { ok: false, status: NOT_STARTED, message: 'This is no session key.' };
    if (this.find(groupid, key)) return { ok: false, status: KEY_IN_USE, message: 'The session key is in use.' };
    const callType = asText(request['calltype']) || this.#usualCallType(groupid, key);
    if (!/^\w{1,30}$/.test(callType)) return { ok: false, status: NOT_STARTED, message: 'calltype is one word.' };
    const disambiguateId = asText(request['disambiguateId']) || String(randomNumber());
    const id = this.#nextId++;
    const sessionId = `${groupid}.${key}.${disambiguateId}`;
    const facts = { groupid, key, id: String(id), sessionId, disambiguateId, startedAt: this.#clock.now() };
    const visitor = { visitorVersion: asText(request['clientVersion']), visitorName: asText(request['name']) };
    const session = new Session({ ...facts, ...visitor, callType }, this.#clock);
    this.#sessions.push(session);
    this.#forgetOldest();
    for (const [viewer, wanted] of this.#waiting) {
      if (wanted.groupid === groupid && wanted.key === key) this.#attach(viewer, session);
    }
    return { ok: true, sessionId, callId: id, sessionKey: key };
  }

  /** The running session under this key. */
  find(groupid: string, key: string): Session | undefined {
    return this.#sessions.find(({ facts, running }) => running && facts.groupid === groupid && facts.key === key);
  }

  /** The running sessions this agent's viewers are in. */
  ofAgent(groupid: string, partnerUserId: string): Session[] {
    return this.#sessions.filter(
      ({ facts, running, agents }) =>
        running && facts.groupid === groupid && agents.some((agent) => agent.partneruserid === partnerUserId),
    );
  }

  /** A viewer comes in, or waits for the session to start. */
  view(viewer: Viewer, wanted: { groupid: string; key: string }): 'started' | 'waiting' {
    const session = this.find(wanted.groupid, wanted.key);
    if (session) {
      this.#attach(viewer, session);
      return 'started';
    }
    this.#waiting.set(viewer, wanted);
    return 'waiting';
  }

  leave(viewer: Viewer): void {
    this.#waiting.delete(viewer);
    for (const session of this.#sessions) session.removeViewer(viewer);
  }

  isWaiting(viewer: Viewer): boolean {
    return this.#waiting.has(viewer);
  }

  #attach(viewer: Viewer, session: Session): void {
    this.#waiting.delete(viewer);
    session.addViewer(viewer);
  }

  /** A customer's page opened `/visitor/ws`. Frames: `CN` and `NS` as Glance's (traces 5.3), `rr` our own, `LS`. */
  openPage(socket: Socket): Connection {
    this.#pages.add(socket);
    let session: Session | undefined;
    return {
      message: (text) => {
        const frame = readFrame(text);
        if (!frame) return;
        if (frame['type'] === 'CN') {
          session?.removePage(socket);
          session = this.#sessions.find(({ facts, running }) => running && facts.sessionId === frame['ssnid']);
          if (session) return session.addPage(socket);
          socket.send(JSON.stringify({ type: 'end', reason: 'gone' }));
          socket.close(REFUSED, 'no such session');
        } else if (frame['type'] === 'rr') {
          session?.record(socket, readEvents(frame['events']));
        } else if (frame['type'] === 'LS') {
          session?.end('visitor');
        }
      },
      closed: () => {
        this.#pages.delete(socket);
        session?.removePage(socket);
      },
    };
  }

  get all(): readonly Session[] {
    return this.#sessions;
  }

  get openPages(): number {
    return this.#pages.size;
  }

  endAll(reason: SessionEnd): void {
    for (const session of this.#sessions) session.end(reason);
  }

  reset(): void {
    this.endAll('reset');
    this.#sessions = [];
  }

  close(code: number): void {
    this.endAll('closing');
    for (const page of [...this.#pages]) page.close(code, 'closing');
  }

  /** Digits that no running session of the group has. */
  randomKey(groupid: string): string {
    for (;;) {
      const key = String(randomNumber() % 10 ** RANDOM_KEY_DIGITS).padStart(RANDOM_KEY_DIGITS, '0');
      if (!this.find(groupid, key)) return key;
    }
  }

  #forgetOldest(): void {
    const ended = this.#sessions.filter(({ running }) => !running);
    for (const session of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) {
      this.#sessions = this.#sessions.filter((other) => other !== session);
    }
  }
}

function randomNumber(): number {
  return (globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
}
