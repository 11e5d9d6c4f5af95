import { expect } from '@open-wc/testing';
import { seen } from '../element/sandbox.js';
import { traffic, viewers } from '../element/surroundings.js';
import { until } from '../element/until.js';
import type { Row } from './row.js';
import type { Step } from './scene.js';
import { alice, faulty, isAskedFor, lifted, passes, presses, settles } from './steps.js';
import { table } from './table.js';

// The look-up tells what the socket has not: where Alice is at first, and after each gap. Absent comes in several
// shapes; what is none of them says nothing, and is asked again.

const lookUp = '/lookupvisitor';
const minutes = 60_000;

const answers = (body: string) => ({ path: lookUp, do: 'status', status: 200, body }) as const;

/** So often, and no more, in a minute. */
const isAskedAtMost =
  (times: number): Step =>
  async () =>
    expect((await seen(lookUp)).length).to.be.lessThan(times + 1);

const noAnswers = {
  'answers 500': { path: lookUp, do: 'status', status: 500 },
  'answers 503': { path: lookUp, do: 'status', status: 503 },
  'answers 429': { path: lookUp, do: 'status', status: 429 },
  'answers 404': { path: lookUp, do: 'status', status: 404 },
  'is cut off': { path: lookUp, do: 'drop' },
  'answers a page': answers('<!doctype html><p>Bad gateway'),
  'answers nothing': answers(''),
  'answers null': answers('null'),
  'answers a list': answers('[]'),
  'answers half a reply': answers('{"visitorpresent":tr'),
} as const;

table('The presence look-up', [
  ...Object.entries(noAnswers).flatMap(([fault, laid]): Row[] => [
    {
      fault: `${fault}, for a minute: the socket says that Alice is there`,
      lays: [faulty(laid)],
      then: [passes(1 * minutes)],
      shows: { state: 'present', by: ['connecting', 'present'], also: isAskedAtMost(28) },
    },
    {
      fault: `${fault}, for a minute: nothing says that nobody is there`,
      alice: 'away',
      lays: [faulty(laid)],
      then: [passes(1 * minutes)],
      shows: { state: 'connecting', by: ['connecting'], also: isAskedAtMost(28) },
      recovers: { state: 'absent', by: ['absent'] },
    },
  ]),
  {
    fault: 'answers 401 once, and takes the next authorization',
    alice: 'away',
    lays: [faulty({ path: lookUp, do: 'status', status: 401, times: 1 })],
    shows: { state: 'absent', by: ['connecting', 'absent'] },
  },
  ...[401, 403].map((status): Row => ({
    fault: `answers ${status} to every authorization, though the socket takes them`,
    lays: [faulty({ path: lookUp, do: 'status', status })],
    then: [passes(5 * minutes)],
    shows: {
      state: 'present',
      by: ['connecting', 'present'],
      also: async () =>
        expect((await seen('/services/AuthorizationService.svc/rest/Authorize')).length).to.be.lessThan(20),
    },
    recovers: { state: 'present', by: [] },
  })),
  {
    fault: 'takes nine seconds, while the socket says that Alice is there',
    lays: [faulty({ path: lookUp, do: 'hold' })],
    then: [isAskedFor(lookUp), passes(9_000)],
    shows: { state: 'present', by: ['connecting', 'present'] },
  },
  {
    fault: 'is silent, and nobody is there',
    alice: 'away',
    lays: [faulty({ path: lookUp, do: 'silence' })],
    then: [isAskedFor(lookUp), passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'absent', by: ['absent'] },
  },
  ...[
    '{}',
    '{"visitorfound":false}',
    '{"visitorfound":"false"}',
    '{"visitorpresent":false}',
    '{"visitorpresent":"false","timestamp":"1583953702.0"}',
  ].map((body): Row => ({
    fault: `answers ${body}: nobody is there`,
    alice: 'away',
    lays: [faulty(answers(body))],
    shows: { state: 'absent', by: ['connecting', 'absent'] },
    clears: [lifted, alice.comes],
    recovers: { state: 'present', by: ['present'], within: 0 },
  })),
  ...[
    '{"visitorpresent":"true","url":"https://shop.example/cart","browserver":"156","timestamp":"1583953702.0"}',
    '{"visitorid":"alice","url":"https://shop.example/cart"}',
    '{"visitorpresent":true,"direct":"glance.example:443","url":"https://shop.example/cart"}',
  ].map((body): Row => ({
    fault: `answers ${body}: Alice is there`,
    alice: 'away',
    lays: [faulty(answers(body))],
    shows: { state: 'present', by: ['connecting', 'present'], reads: /shop.example\/cart/ },
    // Who is there by the look-up leaves by the socket, and that is not heard where they never came.
    clears: [lifted, alice.comes, alice.goes],
    recovers: { state: 'absent', by: ['absent'] },
  })),
]);

