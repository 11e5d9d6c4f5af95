import { type Agent, createAgent } from '../../src/session/agent.js';
import type { LookUpAnswer, News } from '../../src/session/events.js';
import type {
  Authorization,
  CameraInvitation,
  Invocation,
  LineEvent,
  LoginKey,
  Memory,
  Message,
  PresenceLine,
  PresenceServer,
  Seat,
  Services,
  Viewer,
  ViewerRequest,
  Wishes,
} from '../../src/session/ports.js';
import { createSession, type Session } from '../../src/session/session.js';
import type { Snapshot } from '../../src/session/snapshot.js';
import type { CustomerPage } from '../../src/session/state.js';
import type { SessionRecord } from '../../src/session/record.js';
import { CAMERA_KEY, CUSTOMER, invitation, PlayedClock, turn } from './played.js';

/** Glance, a page and its buttons, played: every call is noted, and answered as the test says. */

export const HOUR = 3_600_000;
export const PAGE: CustomerPage = { page: 'https://shop.example/cart' };

export class PlayedLine implements PresenceLine {
  readonly sent: Message[] = [];
  kept = 0;
  closed = false;

  constructor(
    readonly token: string,
    readonly visitorId: string,
    readonly say: (event: LineEvent) => void,
  ) {}

  keepAlive(): void {
    this.kept += 1;
  }

  /** The functions of the customer's page that were called. */
  get invoked(): Invocation[] {
    return this.sent.flatMap(([kind, data]) => (kind === 'invoke' ? [data] : []));
  }

  send(...message: Message): void {
    // What cannot be written down cannot be sent.
    JSON.stringify(message);
    this.sent.push(message);
  }

  close(): void {
    this.closed = true;
  }
}

type Ask<T> = () => T | Promise<T>;

export class PlayedServices implements Services {
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly lines: PlayedLine[] = [];
  /** The login keys that were to be replaced. */
  readonly replaced: (string | undefined)[] = [];
  readonly origin = 'https://glance.test';
  lifetime = HOUR;
  #made = 0;

  constructor(readonly clock: PlayedClock) {}

  // What is answered; a test puts its own in place.
  key: Ask<LoginKey> = () => this.newKey();
  token: Ask<Authorization> = () => ({
    token: `token ${(this.#made += 1)}`,
    expires: this.clock.now() + 2 * HOUR,
    groupId: '21489',
  });
  server: Ask<PresenceServer | undefined> = () => ({ host: 'presence.glance.net', loadBalanced: true });
  visitor: Ask<CustomerPage | undefined> = () => PAGE;
  session: (key: string) => LookUpAnswer | Promise<LookUpAnswer> = () => 'none';

  newKey(): LoginKey {
    const made = (this.#made += 1);
    return {
      key: `key ${made}`,
      expires: this.clock.now() + this.lifetime,
      groupId: '21489',
      partnerUserId: 'agent-42',
    };
  }

  async fetchLoginKey(current: LoginKey | undefined, signal: AbortSignal): Promise<LoginKey> {
    this.#note('login key', signal);
    this.replaced.push(current?.key);
    return this.key();
  }

  async authorize(loginKey: LoginKey, signal: AbortSignal): Promise<Authorization> {
    this.#note(`authorize with ${loginKey.key}`, signal);
    return this.token();
  }

  async presenceServer(groupId: string, signal: AbortSignal): Promise<PresenceServer | undefined> {
    this.#note(`settings of ${groupId}`, signal);
    return this.server();
  }

  async lookUpVisitor(
    server: PresenceServer,
    { token }: Authorization,
    visitorId: string,
    signal: AbortSignal,
  ): Promise<CustomerPage | undefined> {
    this.#note(`visitor ${visitorId} at ${server.host} with ${token}`, signal);
    return this.visitor();
  }

  async lookUpSession(_loginKey: LoginKey, sessionKey: string, signal: AbortSignal): Promise<LookUpAnswer> {
    this.#note(`session ${sessionKey}`, signal);
    return this.session(sessionKey);
  }

  phone: Ask<string> = () => CAMERA_KEY;

  async inviteCamera(_loginKey: LoginKey, { phone }: CameraInvitation, signal: AbortSignal): Promise<string> {
    this.#note(`text message to ${phone}`, signal);
    return this.phone();
  }

  /** The customer's own server, and whether what is sent there reaches them. */
  direct: Ask<PresenceServer | undefined> = () => ({ host: 'pr0016.glance.net:443', loadBalanced: false });
  reached: Ask<boolean> = () => true;
  /** What has been sent by REST. */
  readonly posted: Message[] = [];

  async findVisitor(
    server: PresenceServer,
    { token }: Authorization,
    visitorId: string,
    signal: AbortSignal,
  ): Promise<PresenceServer | undefined> {
    this.#note(`server of ${visitorId} at ${server.host} with ${token}`, signal);
    return this.direct();
  }

  async signalVisitor(
    direct: PresenceServer,
    { token }: Authorization,
    visitorId: string,
    message: Message,
    signal: AbortSignal,
  ): Promise<boolean> {
    this.#note(`message to ${visitorId} at ${direct.host} with ${token}`, signal);
    this.posted.push(message);
    return this.reached();
  }

  openPresence(
    server: PresenceServer,
    { token }: Authorization,
    visitorId: string,
    hear: (event: LineEvent) => void,
  ): PlayedLine {
    this.asked.push(`socket to ${server.host} with ${token}`);
    const line = new PlayedLine(token, visitorId, hear);
    this.lines.push(line);
    return line;
  }

  #note(what: string, signal: AbortSignal): void {
    this.asked.push(what);
    this.signals.push(signal);
  }

