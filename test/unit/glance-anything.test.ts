import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { authorize } from '../../src/glance/authorization.js';
import type { Place } from '../../src/glance/call.js';
import { json } from '../../src/session/outside.js';
import { inviteCamera } from '../../src/glance/camera-invitation.js';
import { readPage } from '../../src/glance/customer-page.js';
import { glanceOrigin, isTrustedHost } from '../../src/glance/environments.js';
import { authAddress, fetchLoginKey } from '../../src/glance/login-key.js';
import { readReply } from '../../src/glance/login-key-reply.js';
import { findVisitor, signalVisitor } from '../../src/glance/presence-direct.js';
import { lookUpVisitor } from '../../src/glance/presence-look-up.js';
import { readFrame } from '../../src/glance/presence-socket.js';
import { readSamlKey, readSignIn, samlAddress } from '../../src/glance/saml.js';
import { lookUpSession, readLookUp } from '../../src/glance/session-look-up.js';
import { presenceServer } from '../../src/glance/settings.js';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import { GlanceError } from '../../src/session/codes.js';
import { CASES, deep, isSoonRead, text, value } from './anything.js';
import { AUTHORIZATION, KEY, LOGIN_KEY, never, place, SERVER, UNCONVERTIBLE } from './played-glance.js';

/** Whatever comes from outside, a parser has an answer, soon, that means what it may mean, and does not throw. */