/** The page has heard that it is cut off before any time passes. */
const lineIsGone: Step = () => until('the line is gone', () => traffic.openSockets === 0);
const byRest = [faulty({ path: '/agent', do: 'drop' }), lineIsGone, passes(2_000)] as const;
/** The socket stays gone, and the look-up with it, by one of its faults. */
const without = (laid: Parameters<typeof faulty>[0]): Step => faulty({ path: '/agent', do: 'drop' }, laid);
const degraded = { notices: ['presence-degraded'] } as const;

table('The presence look-up, where there is no socket,', [
  ...Object.entries(noAnswers).map(([fault, laid]): Row => ({
    fault: `${fault}, for a minute`,
    at: 'watching',
    lays: [...byRest, without(laid), passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'], ...degraded },
    clears: [faulty({ path: '/agent', do: 'drop' })],
    recovers: { state: 'present', by: ['present'] },
  })),
  {
    fault: 'fails once',
    at: 'watching',
    lays: [...byRest, faulty({ path: '/agent', do: 'drop' }, { path: lookUp, do: 'drop', times: 2 }), passes(15_000)],
    shows: { state: 'present', by: [], ...degraded },
  },
  {
    fault: 'asks to be spared with 429, and is, for half a minute at a time',
    at: 'watching',
    lays: [...byRest, without({ path: lookUp, do: 'status', status: 429 }), passes(2 * minutes)],
    shows: { state: 'connecting', ...degraded, also: isAskedAtMost(10) },
    clears: [faulty({ path: '/agent', do: 'drop' })],
    recovers: { state: 'present', by: ['present'] },
  },
  {
    fault: 'refuses every authorization',
    at: 'watching',
    lays: [...byRest, without({ path: lookUp, do: 'status', status: 401 }), passes(10_000)],
    shows: {
      state: 'idle',
      notices: ['presence-degraded', 'presence-unavailable'],
      errors: ['auth-refused'],
      offers: ['Join', 'Try again'],
    },
    clears: [lifted, presses('Try again')],
    recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
  },
]);

const direct = { attributes: { groupid: '20555', authurl: '/loginkey?groupid=20555' } };
const find = '/findvisitor';

table('The server of Alice alone, in a group on direct servers,', [
  ...[503, 404].map((status): Row => ({
    fault: `cannot be found: ${status}, for a minute`,
    page: direct,
    lays: [faulty({ path: find, do: 'status', status })],
    then: [passes(1 * minutes)],
    shows: { state: 'present', by: ['connecting', 'present'], ...degraded },
    clears: [lifted, passes(75_000)],
    recovers: { state: 'present', by: [] },
  })),
  {
    fault: 'is none, as long as she is away',
    page: direct,
    alice: 'away',
    then: [passes(1 * minutes)],
    shows: { state: 'absent', by: ['connecting', 'absent'] },
    clears: [alice.comes],
    recovers: { state: 'present', by: ['present'], within: 6_000 },
  },
  {
    fault: 'is said to be a host that is not Glance’s, which gets no token',
    page: direct,
    lays: [
      faulty({ path: find, do: 'status', status: 200, body: '{"direct":"glance.example:443","visitorfound":true}' }),
    ],
    then: [passes(1 * minutes)],
    shows: { state: 'present', by: ['connecting', 'present'], ...degraded },
    clears: [lifted, passes(75_000)],
    recovers: { state: 'present', by: [] },
  },
  {
    fault: 'answers no look-up, and does not let itself be found',
    page: direct,
    lays: [faulty({ path: find, do: 'drop' }, { path: lookUp, do: 'drop' })],
    then: [passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', by: ['present'] },
  },
  {
    fault: 'does not take the question',
    page: direct,
    lays: [faulty({ path: '/signalvisitor', do: 'status', status: 503 })],
    then: [settles, presses('Join'), passes(10_000)],
    shows: { state: 'inviting', phase: 'preparing' },
    clears: [lifted, passes(20_000), alice.isAsked, alice.accepts, alice.starts()],
    recovers: { state: 'in-session', within: 0, also: () => expect(viewers.open).to.equal(1) },
  },
  {
    fault: 'does not take the question, for good',
    page: direct,
    lays: [faulty({ path: '/signalvisitor', do: 'status', status: 503 })],
    then: [settles, presses('Join'), passes(95_000)],
    shows: { state: 'present', notices: ['session-failed'] },
  },
]);
