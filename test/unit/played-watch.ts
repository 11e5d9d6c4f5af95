import { type ErrorCode, GlanceError } from '../../src/session/codes.js';
import type { Fact } from '../../src/session/events.js';
import { type PresenceWatch, watchPresence } from '../../src/session/presence-watch.js';
import { CUSTOMER, turn } from './played.js';
import { type PlayedServices, world, type World } from './played-agent.js';

/** A watch over one customer, played: what it tells is kept in order. */

export interface WatchPlay extends World {
  readonly watch: PresenceWatch;
  readonly facts: Fact[];
  /** The kinds of fact since last asked. */
  told(): string[];
  /** How often the line was open for what could not be sent before. */
  ready: number;
}

export const play = async (prepare: (services: PlayedServices) => void = () => undefined): Promise<WatchPlay> => {
  const w = world();
  const facts: Fact[] = [];
  let read = 0;
  prepare(w.services);
  const played: WatchPlay = {
    ...w,
    facts,
    ready: 0,
    told: () => facts.slice(read, (read = facts.length)).map(({ type }) => type),
    watch: watchPresence(
      w.agent,
      CUSTOMER,
      (fact) => facts.push(fact),
      () => (played.ready += 1),
    ),
  };
  played.watch.start();
  await turn();
  return played;
};

export const connect = async (p: WatchPlay, keepalive = 30): Promise<void> => {
  p.services.line.say({ type: 'connected', keepalive });
  await turn();
};
export const connected = async (prepare?: (services: PlayedServices) => void): Promise<WatchPlay> => {
  const p = await play(prepare);
  await connect(p);
  return p;
};
export const fails = (code: ErrorCode) => () => Promise.reject(new GlanceError(code));

/** A watch whose socket has failed twice, so that it asks. */
export const polled = async (prepare?: (services: PlayedServices) => void): Promise<WatchPlay> => {
  const p = await play(prepare);
  p.services.line.say({ type: 'closed' });
  await p.pass(500);
  p.services.line.say({ type: 'closed' });
  await turn();
  return p;
};
