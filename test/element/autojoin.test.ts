import { expect } from '@open-wc/testing';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import {
  claimIsOver,
  comesAgainTo,
  comesTo,
  course,
  firstSightIsOver,
  heard,
  isTold,
  keyField,
  keyOnly,
  mainButton,
  notices,
  place,
  press,
  rejection,
  stage,
  watching,
} from './join.js';
import { click, Openings } from './openings.js';
import { origins, sandboxState } from './sandbox.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';

const inFrame = { ...watching, autojoin: '', openlocation: 'iframe' } as const;

describe('autojoin', () => {
  let openings: Openings;
  beforeEach(() => (openings = new Openings()).install());
  afterEach(() => openings.uninstall());

  const present = async (attributes: Readonly<Record<string, string>> = inFrame) => {
    const alice = await Customer.arrives();
    const join = place(attributes);
    await comesTo(join, 'present');
    await firstSightIsOver();
    return { alice, join };
  };
  const nothingOpens = async (key = 'alice') => {
    await claimIsOver(key);
    expect(openings.posted).to.deep.equal([]);
    expect(openings.features).to.deep.equal([]);
  };

  it('opens the viewer of a session the customer starts unasked', async () => {
    const { alice, join } = await present();
    await alice.starts();
    await comesTo(join, 'in-session');
    await openings.areLive(1);
    expect(openings.posted).to.have.lengthOf(1);
    expect(openings.posted[0]!.fields).to.include({ SESSIONKEY: 'alice' });
    expect(notices(join)).to.deep.equal([]);
    expect(heard(join, 'glancesessionstart')).to.have.lengthOf(1);
    alice.ends();
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ outcome: 'joined', visitorId: 'alice' });
  });

  it('is for those who ask for it', async () => {
    const { alice, join } = await present({ ...inFrame, autojoin: 'false' });
    await alice.starts();
    await comesTo(join, 'joinable');
    await nothingOpens();
    join.autojoin = true;
    await join.updateComplete;
    await nothingOpens();
    expect(join.state, 'asked for later').to.equal('joinable');
  });

  it('as a tab is blocked without a click, and one press opens it', async function () {
    needs(this, 'popupBlocker');
    const { alice, join } = await present({ ...watching, autojoin: '' });
    await until('no click of before counts any more', () => !navigator.userActivation.isActive);
    await alice.starts();
    await isTold(join, 'popup-blocked');
    expect(join.state).to.equal('joinable');
    expect([openings.windows, openings.posted]).to.deep.equal([[], []]);
    await click(mainButton(join));
    await comesTo(join, 'in-session');
    await openings.areLive(1);
    expect(openings.windows).to.have.lengthOf(1);
  });

  it('leaves it to the page where the page wants it', async () => {
    const { alice, join } = await present();
    const wanted: string[] = [];
    join.addEventListener('glanceviewer', (event) => {
      wanted.push(event.detail.location);
      event.preventDefault();
    });
    await alice.starts();
    await until('the page is asked', () => wanted.length > 0);
    await nothingOpens();
    expect([wanted, join.state, notices(join)]).to.deep.equal([['iframe'], 'joinable', []]);
  });

  it('opens one viewer for two elements', async () => {
    const { alice, join } = await present();
    const other = place(inFrame);
    await comesTo(other, 'present');
    await alice.starts();
    await comesTo(join, 'in-session');
    await comesTo(other, 'in-session');
    await openings.areLive(1);
    expect(openings.posted).to.have.lengthOf(1);
  });

  it('does not open again what the agent has left', async () => {
    const { alice, join } = await present();
    await alice.starts();
    await comesTo(join, 'in-session');
    await openings.areLive(1);
    await press(join, 'Leave');
    await comesTo(join, 'joinable');
    alice.goesTo('https://shop.example/cart');
    await until('her page is known', () => join.visitor?.page === 'https://shop.example/cart');
    expect(openings.posted).to.have.lengthOf(1);
    expect(join.state).to.equal('joinable');
  });

  describe('with several tabs', () => {
    /** Plays the tab that was first. @returns lets the lock go */
    const otherTab = async (key = 'alice') => {
      let release!: () => void;
      await new Promise<void>((held) => {
        void navigator.locks.request(lockOf(key), () => {
          held();
          return new Promise<void>((resolve) => (release = resolve));
        });
      });
      return release;
    };

    it('opens in none where another has it already; a press still opens it', async () => {
      const release = await otherTab();
      const { alice, join } = await present();
      await alice.starts();
      await comesTo(join, 'joinable');
      await nothingOpens();
      release();
      await nothingOpens();
      expect([join.state, notices(join)]).to.deep.equal(['joinable', []]);
      await press(join, 'Open viewer');
      await comesTo(join, 'in-session');
      await openings.areLive(1);
    });

    it('is not kept from it by another session’s', async () => {
      const release = await otherTab('bob');
      const { alice, join } = await present();
      await alice.starts();
      await comesTo(join, 'in-session');
      // Its post is on its way: the next test counts its own.
      await openings.areLive(1);
      release();
    });

    it('opens in exactly one of two pages, each with its own script', async () => {
      const { alice, join } = await present();
      const tab = await anotherPage();
      const other = tab.document.createElement('glance-join');
      for (const [name, value] of Object.entries(inFrame)) other.setAttribute(name, value);
      tab.document.body.append(other);
      await until('it sees her, too', () => other.state === 'present');
      await alice.starts();
      const states = () => [join.state, other.state].sort().join();
      await until(
        () => `one has opened it, but it is ${states()}`,
        () => states() === 'in-session,joinable',
      );
      await until('the viewer is there', async () => (await sandboxState()).sockets.view === 1);
      await nextTask();
      expect(states()).to.equal('in-session,joinable');
      expect((await sandboxState()).requests.filter(({ path }) => /agentview/i.test(path))).to.have.lengthOf(1);
    });

    it('holds its lock until the session is over, and no longer', async () => {
      const { alice, join } = await present();
      expect(await locksHeld()).to.deep.equal([]);
      for (const viewers of [1, 2]) {
        await alice.starts();
        await comesTo(join, 'in-session');
        expect(await locksHeld()).to.deep.equal([lockOf('alice')]);
        await openings.areLive(viewers);
        await press(join, 'Leave');
        await comesTo(join, 'joinable');
        expect(await locksHeld(), 'left, but not over').to.deep.equal([lockOf('alice')]);
        alice.ends();
        await comesTo(join, 'present');
        await until('it is let go', async () => (await locksHeld()).length === 0);
      }
    });

    it('lets its lock go with the element', async () => {
      const { alice, join } = await present();
      await alice.starts();
      await comesTo(join, 'in-session');
      join.remove();
      await until('it is let go', async () => (await locksHeld()).length === 0);
    });
  });

  describe('does not open', () => {
    it('what ran before the element was there', async () => {
      const alice = await Customer.arrives();
      await alice.starts();
      const join = place(inFrame);
      await comesTo(join, 'joinable');
      await nothingOpens();
      expect([await locksHeld(), notices(join)]).to.deep.equal([[], []]);
    });

    it('what ran before the customer was there', async () => {
      const alice = await Customer.arrives();
      await alice.starts();
      const before = (await sandboxState()).sockets.visitor;
      const join = place({ ...inFrame, visitorid: 'bob' });
      await comesTo(join, 'absent');
      join.visitorid = 'alice';
      await comesTo(join, 'joinable');
      expect(before).to.equal(1);
      await nothingOpens();
    });

    it('what was accepted after the agent had cancelled', async () => {
      const { alice, join } = await present();
      const invitation = rejection(join.invite());
      await alice.isAsked();
      alice.sees();
      await comesTo(join, 'inviting', 'displayed');
      await press(join, 'Cancel');
      expect(await invitation).to.include({ code: 'cancelled' });
      alice.accepts();
      await alice.starts();
      await isTold(join, 'late-accept');
      await nothingOpens();
      expect(join.state).to.equal('joinable');
    });

    it('what was accepted after nobody had answered', async () => {
      const clock = new SkippingClock();
      clock.install();
      try {
        const { alice, join } = await present();
        await press(join, 'Join');
        await alice.isAsked();
        alice.sees();
        await comesTo(join, 'inviting', 'displayed');
        await clock.pass(90_000);
        await isTold(join, 'no-answer');
        alice.accepts();
        await alice.starts();
        await isTold(join, 'late-accept');
        await nothingOpens();
      } finally {
        clock.uninstall();
      }
    });

    it('but opens what the customer starts after having declined', async () => {
      const { alice, join } = await present();
      await press(join, 'Join');
      await alice.isAsked();
      alice.sees();
      alice.declines();
      await isTold(join, 'declined');
      await alice.starts();
      await comesTo(join, 'in-session');
      expect(openings.posted).to.have.lengthOf(1);
    });

    it('what starts under another key: the agent is asked for it', async () => {
      const clock = new SkippingClock();
      const traffic = new Traffic();
      clock.install();
      traffic.install();
      try {
        const { alice, join } = await present();
        await alice.starts('77777');
        await until('it has been looked for often enough', async () => {
          if (traffic.pending === 0) await clock.pass(1_000);
          return notices(join).includes('session-other-key');
        });
        await join.updateComplete;
        expect(join.state).to.equal('present');
        expect(keyField(join)).to.not.equal(null);
        await nothingOpens();
        await nothingOpens('77777');
        expect(await locksHeld()).to.deep.equal([]);
      } finally {
        traffic.uninstall();
        clock.uninstall();
      }
    });

    it('what the agent waits for by its key twice', async () => {
      const { alice, join } = await present();
      const joining = join.join('alice');
      await comesTo(join, 'waiting');
      await alice.starts();
      await joining;
      expect(join.state).to.equal('in-session');
      await openings.areLive(1);
      expect(openings.posted).to.have.lengthOf(1);
      expect(course(join)).to.not.include('joinable');
    });

    it('anything without presence', async () => {
      const alice = await Customer.arrives();
      const join = place({ ...keyOnly, autojoin: '', openlocation: 'iframe', visitorid: 'alice' });
      await comesTo(join, 'idle');
      await alice.starts();
      await nothingOpens();
      expect(join.state).to.equal('idle');
    });
  });

  it('opens the next one, too', async () => {
    const { alice, join } = await present();
    for (const times of [1, 2]) {
      await alice.starts();
      await comesTo(join, 'in-session');
      await openings.areLive(times);
      await comesAgainTo(join, 'present', () => alice.ends());
    }
    expect(openings.posted).to.have.lengthOf(2);
  });
});

const lockOf = (key: string): string => `glance-join ${origins.glance} 21489 ${key}`;

async function locksHeld(): Promise<(string | undefined)[]> {
  const { held } = await navigator.locks.query();
  return (held ?? []).map(({ name }) => name).filter((name) => name?.startsWith('glance-join http'));
}

/** A page of this origin in which the element is loaded anew, as in another tab. */
async function anotherPage(): Promise<{ document: Document }> {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<!doctype html><title>Another tab</title><script type="module" src="/src/index.ts"></script>';
  stage.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const view = frame.contentWindow as Window & { customElements: CustomElementRegistry };
  const defined = await view.customElements.whenDefined('glance-join');
  if (defined === customElements.get('glance-join')) throw new Error('It is the same page.');
  return view;
}
