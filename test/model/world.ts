import type { News } from '../../src/session/events.js';
import type { Snapshot } from '../../src/session/snapshot.js';
import type { SandboxCore } from '../../demo/sandbox/core/index.js';
import type { Fault } from '../../demo/sandbox/core/faults.js';
import { Browser } from './browser.js';
import { Button } from './button.js';
import { Caller, Customer } from './customers.js';
import { DIRECT_GROUP, GROUP, origins, playGlance, type Revoked } from './glance.js';
import { Ledger } from './ledger.js';
import { Timeline } from './timeline.js';
import { Wire } from './wire.js';

/** How long the look-up keeps a customer who has gone (services 3.5). */
const LINGER = 5_000;
const START = 1_800_000_000_000;

export interface Told {
  readonly button: Button;
  readonly news: News;
  readonly at: number;
}

export interface Beginning {
  /** Of everything that is left to chance in this run. */
  readonly seed: number;
  /** Whether presence is served by direct servers. */
  readonly direct: boolean;
  /** What the page has set on its buttons. */
  readonly autojoin: boolean;
  readonly openwhen: Button['openwhen'];
  readonly prepares: Button['prepares'];
}

/** One run's world: Glance, its customers, and an agent's page with buttons on it. */
export class World {
  readonly timeline: Timeline;
  readonly core: SandboxCore;
  readonly revoked: Revoked;
  readonly wire: Wire;
  readonly browser: Browser;
  readonly group: string;
  /** Tells this run's agent from those of other runs. */
  run = (runs += 1);
  readonly customers: ReadonlyMap<string, Customer>;
  buttons: readonly Button[];
  readonly ledger = new Ledger(this);
  readonly callers = new Map<string, Caller>();
  readonly news: Told[] = [];
  /** What has happened, in words, and what came of it. */
  readonly course: string[] = [];
  readonly rejections: unknown[] = [];
  /** Whether a frame was swallowed without a trace: it can only be missed until the next look. */
  swallowed = false;

  constructor({ seed, direct, ...settings }: Beginning) {
    const random = chance(seed);
    this.group = direct ? DIRECT_GROUP : GROUP;
    this.timeline = new Timeline(START, () => this.wire.quiet());
    ({ core: this.core, revoked: this.revoked } = playGlance(this.timeline));
    this.wire = new Wire(this.core, this.timeline, random);
    this.browser = new Browser(this.timeline, this.wire, random);
    const { group, core, timeline, ledger } = this;
    this.customers = new Map(
      ['alice', 'bob'].map((id) => [
        id,
        new Customer(id, { group, core, timeline, answered: (ssn) => ledger.answered(id, ssn) }),
      ]),
    );
    this.buttons = [1, 2, 3].map((place) => new Button(this, place));
    for (const button of this.buttons) {
      button.autojoin = settings.autojoin;
      button.openwhen = settings.openwhen;
      button.prepares = settings.prepares;
    }
  }

  enter(): void {
    this.browser.install();
    process.on('unhandledRejection', this.#rejected);
  }

  leave(): void {
    process.off('unhandledRejection', this.#rejected);
    for (const window of this.browser.windows) window.close();
    // Of a run that has failed, too, nothing stays in the house's modules.
    for (const button of this.buttons) button.anew();
    this.browser.uninstall();
  }

  readonly #rejected = (reason: unknown): void => void this.rejections.push(reason);

  get inserted(): readonly Button[] {
    return this.buttons.filter(({ inserted }) => inserted);
  }

  get everybody(): readonly Customer[] {
    return [...this.customers.values()];
  }

  /** The page is loaded anew, with the same buttons on it. */
  async reload(): Promise<void> {
    const before = this.inserted;
    this.run = runs += 1;
    this.browser.reload();
    this.ledger.forgetAll();
    // eslint-disable-next-line @typescript-eslint/no-misused-spread -- what is inherited is not kept
    const kept = { ...this.browser.storage };
    this.buttons = this.buttons.map((button) => button.anew());
    Object.assign(this.browser.storage, kept);
    this.#shown.clear();
    await this.timeline.pass(300);
    for (const { place, visitorId } of before) this.buttons[place - 1]!.insert(visitorId);
  }

  /** What is kept of sessions in the tab: the key and the start of each, and whether a button shows it. */
  get records(): readonly { readonly name: string; readonly shown: boolean }[] {
    return Object.keys(this.browser.storage).map((item) => {
      const [since = '', key = ''] = item.split(' ').reverse();
      const start = new Date(Number(since)).toISOString();
      return { name: `${key} since ${start}`, shown: this.browser.isLocked(`glance-join ${item}`) };
    });
  }

  lay(fault: Fault): void {
    this.core.faults.replace([...this.core.faults.list, fault]);
    if (fault.message !== undefined && fault.do !== 'drop' && fault.do !== 'delay') this.swallowed = true;
  }

  notes(what: string): void {
    this.course.push(`${this.#second()} ${what}`);
  }

  /** A button shows something else. */
  shows({ place, visitorId }: Button, { state, phase, sessionKey, notice, other }: Snapshot): void {
    const words = [state, phase, sessionKey, notice && `(${notice.code})`, other && 'of another'].filter(Boolean);
    const line = `  button ${place} for ${visitorId ?? 'nobody'}: ${words.join(' ')}`;
    if (this.#shown.get(place) !== line) this.course.push(`${this.#second()} ${line}`);
    this.#shown.set(place, line);
  }

  readonly #shown = new Map<number, string>();
  #second = (): string => `${((this.timeline.now() - START) / 1000).toFixed(3).padStart(10)} s`;

  /** Somebody who starts a session by key. */
  caller(key: string): Caller {
    const { group, core, timeline } = this;
    const caller = this.callers.get(key) ?? new Caller(key, group, core, timeline);
    this.callers.set(key, caller);
    return caller;
  }

  /** Lifts all that stands between the page and Glance. */
  heal(): void {
    const { core, wire, browser, timeline } = this;
    core.faults.replace([]);
    core.allowedOrigins.change({ add: [origins.console] });
    wire.resets();
    browser.online(true);
    timeline.asleep = false;
    browser.hide(false);
    for (const button of this.inserted) button.scroll(true);
    // The look-up still knows who has just left.
    if (this.swallowed) timeline.after('to-page', LINGER, () => browser.dispatch('pageshow', { persisted: true }));
    this.swallowed = false;
  }
}

let runs = 0;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
