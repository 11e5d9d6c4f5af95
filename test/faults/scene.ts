import type { GlanceJoin } from '../../src/index.js';
import { matches } from '../../demo/sandbox/core/faults.js';
import { Customer } from '../element/customer.js';
import { course, errors, heard, make, notices, set, stage, watching } from '../element/join.js';
import { task } from '../element/clock.js';
import { faults, type Fault } from '../element/sandbox.js';
import { clock, traffic } from '../element/surroundings.js';
import { drawn, until } from '../element/until.js';

/** What a row makes the agent's page of. */
export interface Page {
  /** Beside those that watch Alice, or in place of them. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Anything that happens: a fault, an act of the agent or the customer, time that passes. */
export type Step = (scene: Scene) => unknown;

type Asked = (typeof traffic.unanswered)[number];

/** One agent's page and its world, in which a fault is laid and cleared. */
export class Scene {
  join!: GlanceJoin;
  /** Alice's page that came last, as long as she has one. */
  #alice: Customer | undefined;
  #first: Customer | undefined;
  #laid: readonly Fault[] = [];
  readonly #swallowed = new WeakSet<Asked | WebSocket>();
  readonly #group: string;
  readonly #replaced: (() => void)[] = [];

  constructor({ groupid }: Readonly<Record<string, string>> = {}) {
    this.#group = groupid ?? watching.groupid;
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await step(this);
  }

  /** Something of the browser is another, until it is put back. */
  replaces(restore: () => void): void {
    this.#replaced.push(restore);
  }

  putsBack(): void {
    for (const restore of this.#replaced.splice(0).reverse()) restore();
  }

  async opens({ attributes, properties = {} }: Page): Promise<void> {
    this.join = make({ ...watching, ...attributes });
    set(this.join, properties);
    stage.append(this.join);
    // Whoever is in view is watched, and that is known only once the page is drawn.
    await drawn();
  }

  get alice(): Customer {
    if (!this.#alice) throw new Error('Alice is not on the site.');
    return this.#alice;
  }

  async comes(): Promise<Customer> {
    this.#alice = await Customer.arrives(undefined, 'https://shop.example/tents', this.#group);
    return this.#alice;
  }

  async lays(...list: Fault[]): Promise<void> {
    // What silence has swallowed is not answered when the fault is lifted.
    for (const waiting of this.#waiting) if (this.#isKept(waiting, 'silence')) this.#swallowed.add(waiting);
    this.#laid = list;
    await faults(...list);
  }

  get firstTab(): Customer {
    if (!this.#first) throw new Error('Alice has no other tab.');
    return this.#first;
  }

  async opensAnotherTab(): Promise<void> {
    this.#first = this.alice;
    await this.comes();
  }

  /** Does something of which the agent's page hears by this message, if it can, and waits until it has. */
  async isHeard(message: string, act: () => unknown): Promise<void> {
    const heardSoFar = (): number => traffic.frames.filter((frame) => frame.includes(`"${message}"`)).length;
    const before = heardSoFar();
    const hears = this.#hasLine && !this.#laid.some((fault) => fault.message === message || fault.message === '*');
    await act();
    if (hears) await until(`the message ${message} arrives`, () => heardSoFar() > before);
  }

  get #hasLine(): boolean {
    return traffic.sockets.some((socket) => socket.readyState === WebSocket.OPEN && traffic.talking.has(socket));
  }

  /** Waits until everything is answered that is going to be, and has had its effect. */
  async settles(): Promise<void> {
    let quiet = 0;
    while (quiet < 3) {
      if (!this.#isQuiet)
        await until(
          () => `there is quiet, but for ${this.#waiting.map(({ url }) => url).join(', ')}`,
          () => this.#isQuiet,
        );
      await task();
      quiet = this.#isQuiet ? quiet + 1 : 0;
    }
    await this.join.updateComplete;
  }

  get #isQuiet(): boolean {
    return this.#waiting.every((waiting) => this.#swallowed.has(waiting) || this.#isKept(waiting, 'silence', 'hold'));
  }

  /** Requests that are not answered, sockets that have not heard anything. */
  get #waiting(): (Asked | WebSocket)[] {
    const isOpen = ({ readyState }: WebSocket): boolean => readyState < WebSocket.CLOSING;
    const sockets = traffic.sockets.filter((socket) => isOpen(socket) && !traffic.talking.has(socket));
    return [...traffic.unanswered, ...sockets];
  }

  /** Whether a fault of one of these kinds keeps it waiting. */
  #isKept(waiting: Asked | WebSocket, ...kinds: readonly Fault['do'][]): boolean {
    const { pathname } = new URL(waiting.url, location.href);
    const mute = waiting instanceof WebSocket && waiting.readyState === WebSocket.OPEN;
    return this.#laid.some(
      ({ path, message, do: kind }) =>
        kinds.includes(kind) && (mute ? isEither(message, 'connected', '*') : path && matches(path, pathname)),
    );
  }

  /** Lets time pass, in steps so short that what is asked in one is answered before its limit. */
  async passes(ms: number): Promise<void> {
    for (let left = ms; left > 0;) {
      await this.settles();
      const step = Math.min(left, Math.max(STEP, clock.idle));
      await clock.pass(step);
      left -= step;
    }
    await this.settles();
  }

  /** How far everything has come that can be counted. */
  get mark(): Mark {
    const { join } = this;
    return { notices: notices(join).length, errors: errors(join).length, course: course(join).length };
  }

  /** What has been told since. */
  since(mark: Mark): { readonly notices: string[]; readonly errors: string[]; readonly course: string[] } {
    const { join } = this;
    return {
      notices: notices(join).slice(mark.notices),
      errors: errors(join).slice(mark.errors),
      course: course(join).slice(mark.course),
    };
  }

  get reports(): number {
    return heard(this.join, 'glancesessionend').length;
  }
}

export interface Mark {
  readonly notices: number;
  readonly errors: number;
  readonly course: number;
}

const STEP = 2_500;

const isEither = <T>(value: T, ...wanted: readonly T[]): boolean => wanted.includes(value);
