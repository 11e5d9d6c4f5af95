import { expect } from '@open-wc/testing';
import type { GlanceJoinEventMap } from '../../src/index.js';
import { set, stage } from '../element/join.js';
import { traffic, viewers } from '../element/surroundings.js';
import { nextTask, until } from '../element/until.js';
import type { Page, Step } from './scene.js';
import type { Row, Seen } from './row.js';
import { alice, does, faulty, has, passes, presses, putBack, settles } from './steps.js';
import { table } from './table.js';

// The page around the button may be broken in its own ways: what its functions throw is its own to see, and stops
// nothing here; what the browser does not let it have is done without.

/** Alice is asked, and takes part. */
const takesPart: readonly Step[] = [
  settles,
  presses('Join'),
  alice.isAsked,
  alice.sees,
  alice.accepts,
  alice.starts(),
  settles,
];
const isReported: Seen = {
  state: 'present',
  notices: ['session-ended'],
  by: ['present'],
  reports: 1,
  viewers: 1,
  within: 0,
};
const endsAsEver = { clears: [alice.ends], recovers: isReported } as const;

const throwing = (what: string) => (): never => {
  throw new Error(what);
};
const rejecting = (what: string) => (): Promise<never> => Promise.reject(new Error(what));
const never = (): Promise<never> => new Promise(() => undefined);

const broken = 'a listener is broken';
const hasBrokenListener =
  (name: keyof GlanceJoinEventMap): Step =>
  ({ join }) =>
    join.addEventListener(name, throwing(broken));

/** How often each is told of Alice, from the question to the end of her session. */
const told = {
  glancestatechange: 6,
  glancepresencechange: 1,
  glancenotice: 1,
  glanceinvite: 1,
  glanceviewer: 1,
  glancesessionstart: 1,
  glancesessionend: 1,
  glancesignal: 1,
  glanceerror: 0,
} as const satisfies Record<keyof GlanceJoinEventMap, number>;

const names = Object.keys(told) as (keyof typeof told)[];
const authorize = '/services/AuthorizationService.svc/rest/Authorize';

table('A listener of the page throws whenever it hears', [
  ...names
    .filter((name) => told[name])
    .map((name): Row => ({
      fault: name,
      at: 'watching',
      lays: [hasBrokenListener(name), alice.looksAround, alice.signals, ...takesPart],
      shows: { state: 'in-session' },
      ...endsAsEver,
      uncaught: Array<string>(told[name]).fill(broken),
    })),
  {
    fault: 'every event there is',
    at: 'watching',
    lays: [...names.map(hasBrokenListener), alice.looksAround, alice.signals, ...takesPart],
    shows: { state: 'in-session' },
    ...endsAsEver,
    uncaught: Array<string>(names.reduce((sum, name) => sum + told[name], 0)).fill(broken),
  },
  {
    fault: 'glanceerror, which tells it that presence is refused',
    lays: [
      faulty({ path: authorize, do: 'status', status: 403 }),
      (scene) => {
        const listener = throwing(broken);
        stage.addEventListener('glanceerror', listener);
        scene.replaces(() => stage.removeEventListener('glanceerror', listener));
      },
    ],
    shows: {
      state: 'idle',
      notices: ['presence-unavailable'],
      errors: ['auth-refused'],
      offers: ['Join', 'Try again'],
    },
    clears: [faulty(), presses('Try again')],
    recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
    uncaught: [broken],
  },
]);

/** What is asked is said by the page first. */
const nobodyIsAsked: Step = () => expect(traffic.said.join()).not.to.contain('showTerms');

/** Nobody has been asked; without the page's function, or with one that works, she is. */
const isNotAsked: Row['shows'] = {
  state: 'present',
  notices: ['session-failed'],
  errors: ['presession-failed'],
  also: nobodyIsAsked,
};
const asksNow = {
  clears: [({ join }) => set(join, { presessionfunc: null }), ...takesPart],
  recovers: { state: 'in-session', within: 0 },
} as const satisfies Partial<Row>;

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const before = (presessionfunc: unknown): Page => ({ properties: { presessionfunc } });

