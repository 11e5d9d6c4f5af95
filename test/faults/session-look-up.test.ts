import { expect } from '@open-wc/testing';
import { viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Step } from './scene.js';
import { alice, anotherLoginKey, entersKey, faulty, lifted, passes, popUps, presses } from './steps.js';
import { table } from './table.js';

// A look-up that cannot be had lets the viewer do the waiting, which Glance's own page can as well. It never ends a
// session, and never starts one that is not there.

const lookUp = '/services/SessionService.asmx/LookupPartnerSession2';
const minutes = 60_000;

const answers = (body: string) => ({ path: lookUp, do: 'status', status: 200, body }) as const;
const fault =
  '<soap:Envelope><soap:Body><soap:Fault><faultstring>no</faultstring></soap:Fault></soap:Body></soap:Envelope>';

const sayNothing = {
  'is cut off': { path: lookUp, do: 'drop' },
  'answers 500': { path: lookUp, do: 'status', status: 500 },
  'answers 503': { path: lookUp, do: 'status', status: 503 },
  'answers 429': { path: lookUp, do: 'status', status: 429 },
  'answers 401': { path: lookUp, do: 'status', status: 401 },
  'answers a fault': { path: lookUp, do: 'status', status: 500, body: fault },
  'answers a page': answers('<!doctype html><p>Bad gateway'),
  'answers JSON': answers('{"id":0}'),
  'answers nothing': answers(''),
  'answers an id without an address': answers('<x><id>7001</id></x>'),
  'answers half a reply': answers('<?xml version="1.0"?><x><id>70'),
  'answers with everything but id and address': answers(
    '<x><passcode>12345</passcode><calltype>cobrowse</calltype></x>',
  ),
} as const;

/** Where a session runs for which the viewer is open, it is in the end found, and its end told once. */
const endsWell = {
  clears: [lifted, passes(20_000), alice.ends],
  recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
} as const;

const hasFormFor =
  (key: string): Step =>
  () =>
    expect(viewers.posted.at(-1)?.fields).to.include({ SESSIONKEY: key, WAIT: '1' });

table('The look-up of a session, whose key is entered,', [
  ...Object.entries(sayNothing).map(([what, laid]): Row => ({
    fault: what,
    at: 'watching',
    lays: [alice.starts('12345'), passes(20_000), faulty(laid), entersKey('12345'), passes(2_000)],
    shows: { state: 'in-session', notices: ['session-other-key'], also: hasFormFor('12345') },
    ...endsWell,
  })),
  {
    fault: 'leaves elements out that nobody needs',
    at: 'watching',
    lays: [alice.starts('12345'), passes(20_000), faulty(answers('<x><agentjoinurl/></x>')), entersKey('12345')],
    shows: { state: 'in-session', notices: ['session-other-key'] },
    ...endsWell,
  },
  {
    fault: 'answers in a namespace, with a status of 500',
    at: 'watching',
    lays: [
      alice.starts('12345'),
      passes(20_000),
      faulty({
        path: lookUp,
        do: 'status',
        status: 500,
        body: '<g:x><g:id>7001</g:id><g:agentjoinurl>x</g:agentjoinurl></g:x>',
      }),
      entersKey('12345'),
    ],
    shows: { state: 'in-session', notices: ['session-other-key'] },
    ...endsWell,
  },
  {
    fault: 'refuses a login key that was used up, and takes the next',
    page: { properties: { getLoginKey: anotherLoginKey } },
    at: 'watching',
    lays: [
      alice.starts('12345'),
      passes(20_000),
      faulty({ path: lookUp, do: 'status', status: 401, times: 1 }),
      entersKey('12345'),
    ],
    shows: { state: 'in-session', notices: ['session-other-key'] },
    ...endsWell,
  },
  {
    fault: 'is silent, so that the browser blocks the viewer in the end',
    at: 'watching',
    lays: [
      alice.starts('12345'),
      passes(20_000),
      faulty({ path: lookUp, do: 'silence' }),
      entersKey('12345'),
      popUps('blocked'),
      passes(10_000),
    ],
    shows: {
      state: 'joinable',
      notices: ['session-other-key', 'popup-blocked'],
      offers: ['Open viewer', 'End'],
    },
    clears: [lifted, popUps('allowed'), presses('Open viewer')],
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'takes three seconds, so that the browser blocks the viewer',
    at: 'watching',
    lays: [
      alice.starts('12345'),
      passes(20_000),
      faulty({ path: lookUp, do: 'hold' }),
      entersKey('12345'),
      popUps('blocked'),
      passes(3_000),
    ],
    shows: { state: 'waiting', notices: ['session-other-key'] },
    clears: [lifted],
    recovers: { state: 'joinable', notices: ['popup-blocked'], within: 0 },
  },
  {
    fault: 'says that there is none yet, and then nothing for minutes',
    at: 'watching',
    lays: [entersKey('12345'), faulty(sayNothing['answers 503']), passes(2 * minutes)],
    shows: { state: 'waiting', notices: ['no-such-session'], offers: ['Cancel'] },
    clears: [lifted, alice.starts('12345')],
    recovers: { state: 'in-session', within: 10_000 },
  },
  {
    fault: 'says that there is none, for ten minutes',
    at: 'watching',
    lays: [faulty(answers('<x><id>0</id></x>')), entersKey('12345'), passes(11 * minutes)],
    shows: { state: 'present', notices: ['no-such-session', 'no-such-session'] },
    clears: [lifted, alice.starts('12345'), passes(20_000), entersKey('12345')],
    recovers: { state: 'in-session', notices: ['session-other-key'] },
  },
]);

