import type { Connection, SandboxCore, Socket } from '../../demo/sandbox/core/index.js';
import type { Timeline } from './timeline.js';

export type Frame = Record<string, unknown>;

/** What Glance says takes a moment to come. */
const MOMENT = 5;

/** A customer's end of a socket. */
class Line implements Socket {
  #connection: Connection | undefined;

  constructor(
    open: (socket: Socket) => Connection,
    private readonly timeline: Timeline,
    private readonly hear: (frame: Frame) => void,
  ) {
    this.#connection = open(this);
  }

  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  say(frame: Frame): void {
    this.#connection?.message(JSON.stringify(frame));
  }

  send(text: string): void {
    this.timeline.after('glance', MOMENT, () => {
      if (this.isOpen) this.hear(JSON.parse(text) as Frame);
    });
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.closed();
  }
}

interface Question {
  readonly key: string;
  readonly askedAt: number;
}

interface CustomerSession {
  readonly key: string;
  readonly ssnid: string;
  stream: Line | undefined;
}

const PAGES = ['https://shop.example/tents', 'https://shop.example/cart?token=secret', 'https://shop.example/help'];

/** A customer of the shop: their pages as the customer's script makes them behave (demo/sandbox/customer). */
export class Customer {
  /** The tab that has the focus is the one that is connected. */
  #tabs: Line[] = [];
  #visits = 0;
  question: Question | undefined;
  session: CustomerSession | undefined;
  /** The keys of questions they have said yes to, and when. */
  readonly accepted: { readonly key: string; readonly at: number }[] = [];
  #callOff = (): void => undefined;

  constructor(
    readonly id: string,
    private readonly ports: {
      readonly group: string;
      readonly core: SandboxCore;
      readonly timeline: Timeline;
      /** Told of a session that began with a yes. */
      readonly answered: (sessionId: string) => void;
    },
  ) {}

  get isHere(): boolean {
    return this.#tabs.some(({ isOpen }) => isOpen);
  }

