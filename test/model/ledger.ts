import type { Snapshot, StateName } from '../../src/session/snapshot.js';
import type { Asks, Button } from './button.js';
import type { World } from './world.js';

/** What the agent has asked for and has not got yet. */
interface Wish {
  readonly by: 'invite' | 'join';
  readonly button: Button;
  readonly at: number;
  /** The keys its session may have: the page may give another than the customer's own. */
  readonly keys: Set<string>;
  /** The viewer may open before the customer has answered, once. */
  early: boolean;
}

/** A message on its way. */
const MOMENT = 1_000;

const running: readonly StateName[] = ['inviting', 'waiting', 'joinable', 'in-session'];

/** Keeps the account of what was asked for: every viewer that opens must be covered by it. */
export class Ledger {
  readonly violations: string[] = [];
  /** The keys the agent has entered, and when. */
  readonly entered: { readonly key: string; readonly at: number }[] = [];
  #wishes: Wish[] = [];
  /** Customers whose question was called off: should they still say yes, nothing opens by itself. */
  readonly #calledOff = new Set<string>();
  /** Sessions that began with such a yes. */
  readonly #lateYes = new Set<string>();
  /** The keys of all questions, by customer: one that was called off may be answered in the place of another. */
  readonly #keys = new Map<string, Set<string>>();

  constructor(private readonly world: World) {}

  /** The agent has asked for something that takes its time. */
  followed(button: Button, what: Asks, before: Snapshot): void {
    const { state, sessionKey } = button.shown;
    if (what === 'join' && button.askedKey) this.entered.push({ key: button.askedKey, at: this.world.timeline.now() });
    if (what === 'join' && state === 'waiting' && before.state !== 'waiting' && sessionKey) {
      this.#wish({ by: 'join', button, keys: new Set([sessionKey]), early: false });
    }
    if (what === 'camera' && state === 'waiting' && before.state !== 'waiting')
      this.#wish({ by: 'join', button, keys: new Set(), early: false });
    if (what === 'invite' && state === 'inviting' && before.state !== 'inviting') {
      this.#calledOff.delete(button.visitorId ?? '');
      const keys = this.#keysOf(button);
      for (const key of [button.visitorId, sessionKey]) if (key !== undefined) keys.add(key);
      this.#wish({ by: 'invite', button, keys, early: button.openwhen === 'asked' });
    }
  }

  /** The page has given an invitation its key. */
  prepared(button: Button, key: string): void {
    this.#keysOf(button).add(key);
  }

  #keysOf({ visitorId = '' }: Button): Set<string> {
    const keys = this.#keys.get(visitorId) ?? new Set();
    this.#keys.set(visitorId, keys);
    return keys;
  }

  /** The agent has asked for what is done at once. */
  asked(what: string, before: Snapshot): void {
    if (what !== 'cancel') return;
    if (before.state === 'inviting') this.#calledOff.add(before.visitorId ?? '');
    this.#forget(({ keys }) => keys.has(before.sessionKey ?? ''));
  }

  /** The button goes, or turns to another customer: what it asked the one before is called off. */
  leaves({ shown: { state, visitorId = '' }, world }: Button): void {
    if (state === 'inviting') this.#calledOff.add(visitorId);
    // With the last button goes all that is remembered.
    if (world.inserted.length === 0) this.#calledOff.clear();
  }

  /** The page goes. */
  forgetAll(): void {
    this.#wishes = [];
    this.#calledOff.clear();
  }

  /** A customer has started the session of a question. */
  answered(customer: string, sessionId: string): void {
    if (this.#calledOff.has(customer)) this.#lateYes.add(sessionId);
  }

  changed(button: Button, before: Snapshot, next: Snapshot): void {
    const { state, sessionKey } = next;
    // A phone that is being invited gets its key later.
    if (state === 'waiting' && sessionKey)
      for (const { button: asker, keys } of this.#wishes)
        if (!keys.size && (asker === button || !asker.inserted)) keys.add(sessionKey);
    if (before.state === 'inviting' && next.notice?.code === 'no-answer') this.#calledOff.add(before.visitorId ?? '');
    const was = before.state === 'inviting' || before.state === 'waiting';
    if (was && !running.includes(state)) this.#forget((wish) => wish.button === button);
  }

  /** What nobody shows any more is not waited for any more. */
  tidy(): void {
    this.#forget((wish) => !this.world.inserted.some((button) => this.#isUnderWay(button, wish)));
  }

  opens(button: Button, key: string): void {
    if (!this.#reason(button, key))
      this.violations.push(`a viewer was opened for ${key}, for which nobody had asked (${button.shown.state})`);
  }

  #reason(button: Button, key: string): string | undefined {
    const { world } = this;
    const { asking } = button;
    if (asking === 'open-viewer') return 'open-viewer';
    // In the very click that asks.
    if (asking === 'invite' && button.openwhen === 'asked') return 'asked';
    if (asking === 'join' && key === button.askedKey) return 'join';
    const wish = this.#wishes.find(({ keys }) => keys.has(key));
    if (wish?.by === 'join') {
      this.#forget((other) => other === wish);
      return 'join';
    }
    if (wish) {
      const { at, early } = wish;
      // A yes to an earlier question may have been held up on its way: it is a yes.
      const since = world.wire.caughtUpAt >= at ? 0 : at;
      const yes = world.everybody.some(({ accepted }) => accepted.some((one) => one.key === key && one.at >= since));
      const ran = world.core.sessions.all.some(
        ({ facts, endedAt = Infinity }) => facts.key === key && endedAt >= at && facts.groupid === world.group,
      );
      if (!yes && !ran && !early) return undefined;
      if (yes || ran) this.#forget((other) => other === wish);
      wish.early = false;
      return yes || ran ? 'accepted' : 'asked';
    }
    // It may have ended a moment ago.
    const session = world.core.sessions.all.findLast(
      ({ facts, endedAt = Infinity }) =>
        facts.key === key && facts.groupid === world.group && endedAt >= world.timeline.now() - MOMENT,
    );
    if (button.autojoin && session && !this.#lateYes.has(session.facts.id)) return 'autojoin';
    return undefined;
  }

  #isUnderWay(button: Button, { keys }: Wish): boolean {
    const { state, sessionKey } = button.shown;
    return running.includes(state) && (keys.size === 0 || (sessionKey !== undefined && keys.has(sessionKey)));
  }

  #wish(wish: Omit<Wish, 'at'>): void {
    this.#wishes.push({ ...wish, at: this.world.timeline.now() });
  }

  #forget(which: (wish: Wish) => boolean): void {
    this.#wishes = this.#wishes.filter((wish) => !which(wish));
  }
}
