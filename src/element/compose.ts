import { authorize } from '../glance/authorization.js';
import type { Network, Place } from '../glance/call.js';
import { inviteCamera } from '../glance/camera-invitation.js';
import { glanceOrigin } from '../glance/environments.js';
import { authAddress, fetchLoginKey, type LoginKeySource } from '../glance/login-key.js';
import { findVisitor, signalVisitor } from '../glance/presence-direct.js';
import { lookUpVisitor } from '../glance/presence-look-up.js';
import { openPresence } from '../glance/presence-socket.js';
import { readSamlKey, readSignIn, samlAddress } from '../glance/saml.js';
import { lookUpSession } from '../glance/session-look-up.js';
import { presenceServer } from '../glance/settings.js';
import { readViewerMessage } from '../glance/viewer-messages.js';
import { type Agent, createAgent } from '../session/agent.js';
import { counted, type Held } from '../session/counted.js';
import { diagnose as diagnoseAgent, type Patient, type ServerClock, undiagnosed } from '../session/diagnose.js';
import type { Diagnosis } from '../session/diagnosis.js';
import type { Seat, Services } from '../session/ports.js';
import type { SessionRecord } from '../session/record.js';
import { createSession, type Session } from '../session/session.js';
import type { Start } from '../session/state.js';
import { type AgentFields, viewerUrl } from '../viewer/fields.js';
import { findFrame, makeFrame, openInFrame } from '../viewer/frame.js';
import { openByPage, openLater } from '../viewer/own.js';
import { findViewer } from '../viewer/again.js';
import { openNamed } from '../viewer/post.js';
import type { ViewerPlace } from '../viewer/watch.js';
import { openInWindow, TAB, windowFeatures } from '../viewer/window.js';
import type { Configuration } from './configuration.js';
import { createMemory } from './memory.js';
import { clock, isOffline, noteForbidden, onConnection, onSleep, onWake } from './page.js';
import { signInHidden, signInWindow } from './sign-in.js';
import { en, said } from './strings/index.js';
import { surroundings } from './surroundings.js';

export { authAddress, glanceOrigin };
export {
  findFrame,
  findViewer,
  makeFrame,
  openByPage,
  openInFrame,
  openInWindow,
  openLater,
  TAB,
  viewerUrl,
  windowFeatures,
};
export type { AgentFields, LoginKeySource };

/** The one place that knows every room of the house, and puts them together. */

/** A session as one element holds it. */
export interface Holding {
  readonly agentName: string;
  readonly configuration: Configuration;
  readonly session: Session;
  release(): void;
}

/** The agents of this page, by everything that makes them the same. */
const agents = counted<Agent>();

/** The login keys that pages have put on their elements. */
const given = new WeakMap<Agent, string>();

/** The elements that ask for a log. */
export const debugging = new Set<object>();

/* eslint-disable no-console -- this is what speaks to developers */

/** The log that `debugmode` asks for: one line, or a group with more to it. */
export const log = (what: string, ...details: unknown[]): void => {
  if (!debugging.size) return;
  if (!details.some((detail) => typeof detail === 'object'))
    return console.debug(['[glance-join]', what, ...details].join(' '));
  console.groupCollapsed(`[glance-join] ${what}`);
  console.debug(...details);
  console.groupEnd();
};

/** For the integrator, who looks here first. */
const warn = (what: string): void => {
  warned.add(what);
  console.warn(`[glance-join] ${what}`);
};

/* eslint-enable no-console */

/** For what would be said at every change, and of every element. */
export const warnOnce = (what: string): void => {
  if (!warned.has(what)) warn(what);
};

/** What the integrator was warned of. */
const warned = new Set<string>();

/** The last server whose answer told the time. */
let serverClock: ServerClock | undefined;

const network: Omit<Network, 'forbidden'> = {
  fetch: (url, init) => fetch(url, init),
  socket: (url) => new WebSocket(url),
  clock,
  hearTime: (host, time) => {
    serverClock = { host, ahead: time - clock.now() };
  },
  log,
};

export const hold = (configuration: Configuration, seat: Seat): Holding => {
  const { groupId, visitorId, problem, invalidVisitorId } = configuration;
  const agentName = nameOf(configuration);
  // Without a customer there is nothing to share: each such element has a session of its own.
  const name = (!problem && visitorId) || own();
  const agent = agents.hold(agentName, () => {
    const made: Agent = createAgent(
      groupId,
      servicesOf(
        configuration,
        () => given.get(made),
        (url) => forbidden(url),
      ),
      clock,
      createMemory(JSON.stringify([configuration.origin, groupId, configuration.partnerUserId])),
    );
    const { closed } = made;
    const forbidden = noteForbidden(closed);
    onWake(() => made.sessions.all().forEach((session) => session.wake()), closed);
    onSleep((back) => made.sessions.all().forEach((session) => session.sleep(back)), closed);
    onConnection((online) => {
      const all = made.sessions.all();
      // Those with something under way say it; where there are none, one says it for all.
      const busy = all.filter((session) => session.busy());
      const telling = busy.length ? busy : all.slice(0, 1);
      for (const session of all) session.connection(online, telling.includes(session));
    }, closed);
    return made;
  });
  const start: Start = {
    visitorId,
    problem,
    offline: isOffline(),
    notice: invalidVisitorId ? 'visitorid-invalid' : undefined,
  };
  return holding({ agentName, configuration }, name, seat, () => createSession(agent.thing, start), agent);
};

