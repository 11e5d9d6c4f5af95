import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { InviteDetail } from '../../src/element/events.js';
import { asking, invocable, prepareInvitation } from '../../src/element/invitation.js';
import type { Invitation } from '../../src/session/ports.js';
import { CUSTOMER, SHOW_TERMS } from './played.js';

type Given = Parameters<typeof prepareInvitation>[0];

/** What the page makes of an invitation, and what its listener was told. */
function prepare(
  settings: Partial<Given> = {},
  listen: (detail: InviteDetail) => boolean = () => true,
): ReturnType<typeof prepareInvitation> {
  return prepareInvitation({ custominvoke: null, presessionfunc: null, ...settings }, CUSTOMER, listen);
}

/** The same where it is there at once. */
function atOnce(...given: Parameters<typeof prepare>): Invitation | undefined {
  const invitation = prepare(...given);
  assert.ok(!(invitation instanceof Promise), 'something was waited for');
  return invitation;
}

describe('an invitation', () => {
  it('of a page with nothing to say shows the customer’s page’s own dialog, under their id', () => {
    assert.deepEqual(atOnce(), { func: SHOW_TERMS, args: { sessionKey: CUSTOMER }, sessionKey: CUSTOMER });
  });

  it('calls the function of the customer’s page that is set, with its arguments', () => {
    assert.deepEqual(atOnce({ custominvoke: { func: 'GLANCE.Custom.ask', args: { lang: 'de' } } }), {
      func: 'GLANCE.Custom.ask',
      args: { lang: 'de', sessionKey: CUSTOMER },
      sessionKey: CUSTOMER,
    });
  });

  it('shows the dialog, without those arguments, where that function may not be called', () => {
    const args = { lang: 'de' };
    const expected = { func: SHOW_TERMS, args: { sessionKey: CUSTOMER }, sessionKey: CUSTOMER };
    assert.deepEqual(atOnce({ custominvoke: { func: 'window.alert', args } }), expected);
  });

  it('goes on at once when the page’s function has nothing to be waited for', () => {
    assert.deepEqual(atOnce({ presessionfunc: () => ({ order: 7 }) })?.args, { order: 7, sessionKey: CUSTOMER });
    assert.deepEqual(atOnce({ presessionfunc: () => undefined })?.args, { sessionKey: CUSTOMER });
  });

  it('is merged from the settings, the page’s function and the listeners, the later over the earlier', async () => {
    const custominvoke = { func: 'ask', args: { a: 'settings', b: 'settings', c: 'settings', d: 'settings' } };
    const invitation = await prepare(
      { custominvoke, presessionfunc: async () => ({ b: 'function', c: 'function', d: 'function' }) },
      ({ waitUntil }) => {
        waitUntil(Promise.resolve({ c: 'first listener', d: 'first listener' }));
        waitUntil(Promise.resolve({ d: 'second listener' }));
        return true;
      },
    );
    assert.deepEqual(invitation?.args, {
      a: 'settings',
      b: 'function',
      c: 'first listener',
      d: 'second listener',
      sessionKey: CUSTOMER,
    });
    assert.deepEqual(custominvoke.args, { a: 'settings', b: 'settings', c: 'settings', d: 'settings' });
  });

  it('is merged in that order whichever comes first', async () => {
    let answer = (_: object): void => undefined;
    const slow = new Promise<object>((resolve) => (answer = resolve));
    const invitation = prepare({ presessionfunc: () => slow }, ({ waitUntil }) => {
      waitUntil(Promise.resolve({ by: 'listener' }));
      return true;
    });
    await Promise.resolve();
    answer({ by: 'function' });
    assert.deepEqual((await invitation)?.args, { by: 'listener', sessionKey: CUSTOMER });
  });

  it('waits for all that is to be waited for, thenables of other makes among it', async () => {
    const thenable = { then: (done: (value: object) => void) => done({ order: 7 }) };
    const invitation = prepare({ presessionfunc: () => thenable });
    assert.ok(invitation instanceof Promise);
    assert.deepEqual((await invitation)?.args, { order: 7, sessionKey: CUSTOMER });
    const listened = prepare({}, ({ waitUntil }) => {
      waitUntil(Promise.resolve());
      return true;
    });
    assert.ok(listened instanceof Promise);
    assert.deepEqual((await listened)?.args, { sessionKey: CUSTOMER });
  });

  it('takes nothing that is no object for arguments', async () => {
    for (const value of [undefined, null, true, 7, 'text', ['a'], () => 'x'])
      assert.deepEqual((await prepare({ presessionfunc: async () => value }))?.args, { sessionKey: CUSTOMER });
    const custominvoke = { func: 'ask', args: ['a'] as never };
    assert.deepEqual(atOnce({ custominvoke })?.args, { sessionKey: CUSTOMER });
  });

  it('shows the listeners what the settings say, and leaves that to nobody to change', () => {
    let told: InviteDetail['args'] = {};
    atOnce({ custominvoke: { func: 'ask', args: { lang: 'de' } } }, ({ args }) => {
      told = args;
      return true;
    });
    assert.deepEqual(told, { lang: 'de', sessionKey: CUSTOMER });
    assert.ok(Object.isFrozen(told));
  });

  it('hands the page’s function those arguments as its own: what it writes into them stays there', () => {
    const args = { lang: 'de' };
    const invitation = atOnce({
      custominvoke: { func: 'ask', args },
      presessionfunc: (given) => {
        assert.deepEqual(given, { lang: 'de', sessionKey: CUSTOMER });
        Object.assign(given, { lang: 'fr' });
      },
    });
    assert.deepEqual([args.lang, invitation?.args], ['de', { lang: 'de', sessionKey: CUSTOMER }]);
  });

  it('is heard of by the listeners before the page’s function does its work', () => {
    const order: string[] = [];
    const presessionfunc = (): void => void order.push('function');
    atOnce({ presessionfunc }, () => order.push('listener') > 0);
    assert.deepEqual(order, ['listener', 'function']);
  });

  it('that a listener prevents is none, and the page’s function is not called', () => {
    const presessionfunc = (): never => assert.fail('called');
    assert.equal(
      atOnce({ presessionfunc }, () => false),
      undefined,
    );
  });

  it('that a listener prevents is none at once, whatever is to be waited for', () => {
    const waiting = atOnce({}, ({ waitUntil }) => {
      waitUntil(new Promise(() => undefined));
      return false;
    });
    assert.equal(waiting, undefined);
  });

  it('is stopped by what the page’s function throws, or what it or a listener rejects with', async () => {
    const failure = new Error('no consent');
    const throws = (): never => {
      throw failure;
    };
    assert.throws(() => prepare({ presessionfunc: throws }), failure);
    await assert.rejects(async () => prepare({ presessionfunc: () => Promise.reject(failure) }), failure);
    const listened = prepare({}, ({ waitUntil }) => {
      waitUntil(Promise.reject(failure));
      return true;
    });
    await assert.rejects(async () => listened, failure);
  });
});

