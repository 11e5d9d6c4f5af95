import { clock, traffic, viewers } from '../element/surroundings.js';
import { enterKey, press } from '../element/join.js';
import { allow, origins, sandboxState, say, seen, signIn, type Fault } from '../element/sandbox.js';
import { replace } from '../element/replace.js';
import { until } from '../element/until.js';
import type { Step } from './scene.js';

// What can happen in a row, in words.

/** Lays faults on the sandbox, in place of those that lay there. */
export const faulty =
  (...list: Fault[]): Step =>
  async (scene) => {
    const cuts = list.some((fault) => fault.path === '/agent' && fault.do === 'drop');
    const open = traffic.sockets.filter(({ readyState }) => cuts && readyState === WebSocket.OPEN);
    await scene.lays(...list);
    await until('the line is gone', () => open.every(({ readyState }) => readyState === WebSocket.CLOSED));
  };

/** Takes all faults off the sandbox. */
export const lifted: Step = (scene) => scene.lays();

/** Cuts the sockets that are open on a path, once; the page has heard it before anything else happens. */
export const cut = (path: string): Step => faulty({ path, do: 'drop', times: 1 });

export const passes =
  (ms: number): Step =>
  (scene) =>
    scene.passes(ms);

export const settles: Step = (scene) => scene.settles();

export const times = (count: number, ...steps: readonly Step[]): Step[] =>
  Array.from({ length: count }, () => steps).flat();

/** The page's clock is off, from the start. */
export const clockOff =
  (ms: number): Step =>
  () =>
    clock.set(ms);

export const sleeps =
  (ms: number): Step =>
  () =>
    clock.sleep(ms);

/** The computer sleeps, and its timers with it: none of them is due when it wakes. */
export const sleepsDeeply =
  (ms: number): Step =>
  () =>
    clock.suspend(ms);

/** Something of the browser's is not as it should be, until it is put back. */
export const has =
  <T extends object>(target: T, name: keyof T & string, get: () => unknown): Step =>
  (scene) =>
    scene.replaces(define(target, name, get));

/** The same of a method. */
export const does =
  <T extends object, K extends keyof T>(target: T, name: K, make: (original: T[K]) => T[K]): Step =>
  (scene) =>
    scene.replaces(replace(target, name, make));

export const putBack: Step = (scene) => scene.putsBack();

/** The agent looks at another tab: the page is hidden, and its timers are slow. */
export const isHidden: Step = (scene) => {
  scene.replaces(define(document, 'hidden', () => true));
  clock.inBackground = true;
  document.dispatchEvent(new Event('visibilitychange'));
};

/** The agent comes back to it. */
export const isSeenAgain: Step = (scene) => {
  scene.putsBack();
  clock.inBackground = false;
  document.dispatchEvent(new Event('visibilitychange'));
};

/** The page is shown again. */
export const isShownAgain: Step = () => document.dispatchEvent(new Event('visibilitychange'));

export const comesOnline: Step = () => window.dispatchEvent(new Event('online'));

/** The agent presses the button of this name. */
export const presses =
  (name: string): Step =>
  ({ join }) =>
    press(join, name);

/** The answer of a look-up counts at the next moment at which a window may still be opened. */
export const entersKey =
  (key: string): Step =>
  async (scene) => {
    await enterKey(scene.join, key);
    await scene.settles();
    await clock.pass(100);
  };

/** A page's own way to a login key that never gives the same one twice. */
export const anotherLoginKey = async (): Promise<string> => {
  const reply = await fetch(`/loginkey?partneruserid=agent-42&expiresin=${(keysMade += 1)}`, { method: 'POST' });
  return ((await reply.json()) as { loginKey: string }).loginKey;
};
let keysMade = 3_600;

/** Who is signed in at the identity provider, or that it turns everybody away. */
export const signedInBySaml =
  (who: { readonly puid?: string; readonly fails?: boolean }): Step =>
  () =>
    signIn(who);

