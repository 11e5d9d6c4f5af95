/** Glance's allow list: the origins of agents' pages that may use its agent-side services. */
export class AllowedOrigins {
  readonly #atFirst: readonly string[];
  #origins: Set<string>;

  constructor(origins: readonly string[]) {
    this.#atFirst = origins;
    this.#origins = new Set(origins);
  }

  has(origin: string): boolean {
    return this.#origins.has(origin);
  }

  change({ add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] }): void {
    for (const origin of add) this.#origins.add(origin);
    for (const origin of remove) this.#origins.delete(origin);
  }

  reset(): void {
    this.#origins = new Set(this.#atFirst);
  }

  get list(): string[] {
    return [...this.#origins];
  }
}