  /** How often something was asked for, by its first words. */
  count(what: string): number {
    return this.asked.filter((each) => each.startsWith(what)).length;
  }

  get line(): PlayedLine {
    const line = this.lines.at(-1);
    if (!line) throw new Error(`no socket yet, but ${this.asked.join(', ')}`);
    return line;
  }
}

export class PlayedViewer implements Viewer {
  open = true;
  shown = 0;
  released = false;

  constructor(readonly request: ViewerRequest) {}

  show(): boolean {
    if (this.open) this.shown += 1;
    return this.open;
  }

  /** The keys it was moved to. */
  readonly moved: string[] = [];

  move(sessionKey: string): boolean {
    if (this.open) this.moved.push(sessionKey);
    return this.open;
  }

  close(): void {
    this.open = false;
  }

  release(): void {
    this.released = true;
  }

  parted = false;
  part(): void {
    this.parted = true;
  }
}

/** What a tab keeps of its sessions, played. */
class PlayedMemory implements Memory {
  readonly kept = new Map<number, SessionRecord>();
  readonly shown = new Set<number>();
  /** Whether a record is this tab's to take up. */
  mine: Ask<boolean> = () => true;

  left(): SessionRecord[] {
    return [...this.kept.values()].filter(({ since }) => !this.shown.has(since));
  }

  keep(record: SessionRecord): void {
    this.kept.set(record.since, record);
    this.shown.add(record.since);
  }

  forget({ since }: SessionRecord): void {
    this.kept.delete(since);
    this.shown.delete(since);
  }

  async take(record: SessionRecord): Promise<boolean> {
    this.shown.add(record.since);
    const mine = await this.mine();
    if (!mine) this.forget(record);
    return mine;
  }

  release({ since }: SessionRecord): void {
    this.shown.delete(since);
  }
}

/** A button on the page. What it sees and hears is kept in order. */
export class PlayedSeat implements Seat {
  readonly element = {};
  readonly viewers: PlayedViewer[] = [];
  readonly news: News[] = [];
  readonly seen: Snapshot[] = [];
  /** What the page does when it is told. */
  onChange: (() => void) | undefined;
  onNews: ((news: News) => void) | undefined;
  blocked = false;
  /** Its viewers are opened by the page, at a time of its own. */
  later = false;

  constructor(
    readonly session: Session,
    /** Its place in the document. */
    readonly place = 1,
  ) {
    session.attach(this);
  }

  openViewer(request: ViewerRequest): Viewer | undefined {
    if (this.blocked) return undefined;
    const viewer = new PlayedViewer(request);
    this.viewers.push(viewer);
    if (!this.later) request.hear({ type: 'viewer-opened' });
    return viewer;
  }

  /** Viewers that were to be found again. */
  readonly sought: PlayedViewer[] = [];
  findViewer(request: ViewerRequest): Viewer {
    const viewer = new PlayedViewer(request);
    this.sought.push(viewer);
    return viewer;
  }

  /** What the page makes of an invitation. */
  onInvite: Seat['prepare'] = invitation;
  prepare(sessionKey: string): ReturnType<Seat['prepare']> {
    return this.onInvite(sessionKey);
  }

  wish: Wishes = {};
  wishes(): Wishes {
    return this.wish;
  }

  /** What was claimed for this tab alone, and until when. */
  readonly claims: { readonly name: string; readonly over: AbortSignal }[] = [];
  alone: Ask<boolean> = () => true;
  async claim(name: string, over: AbortSignal): Promise<boolean> {
    this.claims.push({ name, over });
    return this.alone();
  }

  changed(): void {
    this.seen.push(this.session.snapshot());
    this.onChange?.();
  }

  tell(news: News): void {
    this.news.push(news);
    this.onNews?.(news);
  }

  before(other: Seat): boolean {
    return other instanceof PlayedSeat && this.place < other.place;
  }

  get heard(): string[] {
    return this.news.map(({ type }) => type);
  }
}

export interface World {
  readonly clock: PlayedClock;
  readonly services: PlayedServices;
  readonly agent: Agent;
  readonly memory: PlayedMemory;
  /** Lets time pass and promises go on, in steps of at most half a second. */
  pass(ms: number): Promise<void>;
}

export function world(): World {
  const clock = new PlayedClock();
  const services = new PlayedServices(clock);
  const memory = new PlayedMemory();
  return {
    clock,
    services,
    memory,
    agent: createAgent('21489', services, clock, memory),
    pass: async (ms) => {
      await turn();
      for (let left = ms; left > 0; left -= 500) {
        clock.pass(Math.min(left, 500));
        await turn();
      }
    },
  };
}

export interface Watched {
  readonly session: Session;
  readonly seat: PlayedSeat;
  readonly line: PlayedLine;
}

/** A session in which the customer is there, seen by one button that is in view. */
export async function watched({ agent, services }: World): Promise<Watched> {
  const session = createSession(agent, { visitorId: CUSTOMER });
  const seat = new PlayedSeat(session);
  session.see(seat, true);
  await turn();
  const { line } = services;
  line.say({ type: 'connected', keepalive: 30 });
  await turn();
  return { session, seat, line };
}

/** The customer says yes to the question, and their session starts. */
export const accept = ({ line }: Watched): void => {
  line.say({ type: 'terms', status: 'accepted' });
  line.say({ type: 'session-started' });
};

/** A session without a customer, as a button without presence has it. */
export const unwatched = ({ agent }: World): { session: Session; seat: PlayedSeat } => {
  const session = createSession(agent, {});
  return { session, seat: new PlayedSeat(session) };
};
