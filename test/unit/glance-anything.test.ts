import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { authorize } from '../../src/glance/authorization.js';
import { json } from '../../src/glance/call.js';
import { inviteCamera } from '../../src/glance/camera-invitation.js';
import { readPage } from '../../src/glance/customer-page.js';
import { glanceOrigin, isTrustedHost } from '../../src/glance/environments.js';
import { authAddress } from '../../src/glance/login-key.js';
import { readReply } from '../../src/glance/login-key-reply.js';
import { lookUpVisitor } from '../../src/glance/presence-look-up.js';
import { readFrame } from '../../src/glance/presence-socket.js';
import { readSamlKey, readSignIn, samlAddress } from '../../src/glance/saml.js';
import { readLookUp } from '../../src/glance/session-look-up.js';
import { presenceServer } from '../../src/glance/settings.js';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import { GlanceError } from '../../src/session/codes.js';
import { AUTHORIZATION, KEY, LOGIN_KEY, never, place, reply, SERVER, UNCONVERTIBLE } from './played-glance.js';

/** Whatever comes from outside, a parser has an answer and does not throw. */

/** Names and values that mean something to some parser, so that chance comes past its first question. */
const names = fc.constantFrom(
  ...'mtype type data keepalive connected status reason url browser browserver platform loginKey expiration'.split(' '),
  ...'apiKey glanceEvent presenceUrl isPresenceLoadBalanced visitorpresent visitorfound authToken __proto__'.split(' '),
  ...'sessionKey calltype'.split(' '),
);
const words = fc.constantFrom(
  ...'connected visitorsock visitorconn presence terms visitorsessionend error redirect accepted'.split(' '),
  ...'https://shop.example/a?b#c presence.glance.net sessionEnded true false $1$1800003600$AAAA'.split(' '),
  ...'authenticateSucceeded authenticateFailed partnerid=7&partneruserid=%E0%A4%A~$1$1800003600$AAAA signal'.split(' '),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.boolean(),
    fc.double(),
    fc.constant(null),
    fc.string(),
    fc.constant(UNCONVERTIBLE),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(names, fc.string()), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  value.map((one) => JSON.stringify(one)),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '</',
        'id',
        'agentjoinurl',
        'a:',
        '0',
        ' ',
        '/',
        '<id>',
        '</id>',
        '<agentjoinurl>',
        '<calltype>',
        '</calltype>',
        '&',
      ),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('constructor', '__proto__', 'toString', 'https://', '//', '\0'),
);
const quietly = (): void => undefined;

const parsers = {
  readFrame: (one: unknown) => readFrame(one),
  'readFrame, of JSON': (one: unknown) => readFrame(JSON.stringify(one)),
  readPage: (one: unknown) => readPage(one),
  readReply: (one: unknown) => readReply(one, quietly),
  readSignIn: (one: unknown) => readSignIn(one),
  readSamlKey: (one: unknown) => readSamlKey(one),
  'readSamlKey, of a text': (one: unknown) => readSamlKey({ loginKey: one }),
  'readSamlKey, of anything before a key': (one: unknown) => readSamlKey({ loginKey: `${JSON.stringify(one)}~${KEY}` }),
  readViewerMessage: (one: unknown) => readViewerMessage(one),
  json: (one: unknown) => json(typeof one === 'string' ? one : JSON.stringify(one ?? null)),
} as const;

const readers = {
  readLookUp: (one: string) => readLookUp(one),
  'glanceOrigin, attribute': (one: string) => glanceOrigin(one, 'attribute'),
  'glanceOrigin, property': (one: string) => glanceOrigin(one, 'property'),
  isTrustedHost: (one: string) => isTrustedHost(one, 'https://www.glance.net'),
  samlAddress: (one: string) => samlAddress('https://www.glance.net', '', one),
  authAddress: (one: string) => authAddress(one, 'https://crm.example/app/'),
} as const;

const services = {
  presenceServer: (body: string) =>
    presenceServer(
      place(() => reply(body)),
      '21489',
      never,
    ),
  authorize: (body: string) =>
    authorize(
      place(() => reply(body)),
      LOGIN_KEY,
      never,
    ),
  lookUpVisitor: (body: string) =>
    lookUpVisitor(
      place(() => reply(body)),
      SERVER,
      AUTHORIZATION,
      'alice',
      never,
    ),
  inviteCamera: (body: string) =>
    inviteCamera(
      place(() => reply(body)),
      { ...LOGIN_KEY, partnerUserId: body },
      { phone: body, agentName: body },
      never,
    ),
} as const;

