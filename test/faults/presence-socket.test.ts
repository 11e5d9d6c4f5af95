import { expect } from '@open-wc/testing';
import { seen } from '../element/sandbox.js';
import { traffic, viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Step } from './scene.js';
import { alice, cut, faulty, lifted, passes, presses, saysFrame, settles, times } from './steps.js';
import { table } from './table.js';

// Where the socket is not to be had, or not to be relied on, the look-up takes its place: the agent is told once that
// news comes late. A short drop is not shown at all, and what is lost is `connecting`, never `absent`.

const socket = '/agent';
const minutes = 60_000;

/** The sandbox's look-up, as Glance's may, keeps somebody who has left for five seconds. */
const noOneIsThere = { path: '/lookupvisitor', do: 'status', status: 200, body: '{}' } as const;

/** The socket is open again, and nobody asks in its place. */
const isOnTheLine: Step = async (scene) => {
  expect(traffic.openSockets).to.equal(1);
  const asked = await seen('/lookupvisitor');
  await scene.passes(20_000);
  // A line that is silent for long is a reason to look, once.
  expect((await seen('/lookupvisitor')).length).to.be.lessThan(asked.length + 2);
};

/** The socket is tried again each minute, and trusted when it has lasted for ten seconds. */
const returns = {
  clears: [lifted, passes(75_000)],
  recovers: { state: 'present', by: [], also: isOnTheLine },
} as const;

const isReplaced = { state: 'present', by: ['connecting', 'present'], notices: ['presence-degraded'] } as const;
const isSteady = { state: 'present', by: [] } as const;

