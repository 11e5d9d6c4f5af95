import { expect } from '@open-wc/testing';
import { origins } from '../element/sandbox.js';
import { viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Step } from './scene.js';
import { alice, passes, popUps, presses, settles, viewerSays } from './steps.js';
import { table } from './table.js';

// The windows here are played: what real ones do is in test/e2e/viewer-cut.spec.ts. A viewer that is gone is left,
// which ends nothing; one that only looks gone may be there all the same, and is not opened a second time by itself.

const ended = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };
const alive = { glanceEvent: 'agentJoined', data: {} };

const stays = { state: 'in-session', by: [] } as const;
const opensAgain = {
  clears: [presses('Open viewer')],
  recovers: { state: 'in-session', by: ['in-session'], viewers: 2, within: 0 },
} as const;

/** A frame within the viewer's own. */
const anotherWindow = (): MessageEventSource | null => {
  const { body } = viewers.frames[0]!.contentDocument!;
  return body.appendChild(document.createElement('iframe')).contentWindow;
};

table('The viewer', [
  {
    fault: 'is blocked by the browser',
    at: 'asking',
    lays: [popUps('blocked'), alice.accepts, alice.starts()],
    shows: {
      state: 'joinable',
      notices: ['popup-blocked'],
      viewers: 0,
      offers: ['Open viewer', 'End'],
      reads: /Press Open viewer/,
      hint: /Allow pop-ups/,
    },
    clears: [popUps('allowed'), presses('Open viewer')],
    recovers: { state: 'in-session', by: ['in-session'], within: 0 },
  },
  {
    fault: 'is blocked by the browser each time',
    at: 'asking',
    lays: [popUps('blocked'), alice.accepts, alice.starts(), settles, presses('Open viewer'), presses('Open viewer')],
    shows: { state: 'joinable', notices: ['popup-blocked', 'popup-blocked', 'popup-blocked'], viewers: 0 },
    clears: [popUps('allowed'), presses('Open viewer')],
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'is blocked in the click that asks, and opens when Alice accepts',
    page: { attributes: { openwhen: 'asked' } },
    at: 'watching',
    lays: [popUps('blocked'), presses('Join'), alice.isAsked],
    shows: { state: 'inviting', phase: 'sent', viewers: 0 },
    clears: [popUps('allowed'), alice.accepts, alice.starts()],
    recovers: { state: 'in-session', within: 0 },
  },
  {
    fault: 'that was opened in the click that asks is closed, and Alice accepts',
    page: { attributes: { openwhen: 'asked' } },
    at: 'watching',
    lays: [presses('Join'), alice.isAsked, viewerSays(alive), () => viewers.closeLast(), passes(1_000)],
    shows: { state: 'inviting', phase: 'sent', viewers: 1 },
    clears: [alice.accepts, alice.starts()],
    recovers: { state: 'in-session', viewers: 2, within: 0, also: () => expect(viewers.open).to.equal(1) },
  },
  {
    fault: 'is closed by the agent',
    at: 'in session',
    lays: [viewerSays(alive), () => viewers.closeLast(), passes(1_000)],
    shows: { state: 'joinable', by: ['joinable'], viewers: 1, offers: ['Open viewer', 'End'] },
    ...opensAgain,
  },
  {
    fault: 'is closed by the agent, without having said a word in eleven seconds',
    at: 'in session',
    lays: [passes(11_000), () => viewers.closeLast(), passes(1_000)],
    shows: { state: 'joinable', by: ['joinable'], viewers: 1 },
    ...opensAgain,
  },
  {
    fault: 'looks closed at once, as one that is cut off does: it is not opened again by itself',
    at: 'in session',
    lays: [() => viewers.closeLast(), passes(60_000)],
    shows: { ...stays, offers: ['Open viewer', 'Leave', 'End'] },
    clears: [presses('Open viewer')],
    recovers: { state: 'in-session', viewers: 2, by: [], within: 0 },
  },
  {
    fault: 'that looks closed is opened by a double click, once',
    at: 'in session',
    lays: [() => viewers.closeLast(), passes(10_000), presses('Open viewer'), presses('Show viewer')],
    shows: { ...stays, viewers: 2 },
  },
  ...Object.entries({
    'another origin': { origin: 'https://glance.example' },
    'an origin that only begins the same': { origin: `${origins.glance}.example` },
    'this page': { origin: location.origin },
    'a sandboxed page': { origin: 'null' },
    'another window of the same origin': { source: anotherWindow },
    'no window': { source: (): null => null },
    'this window': { source: (): MessageEventSource => window },
  }).map(([from, said]): Row => ({
    fault: `is said to have ended by ${from}`,
    at: 'in session',
    lays: [viewerSays(ended, said), settles, passes(5_000)],
    shows: stays,
  })),
  ...[
    undefined,
    null,
    7,
    'sessionEnded',
    [],
    {},
    { glanceEvent: 7 },
    { glanceEvent: '' },
    { event: 'sessionEnded' },
  ].map((message): Row => ({
    fault: `says ${JSON.stringify([message])}`,
    at: 'in session',
    lays: [viewerSays(message), settles],
    shows: stays,
  })),
  {
    fault: 'says twice that the session has ended, and Alice’s page as well',
    at: 'in session',
    lays: [viewerSays(ended), viewerSays(ended), alice.ends, settles],
    shows: { state: 'present', notices: ['session-ended'], by: ['present'], reports: 1, viewers: 1 },
  },
  {
    fault: 'says that the session has ended, of which presence hears nothing',
    at: 'in session',
    lays: [viewerSays(ended)],
    shows: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 1 },
  },
]);

