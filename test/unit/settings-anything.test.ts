import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { chosen } from '../../src/element/choices.js';
import { configure, toKey } from '../../src/element/configuration.js';
import { isPhone } from '../../src/element/entry-form.js';
import { asking, invocable, prepareInvitation } from '../../src/element/invitation.js';
import { isOn, object } from '../../src/element/properties.js';
import { isKey } from '../../src/session/session-key.js';
import { windowFeatures } from '../../src/viewer/window.js';
import { CASES, isSoonRead, text, value } from './anything.js';

/** Whatever a page's markup or script sets, a setting has a value that may be one, soon, and nothing throws. */

// Each odd value is warned of once.
const { warn } = console;
before(() => {
  console.warn = () => undefined;
});
after(() => {
  console.warn = warn;
});

const isObject = (one: unknown): boolean => one === null || typeof one === 'object';
const attribute = (name: string): ((one: string) => unknown) => {
  const { converter } = object(name);
  assert.ok(typeof converter === 'function');
  return (one) => converter(one);
};
const attributes = ['authheaders', 'authbody', 'custominvoke'].map(
  (name) => [`the JSON of ${name}`, (one: string) => isObject(attribute(name)(one))] as const,
);
const callable = /^(GLANCE|GLANCE_COBROWSE\.Custom)(\.[\w$]+)+$/;

const texts: readonly (readonly [what: string, reads: (one: string) => boolean])[] = [
  ...attributes,
  ['a word', (one) => ['tab', 'window', 'iframe'].includes(chosen({ openlocation: one }, 'openlocation'))],
  ['a name to be called', (one) => callable.test(invocable(one) ?? 'GLANCE.x')],
  ['a typed key', (one) => !/\s/.test(toKey(one))],
  ['a phone number', (one) => !isPhone(one) || one.length <= 31],
  ['features of a window', (one) => !/\bno(opener|referrer)\b/i.test(windowFeatures(one))],
];

describe('whatever is set', () => {
  for (const [what, reads] of texts)
    it(`${what} is read`, () => {
      fc.assert(fc.property(text, reads), CASES);
    });

  it('nothing takes long, however long the text is', async () => {
    for (const [what, reads] of texts) await isSoonRead(what, reads);
  });

  it('something is on or off', () => {
    fc.assert(
      fc.property(value, (one) => typeof isOn(one) === 'boolean'),
      CASES,
    );
  });

  it('the customer is asked by a function that may be called, or not at all', () => {
    fc.assert(
      fc.property(fc.record({ func: fc.oneof(text, value), args: value }), (custom) => {
        const { func = 'GLANCE.x', args = {} } = asking(custom as never) ?? {};
        return callable.test(func) && isObject(args);
      }),
      CASES,
    );
  });

  it('a session has a key that can be one, or the invitation fails with a code', async () => {
    const invited = async (result: unknown, args: unknown): Promise<boolean> => {
      const settings = { custominvoke: { func: 'ask', args: args as never }, presessionfunc: () => result };
      try {
        const invitation = await prepareInvitation(settings, 'alice', () => true);
        return isKey(invitation?.sessionKey);
      } catch (error) {
        return (error as { code?: unknown }).code === 'presession-failed';
      }
    };
    await fc.assert(fc.asyncProperty(value, value, invited), CASES);
  });

  it('a configuration is whole, or says what is wrong', () => {
    const settings = fc.record({
      groupid: fc.oneof(text, fc.integer(), fc.constant(null)),
      puid: fc.oneof(text, fc.constant(undefined)),
      authurl: text,
      visitorid: text,
      presence: fc.boolean(),
    });
    fc.assert(
      fc.property(settings, (set) => {
        const { problem, groupId, partnerUserId, visitorId } = configure(
          set,
          'loginkey',
          'https://www.glance.net',
          'https://crm.example/loginkey',
        );
        if (visitorId !== undefined) assert.ok(isKey(visitorId));
        if (problem) assert.ok(problem.settings?.length);
        else assert.ok(/^\d{1,10}$/.test(groupId) && partnerUserId.length > 0 && partnerUserId.length <= 255);
      }),
      CASES,
    );
  });
});