const quietly = (): void => undefined;
const isPage = (page: object): boolean => {
  const { page: address, browser, platform, ...rest } = page as Readonly<Record<string, string | undefined>>;
  const texts = [address, browser, platform].filter((one) => one !== undefined);
  const short = texts.every((one) => typeof one === 'string' && one.length <= 300);
  return short && Object.keys(rest).length === 0 && /^(https?:\/\/[^?#@/]+(\/[^?#]*)?)?$/.test(address ?? '');
};
const isKeyOfTime = (found: { key: string; expires: number } | undefined): boolean =>
  !found || (/^\$\d\$\d+\$[\w-]+$/.test(found.key) && Math.abs(found.expires) < 1e16);

/** What a parser may say of anything: each of these must hold. */
const parsers: Readonly<Record<string, (one: unknown) => boolean>> = {
  readFrame: (one) => isEvent(readFrame(one)),
  'readFrame, of JSON': (one) => isEvent(readFrame(JSON.stringify(one))),
  readPage: (one) => isPage(readPage(one)),
  readReply: (one) => isKeyOfTime(readReply(one, quietly)),
  readSignIn: (one) => Object.keys(readSignIn(one) ?? {}).every((name) => name === 'data'),
  readSamlKey: (one) => isKeyOfTime(readSamlKey(one)),
  'readSamlKey, of a text': (one) => isKeyOfTime(readSamlKey({ loginKey: one })),
  'readSamlKey, of anything before a key': (one) =>
    isKeyOfTime(readSamlKey({ loginKey: `${JSON.stringify(one)}~${KEY}` })),
  readViewerMessage: (one) => {
    const said = readViewerMessage(one);
    return said?.type === 'viewer-ended'
      ? [undefined, 'customer'].includes(said.by)
      : [undefined, 'viewer-alive', 'viewer-started'].includes(said?.type);
  },
};

const isEvent = (event: ReturnType<typeof readFrame>): boolean => {
  switch (event?.type) {
    case undefined:
      return true;
    case 'connected':
      return event.keepalive >= 1 && event.keepalive <= 3_600;
    case 'visitor-page':
      return isPage(event.page);
    case 'terms':
      return ['displayed', 'accepted', 'declined'].includes(event.status);
    case 'session-ended':
      return ['customer', 'unknown'].includes(event.by);
    case 'signal':
      return Object.keys(event).sort().join() === 'data,type';
    default:
      return Object.keys(event ?? {}).join() === 'type';
  }
};

const ours = /^https:\/\/([\w-]+\.)*(glance\.net|myglance\.(net|org))(:\d+)?$/;
const here = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
const readers: Readonly<Record<string, (one: string) => boolean>> = {
  json: (one) => json(one) !== null || one.trim() === 'null',
  readLookUp: (one) => isAnswer(readLookUp(one)),
  // An attribute never names a Glance other than Glance's own or this machine.
  'glanceOrigin, attribute': (one) => {
    const origin = glanceOrigin(one, 'attribute');
    return origin === undefined || ours.test(origin) || here.test(origin);
  },
  'glanceOrigin, property': (one) => {
    const origin = glanceOrigin(one, 'property');
    return origin === undefined || origin.startsWith('https://') || here.test(origin);
  },
  isTrustedHost: (one) => !isTrustedHost(one, 'https://www.glance.net') || ours.test(new URL(`https://${one}`).origin),
  samlAddress: (one) => new URL(samlAddress('https://www.glance.net', '', one)).origin === 'https://www.glance.net',
  authAddress: (one) => {
    const address = authAddress(one, 'https://crm.example/app/');
    return address === undefined || address.startsWith('https://') || here.test(new URL(address).origin);
  },
};

const isAnswer = (answer: ReturnType<typeof readLookUp>): boolean =>
  typeof answer === 'string' ||
  (answer.sessionId.length <= 64 && !/</.test(answer.sessionId + (answer.callType ?? '')));

/** A Glance whose every answer is this: as little of one as is needed, since there are many. */
const answering = (body: string): Place => {
  const response = { status: 200, type: 'cors', headers: NO_HEADERS, text: async () => body };
  const { network, origin } = everyPlace;
  return { origin, network: { ...network, fetch: async () => response as unknown as Response } };
};
const everyPlace = place();
const NO_HEADERS = new Headers();

const services: Readonly<Record<string, (place: Place, body: string) => Promise<boolean>>> = {
  fetchLoginKey: async (place) => {
    const source = { ...LOGIN_KEY, method: 'loginkey', authUrl: 'https://crm.example/', warn: quietly } as const;
    return isKeyOfTime(await fetchLoginKey(place, source, undefined, never));
  },
  presenceServer: async (place) => {
    const server = await presenceServer(place, '21489', never);
    return !server || isTrustedHost(server.host, place.origin);
  },
  authorize: async (place) => (await authorize(place, LOGIN_KEY, never)).token.length > 0,
  lookUpVisitor: async (place) => isPage((await lookUpVisitor(place, SERVER, AUTHORIZATION, 'alice', never)) ?? {}),
  lookUpSession: async (place) => isAnswer(await lookUpSession(place, LOGIN_KEY, 'alice', never)),
  findVisitor: async (place) => {
    const server = await findVisitor(place, SERVER, AUTHORIZATION, 'alice', never);
    return !server || isTrustedHost(server.host, place.origin);
  },
  signalVisitor: async (place) =>
    [true, false].includes(
      await signalVisitor(place, SERVER, AUTHORIZATION, 'alice', ['invoke', { func: 'GLANCE.x' }], never),
    ),
  inviteCamera: async (place, body) => {
    const key = await inviteCamera(
      place,
      { ...LOGIN_KEY, partnerUserId: body },
      { phone: body, agentName: body },
      never,
    );
    return /^[\w~.-]{1,62}$/.test(key);
  },
};

/** Nothing but a code, and not that there was no answer: then nothing would have been read. */
const isToldOf = (error: unknown): boolean =>
  error instanceof GlanceError && error.code !== 'auth-unreachable' && (!error.cause || isToldOf(error.cause));

/** What a service says of an answer. */
const asked = (ask: (typeof services)[string], body: string): Promise<boolean> =>
  ask(answering(body), body).catch(isToldOf);

describe('whatever comes from outside', () => {
  for (const [name, parse] of Object.entries(parsers))
    it(`${name} has an answer that may be one`, () => {
      fc.assert(fc.property(fc.oneof(value, text), parse), CASES);
    });

  for (const [name, read] of Object.entries(readers))
    it(`${name} has an answer that may be one`, () => {
      fc.assert(fc.property(text, read), CASES);
    });

  for (const [name, ask] of Object.entries(services))
    it(`${name} has an answer that may be one, or fails with nothing but a code`, async () => {
      await fc.assert(
        fc.asyncProperty(text, (body) => asked(ask, body)),
        CASES,
      );
    });

  it('no answer takes long, however long the text is', async () => {
    for (const [name, read] of Object.entries({ ...parsers, ...readers })) await isSoonRead(name, read);
    for (const [name, ask] of Object.entries(services)) await isSoonRead(name, (body) => asked(ask, body));
  });

  for (const kind of ['error', 'signal', 'presence', 'connected', 'visitorsock'])
    it(`a frame ${kind} may be as deep as it likes`, () => {
      assert.ok(isEvent(readFrame(`{"mtype":"${kind}","data":${deep}}`)));
    });

  // JSON can hold an object that is neither a text nor a number, whatever it is asked.
  for (const [what, read] of [
    ['a keepalive', () => readFrame(JSON.stringify({ mtype: 'connected', keepalive: UNCONVERTIBLE }))],
    ['a browser', () => readPage({ browser: UNCONVERTIBLE, browserver: UNCONVERTIBLE })],
    ['a login key', () => readReply({ loginKey: UNCONVERTIBLE }, quietly)],
    ['an expiry', () => readReply({ loginKey: LOGIN_KEY.key, expiration: UNCONVERTIBLE }, quietly)],
    ['a SAML key', () => readSamlKey({ loginKey: UNCONVERTIBLE, data: { loginKey: UNCONVERTIBLE } })],
    ['a sign-in', () => readSignIn({ glanceEvent: UNCONVERTIBLE })],
  ] as const)
    it(`${what} that cannot be converted throws nothing`, () => void read());

  for (const [what, name, body] of [
    ['a setting', 'presenceServer', { presenceUrl: 'a.glance.net', isPresenceLoadBalanced: UNCONVERTIBLE }],
    ['a camera’s session', 'inviteCamera', { sessionKey: UNCONVERTIBLE }],
    ['a presence', 'lookUpVisitor', { visitorpresent: UNCONVERTIBLE }],
  ] as const)
    it(`${what} that cannot be converted fails with nothing but a code`, async () => {
      assert.ok(await asked(services[name]!, JSON.stringify(body)));
    });

  it('a SAML key has an owner who can be one, or is none', () => {
    const pairs = fc.array(
      fc.tuple(fc.constantFrom('partnerid', 'partneruserid', 'x'), fc.oneof(fc.nat().map(String), text)),
    );
    const check = (given: [string, string][]): boolean => {
      const loginKey = `${given.map((pair) => pair.join('=')).join('&')}~${KEY}`;
      const { groupId, partnerUserId, key } = readSamlKey({ loginKey }) ?? LOGIN_KEY;
      return /^\d{1,10}$/.test(groupId) && partnerUserId.length > 0 && partnerUserId.length < 256 && key === KEY;
    };
    fc.assert(fc.property(pairs, check), CASES);
  });

  it('a SAML key keeps its owner, whatever they are called', () => {
    const puid = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((one) => !/[\p{Cc}\ufffd]/u.test(one));
    const check = (partnerUserId: string): void => {
      const loginKey = `partnerid=21489&partneruserid=${encodeURIComponent(partnerUserId)}~${KEY}`;
      assert.deepEqual(readSamlKey({ loginKey }), { ...LOGIN_KEY, partnerUserId });
    };
    fc.assert(fc.property(puid, check), CASES);
  });

  it('a kind of call is short, and a text', () => {
    const check = (one: string): boolean => {
      const answer = readLookUp(`<agentjoinurl/><calltype>${one}</calltype>`);
      const { callType = 'none' } = typeof answer === 'object' ? answer : {};
      return callType.length > 0 && callType.length <= 32 && callType === callType.trim() && !callType.includes('<');
    };
    fc.assert(fc.property(text, check), CASES);
  });

  it('nothing behind the path of a customer’s address is shown, and nobody’s name before it', () => {
    const url = fc.webUrl({
      withQueryParameters: true,
      withFragments: true,
      authoritySettings: { withUserInfo: true },
    });
    fc.assert(
      fc.property(url, (one) => isPage(readPage({ url: one }))),
      CASES,
    );
  });
});