/** This page's origin is put on Glance's allow list, or taken off. */
export const originIs =
  (allowed: 'allowed' | 'not allowed'): Step =>
  () =>
    allow(allowed === 'allowed');

export const popUps =
  (are: 'blocked' | 'allowed'): Step =>
  () => {
    viewers.blocked = are === 'blocked';
  };

/** The presence service says something nobody has sent. */
export const saysFrame =
  (frame: object | string): Step =>
  async () => {
    const before = traffic.frames.length;
    if ((await say('alice', frame)) < 1) throw new Error('Nobody has heard it.');
    await until('the frame arrives', () => traffic.frames.length > before);
  };

export const isAskedFor =
  (path: string): Step =>
  () =>
    until(`${path} is asked for`, async () => (await seen(path)).length > 0);

/** What Alice does, on her page of the site. */
export const alice = {
  comes: ((scene) => scene.isHeard('visitorsock', () => scene.comes())) as Step,
  goes: ((scene) => scene.isHeard('visitorsock', () => scene.alice.vanishes())) as Step,
  isAsked: ((scene) => scene.alice.isAsked()) as Step,
  isAskedAgain: ((scene) => scene.alice.isAsked(scene.alice.questions.length + 1)) as Step,
  sees: ((scene) => scene.isHeard('terms', () => scene.alice.sees())) as Step,
  accepts: ((scene) => scene.isHeard('terms', () => scene.alice.accepts())) as Step,
  declines: ((scene) => scene.isHeard('terms', () => scene.alice.declines())) as Step,
  fails: ((scene) => scene.isHeard('visitorerror', () => scene.alice.fails())) as Step,
  ends: ((scene) => scene.isHeard('visitorsessionend', () => scene.alice.ends())) as Step,
  /** Goes to another page. */
  looksAround: ((scene) => scene.isHeard('presence', () => scene.alice.goesTo('https://shop.example/boots'))) as Step,
  signals: ((scene) => scene.isHeard('signal', () => scene.alice.signals({ basket: 3 }))) as Step,
  saysThatItStarted: ((scene) => scene.isHeard('visitorsessionstart', () => scene.alice.saysThatItStarted())) as Step,
  saysThatItEnded:
    (reason: 'visitor' | 'error'): Step =>
    (scene) =>
      scene.isHeard('visitorsessionend', () => scene.alice.saysThatItEnded(reason)),
  /** A second page of hers under the same id: from here on it is meant, where the first is not. */
  opensAnotherTab: ((scene) => scene.opensAnotherTab()) as Step,
  acceptsInTheFirst: (async (scene) => {
    await scene.isHeard('terms', () => scene.firstTab.accepts());
    await scene.isHeard('visitorsessionstart', () => scene.firstTab.starts());
  }) as Step,
  closesTheFirst: ((scene) => scene.firstTab.vanishes()) as Step,
  /** Waits until no session of hers runs, as Glance knows it. */
  hasEnded: (() =>
    until('her session has ended', async () =>
      (await sandboxState()).sessions.every(({ endedAt }) => endedAt !== undefined),
    )) as Step,
  /** Whether her page does what the agent asks for at the end. */
  disobeys: ((scene) => (scene.alice.obeys = false)) as Step,
  obeys: ((scene) => (scene.alice.obeys = true)) as Step,
  starts:
    (key?: string): Step =>
    (scene) =>
      scene.isHeard('visitorsessionstart', () => scene.alice.starts(key)),
};

/** A message as the viewer's window sends it, or as another does. */
export const viewerSays =
  (data: unknown, from: { readonly origin?: string; readonly source?: () => MessageEventSource | null } = {}): Step =>
  () => {
    const { origin = origins.glance, source = () => viewers.frames.at(-1)?.contentWindow ?? null } = from;
    window.dispatchEvent(new MessageEvent('message', { data, origin, source: source() }));
  };

/** Puts a getter in the place of a member that cannot be set. @returns puts it back */
const define = (target: object, name: string, get: () => unknown): (() => void) => {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, get });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
};
