import { expect } from '@open-wc/testing';
import { traffic, viewers } from '../element/surroundings.js';
import type { Step } from './scene.js';
import { alice, cut, originIs, passes, presses, settles, sleeps, isShownAgain } from './steps.js';
import { table } from './table.js';

// An administrator may take the page's origin off Glance's allow list at any time. Nothing of it is told: a line that is
// open stays open, and every answer is withheld from then on. Once it matters, the agent hears why, and not that
// something cannot be reached.

const socket = '/agent';
const isAuthorize = (url: string): boolean => url.includes('/rest/Authorize');
const minutes = 60_000;

const isOff: Step = originIs('not allowed');
const isBackOn: Step = originIs('allowed');

/** The line drops, and is tried again a few times. */
const lineDrops = [cut(socket), passes(15_000)] as const;

const refused = {
  state: 'idle',
  notices: ['presence-unavailable'],
  errors: ['origin-not-allowed'],
  offers: ['Join', 'Try again'],
  reads: /Cannot see the customer. Keys still work./,
  hint: /CRM and Chat Integration/,
} as const;
const triesAgain = {
  clears: [isBackOn, presses('Try again')],
  recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
} as const;

table('The page’s origin is taken off the allow list', [
  {
    fault: 'while Alice is watched, and the line holds',
    at: 'watching',
    lays: [isOff, passes(5 * minutes)],
    shows: { state: 'present', by: [] },
    clears: [isBackOn, passes(1 * minutes)],
    recovers: { state: 'present', by: [], within: 0 },
  },
  {
    fault: 'while Alice is watched, and the line drops',
    at: 'watching',
    lays: [isOff, ...lineDrops],
    shows: refused,
    ...triesAgain,
  },
  {
    fault: 'while Alice is watched, and the computer sleeps over it',
    at: 'watching',
    lays: [isOff, cut(socket), sleeps(60 * minutes), isShownAgain, passes(15_000)],
    shows: refused,
    ...triesAgain,
  },
  {
    fault: 'and put back before the line drops',
    at: 'watching',
    lays: [isOff, passes(1 * minutes), isBackOn, ...lineDrops],
    shows: { state: 'present', by: [] },
  },
  {
    fault: 'and put back before anything is told: it is found out by itself',
    at: 'watching',
    lays: [isOff, cut(socket), passes(1_000), isBackOn],
    shows: { state: 'present', by: [] },
  },
  {
    fault: 'and the agent tries again too early',
    at: 'watching',
    lays: [isOff, ...lineDrops, presses('Try again'), settles],
    shows: {
      ...refused,
      notices: ['presence-unavailable', 'presence-unavailable'],
      errors: ['origin-not-allowed', 'origin-not-allowed'],
    },
    ...triesAgain,
  },
  {
    fault: 'and is not asked for again by itself',
    at: 'watching',
    lays: [isOff, ...lineDrops, passes(5 * minutes)],
    // As the page sends it: what the browser holds back from another origin Glance never sees.
    shows: { ...refused, also: () => expect(traffic.requests.filter(isAuthorize).length).to.be.within(2, 4) },
    ...triesAgain,
  },
  {
    fault: 'while Alice is asked: her answer comes by the line',
    at: 'asking',
    lays: [isOff, alice.accepts, alice.starts(), settles],
    shows: { state: 'in-session' },
    clears: [isBackOn, alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
  {
    fault: 'while Alice is asked, and the line drops: the question stands until its time is up',
    at: 'asking',
    lays: [isOff, ...lineDrops],
    shows: {
      state: 'inviting',
      phase: 'displayed',
      notices: ['presence-unavailable'],
      errors: ['origin-not-allowed'],
      hint: /CRM and Chat Integration/,
    },
    clears: [isBackOn, presses('Cancel'), presses('Try again')],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'in session, which goes on, and ends as ever',
    at: 'in session',
    lays: [isOff, passes(5 * minutes)],
    shows: { state: 'in-session', by: [] },
    clears: [alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], by: ['present'], reports: 1, viewers: 1, within: 0 },
  },
  {
    fault: 'in session, and the line drops',
    at: 'in session',
    lays: [isOff, ...lineDrops],
    shows: {
      state: 'in-session',
      notices: ['presence-unavailable'],
      errors: ['origin-not-allowed'],
      by: [],
      offers: ['Show viewer', 'Leave', 'End'],
      also: () => expect(viewers.open).to.equal(1),
    },
    // Whether it still runs can be looked up again.
    clears: [isBackOn, alice.ends, passes(25_000)],
    recovers: {
      state: 'idle',
      notices: ['session-ended'],
      reports: 1,
      viewers: 1,
      within: 0,
      offers: ['Join', 'Try again'],
    },
  },
  {
    fault: 'in session, and the agent ends it, of which nobody hears',
    at: 'in session',
    lays: [isOff, ...lineDrops, presses('End'), passes(6_000)],
    shows: {
      state: 'idle',
      notices: ['presence-unavailable', 'end-unconfirmed'],
      errors: ['origin-not-allowed'],
      viewers: 1,
      reports: 1,
    },
    clears: [isBackOn, presses('Try again')],
    recovers: { state: 'joinable', viewers: 1, reports: 1 },
  },
]);
