import { expect } from '@open-wc/testing';
import { part, set } from '../element/join.js';
import { origins } from '../element/sandbox.js';
import { viewers } from '../element/surroundings.js';
import type { Row } from './row.js';
import type { Step } from './scene.js';
import {
  alice,
  clockOff,
  comesOnline,
  entersKey,
  faulty,
  isAskedFor,
  isShownAgain,
  lifted,
  passes,
  presses,
  settles,
  signedInBySaml,
} from './steps.js';
import { table } from './table.js';

// Without a login key the agent can do one thing: enter a key, and sign in at Glance. What may pass by itself is
// tried again by itself; what only somebody can change, when the agent asks or comes back to the page.

const service = '/loginkey';
/** The same on another origin, not by way of the test page's server, which would answer for one that is cut off. */
const elsewhere = { attributes: { authurl: `${origins.console}/loginkey` } };
const minutes = 60_000;

/** Glance gets the agent's login key with the viewer, not a form to sign in. */
const viewerKnowsAgent: Step = () => expect(viewers.posted.at(-1)?.fields).to.include({ PARTNERUSERID: 'agent-42' });

const joinsByKey: readonly Step[] = [alice.starts('12345'), entersKey('12345')];

table('The login-key service', [
  {
    fault: 'takes 19 seconds',
    page: elsewhere,
    lays: [faulty({ path: service, do: 'hold' })],
    then: [passes(19_000)],
    shows: { state: 'connecting', by: ['connecting'], offers: ['Join'] },
    clears: [lifted],
    recovers: { state: 'present', by: ['present'], within: 0 },
  },
  {
    fault: 'does not answer within 20 seconds',
    page: elsewhere,
    lays: [faulty({ path: service, do: 'silence' })],
    then: [isAskedFor(service), passes(20_500)],
    shows: { state: 'error', errors: ['auth-timeout'], offers: ['Try again', 'Enter key'], hint: /slow/ },
    clears: [lifted, presses('Try again')],
    recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
  },
  {
    fault: 'does not answer for a minute, and nobody presses anything',
    page: elsewhere,
    lays: [faulty({ path: service, do: 'silence' })],
    then: [isAskedFor(service), passes(60_000)],
    shows: { state: 'error', errors: ['auth-timeout'], by: ['connecting', 'error'] },
    // One that is under way may last its 20 seconds.
    recovers: { state: 'present', within: 50_000 },
  },
  {
    fault: 'cannot be reached',
    page: elsewhere,
    lays: [faulty({ path: service, do: 'drop' })],
    shows: { state: 'error', errors: ['auth-unreachable'], hint: /CORS/ },
    recovers: { state: 'present' },
  },
  {
    fault: 'could not be reached, and the page is online again',
    page: elsewhere,
    lays: [faulty({ path: service, do: 'drop' })],
    shows: { state: 'error', errors: ['auth-unreachable'] },
    clears: [lifted, comesOnline],
    recovers: { state: 'present', within: 0 },
  },
  ...[500, 502, 503, 429].map((status): Row => ({
    fault: `answers ${status}, for five minutes`,
    lays: [faulty({ path: service, do: 'status', status })],
    then: [passes(5 * minutes)],
    shows: { state: 'error', errors: ['auth-unreachable'], by: ['connecting', 'error'] },
    recovers: { state: 'present' },
  })),
  ...[401, 403].flatMap((status): Row[] => [
    {
      fault: `answers ${status}`,
      lays: [faulty({ path: service, do: 'status', status })],
      shows: { state: 'error', errors: ['auth-refused'], hint: /puid/, offers: ['Try again', 'Enter key'] },
      clears: [lifted, presses('Try again')],
      recovers: { state: 'present', by: ['connecting', 'present'], within: 0 },
    },
    {
      fault: `answers ${status} until the agent has logged in to the CRM in another tab, and comes back`,
      lays: [faulty({ path: service, do: 'status', status })],
      shows: { state: 'error', errors: ['auth-refused'] },
      clears: [lifted, isShownAgain],
      recovers: { state: 'present', within: 0 },
    },
    {
      fault: `answers ${status} whenever the agent tries again`,
      lays: [faulty({ path: service, do: 'status', status })],
      then: [settles, presses('Try again'), settles, presses('Try again')],
      shows: { state: 'error', errors: ['auth-refused', 'auth-refused', 'auth-refused'] },
      clears: [lifted, presses('Try again')],
      recovers: { state: 'present', within: 0 },
    },
  ]),
  {
    fault: 'is the log-in page of a CRM, in HTML',
    page: { attributes: { authurl: `${service}?shape=html` } },
    shows: { state: 'error', errors: ['auth-bad-reply'], hint: /loginKey/ },
    clears: [({ join }) => set(join, { authurl: service })],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'redirects to a log-in page',
    page: { attributes: { authurl: `${service}?shape=redirect` } },
    shows: { state: 'error', errors: ['auth-redirected'], reads: /Sign in to this page again/, hint: /redirect/ },
    clears: [({ join }) => set(join, { authurl: service })],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'answers with another shape',
    page: { attributes: { authurl: `${service}?shape=wrong` } },
    shows: { state: 'error', errors: ['auth-bad-reply'] },
    clears: [({ join }) => set(join, { authurl: service })],
    recovers: { state: 'present', within: 0 },
  },
  ...(['', '{"loginKey":{}}', '{"loginKey":null}', '[]', 'null', '7', '{"loginKey":'] as const).map((body): Row => ({
    fault: `answers ${body || 'nothing'}`,
    lays: [faulty({ path: service, do: 'status', status: 200, body })],
    shows: { state: 'error', errors: ['auth-bad-reply'] },
    clears: [lifted, presses('Try again')],
    recovers: { state: 'present', within: 0 },
  })),
  {
    fault: 'sends the API key along',
    page: { attributes: { authurl: `${service}?shape=apikey` } },
    shows: { state: 'present' },
    warns: /API key/,
  },
  {
    fault: 'works for everybody but one agent, who enters a key',
    lays: [faulty({ path: service, do: 'status', status: 403 })],
    then: [
      settles,
      presses('Enter key'),
      ({ join }) => void expect(part(join, 'key-hint')).to.contain.text('sign in'),
      ...joinsByKey,
    ],
    shows: {
      state: 'in-session',
      errors: ['auth-refused'],
      also: () => expect(viewers.posted[0]!.fields).not.to.have.property('LOGINKEY'),
    },
  },
]);

