import type { GlanceJoin } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import { Ledger } from './anything-ledger.js';
import { task } from './clock.js';
import { Page } from './anything-page.js';
import { heard, mainButton, make, stage, watching } from './join.js';
import { allow, faults, origins, resetSandbox, sandboxState, type Fault, type SandboxState } from './sandbox.js';
import { drawn, nextTask } from './until.js';

/** How long something may take that nothing keeps back. */
const PATIENCE = 8_000;
/** How long the look-up keeps a customer who has gone. */
const LINGER = 5_000;
/** How late timers are in a tab that nobody looks at. */
const MINUTE = 60_000;

export type Who = 'alice' | 'bob';

export interface Beginning {
  /** Of everything that is left to chance in this course. */
  readonly seed: number;
  readonly autojoin: boolean;
}

/** Taken before a course plays its own. */
const fetch = window.fetch.bind(window);

/** One course's world: the sandbox, its customers, and an agent's page with two elements. */
export class World {
  readonly page: Page;
  readonly ledger: Ledger;
  readonly elements: readonly GlanceJoin[];
  readonly autojoin: boolean;
  readonly customers = new Map<Who, Customer>();
  /** How many of the questions to each are answered, or of no account any more. */
  readonly answered = new Map<Customer, number>();
  /** Who ends the sessions of those who have only a key. */
  readonly callers = new Map<string, () => void>();
  /** What the sandbox said when it was asked last. */
  truth!: SandboxState;
  /** Whether a frame was swallowed without a trace: it can only be missed until the next look. */
  swallowed = false;
  /** What has happened, in words, and what came of it. */
  readonly course: string[] = [];
  readonly #begun: number;

  constructor({ seed, autojoin }: Beginning) {
    this.page = new Page(chance(seed), ({ fields }) => this.ledger.opens(fields['SESSIONKEY'] ?? 'no session'));
    this.#begun = this.page.clock.now();
    this.ledger = new Ledger(this);
    this.autojoin = autojoin;
    this.elements = [1, 2].map((place) => this.#make(place));
  }

  async enter(): Promise<void> {
    await resetSandbox();
    sessionStorage.clear();
    this.page.install();
    await this.#glanceStands();
    this.truth = await sandboxState();
  }

  async leave(): Promise<void> {
    stage.replaceChildren();
    await nextTask();
    for (const customer of this.customers.values()) customer.vanishes();
    this.page.uninstall();
    await resetSandbox();
    await fetch('/sandbox-clock');
    sessionStorage.clear();
  }

  get inserted(): readonly GlanceJoin[] {
    return this.elements.filter((join) => join.isConnected);
  }

  /** The sessions that run, by the sandbox's own account. */
  running(key: string): SandboxState['sessions'][number] | undefined {
    return this.truth.sessions.find((session) => session.key === key && !session.endedAt);
  }

  /** Lets time pass, for the page and for Glance, and everything that follows from it happen. */
  async pass(ms: number, each: () => void = () => undefined): Promise<void> {
    const { clock } = this.page;
    for (let left = ms; left > 0;) {
      const step = Math.min(left, Math.max(clock.idle, 50));
      left -= step;
      const before = this.#moves();
      const acted = await this.#glanceStands(step);
      await clock.pass(step);
      // Mostly a second has passed on a stopwatch, and nobody has asked anything.
      if (acted || this.#moves() !== before) await this.quiet();
      each();
    }
  }

  /** Waits until nothing is under way any more, between the page, Glance and its customers. */
  async quiet(): Promise<void> {
    const patience = performance.now() + PATIENCE;
    let before = '';
    for (let same = 0; same < 2;) {
      if (performance.now() > patience) throw new Error(`It never comes to rest: ${before}`);
      this.truth = await sandboxState();
      await task();
      const now = JSON.stringify(this.truth) + this.#moves();
      same = now === before && this.#allIsHeldBack() ? same + 1 : 0;
      before = now;
    }
    await Promise.all(this.inserted.map((join) => join.updateComplete));
    this.ledger.tidy();
  }

  /** What changes whenever the page or a customer sends or hears something. */
  #moves(): string {
    const { requests, frames, sockets, pending } = this.page.traffic;
    const questions = [...this.customers.values()].map((customer) => customer.questions.length);
    const states = sockets.map(({ readyState }) => readyState);
    return [requests.length, frames.length, pending, ...states, ...questions].join();
  }

  /** What is not answered waits at the sandbox, where a fault keeps it. */
  #allIsHeldBack(): boolean {
    const { sockets, pending } = this.page.traffic;
    const count = (state: number): number => sockets.filter(({ readyState }) => readyState === state).length;
    const held = this.truth.requests.filter(({ status }) => status === 0).length;
    return count(WebSocket.CLOSING) === 0 && pending + count(WebSocket.CONNECTING) <= held;
  }

