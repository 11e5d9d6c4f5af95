import { authorize } from '../glance/authorization.js';
import type { Network, Place } from '../glance/call.js';
import { glanceOrigin } from '../glance/environments.js';
import { authAddress, fetchLoginKey, type LoginKeySource } from '../glance/login-key.js';
import { lookUpVisitor } from '../glance/presence-look-up.js';
import { openPresence } from '../glance/presence-socket.js';
import { lookUpSession } from '../glance/session-look-up.js';
import { presenceServer } from '../glance/settings.js';
import { readViewerMessage } from '../glance/viewer-messages.js';
import { type Agent, createAgent } from '../session/agent.js';
import { counted, type Held } from '../session/counted.js';
import type { Seat, Services, Viewer, ViewerRequest } from '../session/ports.js';
import { createSession, type Session } from '../session/session.js';
import type { Start } from '../session/state.js';
import { openInWindow, TAB, WINDOW } from '../viewer/window.js';
import type { Configuration } from './configuration.js';
import { clock, onWake } from './page.js';

export { authAddress, glanceOrigin };

/** The one place that knows every room of the house, and puts them together. */

/** A session as one element holds it. */
export interface Holding {
  readonly agentName: string;
  readonly session: Session;
  release(): void;
}

/** The agents of this page, by everything that makes them the same. */
const agents = counted<Agent>();

/** The elements that ask for a log. */
export const debugging = new Set<object>();

export const log = (what: string): void => {
  // eslint-disable-next-line no-console -- the log that `debugmode` asks for
  if (debugging.size) console.debug(`[glance-join] ${what}`);
};

const warn = (what: string): void => {
  // eslint-disable-next-line no-console -- for the integrator, who looks here first
  console.warn(`[glance-join] ${what}`);
};

/** For what would be said at every change, and of every element. */
const warned = new Set<string>();
export const warnOnce = (what: string): void => {
  if (!warned.has(what)) warn(what);
  warned.add(what);
};

const network: Network = {
  fetch: (url, init) => fetch(url, init),
  socket: (url) => new WebSocket(url),
  clock,
  log,
};

export const hold = (configuration: Configuration, seat: Seat): Holding => {
  const { groupId, visitorId, problem, invalidVisitorId } = configuration;
  const agentName = nameOf(configuration);
  // Without a customer there is nothing to share: each such element has a session of its own.
  const name = (!problem && visitorId) || own();
  const agent = agents.hold(agentName, () => {
    const made = createAgent(groupId, servicesOf(configuration), clock);
    onWake(() => {
      for (const [, session] of made.sessions.all()) session.wake();
    }, made.closed);
    return made;
  });
  const start: Start = { visitorId, problem, notice: invalidVisitorId ? 'visitorid-invalid' : undefined };
  return holding(agentName, name, seat, () => createSession(agent.thing, start), agent);
};

/** The session in which another element of the same agent joins this key already. */
export const holdJoining = ({ agentName, session }: Holding, sessionKey: string, seat: Seat): Holding | undefined => {
  const { agent } = session;
  const [name] = agent.sessions.all().find(([, other]) => other.snapshot().sessionKey === sessionKey) ?? [];
  return name === undefined
    ? undefined
    : holding(
        agentName,
        name,
        seat,
        () => session,
        agents.hold(agentName, () => agent),
      );
};

const holding = (agentName: string, name: string, seat: Seat, make: () => Session, agent: Held<Agent>): Holding => {
  const { thing: session, release } = agent.thing.sessions.hold(name, make);
  session.attach(seat);
  return {
    agentName,
    session,
    release: () => {
      session.detach(seat);
      release();
      agent.release();
    },
  };
};

/** Opens the viewer, in the click that asked for it. */
export const openViewer = (root: Node, ownWindow: boolean, request: ViewerRequest): Viewer | undefined => {
  const features = ownWindow ? WINDOW : TAB;
  return openInWindow({ view: window, root, features, clock, read: readViewerMessage }, request);
};

const servicesOf = (configuration: Configuration): Services => {
  const place: Place = { ...configuration, network };
  const source: LoginKeySource = { ...configuration, warn };
  return {
    origin: place.origin,
    fetchLoginKey: (...rest) => fetchLoginKey(place, source, ...rest),
    authorize: (...rest) => authorize(place, ...rest),
    presenceServer: (signal) => presenceServer(place, signal),
    lookUpVisitor: (...rest) => lookUpVisitor(place, ...rest),
    lookUpSession: (...rest) => lookUpSession(place, ...rest),
    openPresence: (...rest) => openPresence(place, ...rest),
  };
};

/** What makes two elements' agents the same: all but the customer. */
const nameOf = ({ visitorId: _, invalidVisitorId: __, ...same }: Configuration): string =>
  same.problem ? own() : JSON.stringify(same);

/** A name that nobody shares. */
const own = (): string => `own ${++last}`;
let last = 0;