const runs = { numRuns: 10_000 };

describe('whatever comes from outside', () => {
  for (const [name, parse] of Object.entries(parsers))
    it(`${name} does not throw`, () => {
      fc.assert(
        fc.property(fc.oneof(value, text), (one) => void parse(one)),
        runs,
      );
    });

  for (const [name, read] of Object.entries(readers))
    it(`${name} does not throw`, () => {
      fc.assert(
        fc.property(text, (one) => void read(one)),
        runs,
      );
    });

  for (const [name, ask] of Object.entries(services))
    it(`${name} fails with nothing but a code`, async () => {
      const check = async (body: string): Promise<void> => {
        const failure: unknown = await ask(body).then(quietly, (error: unknown) => error);
        assert.ok(failure === undefined || failure instanceof GlanceError, String(failure));
      };
      await fc.assert(fc.asyncProperty(text, check), runs);
    });

  // JSON can hold an object that is neither a text nor a number, whatever it is asked.
  for (const [what, read] of [
    ['a keepalive', () => readFrame(JSON.stringify({ mtype: 'connected', keepalive: UNCONVERTIBLE }))],
    ['a browser', () => readPage({ browser: UNCONVERTIBLE, browserver: UNCONVERTIBLE })],
    ['a login key', () => readReply({ loginKey: UNCONVERTIBLE }, quietly)],
    ['an expiry', () => readReply({ loginKey: LOGIN_KEY.key, expiration: UNCONVERTIBLE }, quietly)],
    [
      'a setting',
      () =>
        services.presenceServer(JSON.stringify({ presenceUrl: 'a.glance.net', isPresenceLoadBalanced: UNCONVERTIBLE })),
    ],
    ['a SAML key', () => readSamlKey({ loginKey: UNCONVERTIBLE, data: { loginKey: UNCONVERTIBLE } })],
    ['a sign-in', () => readSignIn({ glanceEvent: UNCONVERTIBLE })],
    ['a camera’s session', () => services.inviteCamera(JSON.stringify({ sessionKey: UNCONVERTIBLE }))],
    ['a presence', () => services.lookUpVisitor(JSON.stringify({ visitorpresent: UNCONVERTIBLE }))],
  ] as const)
    it(`${what} that cannot be converted fails with nothing but a code`, async () => {
      const failure: unknown = await (async () => read())().then(quietly, (error: unknown) => error);
      assert.ok(failure === undefined || failure instanceof GlanceError, String(failure));
    });

  it('an attribute never names a Glance other than Glance’s own or this machine', () => {
    const ours = /^https:\/\/([\w-]+\.)*(glance\.net|myglance\.(net|org))(:\d+)?$/;
    const here = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
    const check = (one: string): boolean => {
      const origin = glanceOrigin(one, 'attribute');
      return origin === undefined || ours.test(origin) || here.test(origin);
    };
    fc.assert(fc.property(text, check), runs);
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
    fc.assert(fc.property(pairs, check), runs);
  });

  it('a SAML key keeps its owner, whatever they are called', () => {
    const puid = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((one) => !/[\p{Cc}\ufffd]/u.test(one));
    const check = (partnerUserId: string): void => {
      const loginKey = `partnerid=21489&partneruserid=${encodeURIComponent(partnerUserId)}~${KEY}`;
      assert.deepEqual(readSamlKey({ loginKey }), { ...LOGIN_KEY, partnerUserId });
    };
    fc.assert(fc.property(puid, check), runs);
  });

  it('a kind of call is short, and a text', () => {
    const check = (one: string): boolean => {
      const answer = readLookUp(`<agentjoinurl/><calltype>${one}</calltype>`);
      const { callType = 'none' } = typeof answer === 'object' ? answer : {};
      return callType.length > 0 && callType.length <= 32 && callType === callType.trim() && !callType.includes('<');
    };
    fc.assert(fc.property(text, check), runs);
  });

  it('the key of a camera’s session is one, or there is none', async () => {
    const check = async (sessionKey: unknown): Promise<void> => {
      const key = await services.inviteCamera(JSON.stringify({ sessionKey })).catch(() => 'none');
      assert.match(key, /^[\w~.-]{1,62}$/);
    };
    await fc.assert(fc.asyncProperty(value, check), runs);
  });

  it('nothing behind the path of a customer’s address is shown', () => {
    const url = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(url, (one) => !/[?#]/.test(readPage({ url: one }).page ?? '')),
      runs,
    );
  });
});
