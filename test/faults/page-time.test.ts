import { expect } from '@open-wc/testing';
import { seen } from '../element/sandbox.js';
import { traffic, viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Page, Step } from './scene.js';
import {
  alice,
  cut,
  entersKey,
  faulty,
  isHidden,
  isSeenAgain,
  isShownAgain,
  lifted,
  originIs,
  passes,
  popUps,
  presses,
  settles,
  sleeps,
  sleepsDeeply,
} from './steps.js';
import { table } from './table.js';

// A computer sleeps, and a page is hidden for hours: wherever the button was, it finds out what has become of it, and
// what had a limit is over.

const socket = '/agent';
const authorize = '/services/AuthorizationService.svc/rest/Authorize';
const minutes = 60_000;
const hours = 60 * minutes;

/** The sandbox does not sleep along: what it gives has to last longer. */
const lastsADay = async (): Promise<unknown> =>
  (await fetch('/loginkey?partneruserid=agent-42&expiresin=86400', { method: 'POST' })).json();
const page: Page = { properties: { getLoginKey: lastsADay } };

/** How a night goes by: the line does not outlast it. */
const nights: Readonly<Record<string, readonly Step[]>> = {
  'the timers fire late': [sleeps(8 * hours)],
  'the timers sleep too': [sleepsDeeply(8 * hours), isShownAgain],
};

type Place = Omit<Row, 'fault'>;

const opensViewer = { clears: [presses('Open viewer')], recovers: { state: 'in-session', within: 0 } } as const;
const endsAsEver = {
  clears: [alice.ends],
  recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1, within: 0 },
} as const;
const isOnTheLine: Step = () => expect(traffic.openSockets).to.equal(1);

