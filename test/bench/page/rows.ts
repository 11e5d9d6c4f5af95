import { SkippingClock } from '../../element/clock.js';
import { replace } from '../../element/replace.js';
import { ROW_HEIGHT, ROWS } from './size.js';

// Runs in the page: a queue of rows, each with a button of its own, mounted, flipped and taken away again.

/** Both kinds have what is measured here; the rest of an element is none of this file's business. */
interface Row extends HTMLElement {
  readonly updateComplete: Promise<unknown>;
}
interface PlainRow extends Row {
  label: string;
}

type Attributes = Readonly<Record<string, string>>;

/** One frame of the presence socket. */
type Frame = Readonly<Record<string, unknown>>;

export interface Bench {
  mount(tag: string, attributes: Attributes, place: Place): Promise<Took>;
  unmount(): Promise<void>;
  /** Every line says this. */
  tell(frame: Frame): Promise<Took>;
  /** One line says this. @returns how many elements were drawn, and how often in all */
  tellOne(row: number, frame: Frame): Promise<Drawn>;
  /** All plain rows get another label. */
  label(label: string): Promise<Took>;
  /** How much has been asked of services so far. */
  asked(): number;
  /** How many rows are in this state. */
  count(state: string): number;
  /** All who have gone have been gone for long enough to count as gone. */
  letGo(): Promise<void>;
  /** What fires in this time: the pauses that timers were set with, and how often each. */
  wakes(ms: number): Promise<Record<string, number>>;
}

/** Milliseconds until all elements are brought up to date, and until the page is laid out. */
export interface Took {
  readonly scripts: number;
  readonly all: number;
}

export interface Drawn {
  readonly elements: number;
  readonly times: number;
}

/** Where the rows are: out of view, in the page, or in a pane that is so high and scrolls. */
export type Place = 'below' | 'page' | { readonly height: number };

declare global {
  interface Window {
    bench: Bench;
    /** What is played in this page: the lines to Glance, since no browser opens a thousand; and the time. */
    plays?: readonly ('lines' | 'time' | 'absence')[];
  }
}

const lines: PlayedLine[] = [];

/** A presence socket, without a network: it is connected at once, and says what it is made to say. */
class PlayedLine extends EventTarget {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor() {
    super();
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen?.();
    });
  }

  send(text: string): void {
    const { type, visitorid } = JSON.parse(text) as { type: string; visitorid?: string };
    if (type !== 'connect') return;
    lines[Number(visitorid?.replace('customer-', ''))] = this;
    queueMicrotask(() => this.says({ mtype: 'connected', keepalive: 30 }));
  }

  says(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  close(): void {
    this.readyState = 3;
  }
}

const fired: string[] = [];
let asked = 0;
// No time passes but what is let pass: how busy the machine is does not matter then.
const clock = new SkippingClock({ stands: true });
if (window.plays?.includes('lines'))
  Object.assign(window, { WebSocket: PlayedLine, fetch: askOnce(window.fetch.bind(window)) });
if (window.plays?.includes('time')) {
  clock.install();
  noteTimers();
}

/** Somebody who is away for less is loading a page. */
const ABSENCE = 5_000;
const absences: (() => void)[] = [];
let ahead = 0;
if (window.plays?.includes('absence')) holdAbsences();

let list: HTMLElement | undefined;
let rows: Row[] = [];

const updated = async (): Promise<void> => {
  await Promise.all(rows.map((row) => row.updateComplete));
};

const timed = async (act: () => void): Promise<Took> => {
  const before = performance.now();
  act();
  await updated();
  const scripts = performance.now() - before;
  list?.getBoundingClientRect();
  return { scripts, all: performance.now() - before };
};

