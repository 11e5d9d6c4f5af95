import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { has, needs } from './engine.js';
import {
  button,
  comesTo,
  course,
  enterKey,
  heard,
  isTold,
  keyField,
  keyOnly,
  mainButton,
  make,
  notices,
  place,
  press,
  rejection,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { Openings } from './openings.js';
import { type Fault, faults, sandboxState } from './sandbox.js';
import { reach, type Situation, situations } from './situations.js';
import { clock, joined, passesUntil, playSurroundings, traffic, viewers } from './surroundings.js';
import { drawn, nextTask, until } from './until.js';

const moveBefore = (node: Node, to: Element): void =>
  (to as Element & { moveBefore(node: Node, before: null): void }).moveBefore(node, null);

/** What the agent sees, and the page hears of. */
const shown = (join: GlanceJoin) => ({
  state: join.state,
  phase: join.phase,
  notice: join.notice,
  visitor: join.visitor,
  words: text(join, 'base')?.replace(/\d+:\d\d/, ''),
  button: mainButton(join),
  typing: !!keyField(join),
  course: course(join),
  starts: heard(join, 'glancesessionstart').length,
  ends: heard(join, 'glancesessionend').length,
});

/** What an element alone in its situation is in. */
const begin = async (situation: Situation): Promise<GlanceJoin> => {
  const join = make(situation.of ?? watching);
  await reach(situation, () => {
    stage.append(join);
    return [[join]];
  });
  await until('her page is known, where she is there', () => !join.visitor?.present || join.visitor.page);
  await join.updateComplete;
  return join;
};

const LOST = [
  'in-session, in a frame of its own',
  // Played, it is never seen to hold a viewer; for a real one see taken-up.test.ts.
  'in-session, in a frame of the page',
  // Nothing tells another element where they are.
  'in-session, in a place the page has named',
  'in-session, opened by the page’s function, out of reach',
  // Its viewer was closed for the end, which has not come.
  'in-session, the end not confirmed yet',
];

/** What it comes to when it is taken out and put in again. */
const again = (name: string, { is }: Situation): GlanceJoin['state'] =>
  is === 'inviting' ? 'present' : is === 'waiting' ? 'idle' : LOST.includes(name) ? 'joinable' : is;

/** What it comes to when Carol is set, who is there. A session stays with the agent. */
const recycled = ({ is }: Situation): GlanceJoin['state'] => (is === 'absent' || is === 'inviting' ? 'present' : is);

describe('in every state', function () {
  this.timeout(20_000);
  playSurroundings();

  for (const [name, situation] of Object.entries(situations)) {
    it(`(${name}): moved, it stays what it is; out and in again, it is ${again(name, situation)}`, async () => {
      const join = await begin(situation);
      const sockets = () => traffic.openSockets;
      const before = { ...shown(join), sockets: sockets(), posted: viewers.posted.length };
      const there = stage.appendChild(document.createElement('section'));
      if (has.moveBefore && (has.movedFrames || name !== 'in-session, in a frame of its own')) moveBefore(join, there);
      await nextTask();
      expect({ ...shown(join), sockets: sockets(), posted: viewers.posted.length }).to.deep.equal(before);
      if (name !== 'in-session, in a frame of its own') {
        if (has.moveBefore) moveBefore(join, stage);
        there.append(join);
        stage.append(join);
        await nextTask();
        await join.updateComplete;
        expect({ ...shown(join), sockets: sockets(), posted: viewers.posted.length }).to.deep.equal(before);
      }

      join.remove();
      await traffic.isOver();
      expect([traffic.openSockets, clock.running], 'sockets and timers').to.deep.equal([0, 0]);
      stage.append(join);
      await join.updateComplete;
      await comesTo(join, again(name, situation));
      expect(viewers.posted.length, 'no second viewer').to.equal(before.posted);
      expect(heard(join, 'glancesessionstart').length, 'no second start').to.equal(before.starts);
      expect(join.shadowRoot!.querySelectorAll('[part~="button"]')).to.have.lengthOf(1);
      const mayJoin = !['unconfigured', 'joinable', 'in-session'].includes(join.state);
      expect(!!button(join, 'Join') || !!button(join, 'Enter key'), 'a way to enter a key').to.equal(mayJoin);
    });

    if ('visitorid' in (situation.of ?? watching))
      it(`(${name}): recycled to another customer, it is ${recycled(situation)}`, async () => {
        await Customer.arrives('carol', 'https://shop.example/boots', situation.of?.['groupid']);
        const join = await begin(situation);
        const { length } = viewers.posted;
        join.visitorid = 'carol';
        await join.updateComplete;
        expect(text(join, 'base'), 'nothing of the one before').to.not.contain('tents');
        await comesTo(join, recycled(situation));
        if (join.state === 'present') await until('her page is shown', () => text(join, 'visitor')?.includes('boots'));
        expect(viewers.posted.length, 'no second viewer').to.equal(length);
        // A session keeps its line until it is over, and reported.
        await clock.pass(5_000);
        const lines = situation.is === 'in-session' || situation.is === 'joinable' ? 2 : 1;
        await until('no other line is left', () => traffic.openSockets <= lines);
      });
  }
});

describe('a viewer in the element’s own frame', () => {
  let openings: Openings;
  beforeEach(() => (openings = new Openings()).install());
  afterEach(() => openings.uninstall());

  /** In session, and the viewer has said so. */
  const inFrame = async () => {
    const alice = await Customer.arrives();
    const join = place({ ...watching, openlocation: 'iframe' });
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    await openings.areLive(1);
    return { alice, join, there: stage.appendChild(document.createElement('section')) };
  };
  const agentsInSession = async () => (await sandboxState()).sockets.view;

  it('goes on when the element is moved by moveBefore', async function () {
    needs(this, 'moveBefore');
    needs(this, 'movedFrames');
    const { alice, join, there } = await inFrame();
    const frame = join.shadowRoot!.querySelector('iframe')!;
    const view = frame.contentWindow;
    moveBefore(join, there);
    await drawn();
    expect([join.state, frame.contentWindow === view, await agentsInSession()]).to.deep.equal(['in-session', true, 1]);
    alice.ends();
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(openings.posted).to.have.lengthOf(1);
  });

  it('is lost when the element is moved otherwise: one press opens it again, and nothing else does', async () => {
    const { join, there } = await inFrame();
    there.append(join);
    await comesTo(join, 'joinable');
    expect(join.shadowRoot!.querySelector('iframe')).to.equal(null);
    await until('it has left the session', async () => (await agentsInSession()) === 0);
    expect(openings.posted).to.have.lengthOf(1);
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
    await openings.areLive(2);
    expect([openings.posted.length, await agentsInSession()]).to.deep.equal([2, 1]);
    expect(heard(join, 'glancesessionstart')).to.have.lengthOf(1);
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
  });
});

describe('in a tab in the background', function () {
  this.timeout(20_000);
  playSurroundings();
  afterEach(look);

  it('what the customer does is followed by what is told alone: no timer has to fire', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await press(join, 'Join');
    lookAway();
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    alice.accepts();
    await comesTo(join, 'inviting', 'accepted');
    const id = await alice.starts();
    await comesTo(join, 'in-session');
    await until('all is answered', () => traffic.pending === 0);
    alice.goesTo('https://shop.example/cart');
    await until('her next page is known', () => join.visitor?.page?.endsWith('/cart'));
    alice.ends();
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ sessionId: id, endedBy: 'customer', outcome: 'joined' });
  });

  it('keeps its line for hours, and takes notice of time once a minute at the most', async () => {
    const { join } = await rested();
    lookAway();
    const before = course(join).length;
    const { length } = traffic.requests;
    // Longer than a login key and an authorization last.
    const MINUTES = 130;
    for (let minutes = 0; minutes < MINUTES; minutes++) {
      await clock.pass(60_000);
      await until(
        () => `only two wait, to say that it is there, and to notice that nobody else does: ${clock.running}`,
        () => traffic.pending === 0 && clock.running === 2,
      );
    }
    expect([traffic.sockets.length, traffic.openSockets]).to.deep.equal([1, 1]);
    expect(course(join)).to.have.lengthOf(before);
    // A line on which nothing is said is a reason to look for her, and for her session.
    expect(traffic.requests.length - length).to.be.at.most(2 * MINUTES);
  });

  it('sees a customer who has gone a minute later at the most, and one who comes at once', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await until('all is answered', () => traffic.pending === 0 && join.visitor?.page);
    lookAway();
    alice.vanishes();
    await until('her going is heard of', () => traffic.heardOfGoing);
    await clock.pass(60_000);
    await comesTo(join, 'absent');
    await Customer.arrives();
    await comesTo(join, 'present');
  });

  it('asks by REST once a minute, and at once when the agent looks again', async () => {
    await faults({ path: '/agent', do: 'status', status: 503 });
    await Customer.arrives();
    const join = place();
    await isTold(join, 'presence-degraded');
    await comesTo(join, 'present');
    lookAway();
    await clock.pass(10_000);
    const looks = () => traffic.requests.filter((url) => /lookupvisitor/i.test(url)).length;
    const before = looks();
    for (let seconds = 0; seconds < 300; seconds += 5) {
      await until('all is answered', () => traffic.pending === 0);
      await clock.pass(5_000);
    }
    expect(looks() - before).to.be.within(4, 5);
    const { length } = traffic.requests;
    look();
    await until('it is asked', () => traffic.requests.slice(length).some((url) => /lookupvisitor/i.test(url)));
  });

  it('draws no stopwatch, and the right one as soon as the agent looks again', async () => {
    const { join } = await joined();
    lookAway();
    await join.updateComplete;
    const before = text(join, 'timer');
    await clock.pass(600_000);
    await join.updateComplete;
    expect(text(join, 'timer')).to.equal(before);
    look();
    await join.updateComplete;
    expect(text(join, 'timer')).to.match(/^10:0\d$/);
  });
});

