import type { GlanceJoin, StateName } from '../../src/index.js';
import { shownKey, type World } from './anything-world.js';

/** What the agent has asked for and has not got yet. */
interface Wish {
  readonly by: 'invite' | 'join';
  readonly join: GlanceJoin;
  readonly key: string;
}

const running: readonly StateName[] = ['inviting', 'waiting', 'joinable', 'in-session'];

/** Keeps the account of what was asked for: every viewer that opens must be covered by it. */
export class Ledger {
  readonly violations: string[] = [];
  /** Whether the agent presses a button this very moment that opens the viewer. */
  pressing = false;
  #wishes: Wish[] = [];
  /** Customers whose question was called off: should they still say yes, nothing opens by itself. */
  readonly #calledOff = new Set<string>();
  /** Keys under which a session has run, and whether the last one began with such a yes. */
  readonly #started = new Map<string, { readonly lateYes: boolean }>();

  constructor(private readonly world: World) {}

  invites(join: GlanceJoin): void {
    const key = join.visitorid ?? '';
    this.#calledOff.delete(key);
    this.#wishes.push({ by: 'invite', join, key });
  }

  joins(join: GlanceJoin, key: string): void {
    this.#wishes.push({ by: 'join', join, key });
  }

  cancels(join: GlanceJoin): void {
    const key = shownKey(join) ?? join.visitorid;
    if (join.state === 'inviting') this.callsOff(join);
    this.#forget((wish) => wish.key === key || wish.join === join);
  }

  /** The question is over without an answer. */
  callsOff({ visitorid }: GlanceJoin): void {
    if (visitorid) this.#calledOff.add(visitorid);
  }

  /** The element goes, or turns to another customer: its question is called off. */
  leaves(join: GlanceJoin): void {
    if (join.isConnected && join.state === 'inviting') this.callsOff(join);
  }

  starts(key: string): void {
    this.#started.set(key, { lateYes: this.#calledOff.has(key) });
  }

  changed(join: GlanceJoin, previous: StateName, state: StateName): void {
    const was = previous === 'inviting' || previous === 'waiting';
    if (!was || running.includes(state)) return;
    this.#forget((wish) => wish.join === join || (previous === 'inviting' && wish.key === join.visitorid));
  }

  opens(key: string): void {
    if (!this.pressing && !this.#asked(key))
      this.violations.push(`a viewer of ${key} opened that nobody had asked for`);
  }

  /** What nobody shows any more is not waited for any more. */
  tidy(): void {
    const { inserted } = this.world;
    this.#forget(({ key }) => !inserted.some((join) => running.includes(join.state) && shownKey(join) === key));
    // With the last element goes all that is remembered.
    if (inserted.length === 0) this.#calledOff.clear();
  }

  #asked(key: string): boolean {
    const session = this.#started.get(key);
    const wish = this.#wishes.find((one) => one.key === key && (one.by === 'join' || session));
    if (wish) this.#forget((one) => one === wish);
    return !!wish || (this.world.autojoin && !!session && !session.lateYes);
  }

  #forget(which: (wish: Wish) => boolean): void {
    this.#wishes = this.#wishes.filter((wish) => !which(wish));
  }
}
