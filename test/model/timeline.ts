/** Whose event it is. What the page does on its own, and what comes to it, can be late; Glance never is. */
export type Owner = 'glance' | 'page' | 'to-page';

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly owner: Owner;
  readonly fire: () => void;
}

/** In a tab that nobody looks at, a browser lets timers fire once a minute (platform.md, part 10). */
const HIDDEN_PACE = 60_000;

/** One course of time for Glance, its customers and the agent's page. It stands still until it is told. */
export class Timeline {
  /** The agent's machine sleeps: nothing of the page fires, and nothing comes to it. */
  asleep = false;
  /** The agent's page is in a tab that nobody looks at. */
  hidden = false;
  #now: number;
  #orders = 0;
  readonly #entries = new Set<Entry>();

  /** @param quiet resolves when everything that can go on without the clock has gone on */
  constructor(
    start: number,
    private readonly quiet: () => Promise<void>,
  ) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(owner: Owner, ms: number, fire: () => void): () => void {
    const entry = { at: this.#now + Math.ceil(Math.max(0, ms)), order: ++this.#orders, owner, fire };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  /** How many of its events are still to come. */
  running(owner: Owner): number {
    return [...this.#entries].filter((entry) => entry.owner === owner).length;
  }

  /** The page goes, and with it all that was to come of it or to it. */
  forgetPage(): void {
    for (const entry of this.#entries) if (entry.owner !== 'glance') this.#entries.delete(entry);
  }

  async pass(ms: number): Promise<void> {
    await this.quiet();
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#entries.delete(next);
      this.#now = Math.max(this.#now, this.#firesAt(next));
      next.fire();
      await this.quiet();
    }
    this.#now = end;
  }

  #next(end: number): Entry | undefined {
    let first: Entry | undefined;
    let firstAt = end;
    for (const entry of this.#entries) {
      const at = this.#firesAt(entry);
      if (at < firstAt || (at === firstAt && (!first || entry.order < first.order))) {
        first = entry;
        firstAt = at;
      }
    }
    return first;
  }

  #firesAt({ owner, at }: Entry): number {
    if (owner === 'glance') return at;
    if (this.asleep) return Infinity;
    const due = Math.max(at, this.#now);
    return this.hidden && owner === 'page' ? Math.ceil(due / HIDDEN_PACE) * HIDDEN_PACE : due;
  }
}
