import { expect } from '@open-wc/testing';
import type { GlanceJoin, GlanceJoinEventMap } from '../../src/index.js';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import {
  comesTo,
  course,
  errors,
  heard,
  isTold,
  notices,
  place,
  press,
  rejection,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { sandboxState } from './sandbox.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

type Reached = ['invoke' | 'signal', unknown];

describe('what the page and the customer’s page have to say', () => {
  let viewers: Viewers;
  let clock: SkippingClock;
  let alice: Customer;
  /** What has come to her page, in its order. */
  let reached: Reached[];
  /** Under which keys a session has been looked for. */
  let lookedUp: string[];
  /** And how many of these look-ups have been answered. */
  let answered: number;
  let restore: () => void;
  beforeEach(async () => {
    (viewers = new Viewers()).install();
    (clock = new SkippingClock()).install();
    lookedUp = [];
    answered = 0;
    restore = replace(window, 'fetch', (fetch) => async (input, init) => {
      const { body } = init ?? {};
      const looksUp = body instanceof URLSearchParams && body.has('ssnkey');
      if (looksUp) lookedUp.push(body.get('ssnkey')!);
      const reply = await fetch(input, init);
      if (!looksUp) return reply;
      const text = await reply.text();
      answered++;
      return new Response(text, reply);
    });
    alice = await Customer.arrives();
    reached = hearing(alice);
  });
  afterEach(() => {
    restore();
    clock.uninstall();
    viewers.uninstall();
  });

  const present = async (properties: Readonly<Record<string, unknown>> = {}, attributes = {}) => {
    const join = place({ ...watching, ...attributes });
    set(join, properties);
    await comesTo(join, 'present');
    return join;
  };

  const invocations = () => reached.filter(([type]) => type === 'invoke').map(([, data]) => data);
  const isReached = (times = 1) => until(`her page is reached ${times} times`, () => reached.length >= times);
  /** Once this has come through, all that was sent before has, too. */
  const allHasArrived = async (join: GlanceJoin) => {
    await join.signal('all has arrived');
    await until('all has arrived', () => reached.some(([, data]) => data === 'all has arrived'));
  };
  /** She has taken up the question, and is in a session. */
  const takesPart = async (key?: string) => {
    alice.sees();
    alice.accepts();
    await alice.starts(key);
  };

  describe('presessionfunc', () => {
    it('is waited for before the customer is asked', async () => {
      const { promise, resolve } = deferred();
      const join = await present({ presessionfunc: () => promise });
      const invitation = join.invite();
      expect([join.state, join.phase], 'at once').to.deep.equal(['inviting', 'preparing']);
      await join.updateComplete;
      expect(text(join, 'button')).to.contain('Preparing');
      await clock.pass(59_000);
      await allHasArrived(join);
      expect(invocations()).to.deep.equal([]);
      resolve({ form: 7 });
      await alice.isAsked();
      await comesTo(join, 'inviting', 'sent');
      expect(alice.questions).to.deep.equal([{ form: 7, sessionKey: 'alice' }]);
      await clock.pass(89_000);
      expect(join.state, 'her time begins when she is asked').to.equal('inviting');
      await takesPart();
      await invitation;
      expect(join.state).to.equal('in-session');
    });

    for (const returned of [undefined, null, 'a text', 7, ['a', 'list'], true])
      it(`may return ${JSON.stringify(returned)}, and nothing is added`, async () => {
        const join = await present({ presessionfunc: () => returned });
        await press(join, 'Join');
        expect(join.phase, 'nothing had to be waited for').to.equal('sent');
        await alice.isAsked();
        expect(alice.questions).to.deep.equal([{ sessionKey: 'alice' }]);
      });

    it('is given the arguments, a copy of its own', async () => {
      const given: unknown[] = [];
      const custominvoke = { func: 'ask', args: { text: 'May I?' } };
      const presessionfunc = (args: Record<string, unknown>) => {
        given.push({ ...args });
        args['text'] = 'changed';
      };
      const join = await present({ custominvoke, presession: presessionfunc });
      await press(join, 'Join');
      await isReached();
      expect(given).to.deep.equal([{ text: 'May I?', sessionKey: 'alice' }]);
      expect(invocations()).to.deep.equal([
        { func: 'GLANCE_COBROWSE.Custom.ask', args: { text: 'May I?', sessionKey: 'alice' } },
      ]);
      expect(custominvoke.args).to.deep.equal({ text: 'May I?' });
    });

    it('is called for each invitation anew, and not when the page keeps the customer from being asked', async () => {
      let calls = 0;
      const join = await present({ presessionfunc: () => ({ call: ++calls }) });
      for (const times of [1, 2]) {
        await press(join, 'Join');
        await alice.isAsked(times);
        await press(join, 'Cancel');
      }
      expect(alice.questions).to.deep.equal([
        { call: 1, sessionKey: 'alice' },
        { call: 2, sessionKey: 'alice' },
      ]);
      join.addEventListener('glanceinvite', (event) => event.preventDefault());
      await press(join, 'Join');
      expect(calls).to.equal(2);
    });

    it('may give the session its own key, under which it is looked for, opened and reported', async () => {
      const join = await present({ presessionfunc: async () => ({ sessionKey: 'case-4711' }) });
      const invitation = join.invite();
      await alice.isAsked();
      expect(alice.questions).to.deep.equal([{ sessionKey: 'case-4711' }]);
      lookedUp.length = answered = 0;
      await takesPart('case-4711');
      await invitation;
      await until('its id is known', () => answered > 0);
      await nextTask();
      expect(new Set(lookedUp)).to.deep.equal(new Set(['case-4711']));
      expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['case-4711']);
      const id = (await sandboxState()).sessions.find(({ key }) => key === 'case-4711')?.id;
      alice.ends();
      await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
      expect(heard(join, 'glancesessionstart')[0]).to.include({ sessionKey: 'case-4711', visitorId: 'alice' });
      expect(heard(join, 'glancesessionend')[0]).to.include({
        sessionKey: 'case-4711',
        visitorId: 'alice',
        sessionId: id,
        outcome: 'joined',
      });
    });

    it('may give a number for a key', async () => {
      const join = await present({ presessionfunc: () => ({ sessionKey: 4711 }) });
      await press(join, 'Join');
      await alice.isAsked();
      expect(alice.questions).to.deep.equal([{ sessionKey: '4711' }]);
    });

    const failures: Readonly<Record<string, { presessionfunc: () => unknown; cause: unknown }>> = {
      throws: {
        presessionfunc: () => {
          throw new RangeError('No case is open.');
        },
        cause: 'No case is open.',
      },
      rejects: { presessionfunc: async () => Promise.reject(new RangeError('No CRM.')), cause: 'No CRM.' },
      'gives what can be no key': { presessionfunc: async () => ({ sessionKey: 'a key' }), cause: 'presession-failed' },
      'gives what cannot be sent': { presessionfunc: () => ({ form: 7n }), cause: 'BigInt' },
    };
    for (const [how, { presessionfunc, cause }] of Object.entries(failures))
      it(`that ${how} stops the invitation, and says why`, async () => {
        const join = await present({ presessionfunc });
        expect(await rejection(join.invite())).to.deep.equal({ code: 'presession-failed', cause: 'session-failed' });
        await join.updateComplete;
        expect(join.state).to.equal('present');
        expect(notices(join)).to.deep.equal(['session-failed']);
        expect(text(join, 'notice')).to.contain(join.notice!.message);
        expect(errors(join)).to.deep.equal(['presession-failed']);
        const [error] = heard(join, 'glanceerror');
        expect(error).to.include({ visitorId: 'alice' });
        expect((error!.cause as Error).message).to.match(new RegExp(cause as string));
        await allHasArrived(join);
        expect(invocations()).to.deep.equal([]);
        set(join, { presessionfunc: null });
        await press(join, 'Join');
        expect(join.notice).to.equal(undefined);
        await alice.isAsked();
      });

    it('that is never done stops the invitation after a minute, and what it then returns is too late', async () => {
      const { promise, resolve } = deferred();
      const join = await present({ presessionfunc: () => promise });
      const invitation = rejection(join.invite());
      await clock.pass(59_500);
      expect(join.phase).to.equal('preparing');
      await clock.pass(500);
      expect(await invitation).to.deep.equal({ code: 'presession-failed', cause: 'session-failed' });
      expect(join.state).to.equal('present');
      expect(notices(join)).to.deep.equal(['session-failed']);
      expect(heard(join, 'glanceerror')[0]).to.include({ code: 'presession-failed', cause: 'timeout' });
      resolve({ form: 7 });
      await nextTask();
      await allHasArrived(join);
      expect(invocations()).to.deep.equal([]);
    });

    it('may take its time for nothing: the agent cancels, and nobody is asked', async () => {
      const { promise, resolve } = deferred();
      const join = await present({ presessionfunc: () => promise });
      const invitation = rejection(join.invite());
      await press(join, 'Cancel');
      expect(join.state).to.equal('present');
      expect(await invitation).to.deep.equal({ code: 'cancelled', cause: undefined });
      set(join, { presessionfunc: () => ({ form: 'second' }) });
      await press(join, 'Join');
      resolve({ form: 'first' });
      await alice.isAsked();
      await allHasArrived(join);
      expect(alice.questions).to.deep.equal([{ form: 'second', sessionKey: 'alice' }]);
      expect([notices(join), errors(join)]).to.deep.equal([[], []]);
    });

    it('whose failure comes after the agent has cancelled is not spoken of', async () => {
      const { promise, reject } = deferred();
      const join = await present({ presessionfunc: () => promise });
      const invitation = rejection(join.invite());
      await press(join, 'Cancel');
      reject(new Error('No CRM.'));
      expect(await invitation).to.include({ code: 'cancelled' });
      await nextTask();
      expect([notices(join), errors(join), join.state]).to.deep.equal([[], [], 'present']);
    });

    it('goes on while the customer goes on, and what she said to an earlier question does not count', async () => {
      const { promise, resolve } = deferred();
      const join = await present({ presessionfunc: () => promise });
      await until('her page is known', () => join.visitor?.page === 'https://shop.example/tents');
      const invitation = rejection(join.invite());
      alice.declines();
      alice.accepts();
      alice.goesTo('https://shop.example/boots');
      await until('her next page is known', () => join.visitor?.page === 'https://shop.example/boots');
      expect(join.phase).to.equal('preparing');
      resolve({});
      await alice.isAsked();
      alice.declines();
      expect(await invitation).to.deep.equal({ code: 'cancelled', cause: 'declined' });
    });
  });

  describe('glanceinvite', () => {
    type Invite = GlanceJoinEventMap['glanceinvite'];
    const onInvite = (join: GlanceJoin, listen: (event: Invite) => void) =>
      join.addEventListener('glanceinvite', listen);

    it('tells what is going to be sent, before it is, to every ancestor, and cannot be written to', async () => {
      const join = await present({ custominvoke: { func: 'ask', args: { text: 'May I?' } } });
      const told: unknown[] = [];
      const listen = ({ detail, target, composed, cancelable }: Invite) => {
        const { args, visitorId } = detail;
        told.push({ args, visitorId, target, composed, cancelable, state: join.state, phase: join.phase });
        expect([Object.isFrozen(detail), Object.isFrozen(args)]).to.deep.equal([true, true]);
      };
      stage.addEventListener('glanceinvite', listen, { once: true });
      await press(join, 'Join');
      expect(told).to.deep.equal([
        {
          args: { text: 'May I?', sessionKey: 'alice' },
          visitorId: 'alice',
          target: join,
          composed: true,
          cancelable: true,
          state: 'inviting',
          phase: 'preparing',
        },
      ]);
      await isReached();
    });

    it('makes the arguments of custominvoke, then of presessionfunc, then of what is waited for', async () => {
      const join = await present({
        custominvoke: { func: 'ask', args: { a: 'custom', b: 'custom', c: 'custom', d: 'custom', sessionKey: 'k1' } },
        presessionfunc: async () => ({ b: 'presession', c: 'presession', d: 'presession', sessionKey: 'k2' }),
      });
      const slow = deferred();
      onInvite(join, ({ detail: { args, waitUntil } }) => {
        expect(args['sessionKey']).to.equal('k1');
        waitUntil(slow.promise);
        waitUntil(Promise.resolve({ d: 'second', sessionKey: 'k3' }));
        waitUntil(Promise.resolve('nothing to add'));
        waitUntil({ e: 'no promise' });
      });
      await press(join, 'Join');
      expect(join.phase).to.equal('preparing');
      await allHasArrived(join);
      expect(invocations()).to.deep.equal([]);
      slow.resolve({ c: 'first', d: 'first' });
      await comesTo(join, 'inviting', 'sent');
      await isReached(2);
      expect(invocations()).to.deep.equal([
        {
          func: 'GLANCE_COBROWSE.Custom.ask',
          args: { a: 'custom', b: 'presession', c: 'first', d: 'second', e: 'no promise', sessionKey: 'k3' },
        },
      ]);
    });

    it('that is cancelled leaves the customer alone, without a word', async () => {
      const join = await present();
      onInvite(join, (event) => {
        event.detail.waitUntil(Promise.reject(new Error('Nobody has to hear of this.')).catch(() => undefined));
        event.preventDefault();
      });
      expect(await rejection(join.invite())).to.deep.equal({ code: 'cancelled', cause: undefined });
      expect(join.state).to.equal('present');
      expect([notices(join), errors(join)]).to.deep.equal([[], []]);
      await allHasArrived(join);
      expect(invocations()).to.deep.equal([]);
    });

    it('that waits for what fails stops the invitation, and says why', async () => {
      const join = await present({ presessionfunc: async () => ({ form: 7 }) });
      onInvite(join, ({ detail }) => detail.waitUntil(Promise.reject(new RangeError('No licence.'))));
      expect(await rejection(join.invite())).to.include({ code: 'presession-failed' });
      expect((heard(join, 'glanceerror')[0]!.cause as Error).message).to.equal('No licence.');
      expect(join.state).to.equal('present');
      await allHasArrived(join);
      expect(invocations()).to.deep.equal([]);
    });

    it('waits no longer than a minute', async () => {
      const join = await present();
      onInvite(join, ({ detail }) => detail.waitUntil(new Promise(() => undefined)));
      const invitation = rejection(join.invite());
      await clock.pass(60_000);
      expect(await invitation).to.include({ code: 'presession-failed' });
      await isTold(join, 'session-failed');
    });

    it('may be the moment at which a listener cancels, or takes the element away', async () => {
      const join = await present();
      const takeBack = () => void join.cancel();
      join.addEventListener('glanceinvite', takeBack, { once: true });
      expect(await rejection(join.invite())).to.include({ code: 'cancelled' });
      expect(join.state).to.equal('present');
      join.addEventListener('glanceinvite', () => join.remove(), { once: true });
      const other = await present();
      expect(await rejection(join.invite())).to.include({ code: 'cancelled' });
      await comesTo(other, 'present');
    });
  });

  describe('custominvoke', () => {
    for (const [given, called] of [
      ['askKindly', 'GLANCE_COBROWSE.Custom.askKindly'],
      ['GLANCE_COBROWSE.Custom.forms.ask', 'GLANCE_COBROWSE.Custom.forms.ask'],
      ['GLANCE.Cobrowse.Visitor.startSession', 'GLANCE.Cobrowse.Visitor.startSession'],
    ] as const)
      it(`calls ${called} when given ${given}, and the customer’s yes opens the viewer`, async () => {
        const join = await present({ custominvoke: { func: given, args: { style: 'kind' } } });
        await press(join, 'Join');
        await isReached();
        expect(reached).to.deep.equal([['invoke', { func: called, args: { style: 'kind', sessionKey: 'alice' } }]]);
        await takesPart();
        await comesTo(join, 'in-session');
      });

    it('may be written as an attribute', async () => {
      const join = await present({}, { custominvoke: '{"func":"askKindly","args":{"style":"kind"}}' });
      await press(join, 'Join');
      await isReached();
      expect(invocations()).to.deep.equal([
        { func: 'GLANCE_COBROWSE.Custom.askKindly', args: { style: 'kind', sessionKey: 'alice' } },
      ]);
    });

    it('that opens without asking joins, too: the session is looked for under the key', async () => {
      const join = await present({
        custominvoke: { func: 'GLANCE.Cobrowse.Visitor.startSession', args: { sessionKey: 'own-key' } },
      });
      await press(join, 'Join');
      await isReached();
      await alice.starts('own-key');
      await comesTo(join, 'in-session');
      expect(lookedUp).to.include('own-key');
      expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['own-key']);
    });

    it('of a name that may not be called is warned of, and the usual dialog is shown', async () => {
      const said: string[] = [];
      const restore = replace(console, 'warn', () => (what: unknown) => void said.push(String(what)));
      const refused = ['window.alert', 'GLANCE_COBROWSE.stop', 'GLANCE.a()', 'GLANCE..x', 'a b', '', undefined, 7];
      const join = await present();
      for (const [times, func] of refused.entries()) {
        set(join, { custominvoke: { func, args: { sessionKey: 'not-this' } } });
        await press(join, 'Join');
        await alice.isAsked(times + 1);
        await press(join, 'Cancel');
      }
      restore();
      for (const question of alice.questions) expect(question).to.deep.equal({ sessionKey: 'alice' });
      expect(invocations()).to.have.lengthOf(refused.length);
      expect(said.filter((what) => what.includes('custominvoke'))).to.have.lengthOf(1);
    });
  });

  describe('invoke() and signal()', () => {
    it('reach the customer’s page', async () => {
      const join = await present();
      await join.invoke('highlight', { id: 'price' });
      await join.invoke('GLANCE.Cobrowse.Visitor.hideTerms');
      await join.signal({ say: ['hello', null] });
      await join.signal('a text');
      await isReached(4);
      expect(reached).to.deep.equal([
        ['invoke', { func: 'GLANCE_COBROWSE.Custom.highlight', args: { id: 'price' } }],
        ['invoke', { func: 'GLANCE.Cobrowse.Visitor.hideTerms' }],
        ['signal', { say: ['hello', null] }],
        ['signal', 'a text'],
      ]);
      expect(course(join).at(-1), 'nothing else is changed by them').to.equal('present');
    });

    it('reach it in a session, too, and of two elements’ customers each its own', async () => {
      const bob = await Customer.arrives('bob');
      const bobHears = hearing(bob);
      const join = await present();
      const other = await present({}, { visitorid: 'bob' });
      await press(join, 'Join');
      await alice.takesPart();
      await comesTo(join, 'in-session');
      await join.signal('for Alice');
      await other.signal('for Bob');
      await until('both have theirs', () => bobHears.length === 1 && reached.length === 2);
      expect([reached.at(-1), bobHears[0]]).to.deep.equal([
        ['signal', 'for Alice'],
        ['signal', 'for Bob'],
      ]);
    });

    it('reach nobody else, even in the task in which the customer was set', async () => {
      const join = await present();
      join.visitorid = 'bob';
      const [signal, invocation] = [rejection(join.signal('for Bob')), rejection(join.invoke('highlight'))];
      expect(await signal, 'of him nothing is known yet').to.include({ code: 'not-present' });
      expect(await invocation).to.include({ code: 'not-present' });
      join.visitorid = 'alice';
      await comesTo(join, 'present');
      await allHasArrived(join);
      expect(reached).to.have.lengthOf(1);
    });

    it('refuse what may not be called, and what cannot be sent', async () => {
      const join = await present();
      const cyclic: Record<string, unknown> = {};
      cyclic['self'] = cyclic;
      for (const func of ['window.alert', 'GLANCE_COBROWSE.stop', 'GLANCE.a()', ''])
        expect(await rejection(join.invoke(func)), func).to.include({ code: 'config-invalid' });
      expect(await rejection(join.invoke('ok', cyclic))).to.include({ code: 'config-invalid' });
      expect(await rejection(join.signal(cyclic))).to.include({ code: 'config-invalid' });
      expect(await rejection(join.signal(1n))).to.include({ code: 'config-invalid' });
      await allHasArrived(join);
      expect(reached).to.have.lengthOf(1);
    });

    it('refuse when nobody is there to be reached', async () => {
      const noPresence = place({ ...watching, visitorid: '' });
      await comesTo(noPresence, 'idle');
      const absent = place({ ...watching, visitorid: 'bob' });
      await absent.updateComplete;
      expect(await rejection(absent.signal('too early'))).to.include({ code: 'not-present' });
      await comesTo(absent, 'absent');
      for (const join of [noPresence, absent]) {
        expect(await rejection(join.invoke('highlight'))).to.include({ code: 'not-present' });
        expect(await rejection(join.signal('hello'))).to.include({ code: 'not-present' });
      }
    });

    it('refuse in no page', async () => {
      const never = document.createElement('glance-join');
      const gone = await present();
      gone.remove();
      await nextTask();
      for (const join of [never, gone]) {
        expect(await rejection(join.invoke('highlight'))).to.include({ code: 'detached' });
        expect(await rejection(join.signal('hello'))).to.include({ code: 'detached' });
      }
    });
  });

  describe('glancesignal', () => {
    const signals = (join: GlanceJoin) => {
      const all: unknown[] = [];
      join.addEventListener('glancesignal', ({ detail }) => all.push(detail));
      return all;
    };

    it('carries what the customer’s page sends, in its order', async () => {
      const join = await present();
      const all = signals(join);
      const bubbled: unknown[] = [];
      stage.addEventListener('glancesignal', (event) => bubbled.push(event.target), { once: true });
      const sent = [{ cart: [1, 2] }, 'text', 0, null, false];
      for (const data of sent) says(alice, { type: 'signal', data });
      await until('all are heard', () => all.length === sent.length);
      expect(all).to.deep.equal(sent.map((data) => ({ data, visitorId: 'alice' })));
      expect(bubbled).to.deep.equal([join]);
      expect(course(join).at(-1)).to.equal('present');
    });

    it('is fired once, by the first of two elements of a customer', async () => {
      const first = await present();
      const second = await present();
      const [firstHears, secondHears] = [signals(first), signals(second)];
      says(alice, { type: 'signal', data: 'one' });
      await until('it is heard', () => firstHears.length + secondHears.length > 0);
      expect([firstHears, secondHears]).to.deep.equal([[{ data: 'one', visitorId: 'alice' }], []]);
    });

    it('is not fired for a customer who is no longer set', async () => {
      const bob = await Customer.arrives('bob');
      const join = await present();
      const all = signals(join);
      join.visitorid = 'bob';
      await join.updateComplete;
      await comesTo(join, 'present');
      says(alice, { type: 'signal', data: 'from Alice' });
      await until('Alice’s line is idle', async () => (await sandboxState()).sockets.agent === 1);
      says(bob, { type: 'signal', data: 'from Bob' });
      await until('his is heard', () => all.length > 0);
      expect(all).to.deep.equal([{ data: 'from Bob', visitorId: 'bob' }]);
    });
  });
});

/** All that comes to a customer's page from the agent's, from here on. */
function hearing(customer: Customer): Reached[] {
  const all: Reached[] = [];
  customer['line'].addEventListener('message', ({ data }) => {
    const frame = JSON.parse(String(data)) as { mtype: string; data: unknown };
    if (frame.mtype === 'invoke' || frame.mtype === 'signal') all.push([frame.mtype, frame.data]);
  });
  return all;
}

/** A promise that a test settles. */
function deferred() {
  let resolve!: (result: object) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<object>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

function says(customer: Customer, frame: object): void {
  customer['line'].send(JSON.stringify(frame));
}
