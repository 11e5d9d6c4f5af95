import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { SkippingClock } from './clock.js';
import { Customer, sessionByKey } from './customer.js';
import {
  claimIsOver,
  comesTo,
  course,
  enterKey,
  heard,
  isTold,
  notices,
  place,
  press,
  rejection,
  set,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { faults, origins } from './sandbox.js';
import { Traffic } from './traffic.js';
import { until } from './until.js';
import { Viewers } from './viewers.js';

const NOBODY = [null, '', undefined] as const;

describe('the customer is set to another', () => {
  let viewers: Viewers;
  let traffic: Traffic;
  let alice: Customer;
  let bob: Customer;
  beforeEach(async () => {
    (viewers = new Viewers()).install();
    (traffic = new Traffic()).install();
    alice = await Customer.arrives('alice', 'https://shop.example/tents');
    bob = await Customer.arrives('bob', 'https://shop.example/boots');
  });
  afterEach(() => {
    traffic.uninstall();
    viewers.uninstall();
  });

  const sees = async (join: GlanceJoin, page: string) => {
    await until(`${page} is known`, () => join.visitor?.page === `https://shop.example/${page}`);
    await join.updateComplete;
  };
  const to = async (join: GlanceJoin, visitorid: string | null | undefined) => {
    join.visitorid = visitorid;
    await join.updateComplete;
  };
  const present = async (properties: Readonly<Record<string, unknown>> = {}) => {
    const join = place();
    set(join, properties);
    await sees(join, 'tents');
    return join;
  };
  const oneLineIsLeft = () => until('one line is left', () => traffic.openSockets === 1);

  describe('with nothing under way', () => {
    const beginnings: Readonly<Record<string, () => Promise<GlanceJoin>>> = {
      connecting: async () => {
        await faults({ message: 'connected', do: 'silence' });
        const join = place();
        await comesTo(join, 'connecting');
        await until('the line is open', () => traffic.openSockets === 1);
        await faults();
        return join;
      },
      absent: async () => {
        const join = place({ ...watching, visitorid: 'carol' });
        await comesTo(join, 'absent');
        return join;
      },
      present: () => present(),
      idle: async () => {
        const join = place({ ...watching, visitorid: '' });
        await comesTo(join, 'idle');
        return join;
      },
      'idle, of a malformed id': async () => {
        const join = place({ ...watching, visitorid: 'no such id' });
        await comesTo(join, 'idle');
        await isTold(join, 'visitorid-invalid');
        return join;
      },
      error: async () => {
        await faults({ path: '/loginkey', do: 'status', status: 500 });
        const join = place();
        await comesTo(join, 'error');
        await faults();
        return join;
      },
    };
    for (const [state, begin] of Object.entries(beginnings)) {
      it(`(${state}): the other is watched at once`, async () => {
        const join = await begin();
        await to(join, 'bob');
        await sees(join, 'boots');
        expect([join.state, join.notice]).to.deep.equal(['present', undefined]);
        await oneLineIsLeft();
        await press(join, 'Join');
        await bob.isAsked();
        expect(alice.questions).to.deep.equal([]);
      });

      it(`(${state}): nobody, and somebody again`, async () => {
        const join = await begin();
        for (const nobody of NOBODY) {
          await to(join, nobody);
          await comesTo(join, 'idle');
          expect([join.visitor, join.notice]).to.deep.equal([undefined, undefined]);
          await until('no line is left', () => traffic.openSockets === 0);
          await to(join, 'alice');
          await sees(join, 'tents');
          await oneLineIsLeft();
        }
      });
    }
  });

  describe('while the one before is asked', () => {
    const phases: Readonly<Record<string, (join: GlanceJoin) => Promise<unknown>>> = {
      preparing: async () => undefined,
      sent: () => alice.isAsked(),
      displayed: async () => {
        await alice.isAsked();
        alice.sees();
      },
      accepted: async () => {
        await alice.isAsked();
        alice.accepts();
      },
    };
    const inviting = async (phase: string, properties = {}) => {
      let done!: () => void;
      const waiting = new Promise<void>((resolve) => (done = resolve));
      const join = await present({
        presessionfunc: () => (phase === 'preparing' ? waiting : undefined),
        ...properties,
      });
      const invitation = rejection(join.invite());
      await phases[phase]!(join);
      await comesTo(join, 'inviting', phase as NonNullable<GlanceJoin['phase']>);
      return { join, invitation, done };
    };

    for (const phase of Object.keys(phases))
      for (const other of ['bob', null])
        it(`(${phase}) by ${other ?? 'nobody'}: the question is called off, and her yes opens nothing`, async () => {
          const { join, invitation, done } = await inviting(phase);
          await to(join, other);
          expect(await invitation).to.deep.equal({ code: 'cancelled', cause: undefined });
          done();
          if (other) await sees(join, 'boots');
          else await comesTo(join, 'idle');
          if (phase !== 'preparing') {
            alice.accepts();
            await alice.starts();
          }
          await until('her line is closed', () => traffic.openSockets === (other ? 1 : 0));
          expect(viewers.frames).to.have.lengthOf(0);
          expect(notices(join)).to.deep.equal([]);
          expect(course(join)).to.not.include('joinable');
          expect(alice.questions).to.have.lengthOf(phase === 'preparing' ? 0 : 1);
        });

    it('with the viewer open already: it is closed', async () => {
      const { join } = await inviting('displayed', { openwhen: 'asked' });
      expect(viewers.open).to.equal(1);
      await to(join, 'bob');
      expect(viewers.open).to.equal(0);
    });

    it('and back to the one before: her late yes opens nothing by itself', async () => {
      const { join, invitation } = await inviting('displayed', { autojoin: true });
      await to(join, 'bob');
      expect(await invitation).to.include({ code: 'cancelled' });
      await sees(join, 'boots');
      await to(join, 'alice');
      await sees(join, 'tents');
      alice.accepts();
      await alice.starts();
      await comesTo(join, 'joinable');
      await claimIsOver();
      expect(viewers.frames).to.have.lengthOf(0);
    });
  });

  describe('while something is under way that stays', () => {
    const activities: Readonly<Record<string, (join: GlanceJoin) => Promise<unknown>>> = {
      waiting: async (join) => {
        await enterKey(join, '12345');
        await comesTo(join, 'waiting');
      },
      joinable: async (join) => {
        await alice.starts();
        await comesTo(join, 'joinable');
      },
      'in-session': async (join) => {
        await press(join, 'Join');
        await alice.takesPart();
        await comesTo(join, 'in-session');
      },
    };
    for (const [state, begin] of Object.entries(activities)) {
      it(`(${state}): presence follows, the state stays and says whose it is`, async () => {
        const join = await present();
        await begin(join);
        const key = state === 'waiting' ? '12345' : 'alice';
        for (const other of ['bob', null, 'carol', 'bob']) {
          await to(join, other);
          expect(join.state, String(other)).to.equal(state);
          expect(join.visitor?.page).to.equal(undefined);
          expect(text(join, 'base')).to.contain(key);
          expect(text(join, 'base')).to.not.contain('tents');
        }
        await sees(join, 'boots');
        expect(join.state).to.equal(state);
        expect(text(join, 'base')).to.contain(key);
        alice.goesTo('https://shop.example/cart');
        await until('her page is heard of', () => traffic.frames.some((frame) => frame.includes('/cart')));
        await join.updateComplete;
        expect(join.visitor?.page).to.equal('https://shop.example/boots');
        expect(text(join, 'base')).to.not.contain('cart');
      });

      it(`(${state}): back to the one before, nothing is doubled`, async () => {
        const join = await present();
        await begin(join);
        const states = course(join).length;
        for (const other of ['bob', 'alice', null, 'alice', 'bob', 'alice']) await to(join, other);
        await sees(join, 'tents');
        await oneLineIsLeft();
        expect(join.state).to.equal(state);
        expect(course(join).slice(states), 'it never was anything else').to.deep.equal([]);
        expect(heard(join, 'glancesessionstart')).to.have.lengthOf(state === 'waiting' ? 0 : 1);
        expect(viewers.frames).to.have.lengthOf(state === 'in-session' ? 1 : 0);
      });
    }

    it('the session that was waited for is joined all the same, and the other seen after it', async () => {
      const clock = new SkippingClock();
      clock.install();
      const join = await present();
      const joining = join.join('12345');
      await comesTo(join, 'waiting');
      await to(join, 'bob');
      await sees(join, 'boots');
      await sessionByKey('12345');
      await clock.pass(3_000);
      await joining.finally(() => clock.uninstall());
      expect(join.state).to.equal('in-session');
      expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['12345']);
      const frame = viewers.frames[0]!;
      const data = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };
      window.dispatchEvent(new MessageEvent('message', { data, origin: origins.glance, source: frame.contentWindow }));
      await comesTo(join, 'present');
      await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
      expect(heard(join, 'glancesessionend')[0]).to.include({ sessionKey: '12345', endedBy: 'customer' });
      expect(heard(join, 'glancesessionend')[0]).to.have.property('visitorId', undefined);
      await oneLineIsLeft();
    });

    it('a wait that is cancelled gives way to the other', async () => {
      const join = await present();
      await enterKey(join, '12345');
      await comesTo(join, 'waiting');
      await to(join, 'bob');
      await press(join, 'Cancel');
      await sees(join, 'boots');
      expect(join.state).to.equal('present');
      await oneLineIsLeft();
    });

    for (const other of ['bob', null])
      it(`the session of the one before can be opened, left and ended beside ${other ?? 'nobody'}`, async () => {
        const join = await present();
        await alice.starts();
        await comesTo(join, 'joinable');
        await to(join, other);
        await press(join, 'Open viewer');
        await comesTo(join, 'in-session');
        expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['alice']);
        await press(join, 'Leave');
        await comesTo(join, 'joinable');
        expect(await join.end()).to.include({ sessionKey: 'alice', visitorId: 'alice', endedBy: 'agent' });
        await comesTo(join, other ? 'present' : 'idle');
        expect(heard(join, 'glancesessionend')).to.have.lengthOf(1);
        await until('her line is closed', () => traffic.openSockets === (other ? 1 : 0));
      });
  });

  it('in the middle of everything: one after another, as fast as they can be set', async () => {
    const join = await present();
    for (const other of ['bob', null, 'carol', 'alice', 'UNQ-A7', 'bob', '', 'alice', 'bob']) join.visitorid = other;
    await sees(join, 'boots');
    await oneLineIsLeft();
    expect(new Set(heard(join, 'glancepresencechange').map(({ visitorId }) => visitorId))).to.deep.equal(
      new Set(['alice', 'bob']),
    );
  });
});