table('What the page does before Alice is asked', [
  ...Object.entries({
    throws: throwing('no ticket'),
    rejects: rejecting('no ticket'),
    'gives no key that can be one': () => ({ sessionKey: 'two words' }),
    'gives what cannot be sent': () => circular,
    'gives a number too great to be sent': () => ({ ticket: 10n }),
    'is no function': 'presession',
  }).map(([fault, presessionfunc]): Row => ({
    fault,
    page: before(presessionfunc),
    at: 'watching',
    lays: [presses('Join'), settles],
    shows: isNotAsked,
    ...asksNow,
  })),
  {
    fault: 'never ends',
    page: before(never),
    at: 'watching',
    lays: [presses('Join'), passes(59_000)],
    shows: { state: 'inviting', phase: 'preparing' },
    clears: [passes(2_000)],
    recovers: { ...isNotAsked, within: 0 },
  },
  {
    fault: 'ends after the agent has cancelled: she is not asked',
    page: before(async () => {
      await nextTask();
    }),
    at: 'watching',
    lays: [presses('Join'), presses('Cancel'), settles],
    shows: { state: 'present', also: nobodyIsAsked },
    ...asksNow,
  },
  {
    fault: 'is promised by a listener, which does not want her asked: nobody waits for what fails',
    at: 'watching',
    lays: [
      ({ join }) =>
        join.addEventListener(
          'glanceinvite',
          (event) => {
            event.detail.waitUntil(rejecting('no ticket')());
            event.preventDefault();
          },
          { once: true },
        ),
      presses('Join'),
      settles,
    ],
    shows: { state: 'present', also: nobodyIsAsked },
    ...asksNow,
  },
  {
    fault: 'is promised by a listener, and fails',
    at: 'watching',
    lays: [
      ({ join }) =>
        join.addEventListener('glanceinvite', ({ detail }) => detail.waitUntil(rejecting('no ticket')()), {
          once: true,
        }),
      presses('Join'),
      settles,
    ],
    shows: isNotAsked,
    ...asksNow,
  },
]);

table('What the page does with the report', [
  {
    fault: 'throws',
    page: { properties: { reportingcallback: throwing('the CRM is closed') } },
    at: 'in session',
    shows: { state: 'in-session', by: [] },
    ...endsAsEver,
    uncaught: ['the CRM is closed'],
  },
  {
    fault: 'throws, and who has asked for the end gets the report all the same',
    page: { properties: { reportingcallback: throwing('the CRM is closed') } },
    at: 'in session',
    shows: { state: 'in-session', by: [] },
    clears: [
      async ({ join }) => {
        let report: unknown;
        void join.end().then((given) => (report = given));
        await until('it has the report', () => report);
        expect(report).to.include({ endedBy: 'agent' });
      },
    ],
    recovers: isReported,
    uncaught: ['the CRM is closed'],
  },
  {
    fault: 'rejects',
    page: { properties: { reportingcallback: rejecting('the CRM is closed') } },
    at: 'in session',
    shows: { state: 'in-session', by: [] },
    ...endsAsEver,
    uncaught: ['the CRM is closed'],
  },
  {
    fault: 'is to begin the next session at once',
    at: 'in session',
    lays: [
      ({ join }) =>
        set(join, {
          reportingcallback: () => {
            join.invite().catch(() => undefined);
          },
        }),
    ],
    shows: { state: 'in-session', by: [] },
    clears: [alice.ends, (scene) => scene.alice.isAsked(2), settles],
    recovers: { state: 'inviting', phase: 'sent', notices: ['session-ended'], reports: 1, viewers: 1, within: 0 },
  },
]);

const body = (authbody: unknown, authheaders?: object): Page => ({ properties: { authbody, authheaders } });
const json = { 'content-type': 'application/json' };

table('What the page sends to its login-key service', [
  ...Object.entries({
    throws: body(throwing('no user')),
    rejects: body(rejecting('no user')),
    'cannot be JSON': body(() => circular, json),
    'goes under a header that is none': body({ a: 1 }, { 'two words': 'x' }),
    'has a header no browser sends': body({ a: 1 }, { note: 'two\nlines' }),
  }).map(([fault, page]): Row => ({
    fault,
    page,
    shows: { state: 'error', errors: ['auth-unreachable'], offers: ['Try again', 'Enter key'] },
    clears: [({ join }) => set(join, { authbody: null, authheaders: null })],
    recovers: { state: 'present', within: 0 },
  })),
  {
    fault: 'is never ready',
    page: body(never),
    then: [settles, passes(20_500)],
    shows: { state: 'error', errors: ['auth-timeout'] },
    clears: [({ join }) => set(join, { authbody: null })],
    recovers: { state: 'present', within: 0 },
  },
  ...Object.entries({ nothing: undefined, null: null }).map(([fault, value]): Row => ({
    fault: `is ${fault}: the agent's name goes out, as without it`,
    page: body(() => value),
    shows: { state: 'present' },
  })),
]);

/** Taken out of the page and put in again, as by a CRM that draws anew. */
const isPutInAgain: Step = async (scene) => {
  scene.join.remove();
  await nextTask();
  stage.append(scene.join);
  await scene.settles();
};

const storages: Readonly<Record<string, Step>> = {
  'may not be used': has(window, 'sessionStorage', throwing('SecurityError')),
  'is missing': has(window, 'sessionStorage', () => undefined),
  'is null': has(window, 'sessionStorage', () => null),
  'is full': does(Storage.prototype, 'setItem', () => throwing('QuotaExceededError')),
};