const inFrame = { attributes: { openlocation: 'iframe' } };
const frameOf: Step = ({ join }) => join.shadowRoot!.querySelector('iframe');

table('The viewer’s frame', [
  {
    fault: 'is taken out of the page',
    page: inFrame,
    at: 'in session',
    lays: [(scene) => (frameOf(scene) as HTMLIFrameElement).remove(), passes(1_000)],
    shows: { state: 'joinable', by: ['joinable'], viewers: 1 },
    ...opensAgain,
  },
  {
    fault: 'is moved by the page, and has to load anew',
    page: inFrame,
    at: 'in session',
    lays: [
      (scene) => {
        const frame = frameOf(scene) as HTMLIFrameElement;
        frame.parentNode!.insertBefore(frame, frame);
      },
      passes(1_000),
    ],
    shows: { state: 'joinable', by: ['joinable'], viewers: 1 },
    ...opensAgain,
  },
  {
    fault: 'is one the page does not have: one is made in its place',
    page: { attributes: { openlocation: 'iframe', iframeid: 'nowhere' } },
    at: 'in session',
    lays: [],
    shows: { ...stays, also: (scene) => expect(frameOf(scene)).not.to.equal(null) },
    warns: /nowhere/,
  },
]);

table('The page that opens the viewer itself', [
  {
    fault: 'throws',
    page: {
      properties: {
        openwindow: () => {
          throw new Error('no such panel');
        },
      },
    },
    at: 'asking',
    lays: [alice.accepts, alice.starts()],
    shows: { state: 'joinable', notices: ['popup-blocked'], viewers: 0 },
    clears: [({ join }) => (join.openwindow = null), presses('Open viewer')],
    recovers: { state: 'in-session', within: 0 },
    uncaught: ['no such panel'],
  },
  {
    fault: 'returns nothing: it is open, but out of reach',
    page: { properties: { openwindow: () => undefined } },
    at: 'asking',
    lays: [alice.accepts, alice.starts()],
    shows: { state: 'in-session', viewers: 0, offers: ['Open viewer', 'Leave', 'End'] },
    clears: [alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 0 },
  },
  {
    fault: 'returns a window that is closed',
    page: { properties: { openwindow: () => ({ closed: true, focus: () => undefined, close: () => undefined }) } },
    at: 'asking',
    lays: [alice.accepts, alice.starts(), passes(2_000)],
    shows: { state: 'in-session', viewers: 0, offers: ['Open viewer', 'Leave', 'End'] },
    clears: [alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], reports: 1, viewers: 0 },
  },
  {
    fault: 'forgets to, after it has said that it would',
    at: 'asking',
    lays: [
      ({ join }) => join.addEventListener('glanceviewer', (event) => event.preventDefault(), { once: true }),
      alice.accepts,
      alice.starts(),
    ],
    shows: { state: 'joinable', viewers: 0, offers: ['Open viewer', 'End'] },
    clears: [presses('Open viewer')],
    recovers: { state: 'in-session', within: 0 },
  },
]);