/** The sessions that ran before any button of this agent was there to show them. */
export const leftSessions = ({ session: { agent } }: Holding): SessionRecord[] => agent.memory.left();

/** Another session of the same agent in which this key is joined already, or whose customer's own key it is. */
export const holdJoining = (held: Holding, sessionKey: string, seat: Seat): Holding | undefined => {
  const { session } = held;
  const { agent } = session;
  const name = agent.sessions.find((other) => other !== session && other.joins(sessionKey)) ?? sessionKey;
  const other = agent.sessions.get(name);
  return !other || other === session
    ? undefined
    : holding(
        held,
        name,
        seat,
        () => other,
        agents.hold(held.agentName, () => agent),
      );
};

const holding = (
  { agentName, configuration }: Pick<Holding, 'agentName' | 'configuration'>,
  name: string,
  seat: Seat,
  make: () => Session,
  agent: Held<Agent>,
): Holding => {
  const { thing: session, release } = agent.thing.sessions.hold(name, make);
  session.attach(seat);
  return {
    agentName,
    configuration,
    session,
    release: () => {
      session.detach(seat);
      release();
      agent.release();
    },
  };
};

/** The page has put a login key on an element: it is used from here on, by all of this agent's. */
export const give = ({ session: { agent } }: Holding, loginKey: string): void => {
  if (given.get(agent) === loginKey) return;
  given.set(agent, loginKey);
  agent.renew();
  // At hand at once, for a click.
  agent.loginKey().catch(() => undefined);
  retry(agent);
};

const retry = (agent: Agent): void => {
  for (const session of agent.sessions.all()) session.retry();
};

/**
 * Signs the agent in at Glance, in a window opened by the click that asks for it.
 * @returns whether the browser has opened it
 */
export const signIn = ({ session, configuration }: Holding): boolean => {
  const { origin, groupId, partnerUserId } = configuration;
  const { agent } = session;
  const address = samlAddress(origin, groupId, partnerUserId);
  const opened = openNamed(window, '_blank', 'popup,width=520,height=680', address);
  if (opened)
    signInWindow(opened, address, readSignIn, agent.closed, (data) => {
      const loginKey = readSamlKey(data);
      if (loginKey) agent.renew(loginKey);
      retry(agent);
    });
  return !!opened;
};

/**
 * Finds out what does not work, and why.
 * @param over the element has left the page
 */
export const diagnose = async (
  held: Holding | undefined,
  own: Pick<Patient, 'versions' | 'sessionKey' | 'opensLate' | 'opened'>,
  over: AbortSignal,
): Promise<Diagnosis> => {
  if (!held) return undiagnosed(own.versions, clock.now());
  const { agentName, configuration, session } = held;
  const { origin, method, groupId, authUrl, visitorId } = configuration;
  // Whatever is set meanwhile, what was begun has an end.
  const agent = agents.hold(agentName, () => session.agent);
  const settings = [
    groupId && `group ${groupId}`,
    origin,
    method,
    authUrl && `authurl at ${new URL(authUrl).host}`,
    `presence ${visitorId ? 'on' : 'off'}`,
  ];
  const patient: Patient = {
    ...configuration,
    ...own,
    agent: agent.thing,
    settings: settings.filter(Boolean).join(', '),
    warned: [...warned],
    page: { ...surroundings(), serverClock: () => serverClock },
    words: (code) => said(code, en),
  };
  return diagnoseAgent(patient, over).finally(agent.release);
};

/** Where an element's viewers are opened from. */
export const viewerPlace = (root: Node, agent: AgentFields): ViewerPlace => ({
  view: window,
  root,
  agent,
  clock,
  read: (message) => {
    const said = readViewerMessage(message);
    log(`viewer: ${said?.type ?? 'a message that is none was left out'}`);
    return said;
  },
});

const servicesOf = (
  configuration: Configuration,
  givenKey: () => string | undefined,
  forbidden: Network['forbidden'],
): Services => {
  const place: Place = { ...configuration, network: { ...network, forbidden } };
  const source: LoginKeySource = {
    ...configuration,
    loginKey: configuration.given ? givenKey : undefined,
    signIn: (address, signal) => signInHidden(address, readSignIn, signal),
    warn,
  };
  const at =
    <Rest extends unknown[], Answer>(call: (place: Place, ...rest: Rest) => Answer) =>
    (...rest: Rest): Answer =>
      call(place, ...rest);
  return {
    origin: place.origin,
    fetchLoginKey: (...rest) => fetchLoginKey(place, source, ...rest),
    authorize: at(authorize),
    presenceServer: at(presenceServer),
    lookUpVisitor: at(lookUpVisitor),
    lookUpSession: at(lookUpSession),
    inviteCamera: at(inviteCamera),
    findVisitor: at(findVisitor),
    signalVisitor: at(signalVisitor),
    openPresence: at(openPresence),
  };
};

/** What makes two elements' agents the same: all but the customer. */
const nameOf = ({ visitorId: _, invalidVisitorId: __, ...same }: Configuration): string =>
  same.problem ? own() : JSON.stringify(same);

/** A name that nobody shares. */
const own = (): string => `own ${++last}`;
let last = 0;