table('The presence socket', [
  {
    fault: 'never opens',
    lays: [faulty({ path: socket, do: 'silence' })],
    then: [passes(25_000)],
    shows: { ...isReplaced, reads: /News of the customer comes late/ },
    ...returns,
  },
  {
    fault: 'opens, and stays silent',
    lays: [faulty({ message: '*', do: 'silence' })],
    then: [passes(25_000)],
    shows: isReplaced,
    ...returns,
  },
  {
    fault: 'opens after nine seconds',
    lays: [faulty({ path: socket, do: 'hold' })],
    then: [passes(9_000)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', within: 0 },
  },
  ...[401, 403, 404, 429, 500, 503].map((status): Row => ({
    fault: `is refused with ${status}`,
    lays: [faulty({ path: socket, do: 'status', status })],
    then: [passes(2_000)],
    shows: isReplaced,
    ...returns,
  })),
  {
    fault: 'is cut off while it opens',
    lays: [faulty({ path: socket, do: 'drop' })],
    then: [passes(2_000)],
    shows: isReplaced,
    ...returns,
  },
  {
    fault: 'is no web socket',
    lays: [faulty({ path: socket, do: 'garbage' })],
    then: [passes(2_000)],
    shows: isReplaced,
    ...returns,
  },
  {
    fault: 'sends garbage only',
    lays: [faulty({ message: '*', do: 'garbage', body: '<p>' })],
    then: [passes(25_000)],
    shows: isReplaced,
    ...returns,
  },
  {
    fault: 'closes as soon as it has opened',
    lays: [faulty({ message: 'connected', do: 'drop' })],
    then: [passes(2_000)],
    shows: isReplaced,
    ...returns,
  },
  {
    fault: 'drops once',
    at: 'watching',
    lays: [cut(socket), passes(1_000)],
    shows: { ...isSteady, also: isOnTheLine },
  },
  {
    fault: 'drops every second',
    at: 'watching',
    lays: times(6, cut(socket), passes(1_000)),
    shows: { ...isSteady, notices: ['presence-degraded'] },
    ...returns,
  },
  {
    fault: 'drops every second, and again as soon as it is back: it is not trusted before it has lasted',
    at: 'watching',
    lays: [...times(3, cut(socket), passes(1_000)), passes(60_000), ...times(3, cut(socket), passes(1_000))],
    shows: { ...isSteady, notices: ['presence-degraded'] },
    ...returns,
  },
  {
    fault: 'drops every half minute',
    at: 'watching',
    lays: times(6, cut(socket), passes(30_000)),
    shows: isSteady,
  },
  {
    fault: 'is gone for two seconds, and the look-up with it',
    at: 'watching',
    lays: [faulty({ path: socket, do: 'drop' }, { path: '/lookupvisitor', do: 'drop' }), passes(2_000)],
    shows: isSteady,
  },
  {
    fault: 'is gone for a minute, and the look-up with it',
    at: 'watching',
    lays: [faulty({ path: socket, do: 'drop' }, { path: '/lookupvisitor', do: 'drop' }), passes(1 * minutes)],
    // Each pause is longer than the one before.
    shows: { state: 'connecting', by: ['connecting'], also: () => expect(traffic.sockets.length).to.be.within(6, 14) },
    recovers: { state: 'present', by: ['present'] },
  },
  {
    fault: 'is gone while Alice leaves',
    at: 'watching',
    lays: [faulty({ path: socket, do: 'drop' }, { path: '/lookupvisitor', do: 'drop' }), alice.goes, passes(1_000)],
    shows: isSteady,
    clears: [faulty(noOneIsThere)],
    recovers: { state: 'absent', by: ['absent'] },
  },
  {
    fault: 'goes silent without a word, and Alice leaves',
    at: 'watching',
    lays: [faulty({ message: '*', do: 'silence' }, noOneIsThere), alice.goes, passes(80_000)],
    shows: { state: 'absent', by: ['absent'] },
    clears: [lifted, alice.comes],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
]);

const long = 'z'.repeat(1_000_000);

const odd: Readonly<Record<string, string>> = {
  'an empty frame': '',
  'a frame that is no JSON': '<!doctype html><p>Bad gateway',
  'half a frame of JSON': '{"mtype":"visitorsock","data":{"connec',
  'a megabyte of nothing': long,
  'a megabyte that says that Alice has left': `{"mtype":"visitorsock","data":{"connected":false},"more":"${long}"}`,
  null: 'null',
  'a number': '7',
  'a list': '[{"mtype":"visitorsock","data":{"connected":false}}]',
  'a frame without a type': '{"data":{"connected":false}}',
  'a frame whose type is a number': '{"mtype":7,"data":{"connected":false}}',
  'a type nobody knows': '{"mtype":"visitorteleported","data":{"connected":false}}',
  'a type that every object has': '{"mtype":"constructor","data":{}}',
  'visitorsock without data': '{"mtype":"visitorsock"}',
  'visitorsock that says nothing': '{"mtype":"visitorsock","data":{"connected":"perhaps"}}',
  'presence without data': '{"mtype":"presence"}',
  'presence of a page that is a script': '{"mtype":"presence","data":{"url":"javascript:alert(1)"}}',
  'presence that is markup': '{"mtype":"presence","data":{"url":"https://shop.example/<b>","browser":"<b>"}}',
  'presence of things of another kind': '{"mtype":"presence","data":{"url":{},"browser":[],"browserver":{"a":1}}}',
  'terms nobody has asked for': '{"mtype":"terms","data":{"status":"accepted"}}',
  'terms of a status nobody knows': '{"mtype":"terms","data":{"status":"perhaps"}}',
  'a decline nobody has asked for': '{"mtype":"terms","data":{"status":"declined"}}',
  'an error of a session nobody has asked for': '{"mtype":"visitorerror","data":{"code":"dupkey","msg":"no"}}',
  'the end of a session nobody is in': '{"mtype":"visitorsessionend","data":{"reason":"visitor"}}',
  'an error that is not about the agent': '{"mtype":"error","data":{"error":"busy"}}',
  'a second greeting': '{"mtype":"connected","keepalive":30}',
};

table('The presence socket sends', [
  ...Object.entries(odd).map(([fault, frame]): Row => ({
    fault,
    at: 'watching',
    lays: [saysFrame(frame), settles],
    shows: isSteady,
  })),
  ...['redirect', 'serverclose', 'scaledown'].map((mtype): Row => ({
    fault: `${mtype}, and wants another connection`,
    at: 'watching',
    lays: [saysFrame({ mtype, data: { direct: 'glance.example:443' } }), passes(1_000)],
    shows: { ...isSteady, also: () => expect(traffic.sockets).to.have.lengthOf(2) },
  })),
  ...['', '0', '-1', '"soon"', '1e9', '"30"', '{}'].map((keepalive): Row => ({
    fault: `a greeting with keepalive ${keepalive || 'left out'}`,
    lays: [
      faulty({
        message: 'connected',
        do: 'garbage',
        body: `{"mtype":"connected"${keepalive && `,"keepalive":${keepalive}`}}`,
      }),
    ],
    shows: { state: 'present' },
  })),
  {
    fault: 'that the authorization has run out',
    at: 'watching',
    lays: [saysFrame({ mtype: 'error', data: { error: 'authorization' } }), passes(1_000)],
    shows: isSteady,
  },
  {
    fault: 'that it does not take the authorization, once',
    lays: [
      faulty({
        message: 'connected',
        do: 'garbage',
        body: '{"mtype":"error","data":{"error":"authorization"}}',
        times: 1,
      }),
    ],
    then: [passes(1_000)],
    shows: { state: 'present' },
  },
  {
    fault: 'that it does not take the authorization, nor the next',
    lays: [faulty({ message: 'connected', do: 'garbage', body: '{"mtype":"error","data":{"error":"authorization"}}' })],
    then: [passes(1_000)],
    shows: {
      state: 'idle',
      notices: ['presence-unavailable'],
      errors: ['auth-refused'],
      offers: ['Join', 'Try again'],
    },
    clears: [lifted, presses('Try again')],
    recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
  },
]);

const says = {
  'visitorconn true': { mtype: 'visitorconn', data: { connected: true } },
  'visitorconn false': { mtype: 'visitorconn', data: { connected: false } },
  'visitorsock true': { mtype: 'visitorsock', data: { connected: true } },
  'visitorsock false': { mtype: 'visitorsock', data: { connected: false } },
} as const;

type Said = keyof typeof says;

const ordersOf = <T>(things: readonly T[]): T[][] =>
  things.length < 2
    ? [[...things]]
    : things.flatMap((first) => ordersOf(things.filter((each) => each !== first)).map((rest) => [first, ...rest]));

/** Only visitorsock says that somebody has left, and it holds when nothing has called it off within five seconds. */
const hasLeft = (order: readonly Said[]): boolean =>
  order.filter((said) => said !== 'visitorconn false').at(-1) === 'visitorsock false';

table('The presence socket says of Alice, who is there, in this order', [
  ...ordersOf(Object.keys(says) as Said[]).map((order): Row => ({
    fault: order.join(', '),
    at: 'watching',
    lays: [...order.map((said) => saysFrame(says[said])), passes(4_900)],
    shows: isSteady,
    clears: [passes(200)],
    recovers: hasLeft(order) ? { state: 'absent', by: ['absent'], within: 0 } : { state: 'present', by: [], within: 0 },
  })),
  {
    fault: 'visitorsock false, and true within five seconds, over and over',
    at: 'watching',
    lays: times(5, saysFrame(says['visitorsock false']), passes(4_000), saysFrame(says['visitorsock true'])),
    shows: isSteady,
  },
  {
    fault: 'visitorsock false over and over',
    at: 'watching',
    lays: [saysFrame(says['visitorsock false']), passes(3_000), saysFrame(says['visitorsock false']), passes(2_100)],
    shows: { state: 'absent', by: ['absent'] },
    clears: [saysFrame(says['visitorconn true'])],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
]);

table('The presence socket is lost', [
  {
    fault: 'while Alice is asked, and REST takes over',
    at: 'asking',
    lays: [faulty({ path: socket, do: 'drop' }), passes(2_000)],
    shows: { state: 'inviting', phase: 'displayed', notices: ['presence-degraded'], by: [] },
    clears: [alice.accepts, alice.starts(), passes(4_000)],
    recovers: { state: 'in-session', by: ['in-session'], within: 0 },
  },
  {
    fault: 'while Alice is asked, and she accepts meanwhile',
    at: 'asking',
    lays: [faulty({ path: socket, do: 'drop' }, { path: '/lookupvisitor', do: 'drop' }), alice.accepts, alice.starts()],
    shows: { state: 'inviting', phase: 'displayed', by: [] },
    recovers: { state: 'in-session', by: ['in-session'] },
  },
  {
    fault: 'while Alice is asked, and she declines meanwhile, of which nobody hears',
    at: 'asking',
    lays: [cut(socket), alice.declines, passes(2_000)],
    shows: { state: 'inviting', phase: 'displayed', by: [] },
    clears: [passes(90_000)],
    recovers: { state: 'present', notices: ['no-answer'], by: ['present'], within: 0 },
  },
  {
    fault: 'in session',
    at: 'in session',
    lays: [faulty({ path: socket, do: 'drop' }, { path: '/lookupvisitor', do: 'drop' }), passes(2 * minutes)],
    shows: { state: 'in-session', by: [] },
    recovers: { state: 'in-session', by: [], also: () => expect(viewers.open).to.equal(1) },
  },
  {
    fault: 'in session, which Alice ends meanwhile',
    at: 'in session',
    lays: [faulty({ path: socket, do: 'drop' }), alice.ends, settles],
    shows: { state: 'in-session', by: [] },
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
]);
