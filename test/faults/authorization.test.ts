import { expect } from '@open-wc/testing';
import { seen } from '../element/sandbox.js';
import type { Row } from './row.js';
import { anotherLoginKey, faulty, isAskedFor, lifted, originIs, passes, presses } from './steps.js';
import { table } from './table.js';

// A refusal is said, with what the administrator can do, and waits for the agent: keys are not affected. Anything else
// may pass, and is tried again until it has: the customer is not known yet, which is `connecting`.

const authorize = '/services/AuthorizationService.svc/rest/Authorize';
const settings = '/services/authorizationservice/GetVisitorSettings3';
const minutes = 60_000;

const refused = {
  state: 'idle',
  notices: ['presence-unavailable'],
  offers: ['Join', 'Try again'],
  reads: /Cannot see the customer. Keys still work./,
} as const;

const triesAgain = [lifted, presses('Try again')] as const;
const isThere = { state: 'present', by: ['connecting', 'present'], within: 0 } as const;

table('Glance’s authorization', [
  ...[401, 403].flatMap((status): Row[] => [
    {
      fault: `answers ${status}`,
      lays: [faulty({ path: authorize, do: 'status', status })],
      shows: { ...refused, errors: ['auth-refused'], hint: /puid, groupid and API key/ },
      clears: triesAgain,
      recovers: isThere,
    },
    {
      fault: `answers ${status} to a login key that was used up, and takes the next`,
      page: { properties: { getLoginKey: anotherLoginKey } },
      lays: [faulty({ path: authorize, do: 'status', status, times: 1 })],
      shows: { state: 'present' },
    },
    {
      fault: `answers ${status}, and is not asked again by itself`,
      lays: [faulty({ path: authorize, do: 'status', status })],
      then: [passes(5 * minutes)],
      shows: {
        ...refused,
        errors: ['auth-refused'],
        also: async () => expect((await seen(authorize)).length).to.be.lessThan(3),
      },
      clears: triesAgain,
      recovers: isThere,
    },
  ]),
  ...[500, 503, 429].map((status): Row => ({
    fault: `answers ${status}, for five minutes`,
    lays: [faulty({ path: authorize, do: 'status', status })],
    then: [passes(5 * minutes)],
    shows: { state: 'connecting', by: ['connecting'], offers: ['Join'] },
    recovers: { state: 'present', by: ['present'] },
  })),
  {
    fault: 'is cut off once',
    // The browser repeats one that is cut off by itself.
    lays: [faulty({ path: authorize, do: 'drop', times: 2 })],
    shows: { state: 'present' },
  },
  {
    fault: 'is always cut off, while Glance answers everybody: as it does to a page that is not on its allow list',
    lays: [faulty({ path: authorize, do: 'drop' })],
    shows: { ...refused, errors: ['origin-not-allowed'], hint: /CRM and Chat Integration/ },
    clears: triesAgain,
    recovers: isThere,
  },
  {
    fault: 'is not for this page',
    lays: [originIs('not allowed')],
    shows: { ...refused, errors: ['origin-not-allowed'], hint: /CRM and Chat Integration/ },
    clears: [originIs('allowed'), presses('Try again')],
    recovers: isThere,
  },
  {
    fault: 'takes nine seconds',
    lays: [faulty({ path: authorize, do: 'hold' })],
    then: [isAskedFor(authorize), passes(9_000)],
    shows: { state: 'connecting' },
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'is silent, for a minute',
    lays: [faulty({ path: authorize, do: 'silence' })],
    then: [isAskedFor(authorize), passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    // The one under way, and the pause after it.
    recovers: { state: 'present', by: ['present'], within: 40_000 },
  },
  ...['{}', 'null', '7', '""', 'a page', '{"authToken":7}'].map((body): Row => ({
    fault: `answers ${body}, which is no token`,
    lays: [faulty({ path: authorize, do: 'status', status: 200, body })],
    then: [passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', by: ['present'] },
  })),
  {
    fault: 'answers a token that presence does not take',
    lays: [faulty({ path: authorize, do: 'status', status: 200, body: '"no token of ours"' })],
    then: [passes(1_000)],
    shows: { ...refused, errors: ['auth-refused'] },
    clears: triesAgain,
    recovers: isThere,
  },
]);

table('Glance’s settings', [
  {
    fault: 'are without presence',
    lays: [faulty({ path: settings, do: 'status', status: 200, body: '{"presenceUrl":""}' })],
    shows: { ...refused, errors: ['presence-disabled'], hint: /Ask Glance/ },
    clears: triesAgain,
    recovers: isThere,
  },
  {
    fault: 'are those of a group without presence',
    page: { attributes: { groupid: '20000', authurl: '/loginkey?groupid=20000' } },
    alice: 'away',
    shows: { ...refused, errors: ['presence-disabled'], hint: /Ask Glance/ },
  },
  {
    fault: 'name a host that is not Glance’s',
    lays: [
      faulty({
        path: settings,
        do: 'status',
        status: 200,
        body: '{"presenceUrl":"glance.example","isPresenceLoadBalanced":true}',
      }),
    ],
    shows: { ...refused, errors: ['presence-disabled'] },
    clears: triesAgain,
    recovers: isThere,
  },
  ...[
    { do: 'status', status: 503 } as const,
    { do: 'status', status: 404 } as const,
    { do: 'drop' } as const,
    { do: 'garbage', body: '<!doctype html><p>Welcome to the hotel’s network' } as const,
    { do: 'garbage', body: '{"presenceUrl":"127.0' } as const,
    { do: 'garbage', body: '[]' } as const,
  ].map((fault): Row => ({
    fault: `are not to be had (${Object.values(fault).join(' ')}), for a minute`,
    lays: [faulty({ path: settings, ...fault })],
    then: [passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', by: ['present'] },
  })),
  {
    fault: 'are silent, for a minute',
    lays: [faulty({ path: settings, do: 'silence' })],
    then: [isAskedFor(settings), passes(1 * minutes)],
    shows: { state: 'connecting', by: ['connecting'] },
    recovers: { state: 'present', by: ['present'], within: 40_000 },
  },
]);

table('Glance', [
  {
    fault: 'cannot be reached at all, from the beginning, for five minutes',
    lays: [faulty({ path: '/services/*', do: 'drop' }, { path: '/agent', do: 'drop' })],
    then: [passes(5 * minutes)],
    shows: { state: 'connecting', by: ['connecting'], offers: ['Join'] },
    recovers: { state: 'present', by: ['present'] },
  },
  {
    fault: 'cannot be reached any more, for five minutes',
    at: 'watching',
    lays: [
      faulty(
        { path: '/services/*', do: 'drop' },
        { path: '/agent', do: 'drop' },
        { path: '/lookupvisitor', do: 'drop' },
      ),
    ],
    then: [passes(5 * minutes)],
    shows: { state: 'connecting', by: ['connecting'], offers: ['Join'] },
    recovers: { state: 'present', by: ['present'] },
  },
]);
