import { isObject } from './ports.js';

/** An rrweb event as far as the server looks into it. */
export interface RecordedEvent {
  type: number;
  [member: string]: unknown;
}

const FULL_SNAPSHOT = 2;
const META = 4;
/** The customer's own words, such as that they have paused: of use without a page, too. */
const CUSTOM = 5;

/** So many events after a snapshot, a fresh one is asked for: a viewer that joins late should not replay for minutes. */
const LONGEST_TAIL = 3_000;

/** What a new viewer needs to show the page at once: the last full snapshot and everything since. */
export class Recording {
  #events: RecordedEvent[] = [];
  #meta: RecordedEvent | undefined;

  get events(): readonly RecordedEvent[] {
    return this.#events;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  get isLong(): boolean {
    return this.#events.length > LONGEST_TAIL;
  }

  /** Takes events in and returns those that viewers can use: changes to a page nobody has seen are of no use. */
  add(events: readonly RecordedEvent[]): RecordedEvent[] {
    const usable: RecordedEvent[] = [];
    for (const event of events) {
      if (event.type === META) {
        this.#meta = event;
      } else if (event.type === FULL_SNAPSHOT) {
        this.#events = this.#meta ? [this.#meta, event] : [event];
        usable.push(...this.#events);
      } else if (!this.isEmpty || event.type === CUSTOM) {
        this.#events.push(event);
        usable.push(event);
      }
    }
    return usable;
  }

  /** Another page took over: what is kept does not fit it. */
  clear(): void {
    this.#events = [];
    this.#meta = undefined;
  }
}

export function readEvents(value: unknown): RecordedEvent[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).filter(
    (item): item is RecordedEvent => isObject(item) && typeof item['type'] === 'number',
  );
}