table('The page’s own way to a login key', [
  {
    fault: 'throws',
    page: {
      properties: {
        getLoginKey: () => {
          throw new Error('the CRM has no session');
        },
      },
    },
    shows: { state: 'error', errors: ['auth-unreachable'] },
    clears: [({ join }) => set(join, { getLoginKey: null })],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'never returns',
    page: { properties: { getLoginKey: () => new Promise(() => undefined) } },
    then: [settles, passes(20_500)],
    shows: { state: 'error', errors: ['auth-timeout'] },
    clears: [({ join }) => set(join, { getLoginKey: null })],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'returns an object without a key',
    page: { properties: { getLoginKey: () => ({ token: 'x' }) } },
    shows: { state: 'error', errors: ['auth-bad-reply'] },
    clears: [({ join }) => set(join, { getLoginKey: null })],
    recovers: { state: 'present', within: 0 },
  },
]);

const shortLived = { attributes: { authurl: `${service}?expiresin=300` } };

table('A clock that is off', [
  {
    fault: 'The agent’s, ten minutes fast',
    lays: [clockOff(10 * minutes)],
    shows: { state: 'present' },
  },
  {
    fault: 'The agent’s, ten minutes slow',
    lays: [clockOff(-10 * minutes)],
    shows: { state: 'present' },
  },
  {
    fault: 'The agent’s, ten minutes fast, with keys of five minutes, which Glance takes all the same',
    page: shortLived,
    lays: [clockOff(10 * minutes)],
    then: [settles, ...joinsByKey],
    shows: { state: 'in-session', also: viewerKnowsAgent },
    clears: [alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], viewers: 1, reports: 1 },
  },
  {
    fault: 'The agent’s, ten minutes slow, with keys of five minutes',
    page: shortLived,
    lays: [clockOff(-10 * minutes)],
    then: [settles, ...joinsByKey],
    shows: { state: 'in-session', also: viewerKnowsAgent },
    clears: [alice.ends],
    recovers: { state: 'present', notices: ['session-ended'], viewers: 1, reports: 1 },
  },
  {
    fault: 'The login-key service’s, ten minutes fast',
    page: { attributes: { authurl: `${service}?clockoff=600` } },
    shows: { state: 'present' },
  },
  {
    fault: 'The login-key service’s, ten minutes slow',
    page: { attributes: { authurl: `${service}?clockoff=-600` } },
    shows: { state: 'present' },
  },
  {
    fault: 'The login-key service’s, ten minutes slow, with keys of five minutes: each has expired on arrival',
    page: { attributes: { authurl: `${service}?clockoff=-600&expiresin=300` } },
    shows: { state: 'error', errors: ['auth-clock'], hint: /clock/, offers: ['Try again', 'Enter key'] },
    clears: [({ join }) => set(join, { authurl: service })],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'Whose it is does not matter, when the page sets one login key that has expired',
    page: { properties: { loginkey: '$1$1000000000$TsT2Kj8rOp6FaJOG69o3QOj-GUacRiOo7Gw6l1EPVB8' } },
    shows: { state: 'error', errors: ['auth-clock'] },
    clears: [
      async ({ join }) => {
        const reply = await fetch(`${service}?partneruserid=agent-42`, { method: 'POST' });
        set(join, { loginkey: ((await reply.json()) as { loginKey: string }).loginKey });
      },
    ],
    recovers: { state: 'present', within: 0 },
  },
]);

const saml = { attributes: { authmethod: 'samlloginkey', authurl: '' } };

table('The sign-in by SAML', [
  {
    fault: 'is silent, since nobody is signed in',
    page: saml,
    then: [isAskedFor('/account/getloginkey.aspx'), passes(15_500)],
    shows: { state: 'error', errors: ['saml-failed'], offers: ['Sign in', 'Enter key'] },
    clears: [signedInBySaml({ puid: 'agent-42' }), isShownAgain],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'turns the agent away',
    page: saml,
    lays: [signedInBySaml({ fails: true })],
    shows: { state: 'error', errors: ['saml-failed'], offers: ['Sign in', 'Enter key'] },
    clears: [signedInBySaml({ puid: 'agent-42' }), isShownAgain],
    recovers: { state: 'present', within: 0 },
  },
  {
    fault: 'cannot be reached',
    page: saml,
    lays: [signedInBySaml({ puid: 'agent-42' }), faulty({ path: '/account/', do: 'silence' })],
    then: [isAskedFor('/account/getloginkey.aspx'), passes(15_500)],
    shows: { state: 'error', errors: ['saml-failed'] },
    clears: [lifted, isShownAgain],
    recovers: { state: 'present', within: 0 },
  },
]);