describe('a guest, by the code they read out', () => {
  let viewers: Viewers;
  beforeEach(() => (viewers = new Viewers()).install());
  afterEach(() => viewers.uninstall());

  it('is seen, asked and joined as any other', async () => {
    const { code, arrives } = await aGuest();
    const guest = await arrives();
    const join = place({ ...watching, visitorid: code });
    await comesTo(join, 'present');
    expect(notices(join)).to.deep.equal([]);
    await press(join, 'Join');
    await guest.takesPart();
    await comesTo(join, 'in-session');
    expect(guest.questions).to.deep.equal([{ sessionKey: code }]);
    expect(viewers.posted[0]!.fields).to.include({ SESSIONKEY: code });
    guest.ends();
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ visitorId: code, sessionKey: code, outcome: 'joined' });
  });

  it('may be set while the page is on another customer, before they come', async () => {
    const { code, arrives } = await aGuest();
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    join.visitorid = code;
    await comesTo(join, 'absent');
    const guest = await arrives();
    await comesTo(join, 'present');
    await until('the page is known', () => text(join, 'base')?.includes('shop.example/help') === true);
    guest.vanishes();
    join.visitorid = 'alice';
    await join.updateComplete;
    await comesTo(join, 'present');
  });
});

/** A customer whom the site does not know: Glance gives their page a code, and what proves that it is theirs. */
async function aGuest(): Promise<{ code: string; arrives: () => Promise<Customer> }> {
  const reply = await fetch(`${origins.glance}/uniquevisitor?groupid=${watching.groupid}`);
  const { visitorid, guesttoken } = (await reply.json()) as { visitorid: string; guesttoken: string };
  if (!visitorid.startsWith('UNQ-')) throw new Error(`${visitorid} is no guest’s code`);
  const arrives = async () => {
    const restore = replace(
      WebSocket.prototype,
      'send',
      (send) =>
        function (this: WebSocket, data) {
          const frame = typeof data === 'string' ? (JSON.parse(data) as object) : {};
          const own = 'visitorid' in frame && frame.visitorid === visitorid && this.url.endsWith('/visitorws');
          send.call(this, own ? JSON.stringify({ ...frame, guesttoken }) : data);
        },
    );
    return Customer.arrives(visitorid, 'https://shop.example/help').finally(restore);
  };
  return { code: visitorid, arrives };
}