/** Where the agent is when it begins, and what is found in the morning. */
const places: Readonly<Record<string, Place>> = {
  'while nothing can be reached': {
    lays: [faulty({ path: '/services/*', do: 'drop' })],
    then: [settles],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', by: ['present'] },
  },
  'while there is no login key, which there is in the morning': {
    lays: [faulty({ path: '/loginkey', do: 'status', status: 500 })],
    then: [settles],
    shows: { state: 'error', errors: ['auth-unreachable'] },
    recovers: { state: 'present' },
  },
  'while presence is refused': {
    lays: [faulty({ path: authorize, do: 'status', status: 403 })],
    then: [settles],
    shows: { state: 'idle', notices: ['presence-unavailable'], errors: ['auth-refused'] },
    clears: [lifted, presses('Try again')],
    recovers: { state: 'present', within: 0 },
  },
  'while Alice is not there': {
    alice: 'away',
    at: 'watching',
    lays: [cut(socket)],
    shows: { state: 'absent', also: isOnTheLine },
    clears: [alice.comes],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
  'while Alice is there': {
    at: 'watching',
    lays: [cut(socket)],
    shows: { state: 'present', also: isOnTheLine },
  },
  'while Alice is asked': {
    at: 'asking',
    lays: [cut(socket)],
    shows: { state: 'present', notices: ['no-answer'] },
    clears: [presses('Join'), alice.isAskedAgain, alice.accepts, alice.starts()],
    recovers: { state: 'in-session', within: 0 },
  },
  'while Alice is asked, who accepts meanwhile': {
    at: 'asking',
    lays: [faulty({ path: socket, do: 'drop' }), alice.accepts, alice.starts(), lifted],
    // Their time was up in the night: nothing opens by itself.
    shows: { state: 'joinable', notices: ['no-answer', 'late-accept'], viewers: 0 },
    ...opensViewer,
  },
  'while a key is waited for': {
    at: 'watching',
    lays: [entersKey('12345'), cut(socket)],
    shows: { state: 'present', notices: ['no-such-session'] },
  },
  'while the viewer could not be opened': {
    at: 'asking',
    lays: [popUps('blocked'), alice.accepts, alice.starts(), popUps('allowed'), cut(socket)],
    shows: { state: 'joinable', notices: ['popup-blocked'], viewers: 0 },
    ...opensViewer,
  },
  'in session': {
    at: 'in session',
    lays: [cut(socket)],
    shows: { state: 'in-session', by: [], also: () => expect(viewers.open).to.equal(1) },
    ...endsAsEver,
  },
  'in session, which Alice ends meanwhile': {
    at: 'in session',
    lays: [faulty({ path: socket, do: 'drop' }), alice.ends, lifted],
    shows: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
};

for (const [how, night] of Object.entries(nights))
  table(
    `The computer sleeps for a night, and ${how}:`,
    Object.entries(places).map(([fault, { lays = [], then, ...row }]): Row => {
      const sleep = [...night, passes(20_000)];
      return {
        fault,
        page,
        ...row,
        lays,
        ...(row.at ? { lays: [...lays, ...sleep] } : { then: [...(then ?? []), ...sleep] }),
      };
    }),
  );

/** For an hour, in which something may happen after half of it. */
const hiddenWhile = (...happens: readonly Step[]): Step[] => [
  isHidden,
  passes(30 * minutes),
  ...happens,
  passes(30 * minutes),
  isSeenAgain,
  settles,
];

const lookUp = '/lookupvisitor';
/** The sandbox's look-up, as Glance's may, keeps somebody who has left for five seconds. */
const nobody = { path: lookUp, do: 'status', status: 200, body: '{}' } as const;

table('The page is hidden for an hour', [
  {
    fault: 'while Alice is there: the line stays open',
    page,
    at: 'watching',
    lays: hiddenWhile(),
    shows: { state: 'present', by: [], also: () => expect(traffic.sockets).to.have.lengthOf(1) },
  },
  {
    fault: 'while Alice leaves',
    page,
    at: 'watching',
    lays: hiddenWhile(faulty(nobody), alice.goes),
    shows: { state: 'absent', by: ['absent'] },
    clears: [lifted, alice.comes],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
  {
    fault: 'while Alice comes',
    page,
    alice: 'away',
    at: 'watching',
    lays: hiddenWhile(alice.comes),
    shows: { state: 'present', by: ['present'] },
  },
  {
    fault: 'while there is no line: the look-ups are a minute apart',
    page,
    at: 'watching',
    lays: [
      faulty({ path: socket, do: 'drop' }),
      passes(5_000),
      async (scene) => {
        const asked = (await seen(lookUp)).length;
        await scene.run(hiddenWhile());
        expect((await seen(lookUp)).length - asked).to.be.within(30, 75);
      },
    ],
    shows: { state: 'present', notices: ['presence-degraded'] },
    clears: [lifted, passes(75_000)],
    recovers: { state: 'present', by: [], within: 0, also: isOnTheLine },
  },
  {
    fault: 'as soon as Alice is asked, who accepts',
    page,
    at: 'asking',
    lays: [isHidden, passes(1 * minutes), alice.accepts, alice.starts(), settles],
    shows: { state: 'in-session' },
    clears: [isSeenAgain, alice.ends],
    recovers: endsAsEver.recovers,
  },
  {
    fault: 'as soon as Alice is asked, who never answers',
    page,
    at: 'asking',
    lays: hiddenWhile(),
    shows: { state: 'present', notices: ['no-answer'] },
  },
  {
    fault: 'while a key is waited for, whose session starts',
    page,
    at: 'watching',
    lays: [entersKey('12345'), isHidden, passes(5 * minutes), alice.starts('12345'), passes(2 * minutes)],
    shows: { state: 'in-session', notices: ['no-such-session'] },
    clears: [isSeenAgain],
    recovers: { state: 'in-session', by: [], within: 0 },
  },
  {
    fault: 'in session, which Alice ends',
    page,
    at: 'in session',
    lays: hiddenWhile(alice.ends),
    shows: { state: 'present', notices: ['session-ended'], by: ['present'], reports: 1, viewers: 1 },
  },
  {
    fault: 'in session, whose viewer the agent closes',
    page,
    at: 'in session',
    lays: hiddenWhile(() => viewers.closeLast()),
    shows: { state: 'joinable', viewers: 1 },
    clears: [presses('Open viewer')],
    recovers: { state: 'in-session', viewers: 2, within: 0 },
  },
  {
    fault: 'while the origin is taken off the allow list, and the line drops',
    page,
    at: 'watching',
    lays: hiddenWhile(originIs('not allowed'), cut(socket)),
    shows: { state: 'idle', notices: ['presence-unavailable'], errors: ['origin-not-allowed'] },
    clears: [originIs('allowed'), presses('Try again')],
    recovers: { state: 'present', within: 0 },
  },
]);