window.bench = {
  mount: (tag, attributes, place) =>
    timed(() => {
      list = document.createElement('div');
      style(list, place);
      rows = Array.from({ length: ROWS }, (_, number) => {
        const line = list!.appendChild(document.createElement('div'));
        Object.assign(line.style, { boxSizing: 'border-box', height: `${ROW_HEIGHT}px`, padding: '4px' });
        const row = document.createElement(tag) as Row;
        for (const [name, value] of Object.entries(attributes))
          row.setAttribute(name, value.replace('{row}', String(number)));
        line.append(row);
        return row;
      });
      document.body.append(list);
    }),

  unmount: async () => {
    list?.remove();
    list = undefined;
    rows = [];
    lines.length = 0;
    // What has left for good lets go in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
  },

  tell: (frame) =>
    timed(() => {
      for (const line of lines) line.says(frame);
    }),

  tellOne: async (row, frame) => {
    const { prototype } = customElements.get('glance-join') as unknown as { prototype: Drawable };
    const seen: unknown[] = [];
    const restore = replace(
      prototype,
      'performUpdate',
      (performUpdate) =>
        function (this: Drawable) {
          seen.push(this);
          performUpdate.call(this);
        },
    );
    lines[row]?.says(frame);
    await updated();
    restore();
    return { elements: new Set(seen).size, times: seen.length };
  },

  label: (label) =>
    timed(() => {
      for (const row of rows as PlainRow[]) row.label = label;
    }),

  asked: () => asked,

  count: (state) => rows.filter((row) => (row as unknown as { state?: string }).state === state).length,

  letGo: async () => {
    ahead += ABSENCE;
    for (const fire of absences.splice(0)) fire();
    await updated();
  },

  wakes: async (ms) => {
    fired.length = 0;
    await clock.pass(ms);
    return Object.fromEntries([...new Set(fired)].map((pause) => [pause, fired.filter((one) => one === pause).length]));
  },
};

interface Drawable {
  performUpdate(): void;
}

function style(place: HTMLElement, where: Place): void {
  // Far enough below for nothing to be in view, or to come into view.
  if (where === 'below') place.style.marginTop = '5000px';
  if (typeof where === 'object') Object.assign(place.style, { height: `${where.height}px`, overflowY: 'scroll' });
}

/** What a thousand ask of one service is answered once, and all get that answer: they are all in the same place. */
function askOnce(fetch: Window['fetch']): Window['fetch'] {
  const answers = new Map<string, Promise<Response>>();
  return async (address, init) => {
    const { origin, pathname } = new URL(address instanceof Request ? address.url : address, location.href);
    const service = origin + pathname;
    asked++;
    const answer = answers.get(service) ?? fetch(address, init);
    answers.set(service, answer);
    return (await answer).clone();
  };
}

/** Holds the timers that tell of an absence, so that a thousand of them can be over at once. */
function holdAbsences(): void {
  const now = Date.now.bind(Date);
  const setTimeout = window.setTimeout.bind(window);
  Date.now = () => now() + ahead;
  const set = (act: () => void, ms = 0): number =>
    ms > ABSENCE - 100 && ms <= ABSENCE ? -absences.push(act) : setTimeout(act, ms);
  Object.assign(window, { setTimeout: set });
}

/** Notes what wakes the page, by the pause it was set with: timers, intervals, frames. */
function noteTimers(): void {
  const noted =
    <Arguments extends unknown[]>(name: string, act: (...rest: Arguments) => void) =>
    (...rest: Arguments): void => {
      fired.push(name);
      act(...rest);
    };
  const setTimeout = window.setTimeout.bind(window);
  const setInterval = window.setInterval.bind(window);
  const requestAnimationFrame = window.requestAnimationFrame.bind(window);
  Object.assign(window, {
    setTimeout: (act: () => void, ms = 0) => setTimeout(noted(`${ms} ms`, act), ms),
    setInterval: (act: () => void, ms = 0) => setInterval(noted(`every ${ms} ms`, act), ms),
    requestAnimationFrame: (act: FrameRequestCallback) => requestAnimationFrame(noted('frame', act)),
  });
}