  /** @returns whether something came of it at Glance */
  async #glanceStands(ahead = 0): Promise<boolean> {
    const reply = await fetch(`/sandbox-clock?at=${this.page.clock.now() + ahead}`);
    return (await reply.text()) !== '0';
  }

  async insert(join: GlanceJoin, who: Who | undefined): Promise<void> {
    join.visitorid = who ?? null;
    stage.append(join);
    await drawn();
  }

  async arrives(who: Who): Promise<void> {
    const customer = await Customer.arrives(who);
    this.customers.set(who, customer);
  }

  leaves(who: Who): void {
    this.customers.get(who)?.vanishes();
    this.customers.delete(who);
  }

  /** Whether a question is open at this customer's. */
  isAsked(who: Who): boolean {
    const customer = this.customers.get(who);
    return !!customer && customer.questions.length > (this.answered.get(customer) ?? 0);
  }

  answers(who: Who): Customer {
    const customer = this.customers.get(who)!;
    this.answered.set(customer, customer.questions.length);
    return customer;
  }

  async starts(who: Who): Promise<void> {
    this.ledger.starts(who);
    await this.customers.get(who)?.starts();
  }

  async callerStarts(key: string): Promise<void> {
    this.ledger.starts(key);
    this.callers.set(key, await sessionByKey(key));
  }

  async lay(fault: Fault): Promise<void> {
    const { faults: list } = await sandboxState();
    await faults(...list, fault);
    if (fault.message !== undefined) this.swallowed = true;
  }

  /** Lifts all that stands between the page and Glance. */
  async heal(): Promise<void> {
    const { page } = this;
    // What was set off meanwhile may come a minute late.
    const wait = page.isHidden ? MINUTE : LINGER;
    await faults();
    await allow(true);
    page.viewers.blocked = false;
    page.connects(true);
    page.hides(false);
    await this.quiet();
    // The look-up still knows who has just left.
    await this.pass(wait);
    if (this.swallowed) page.wakes();
    this.swallowed = false;
    await this.quiet();
  }

  notes(what: string): void {
    const seconds = (this.page.clock.now() - this.#begun) / 1000;
    this.course.push(`${seconds.toFixed(3).padStart(9)} s  ${what}`);
  }

  #make(place: number): GlanceJoin {
    // Straight from the sandbox, which bears with one who asks and goes.
    const { visitorid: _, ...attributes } = { ...watching, authurl: `${origins.console}/loginkey` };
    const join = make({ ...attributes, ...(this.autojoin && { autojoin: '' }) });
    join.addEventListener('glancestatechange', ({ detail: { state, previous, phase } }) => {
      this.notes(`    element ${place}: ${state} ${phase ?? ''}`);
      this.ledger.changed(join, previous, state);
    });
    join.addEventListener('glancenotice', ({ detail: { code } }) => {
      this.notes(`    element ${place} says ${code}`);
      if (code === 'no-answer') this.ledger.callsOff(join);
    });
    join.addEventListener('glancesessionend', ({ detail }) =>
      this.notes(`    element ${place} reports ${JSON.stringify(detail)}`),
    );
    return join;
  }

  /** The sessions that were told to have begun, and the reports of them. */
  get told() {
    return {
      starts: this.elements.flatMap((join) => heard(join, 'glancesessionstart')),
      reports: this.elements.flatMap((join) => heard(join, 'glancesessionend')),
    };
  }

  /** The keys of sessions that are kept in the tab until they are reported. */
  get kept(): string[] {
    return Object.keys(sessionStorage).map((item) => item.split(' ').at(-2) ?? item);
  }
}

/** The key of what an element shows, as its button says it. */
export const shownKey = (join: GlanceJoin): string | undefined =>
  join.state === 'inviting' ? (join.visitorid ?? undefined) : keys.exec(mainButton(join).title)?.[0];
const keys = /\b(alice|bob|4711|nobody)\b/;

export async function locks(): Promise<string[]> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].map(({ name }) => name ?? '');
}

/** Numbers in [0, 1), the same for the same seed: a multiplicative generator (Park and Miller). */
function chance(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