describe('the key of an invitation', () => {
  const args = (sessionKey: unknown): Given['custominvoke'] => ({ func: 'ask', args: { sessionKey } });

  it('may be given by the settings, as a text or a number, and the page is told of it', () => {
    let told: unknown;
    const listen = ({ args: { sessionKey } }: InviteDetail): boolean => {
      told = sessionKey;
      return true;
    };
    assert.equal(atOnce({ custominvoke: args('order-66') }, listen)?.sessionKey, 'order-66');
    assert.equal(told, 'order-66');
    const invitation = atOnce({ custominvoke: args(66) });
    assert.deepEqual([invitation?.sessionKey, invitation?.args], ['66', { sessionKey: '66' }]);
  });

  it('may be given by the page’s function, and by a listener over that', async () => {
    const presessionfunc = (): object => ({ sessionKey: 'order-66' });
    assert.equal(atOnce({ custominvoke: args('order-1'), presessionfunc })?.sessionKey, 'order-66');
    const invitation = await prepare({ presessionfunc }, ({ waitUntil }) => {
      waitUntil(Promise.resolve({ sessionKey: 'order-67' }));
      return true;
    });
    assert.deepEqual([invitation?.sessionKey, invitation?.args], ['order-67', { sessionKey: 'order-67' }]);
  });

  it('is the customer’s id where none is given that could be one', () => {
    for (const none of [undefined, null, true, {}, ['order-66']])
      assert.equal(atOnce({ custominvoke: args(none) })?.sessionKey, CUSTOMER);
  });

  it('that is malformed stops the invitation', async () => {
    for (const bad of ['', 'a b', '../x', 'x'.repeat(63), '<b>', -1.5e300]) {
      const expected = { code: 'presession-failed', cause: 'sessionKey' };
      assert.throws(() => prepare({ custominvoke: args(bad) }), expected, String(bad));
      const later = async (): Promise<unknown> => prepare({ presessionfunc: async () => ({ sessionKey: bad }) });
      await assert.rejects(later, expected, String(bad));
    }
  });
});

