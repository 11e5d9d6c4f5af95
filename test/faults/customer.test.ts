import { expect } from '@open-wc/testing';
import { keyField, part } from '../element/join.js';
import { viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Scene, Step } from './scene.js';
import { alice, entersKey, faulty, passes, popUps, presses, settles, times } from './steps.js';
import { table } from './table.js';

// A question ends by its answer, by the agent, or by its time, never by where the customer looks. A session that starts
// otherwise than it was asked for is there to be joined, and opens nothing by itself.

const minutes = 60_000;

/** The sandbox's look-ups, as Glance's may, keep what has gone for a while. */
const nobody = { path: '/lookupvisitor', do: 'status', status: 200, body: '{}' } as const;
const noSession = {
  path: '/services/SessionService.asmx/LookupPartnerSession2',
  do: 'status',
  status: 200,
  body: '<x><id>0</id></x>',
} as const;

/** Asked again, she says yes. */
const isJoined = [presses('Join'), alice.isAskedAgain, alice.accepts, alice.starts()] as const;
const opensViewer = [presses('Open viewer')] as const;

const oneViewer: Step = () => expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['alice']);
const keyFormIsOpen: Step = ({ join }) => expect(keyField(join)).not.to.equal(null);

table('Alice, who is asked,', [
  {
    fault: 'leaves, and comes back to accept',
    at: 'asking',
    lays: [alice.goes, passes(5_000)],
    shows: { state: 'inviting', phase: 'displayed', notices: ['customer-away'], by: [] },
    clears: [alice.comes, alice.accepts, alice.starts()],
    recovers: {
      state: 'in-session',
      notices: ['customer-arrived'],
      by: ['inviting/accepted', 'in-session'],
      within: 0,
    },
  },
  {
    fault: 'looks away for four seconds',
    at: 'asking',
    lays: [alice.goes, passes(4_000), alice.comes, passes(10_000)],
    shows: { state: 'inviting', phase: 'displayed', by: [] },
  },
  {
    fault: 'leaves for good',
    at: 'asking',
    lays: [faulty(nobody), alice.goes, passes(95_000)],
    shows: { state: 'absent', notices: ['customer-away', 'no-answer'] },
    clears: [faulty(), alice.comes],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'declines, and accepts the next time',
    at: 'asking',
    lays: [alice.declines],
    shows: { state: 'present', notices: ['declined'], by: ['present'], reads: /declined/ },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'declines twice',
    at: 'asking',
    lays: [alice.declines, alice.declines],
    shows: { state: 'present', notices: ['declined'], by: ['present'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'declines, is asked again, and declines again',
    at: 'asking',
    lays: [alice.declines, presses('Join'), alice.isAskedAgain, alice.declines],
    shows: { state: 'present', notices: ['declined', 'declined'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'declines, and accepts all the same',
    at: 'asking',
    lays: [alice.declines, alice.accepts, alice.starts()],
    shows: { state: 'joinable', notices: ['declined'] },
    clears: opensViewer,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'does not answer within 90 seconds',
    at: 'asking',
    lays: [passes(90_000)],
    shows: { state: 'present', notices: ['no-answer'], by: ['present'], reads: /did not answer/ },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'accepts after those 90 seconds',
    at: 'asking',
    lays: [passes(91_000), alice.accepts, alice.starts()],
    shows: { state: 'joinable', notices: ['no-answer', 'late-accept'], viewers: 0, offers: ['Open viewer', 'End'] },
    clears: opensViewer,
    recovers: { state: 'in-session', by: ['in-session'], within: 0 },
  },
  {
    fault: 'accepts after the agent has cancelled',
    at: 'asking',
    lays: [presses('Cancel'), alice.accepts, alice.starts()],
    shows: { state: 'joinable', notices: ['late-accept'], viewers: 0 },
    clears: opensViewer,
    recovers: { state: 'in-session', by: ['in-session'], within: 0 },
  },
  {
    fault: 'declines after the agent has cancelled',
    at: 'asking',
    lays: [presses('Cancel'), alice.declines, settles],
    shows: { state: 'present', by: ['present'] },
  },
  {
    fault: 'accepts twice, and starts twice',
    at: 'asking',
    lays: [alice.accepts, alice.accepts, alice.starts(), alice.saysThatItStarted],
    shows: { state: 'in-session', by: ['inviting/accepted', 'in-session'], also: oneViewer },
  },
  {
    fault: 'accepts, and nothing starts within 30 seconds',
    at: 'asking',
    lays: [alice.accepts, passes(30_000)],
    shows: { state: 'present', notices: ['session-failed'], by: ['inviting/accepted', 'present'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'accepts, and her session starts after those 30 seconds',
    at: 'asking',
    lays: [alice.accepts, passes(31_000), alice.starts()],
    shows: { state: 'joinable', notices: ['session-failed'], viewers: 0 },
    clears: opensViewer,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'accepts, and her page fails to start the session',
    at: 'asking',
    lays: [alice.accepts, alice.fails],
    shows: { state: 'present', notices: ['session-failed'], reads: /did not start/ },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'accepts, and her page fails to start the session, and says so twice over',
    at: 'asking',
    lays: [alice.accepts, alice.fails, alice.saysThatItEnded('error'), settles],
    shows: { state: 'present', notices: ['session-failed'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'has a page that fails before she has answered',
    at: 'asking',
    lays: [alice.fails],
    shows: { state: 'present', notices: ['session-failed'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'starts a session under a random key instead',
    at: 'asking',
    lays: [alice.starts('98765'), passes(10_000)],
    shows: { state: 'present', notices: ['session-other-key'], by: ['present'], also: keyFormIsOpen },
    clears: [entersKey('98765')],
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'starts a session under her own id, without a word about the question',
    at: 'asking',
    lays: [alice.starts()],
    shows: { state: 'in-session', by: ['in-session'], also: oneViewer },
  },
  {
    fault: 'has two tabs, and the one that was asked accepts',
    at: 'asking',
    lays: [alice.opensAnotherTab, alice.acceptsInTheFirst, settles],
    shows: { state: 'in-session', also: oneViewer },
  },
  {
    fault: 'has two tabs, and closes the one that was asked',
    at: 'asking',
    lays: [alice.opensAnotherTab, alice.closesTheFirst, passes(90_000)],
    shows: { state: 'present', notices: ['no-answer'] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
]);

table('Alice, who is watched,', [
  {
    fault: 'has two tabs under one id, and closes the first',
    at: 'watching',
    lays: [alice.opensAnotherTab, alice.closesTheFirst, passes(10_000)],
    shows: { state: 'present', by: [] },
    clears: isJoined,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'goes from page to page',
    at: 'watching',
    lays: times(5, alice.goes, passes(2_000), alice.comes),
    shows: { state: 'present', by: [] },
  },
  {
    fault: 'leaves, and her last page was the only one that knew',
    at: 'watching',
    lays: [faulty(nobody), alice.goes, passes(5_000)],
    shows: { state: 'absent', by: ['absent'] },
    clears: [faulty(), alice.comes],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
  {
    fault: 'starts a session herself',
    at: 'watching',
    lays: [alice.starts()],
    shows: { state: 'joinable', by: ['joinable'], viewers: 0, offers: ['Open viewer', 'End'] },
    clears: opensViewer,
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'starts a session herself, under a random key',
    at: 'watching',
    lays: [alice.starts('98765'), passes(10_000)],
    shows: { state: 'present', by: [], notices: ['session-other-key'], also: keyFormIsOpen },
    clears: [entersKey('98765')],
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'starts a session herself, which the look-up knows of only six seconds later',
    at: 'watching',
    lays: [faulty(noSession), alice.starts(), passes(5_000)],
    shows: { state: 'present', by: [] },
    clears: [faulty()],
    recovers: { state: 'joinable', by: ['joinable'], within: 5_000 },
  },
  {
    fault: 'starts a session herself just when the agent asks',
    at: 'watching',
    lays: [presses('Join'), alice.starts()],
    shows: { state: 'in-session', also: oneViewer },
  },
  {
    fault: 'had a session before the agent came',
    lays: [alice.starts()],
    shows: { state: 'joinable', viewers: 0 },
    clears: opensViewer,
    recovers: { state: 'in-session', within: 0 },
  },
]);

table('Alice, in session,', [
  {
    fault: 'goes from page to page',
    at: 'in session',
    lays: times(4, alice.goes, passes(4_000), alice.comes),
    shows: { state: 'in-session', by: [] },
  },
  {
    fault: 'closes her page, and her session is over without a word',
    at: 'in session',
    lays: [faulty(nobody, noSession), alice.goes, passes(5_000)],
    shows: { state: 'in-session', by: [] },
    clears: [passes(25_000)],
    recovers: { state: 'absent', notices: ['session-ended'], by: ['absent'], reports: 1, viewers: 1, within: 0 },
  },
  {
    fault: 'is found by one look-up not to be, and by the next to be',
    at: 'in session',
    lays: [faulty(nobody, { ...noSession, times: 1 }), alice.goes, passes(1 * minutes)],
    shows: { state: 'in-session', by: [] },
  },
  {
    fault: 'ends it, twice',
    at: 'in session',
    lays: [alice.ends, alice.saysThatItEnded('visitor'), settles],
    shows: { state: 'present', notices: ['session-ended'], by: ['present'], reports: 1, viewers: 1 },
    clears: isJoined,
    recovers: { state: 'in-session', viewers: 2, reports: 1, within: 0 },
  },
  {
    fault: 'ends it before the agent could open the viewer',
    at: 'asking',
    lays: [popUps('blocked'), alice.accepts, alice.starts(), settles, alice.ends],
    shows: { state: 'present', notices: ['popup-blocked', 'session-missed'], viewers: 0, reports: 1 },
  },
]);

const path = '/api/SessionInvitation/smsInvite/';
const camera = { attributes: { camerashare: '' } };

const typed = '+1 555 783 9642';
const phoneField: (scene: Scene) => HTMLInputElement = ({ join }) => part(join, 'phone-input') as HTMLInputElement;

const opensPhoneForm = presses('Invite a phone’s camera');
const typesNumber: Step = (scene) => {
  const field = phoneField(scene);
  field.value = typed;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
const sendsText = [opensPhoneForm, typesNumber, presses('Send')] as const;
/** What was typed is still there. */
const sendsItAgain = [
  opensPhoneForm,
  (scene: Scene) => expect(phoneField(scene).value).to.equal(typed),
  presses('Send'),
] as const;

table('The service that sends text messages', [
  ...Object.entries({
    'is cut off': { path, do: 'drop' },
    'answers 400': { path, do: 'status', status: 400 },
    'answers 401': { path, do: 'status', status: 401 },
    'answers 403': { path, do: 'status', status: 403 },
    'answers 429': { path, do: 'status', status: 429 },
    'answers 503': { path, do: 'status', status: 503 },
    'answers a page': { path, do: 'garbage', body: '<p>Bad gateway' },
    'answers no key': { path, do: 'garbage', body: '{"invitationText":"sent"}' },
    'answers a key that is none': { path, do: 'garbage', body: '{"sessionKey":"../../x y"}' },
  } as const).map(([fault, laid]): Row => ({
    fault,
    page: camera,
    at: 'watching',
    lays: [faulty(laid), ...sendsText],
    shows: { state: 'present', notices: ['sms-failed'], reads: /The text message was not sent/ },
    clears: [faulty(), ...sendsItAgain],
    recovers: { state: 'waiting', within: 0 },
  })),
  {
    fault: 'is silent',
    page: camera,
    at: 'watching',
    lays: [faulty({ path, do: 'silence' }), ...sendsText, passes(10_000)],
    shows: { state: 'present', notices: ['sms-failed'] },
    clears: [faulty(), ...sendsItAgain],
    recovers: { state: 'waiting', within: 0 },
  },
  {
    fault: 'is not to be asked, since there is no login key',
    page: camera,
    lays: [faulty({ path: '/loginkey', do: 'status', status: 403 })],
    shows: { state: 'error', errors: ['auth-refused'] },
    clears: [faulty(), presses('Try again'), settles, ...sendsText],
    recovers: { state: 'waiting', within: 0 },
  },
]);