const cannotTell = faulty(sayNothing['answers 503']);

table('The look-up of Alice’s own session cannot be reached', [
  {
    fault: 'when she is first seen, and one runs',
    lays: [alice.starts(), cannotTell],
    then: [passes(1 * minutes)],
    shows: { state: 'present', by: ['connecting', 'present'] },
    recovers: { state: 'joinable', by: ['joinable'] },
  },
  {
    fault: 'when she starts one herself',
    at: 'watching',
    lays: [cannotTell, alice.starts(), passes(1 * minutes)],
    shows: { state: 'present', by: [] },
    recovers: { state: 'joinable', by: ['joinable'] },
  },
  {
    fault: 'when she starts one herself under a random key',
    at: 'watching',
    lays: [cannotTell, alice.starts('98765'), passes(1 * minutes)],
    shows: { state: 'present', by: [] },
    recovers: { state: 'present', by: [], notices: ['session-other-key'] },
  },
  {
    fault: 'when she starts one herself, and ends it before it can be',
    at: 'watching',
    lays: [cannotTell, alice.starts(), passes(10_000), alice.ends],
    shows: { state: 'present', by: [] },
  },
  {
    fault: 'when she accepts: the viewer opens all the same',
    at: 'asking',
    lays: [cannotTell, alice.accepts, alice.starts(), passes(1 * minutes)],
    shows: { state: 'in-session', by: ['inviting/accepted', 'in-session'] },
    clears: [lifted, passes(20_000), alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
  {
    fault: 'in session, for five minutes',
    at: 'in session',
    lays: [cannotTell, passes(5 * minutes)],
    shows: { state: 'in-session', by: [] },
    clears: [lifted, alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
  {
    fault: 'when the agent ends it, and her page does not obey',
    at: 'in session',
    lays: [cannotTell, alice.disobeys, presses('End'), passes(6_000)],
    shows: { state: 'present', notices: ['end-unconfirmed'], reports: 1, viewers: 1 },
  },
]);

table('The end the agent wants', [
  {
    fault: 'does not come, since Alice’s page does not obey',
    at: 'in session',
    lays: [alice.disobeys, presses('End'), passes(6_000)],
    shows: { state: 'joinable', notices: ['end-unconfirmed'], viewers: 1, offers: ['Open viewer', 'End'] },
    clears: [alice.obeys, presses('End')],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1, within: 0 },
  },
  {
    fault: 'comes, but the message of it gets lost',
    at: 'in session',
    lays: [faulty({ message: 'visitorsessionend', do: 'silence' }), presses('End'), alice.hasEnded, passes(6_000)],
    shows: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
]);
