import { isObject } from './ports.js';

/** `hold` keeps the answer back until the fault is taken away; `headers` adds to an answer that is good otherwise. */
type FaultKind = 'delay' | 'hold' | 'status' | 'headers' | 'drop' | 'garbage' | 'silence';

/** A fault lies on a path (its beginning, or a pattern with `*`) or on a message to agents, by its `mtype` (`*` is any). */
export interface Fault {
  path?: string;
  message?: string;
  do: FaultKind;
  /** How long a delay is. */
  ms?: number;
  status?: number;
  /** What `status` and `garbage` reply with. */
  body?: string;
  /** What `headers` adds, or puts in place of the answer's own. */
  headers?: Readonly<Record<string, string>>;
  /** How often it strikes; without it, every time. */
  times?: number;
}

const kinds: readonly unknown[] = [
  'delay',
  'hold',
  'status',
  'headers',
  'drop',
  'garbage',
  'silence',
] satisfies FaultKind[];

export class Faults {
  #faults: Fault[] = [];
  readonly #held = new Set<() => void>();
  readonly #silent = new Set<() => void>();

  get list(): readonly Fault[] {
    return this.#faults;
  }

  replace(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ ...fault }));
    const held = [...this.#held];
    this.#held.clear();
    for (const release of held) release();
  }

  /** Calls `release` when the faults that lie now are taken away; what it returns calls that off. */
  hold(release: () => void): () => void {
    this.#held.add(release);
    return () => void this.#held.delete(release);
  }

  /** Nobody is answered: calls `end` at a reset, unless the asker has given up by then; what it returns calls that off. */
  silence(end: () => void): () => void {
    this.#silent.add(end);
    return () => void this.#silent.delete(end);
  }

  reset(): void {
    this.replace([]);
    for (const end of this.#silent) end();
    this.#silent.clear();
  }

  /** How many answers and messages are held back. */
  get held(): number {
    return this.#held.size;
  }

  /** The first fault on this path; finding it uses it up once. */
  onPath(path: string): Fault | undefined {
    return this.#strike((fault) => fault.path !== undefined && matches(fault.path, path));
  }

  onMessage(mtype: string): Fault | undefined {
    return this.#strike((fault) => fault.message === mtype || fault.message === '*');
  }

  #strike(fits: (fault: Fault) => boolean): Fault | undefined {
    const fault = this.#faults.find((candidate) => candidate.times !== 0 && fits(candidate));
    if (fault?.times !== undefined) fault.times -= 1;
    return fault;
  }
}

/** Glance's paths have no case, so neither has this. */
export function matches(pattern: string, path: string): boolean {
  const parts = pattern.toLowerCase().split('*').map(escapePattern);
  return new RegExp(`^${parts.join('.*')}${parts.length > 1 ? '$' : ''}`).test(path.toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Faults as they come from outside; a sentence says what is wrong with them. */
export function readFaults(value: unknown): Fault[] | string {
  if (!Array.isArray(value)) return 'faults must be a list';
  const faults: Fault[] = [];
  for (const item of value as unknown[]) {
    const fault = readFault(item);
    if (typeof fault === 'string') return fault;
    faults.push(fault);
  }
  return faults;
}

function readFault(item: unknown): Fault | string {
  if (!isObject(item)) return 'a fault must be an object';
  const { path, message, do: kind, ms, status, body, headers, times } = item;
  if ((typeof path === 'string') === (typeof message === 'string')) return 'a fault has either a path or a message';
  if (!kinds.includes(kind)) return `do must be one of ${kinds.join(', ')}`;
  if (message !== undefined && (kind === 'status' || kind === 'headers'))
    return `${kind} is for a path: a message has none`;
  if (kind === 'delay' && !isCount(ms)) return 'a delay needs ms';
  if (kind === 'status' && !(isCount(status) && status >= 200 && status <= 599)) return 'status must be 200 to 599';
  if (kind === 'headers' && !areHeaders(headers)) return 'headers must be texts by name';
  if (times !== undefined && !isCount(times)) return 'times must be a whole number';
  return {
    do: kind as FaultKind,
    ...(typeof path === 'string' && { path }),
    ...(typeof message === 'string' && { message }),
    ...(isCount(ms) && { ms }),
    ...(isCount(status) && { status }),
    ...(isCount(times) && { times }),
    ...(areHeaders(headers) && { headers }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areHeaders(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.entries(value).every(([name, text]) => isHeader(name, text));
}

function isHeader(name: string, text: unknown): boolean {
  try {
    return typeof text === 'string' && new Headers({ [name]: text }).has(name);
  } catch {
    return false;
  }
}
