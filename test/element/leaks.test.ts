import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import { comesTo, enterKey, keyOnly, make, place, press, rejection, stage, watching } from './join.js';
import { Remains, stillHeld } from './remains.js';
import { resetSandbox } from './sandbox.js';
import { reach, type Situation, situations } from './situations.js';
import { clock, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

describe('leaks', function () {
  this.timeout(30_000);
  playSurroundings();
  let remains: Remains;
  before(function () {
    needs(this, 'gc');
  });
  beforeEach(() => (remains = new Remains()).install());
  afterEach(() => remains.uninstall());

  describe('a hundred elements that come and go leave nothing behind', () => {
    const ROUNDS = 5;
    /** Sessions, each of an agent of its own. */
    const DESKS = 2;
    const ELEMENTS = 10;

    /** A function of its own, so that nothing here holds an element afterwards. */
    const comeAndGo = async (situation: Situation): Promise<WeakRef<object>[]> => {
      const gone: WeakRef<object>[] = [];
      await reach(situation, (attributes) =>
        Array.from({ length: DESKS }, (_, desk) =>
          Array.from({ length: ELEMENTS }, () => {
            const join = place(ofDesk(attributes, desk));
            gone.push(new WeakRef(join));
            return join;
          }),
        ),
      );
      stage.replaceChildren();
      await nextTask();
      expect(clock.running, 'timers').to.equal(0);
      expect(traffic.openSockets, 'sockets').to.equal(0);
      await until('no request is left', () => traffic.pending === 0);
      await resetSandbox();
      sessionStorage.clear();
      return gone;
    };

    for (const [name, situation] of Object.entries(situations))
      it(name, async () => {
        const before = await remains.list();
        const gone: WeakRef<object>[] = [];
        for (let round = 0; round < ROUNDS; round++) gone.push(...(await comeAndGo(situation)));
        expect(gone).to.have.lengthOf(100);
        expect(await stillHeld(gone), 'elements that somebody holds').to.equal(0);
        expect(await remains.list()).to.deep.equal(before);
        if (situation.inWindow) expect(viewers.open, 'a viewer stays').to.equal(ROUNDS * DESKS);
      });
  });

  describe('an element that stays holds no more after a hundred times', () => {
    const times: Readonly<Record<string, { of: keyof typeof situations; act: (join: GlanceJoin) => unknown }>> = {
      'another customer': {
        of: 'present',
        act: async (join) => {
          join.visitorid = 'bob';
          await join.updateComplete;
          join.visitorid = 'alice';
          await join.updateComplete;
        },
      },
      'another place in the page': {
        of: 'present',
        act: (join) => stage.appendChild(document.createElement('section')).append(join),
      },
      'out of the page and in again': {
        of: 'present',
        act: async (join) => {
          join.remove();
          await nextTask();
          stage.append(join);
          await join.updateComplete;
        },
      },
      'out of the page and in again, in session': {
        of: 'in-session, in a tab',
        act: async (join) => {
          join.remove();
          await nextTask();
          stage.append(join);
          await comesTo(join, 'in-session');
        },
      },
      'a question called off': {
        of: 'present',
        act: async (join) => {
          await press(join, 'Join');
          await press(join, 'Cancel');
        },
      },
      'the key form opened and closed': {
        of: 'present',
        act: async (join) => {
          await press(join, 'Enter key');
          await press(join, 'Enter key');
        },
      },
      'a key waited for in vain': {
        of: 'idle',
        act: async (join) => {
          await enterKey(join, '12345');
          await press(join, 'Cancel');
        },
      },
      'the viewer opened and left': {
        of: 'joinable',
        act: async (join) => {
          await press(join, 'Open viewer');
          await press(join, 'Leave');
        },
      },
      'a frame of its own opened and left': {
        of: 'in-session, in a frame of its own',
        act: async (join) => {
          await press(join, 'Leave');
          await press(join, 'Open viewer');
        },
      },
    };
    for (const [what, { of, act }] of Object.entries(times))
      it(what, async () => {
        const situation = situations[of]!;
        const join = make(situation.of ?? watching);
        await reach(situation, () => {
          stage.append(join);
          return [[join]];
        });
        /** Once more, so that what the first time needs for good is there; what only lasts for some seconds is over. */
        const held = async (): Promise<unknown[]> => {
          await act(join);
          await comesTo(join, situation.is);
          await clock.pass(3_000);
          await until('the customer’s whereabouts are known', () => !join.visitorid || join.visitor);
          await until('all is answered', () => traffic.pending === 0);
          return [await remains.list(), traffic.openSockets, clock.running];
        };
        const before = await held();
        for (let time = 0; time < 100; time++) await act(join);
        expect(await held()).to.deep.equal(before);
      });
  });

  it('of viewers that have been left by their elements and closed nobody holds the windows', async () => {
    /** In session, left, and closed. */
    const leftAndClosed = async (): Promise<WeakRef<object>> => {
      await reach(situations['in-session, by key']!, (attributes) => [[place(attributes)]]);
      stage.replaceChildren();
      await nextTask();
      const frame = viewers.frames.pop()!;
      const view = new WeakRef(frame.contentWindow!);
      frame.remove();
      await resetSandbox();
      sessionStorage.clear();
      return view;
    };
    const windows: WeakRef<object>[] = [];
    for (let time = 0; time < 5; time++) windows.push(await leftAndClosed());
    expect(await stillHeld(windows)).to.be.at.most(1);
  });

  describe('an element that goes while another of its agent stays is not held', () => {
    /** Makes one, lets it come to something, and takes it out. */
    const gone = async (of: Readonly<Record<string, string>>, act: (join: GlanceJoin) => unknown) => {
      const join = place(of);
      await act(join);
      join.remove();
      await nextTask();
      return [new WeakRef(join)];
    };
    const isCollected = async (held: readonly WeakRef<object>[]) =>
      expect(await stillHeld(held), 'elements that somebody holds').to.equal(0);

    it('by the session of their customer', async () => {
      await Customer.arrives();
      const stays = place();
      await comesTo(stays, 'present');
      await isCollected(await gone(watching, (join) => comesTo(join, 'present')));
      expect(stays.state).to.equal('present');
    });

    it('by the viewer it has opened', async () => {
      const alice = await Customer.arrives();
      const stays = place();
      await comesTo(stays, 'present');
      const held = await gone(watching, async (join) => {
        await comesTo(join, 'present');
        await press(join, 'Join');
        await alice.takesPart();
        await comesTo(join, 'in-session');
      });
      await isCollected(held);
      expect(stays.state).to.equal('in-session');
      expect(viewers.open).to.equal(1);
    });

    it('by a call that waits for what the other began', async () => {
      const stays = place(keyOnly);
      await comesTo(stays, 'idle');
      stays.join('12345').catch(() => undefined);
      await comesTo(stays, 'waiting');
      let call: Promise<unknown> | undefined;
      const held = await gone(keyOnly, async (join) => {
        await comesTo(join, 'idle');
        call = rejection(join.join('12345'));
        await comesTo(join, 'waiting');
      });
      expect(await call).to.include({ code: 'detached' });
      await isCollected(held);
      expect(stays.state).to.equal('waiting');
    });

    it('by the window in which it signs in', async () => {
      const saml = { ...watching, authmethod: 'samlpopup' };
      const stays = place({ ...saml, visitorid: 'bob' });
      await comesTo(stays, 'error');
      const held = await gone(saml, async (join) => {
        await comesTo(join, 'error');
        await press(join, 'Sign in');
      });
      expect(viewers.open, 'its window stays').to.equal(1);
      await isCollected(held);
      expect(stays.state).to.equal('error');
    });
  });
});

/** Each desk has a login key of its own, and with it everything that elements of one agent share. */
function ofDesk(attributes: Readonly<Record<string, string>>, desk: number): Readonly<Record<string, string>> {
  const { authurl } = attributes;
  return authurl
    ? { ...attributes, authurl: `${authurl}${authurl.includes('?') ? '&' : '?'}desk=${desk}` }
    : attributes;
}
