import type { Agent } from './agent.js';
import { GlanceError } from './codes.js';
import { Diagnosis } from './diagnosis.js';
import { createExamination, LEFT, type Words } from './examination.js';
import { SOCKET_OPEN } from './limits.js';
import type { Authorization, LineEvent, PresenceLine, PresenceServer } from './ports.js';
import { clockSeen, keySeen, lasting, popUpsSeen, settingsSeen, socketSeen } from './seen.js';
import type { Problem } from './snapshot.js';

/** What the browser tells of the page. */
export interface Surroundings {
  readonly origin: string;
  /** What is worth knowing of the page and its browser; and what can be done where that is not well. */
  readonly facts: string;
  readonly hint: string;
  /** What a Content Security Policy has blocked: directive and host. The page hears of it a task later. */
  readonly blocked: () => Promise<string>;
  /** How far the clock of a server is ahead whose answers tell the time. */
  readonly serverClock: () => ServerClock | undefined;
}

export interface ServerClock {
  readonly host: string;
  /** In milliseconds; negative when it is behind. */
  readonly ahead: number;
}

/** An element, as far as its troubles are to be found. */
export interface Patient {
  readonly agent: Agent;
  /** Of the script on this page: the first one is at work. */
  readonly versions: readonly string[];
  /** The settings in words, and what the page was warned of. */
  readonly settings: string;
  readonly warned: readonly string[];
  readonly problem?: Problem;
  readonly invalidVisitorId?: string;
  readonly visitorId?: string;
  /** Of the session it shows. */
  readonly sessionKey?: string;
  /** Whether its viewers are windows that open after the agent's click. */
  readonly opensLate: boolean;
  /** Whether the browser has opened the last window. */
  readonly opened?: boolean;
  readonly page: Surroundings;
  readonly words: Words;
}

/** Of an element that is in no page nothing can be told. */
export const undiagnosed = ([version = '']: readonly string[], now: number): Diagnosis => {
  const [, message, hint, code] = LEFT;
  return new Diagnosis(version, new Date(now).toISOString(), [
    { check: 'page', result: 'failed', message, hint, code },
  ]);
};

/**
 * Tries what an agent needs, one after another: each within the limit it always has, with the login key and the
 * authorization at hand. No session hears of it, and nothing of it is left.
 * @param over the element has left the page
 */
export const diagnose = async (patient: Patient, over: AbortSignal): Promise<Diagnosis> => {
  const { agent, versions, problem, visitorId = '', page } = patient;
  const { clock, services } = agent;
  const [version = '', ...others] = versions;
  const at = new Date(clock.now()).toISOString();
  const { findings, failures, left, add, ask, end } = createExamination(clock, patient.words, over);

  add(
    'version',
    others.length
      ? ['warning', `${version} is at work, ${others.join(', ')} came later.`, 'Load it once.']
      : ['ok', version],
  );
  add('settings', settingsSeen(patient));

  const keptKey = agent.loginKeyAtHand();
  const loginKey = await ask('login-key', !problem && (() => agent.loginKey()), (found, ms) =>
    keySeen(found.expires - clock.now(), found === keptKey, agent.loginKeyExpired(), ms),
  );

  const groupId = loginKey?.groupId ?? agent.groupId;
  const askServer = async (): Promise<PresenceServer | undefined> => {
    const found = await services.presenceServer(groupId, over);
    if (!found && visitorId) throw new GlanceError('presence-disabled');
    return found;
  };
  const server = await ask('presence', !problem && groupId && askServer, (found) => [
    'ok',
    found ? `Served at ${found.host}.` : 'The group has none.',
  ]);

  /** Whether Glance has done what it does only for pages of an origin it knows. */
  let known = false as boolean;
  const kept = agent.authorizationAtHand();
  const authorization = await ask('authorization', loginKey && visitorId && (() => agent.authorization()), (found) => {
    known = found !== kept;
    return ['ok', lasting(found.expires - clock.now(), !known)];
  });
  const mayWatch = authorization && server;

  const lookUp = (at: PresenceServer): Promise<boolean> =>
    agent.withAuthorization(async (given) => !!(await services.lookUpVisitor(at, given, visitorId, over)));
  const here = await ask('look-up', mayWatch && (() => lookUp(server)), (is) => {
    known = true;
    return ['ok', `The customer is ${is ? '' : 'not '}on the site.`];
  });

  /** As it is opened for the element, until it is known whether it can be had. */
  const connect = (to: PresenceServer, given: Authorization): Promise<LineEvent['type'] | 'silent'> => {
    let line: PresenceLine | undefined;
    let cancel: (() => void) | undefined;
    return new Promise<LineEvent['type'] | 'silent'>((resolve, reject) => {
      left.catch(reject);
      cancel = clock.after(SOCKET_OPEN, () => resolve('silent'));
      line = services.openPresence(to, given, visitorId, ({ type }) => {
        if (type === 'refused') reject(new GlanceError('auth-refused'));
        else if (type === 'connected' || type === 'closed') resolve(type);
      });
    }).finally(() => {
      cancel?.();
      line?.close();
    });
  };
  const openSocket = (at: PresenceServer): Promise<LineEvent['type'] | 'silent' | undefined> =>
    agent.withAuthorization(async (given) => {
      const to = at.loadBalanced ? at : await services.findVisitor(at, given, visitorId, over);
      return to && connect(to, given);
    });
  await ask('socket', mayWatch && (() => openSocket(server)), (said) => socketSeen(said, here !== undefined));

  // Only a key that is this agent's or this customer's own: any other may be a stranger's.
  const key = visitorId || patient.sessionKey;
  const askSession = async (sessionKey: string): Promise<boolean> => {
    const answer = await agent.withLoginKey((given) => services.lookUpSession(given, sessionKey, over));
    if (answer === 'failed') throw new GlanceError('lookup-failed');
    return answer !== 'none';
  };
  await ask('session', loginKey && key && (() => askSession(key)), (runs) => {
    known = true;
    return ['ok', runs ? 'One is running.' : 'None is running.'];
  });

  const askOrigin = async (): Promise<void> => {
    const refusal = failures.find(({ code }) => code === 'origin-not-allowed');
    if (refusal) throw refusal;
    // What can be read is an answer, even if it is no. Only authorizing tells an origin that is not known from a
    // Glance that is out of reach.
    if (!known && !failures.some(({ code, cause }) => code === 'auth-refused' || typeof cause === 'number'))
      await agent.withLoginKey((given) => services.authorize(given, over));
  };
  await ask('origin', (known || failures.length > 0) && askOrigin, () => ['ok', `Glance knows ${page.origin}.`]);

  const refused = failures.some(({ code }) => code === 'auth-clock');
  add('clock', clockSeen(loginKey, agent.loginKeyExpired(), refused, clock.now(), page.serverClock()));
  await ask('csp', page.blocked, (blocked) =>
    blocked
      ? ['warning', blocked, 'Allow what is Glance’s or yours in that directive.']
      : ['ok', 'Nothing was blocked.'],
  );
  add('pop-ups', popUpsSeen(patient));
  add('page', [page.hint ? 'warning' : 'ok', page.facts, page.hint || undefined]);
  end();
  return new Diagnosis(version, at, findings);
};