describe('after the machine has slept', () => {
  playSurroundings();
  const HOUR = 3_600_000;

  /** The line does not outlast it; how the page gets to know differs from system to system. */
  const nights: Readonly<Record<string, (ms: number) => unknown>> = {
    'the page is seen again': async (ms) => {
      clock.suspend(ms);
      await lineIsCut();
      document.dispatchEvent(new Event('visibilitychange'));
    },
    'the network is back': async (ms) => {
      clock.suspend(ms);
      await lineIsCut();
      window.dispatchEvent(new Event('online'));
    },
    'nothing but the line tells': async (ms) => {
      clock.suspend(ms);
      await lineIsCut();
    },
    'its timers fire late': async (ms) => {
      await lineIsCut();
      await clock.sleep(ms);
    },
  };
  const lineIsCut = () => faults({ path: '/agent', do: 'drop', times: 1 }, ...nobody);
  /** The sandbox's look-up would keep a customer who has gone for five seconds of its own. */
  let nobody: Fault[] = [];
  afterEach(() => (nobody = []));
  const asked = (what: RegExp) => traffic.requests.filter((url) => what.test(url)).length;

  for (const [how, sleep] of Object.entries(nights)) {
    it(`(${how}) it has a new login key and authorization, and sees who is there`, async () => {
      const { alice, join } = await rested();
      alice.vanishes();
      nobody = [{ path: '/lookupvisitor', do: 'status', status: 200, body: '{}' }];
      await sleep(8 * HOUR);
      await until('it is watched again', () => asked(/\/agent$/) > 1 && traffic.openSockets === 1);
      await passesUntil('she is found to have gone', () => join.state === 'absent');
      expect([asked(/\/loginkey/), asked(/rest\/Authorize/)]).to.deep.equal([2, 2]);
      await faults();
      await Customer.arrives();
      await comesTo(join, 'present');
    });

    it(`(${how}) a question that nobody has answered is over`, async () => {
      const { alice, join } = await rested();
      const invitation = rejection(join.invite());
      await alice.isAsked();
      await sleep(HOUR);
      await comesTo(join, 'present');
      expect(await invitation).to.deep.equal({ code: 'cancelled', cause: 'no-answer' });
      expect(notices(join)).to.deep.equal(['no-answer']);
    });
  }

  it('a question that was answered meanwhile has its session found, which waits for the agent', async () => {
    const { alice, join } = await rested();
    join.invite().catch(() => undefined);
    await alice.isAsked();
    clock.suspend(HOUR);
    await faults({ path: '/agent', do: 'drop' });
    alice.accepts();
    await alice.starts();
    await faults();
    window.dispatchEvent(new Event('online'));
    await comesTo(join, 'joinable');
    expect(viewers.posted).to.deep.equal([]);
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
  });

  it('a key that was waited for is given up', async () => {
    const join = place(keyOnly);
    await enterKey(join, '12345');
    await comesTo(join, 'waiting');
    clock.suspend(HOUR);
    window.dispatchEvent(new Event('online'));
    await comesTo(join, 'idle');
    expect(notices(join)).to.include('no-such-session');
  });

  for (const hours of [3, 30])
    it(`a session that still runs has the right stopwatch: ${hours} hours`, async () => {
      const { join } = await joined();
      set(join, { authurl: null, getLoginKey: keys() });
      clock.suspend(hours * HOUR);
      window.dispatchEvent(new Event('online'));
      await join.updateComplete;
      await clock.pass(1_000);
      await join.updateComplete;
      expect(text(join, 'timer')).to.match(new RegExp(`^${hours}:00:\\d\\d$`));
      expect(join.state).to.equal('in-session');
    });

  it('a session that has ended meanwhile is found to be over, and reported once', async () => {
    const { alice, join } = await rested();
    await press(join, 'Join');
    const id = await alice.takesPart();
    await comesTo(join, 'in-session');
    await until('its id is known', () => traffic.pending === 0);
    clock.suspend(3 * HOUR);
    await faults({ path: '/agent', do: 'drop' });
    alice.ends();
    await faults();
    window.dispatchEvent(new Event('online'));
    await until('it is looked for', () => traffic.openSockets === 1 && traffic.pending === 0);
    await passesUntil('its end is found', () => join.state === 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length > 0);
    await clock.pass(60_000);
    expect(heard(join, 'glancesessionend')).to.have.lengthOf(1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ sessionId: id, outcome: 'joined' });
    expect(viewers.posted).to.have.lengthOf(1);
  });
});

/** An element that watches Alice, who is there, with login keys that last an hour at first, then a day. */
async function rested() {
  const alice = await Customer.arrives();
  const join = place();
  set(join, { authurl: null, getLoginKey: keys() });
  await comesTo(join, 'present');
  await until('all is answered', () => traffic.pending === 0 && join.visitor?.page);
  return { alice, join };
}

/** The sandbox's own clock neither skips nor sleeps: what it gives later has to last longer. */
function keys() {
  let hours = 1;
  return async () => {
    const expiresIn = hours * 3_600;
    hours = 24;
    const reply = await fetch(`/loginkey?partneruserid=agent-42&expiresin=${expiresIn}`, { method: 'POST' });
    return (await reply.json()) as { loginKey: string };
  };
}

/** The agent looks at another tab. */
function lookAway(): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
  clock.inBackground = true;
  document.dispatchEvent(new Event('visibilitychange'));
}

function look(): void {
  Reflect.deleteProperty(document, 'hidden');
  clock.inBackground = false;
  document.dispatchEvent(new Event('visibilitychange'));
}