/** A session that is not kept is found by the look-up, as one that runs already. */
table('The session storage', [
  ...Object.entries(storages).flatMap(([fault, lays]): Row[] => [
    {
      fault,
      lays: [lays],
      then: takesPart,
      shows: { state: 'in-session' },
      ...endsAsEver,
    },
    {
      fault: `${fault}, and the button is drawn anew in session`,
      lays: [lays],
      then: [...takesPart, isPutInAgain],
      shows: { state: 'joinable', viewers: 1, offers: ['Open viewer', 'End'] },
      clears: [putBack, presses('Open viewer'), alice.ends],
      recovers: {
        state: 'present',
        notices: ['session-ended'],
        by: ['in-session', 'present'],
        reports: 1,
        viewers: 2,
        within: 0,
      },
    },
  ]),
  {
    fault: 'is taken away in session',
    at: 'in session',
    lays: [storages['may not be used']!],
    shows: { state: 'in-session', by: [] },
    ...endsAsEver,
  },
  {
    fault: 'holds what is none of ours under our name',
    lays: [
      () => {
        for (const text of ['{', 'null', '{"key":7}', '[]'])
          sessionStorage.setItem(`glance-join ["${text}","21489","agent-42"] alice 1`, text);
      },
    ],
    shows: { state: 'present' },
  },
]);

const heldElsewhere = async (
  _name: string,
  { ifAvailable, signal }: LockOptions,
  use: (lock: null) => unknown,
): Promise<unknown> =>
  ifAvailable
    ? use(null)
    : new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));

const locks: Readonly<Record<string, Step>> = {
  'are missing': has(navigator, 'locks', () => undefined),
  reject: has(navigator, 'locks', () => ({ request: rejecting('SecurityError') })),
  throw: has(navigator, 'locks', () => ({ request: throwing('SecurityError') })),
  'are held by another tab': has(navigator, 'locks', () => ({ request: heldElsewhere })),
};

table('The browser’s locks', [
  ...Object.entries(locks).flatMap(([fault, lays]): Row[] => [
    {
      fault,
      lays: [lays],
      then: takesPart,
      shows: { state: 'in-session' },
      ...endsAsEver,
    },
    {
      fault: `${fault}, and Alice starts a session that is to open by itself`,
      page: { attributes: { autojoin: '' } },
      lays: [lays],
      then: [settles, alice.starts(), settles],
      // Without locks every tab is the one; where they are not to be had, none is.
      shows: fault === 'are missing' ? { state: 'in-session' } : { state: 'joinable', offers: ['Open viewer', 'End'] },
      clears: fault === 'are missing' ? [] : [presses('Open viewer')],
      recovers: { state: 'in-session', within: 0 },
    },
    {
      fault: `${fault}, and the button is drawn anew in session`,
      lays: [lays],
      then: [...takesPart, isPutInAgain, passes(2_500)],
      // What another tab shows is left to it, and found by the look-up as any other that runs.
      ...(fault === 'are held by another tab'
        ? {
            shows: { state: 'joinable', viewers: 1 },
            clears: [alice.ends],
            recovers: { ...isReported, notices: ['session-missed'] },
          }
        : { shows: { state: 'in-session', notices: ['resumed'] }, ...endsAsEver }),
    },
  ]),
]);

const noRandomNumbers = 'out of chance';

table('The browser', [
  {
    fault: 'gives no random numbers',
    lays: [does(crypto, 'getRandomValues', () => throwing(noRandomNumbers))],
    then: takesPart,
    shows: { state: 'joinable', notices: ['popup-blocked'], viewers: 0, offers: ['Open viewer', 'End'] },
    clears: [putBack, presses('Open viewer')],
    recovers: { state: 'in-session', within: 0 },
    uncaught: [noRandomNumbers],
  },
  {
    fault: 'has a fetch of the page’s that throws',
    lays: [does(window, 'fetch', () => throwing('no network for you'))],
    shows: { state: 'error', errors: ['auth-unreachable'] },
    clears: [putBack, presses('Try again')],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'has no web sockets to give',
    lays: [does(window, 'WebSocket', (sockets) => new Proxy(sockets, { construct: throwing('SecurityError') }))],
    then: [settles, passes(2_000)],
    shows: { state: 'present', notices: ['presence-degraded'] },
    clears: [putBack, passes(75_000)],
    recovers: { state: 'present', by: [], also: () => expect(traffic.openSockets).to.equal(1) },
  },
  {
    fault: 'has a window.open of the page’s that throws',
    at: 'asking',
    lays: [does(window, 'open', () => throwing('no windows')), alice.accepts, alice.starts()],
    shows: { state: 'joinable', notices: ['popup-blocked'], offers: ['Open viewer', 'End'] },
    clears: [putBack, presses('Open viewer')],
    recovers: { state: 'in-session', within: 0, also: () => expect(viewers.open).to.equal(1) },
  },
  {
    fault: 'has a form.submit of the page’s that throws',
    at: 'asking',
    lays: [does(HTMLFormElement.prototype, 'submit', () => throwing('no forms')), alice.accepts, alice.starts()],
    shows: { state: 'in-session', viewers: 0 },
    clears: [putBack, alice.ends],
    recovers: { ...isReported, viewers: 0 },
  },
]);