describe('the name of a function of the customer’s page', () => {
  it('reaches no global function by its bare name', () => {
    assert.equal(invocable('alert'), 'GLANCE_COBROWSE.Custom.alert');
  });

  for (const [given, name] of [
    ['ask', 'GLANCE_COBROWSE.Custom.ask'],
    ['$ask_2', 'GLANCE_COBROWSE.Custom.$ask_2'],
    ['GLANCE.Cobrowse.Visitor.showTerms', 'GLANCE.Cobrowse.Visitor.showTerms'],
    ['GLANCE_COBROWSE.Custom.ask', 'GLANCE_COBROWSE.Custom.ask'],
    ['GLANCE_COBROWSE.Custom.team.ask', 'GLANCE_COBROWSE.Custom.team.ask'],
  ] as const)
    it(`may be ${given}`, () => {
      assert.equal(invocable(given), name);
      assert.equal(asking({ func: given })?.func, name);
    });

  for (const given of [
    '',
    ' ',
    'window.alert',
    'document.write',
    'GLANCE.',
    'GLANCE..x',
    '.GLANCE.x',
    '__proto__',
    'GLANCE.constructor.constructor',
    'GLANCE_COBROWSE.Custom.f.prototype',
    'GLANCE.x;y',
    'GLANCE.x()',
    'GLANCE.x\n',
    'GLANCE.x y',
    "GLANCE['x']",
    'glance.x',
    'GLANCEX.x',
    'GLANCE_COBROWSE.x',
    'GLANCE_COBROWSE.Other.x',
    'GLANCE_COBROWSE.Custom',
    'GLANCE_COBROWSE.Custom.',
    'GLANCE_COBROWSE.Customs.x',
    'ask;alert',
    'ask\n',
  ])
    it(`may not be ${JSON.stringify(given)}`, () => {
      assert.equal(invocable(given), undefined);
      assert.equal(asking({ func: given }), undefined);
    });

  it('may not be anything but a text', () => {
    for (const value of [undefined, null, 7, {}, ['ask'], () => 'ask', { toString: () => 'ask' }])
      assert.equal(invocable(value), undefined);
  });

  it('always stays below GLANCE or GLANCE_COBROWSE.Custom, and is dotted words', () => {
    const part = fc.constantFrom('GLANCE', 'GLANCE_COBROWSE', 'Custom', 'x', '.', ';', '(', '[', ' ', '\n', '$');
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(names, (given) => {
        const name = invocable(given);
        if (name === undefined) return;
        assert.match(name, /^(GLANCE|GLANCE_COBROWSE\.Custom)\./);
        for (const word of name.split('.')) assert.match(word, /^[A-Za-z0-9_$]+$/);
        assert.ok(!/\s/.test(name));
      }),
      { numRuns: 2_000 },
    );
  });
});
