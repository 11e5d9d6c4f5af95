import type { GlanceJoin } from '../../src/index.js';
import { stage, watching } from './join.js';
import { drawn } from './until.js';

// A queue as a CRM shows it: a thousand customers, each in a row with a button of its own.

export const ROWS = 1_000;
/** Chromium holds sockets back, for seconds, of which many are opened at once: no more than a dozen are in view. */
const HEIGHT = 80;

/** Rows the agent sees, without and with one of which only a part is seen. */
export const inWindow = (): number => Math.floor(window.innerHeight / HEIGHT);
export const inReach = (): number => Math.ceil(window.innerHeight / HEIGHT);

export interface Queue {
  readonly joins: readonly GlanceJoin[];
  /** Brings this row to the top. */
  scrollTo(row: number): Promise<void>;
  /** The rows whose customer's whereabouts are known. */
  known(): GlanceJoin[];
}

export const customerOf = (row: number): string => `customer-${row}`;

/** @param inPane how many rows are in view, in a pane of their own that scrolls; without it they are the page's */
export function queue(attributes: Readonly<Record<string, string>> = watching, inPane?: number): Queue {
  const list = document.createElement('div');
  const height = inPane ? Math.floor(window.innerHeight / inPane) : HEIGHT;
  if (inPane) list.style.cssText = `height: ${inPane * height}px; overflow-y: scroll`;
  const joins = Array.from({ length: ROWS }, (_, row) => {
    const line = list.appendChild(document.createElement('div'));
    // Some room, so that the row after the last one that is seen does not touch it.
    line.style.cssText = `box-sizing: border-box; height: ${height}px; padding-top: 1px; overflow: hidden`;
    const join = document.createElement('glance-join');
    for (const [name, value] of Object.entries({ ...attributes, visitorid: customerOf(row) }))
      join.setAttribute(name, value);
    line.append(join);
    return join;
  });
  stage.append(list);
  return {
    joins,
    scrollTo: async (row) => {
      scrollTo(0, list.offsetTop + row * HEIGHT);
      await drawn();
    },
    known: () => joins.filter(({ visitor }) => visitor),
  };
}