  /** Where they are, as an agent may know it. */
  get page(): string {
    const { origin, pathname } = new URL(PAGES[this.#visits % PAGES.length]!);
    return origin + pathname;
  }

  arrives(): void {
    this.#callOff();
    if (this.isHere) return;
    this.#load();
  }

  /** Another page of the shop, after a while on none of its pages. */
  navigates(ms: number): void {
    if (!this.isHere) return;
    this.leaves();
    this.#callOff = this.ports.timeline.after('glance', ms, () => this.#load());
  }

  leaves(): void {
    this.#callOff();
    this.question = undefined;
    for (const tab of this.#tabs.splice(0)) tab.close();
    this.session?.stream?.close();
  }

  /** A page without presence: the session goes on there, and may end there. */
  wanders({ ends, back }: { readonly ends: boolean; readonly back: number }): void {
    if (!this.isHere) return;
    this.question = undefined;
    for (const tab of this.#tabs.splice(0)) tab.close();
    if (ends) {
      this.session?.stream?.say({ type: 'LS' });
      this.session = undefined;
    }
    this.#callOff();
    this.#callOff = this.ports.timeline.after('glance', back, () => this.#load());
  }

  /** The newest tab takes over; the one before steps back when it is told to. */
  opensTab(): void {
    if (this.isHere) this.#connect();
  }

  #load(): void {
    this.#visits += 1;
    this.#connect();
    if (this.session) this.#resume(this.session);
  }

  #connect(): void {
    const { id } = this;
    const { group, core, timeline } = this.ports;
    const tab: Line = new Line(
      (socket) => core.presence.openVisitor(socket),
      timeline,
      (frame) => this.#hears(tab, frame),
    );
    this.#tabs.push(tab);
    tab.say({ type: 'connect', groupid: group, visitorid: id, version: '6.33.0' });
    tab.say({
      type: 'presence',
      data: { url: PAGES[this.#visits % PAGES.length], browser: 'Firefox', browserver: 153, platform: 'Linux' },
    });
  }

  #hears(tab: Line, frame: Frame): void {
    if (frame['mtype'] === 'blur') {
      this.#tabs = this.#tabs.filter((other) => other !== tab);
      // Its question stays on a page that nobody looks at: it is not answered any more.
      this.question = undefined;
      return tab.close();
    }
    if (frame['mtype'] !== 'invoke') return;
    const { func, args } = frame['data'] as { func: string; args?: { sessionKey?: string } };
    if (func === 'GLANCE.Cobrowse.Visitor.stopSession') this.ends();
    // With a session or a question on the page, the script shows no other.
    if (func !== 'GLANCE.Cobrowse.Visitor.showTerms' || this.session || this.question) return;
    this.question = { key: args?.sessionKey ?? this.id, askedAt: this.ports.timeline.now() };
    this.says({ type: 'terms', data: { status: 'displayed' } });
  }

  declines(): void {
    if (!this.question) return;
    this.question = undefined;
    this.says({ type: 'terms', data: { status: 'declined' } });
  }

  /** Says yes; the session starts after a while, or fails to. */
  accepts(then: number | 'fails'): void {
    const { question } = this;
    if (!question) return;
    this.question = undefined;
    this.accepted.push({ key: question.key, at: this.ports.timeline.now() });
    this.says({ type: 'terms', data: { status: 'accepted' } });
    if (then === 'fails') this.fails();
    else if (then === 0) this.starts(question.key, true);
    else {
      this.#callOff();
      this.#callOff = this.ports.timeline.after('glance', then, () => this.starts(question.key, true));
    }
  }

  fails(): void {
    this.says({ type: 'visitorerror', data: { code: 'service', msg: 'no' } });
    this.says({ type: 'visitorsessionend', data: { reason: 'error' } });
  }

  /** Starts a session, asked or unasked; under a random key, if none is given. */
  starts(key?: string, answers = false): void {
    if (this.session || !this.isHere) return;
    // It takes the place of the question.
    this.question = undefined;
    const { group: groupid, core, answered } = this.ports;
    const started = core.sessions.start({ groupid, sessionKey: key ?? '', clientVersion: '6.33.0' });
    if (!started.ok) return this.fails();
    if (answers) answered(String(started.callId));
    this.session = { key: started.sessionKey, ssnid: started.sessionId, stream: undefined };
    this.#resume(this.session);
    this.says({ type: 'visitorsessionstart' });
  }

  #resume(session: CustomerSession): void {
    const { core, timeline } = this.ports;
    session.stream?.close();
    const stream: Line = new Line(
      (socket) => core.sessions.openPage(socket),
      timeline,
      ({ type, reason }) => {
        if (type !== 'end' || this.session !== session || session.stream !== stream) return;
        this.session = undefined;
        this.says({ type: 'visitorsessionend', data: { reason } });
      },
    );
    session.stream = stream;
    stream.say({ type: 'CN', ssnid: session.ssnid, visitortoken: 'played', ver: '6.33.0', href: '' });
  }

  ends(): void {
    const { session } = this;
    if (!session) return;
    this.session = undefined;
    session.stream?.say({ type: 'LS' });
    this.says({ type: 'visitorsessionend', data: { reason: 'visitor' } });
  }

  says(frame: Frame): void {
    this.#tabs.find(({ isOpen }) => isOpen)?.say(frame);
  }
}

/** Somebody whose site has no presence: they start a session and read its key out. */
export class Caller {
  #stream: Line | undefined;

  constructor(
    readonly key: string,
    private readonly group: string,
    private readonly core: SandboxCore,
    private readonly timeline: Timeline,
  ) {}

  starts(): void {
    const { group: groupid, core } = this;
    const started = core.sessions.start({ groupid, sessionKey: this.key, clientVersion: '6.33.0' });
    if (!started.ok) return;
    this.#stream = new Line(
      (socket) => core.sessions.openPage(socket),
      this.timeline,
      () => undefined,
    );
    this.#stream.say({ type: 'CN', ssnid: started.sessionId, visitortoken: 'played', ver: '6.33.0', href: '' });
  }

  ends(): void {
    this.#stream?.say({ type: 'LS' });
  }
}
