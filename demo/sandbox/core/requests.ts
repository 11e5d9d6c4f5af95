/** A request as `/sandbox/state` shows it: without query and body, where the secrets are. */
export interface SeenRequest {
  at: string;
  method: string;
  path: string;
  origin: string | null;
  /** 0 until it is answered. */
  status: number;
}

const KEPT = 1_000;

/** The requests seen lately, oldest first. */
export class Requests {
  #seen: SeenRequest[] = [];

  /** What it returns takes the status when there is one. */
  add(request: Omit<SeenRequest, 'status'>): SeenRequest {
    const entry = { ...request, status: 0 };
    this.#seen.push(entry);
    if (this.#seen.length > KEPT) this.#seen.shift();
    return entry;
  }

  get list(): readonly SeenRequest[] {
    return this.#seen;
  }

  reset(): void {
    this.#seen = [];
  }
}
