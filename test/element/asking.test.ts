import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import { comesTo, keyOnly, place, press, typeKey } from './join.js';
import { queue } from './queue.js';
import { replace } from './replace.js';
import { clock, joined, playSurroundings, traffic, viewers } from './surroundings.js';
import { drawn, until } from './until.js';

// What it costs: an agent waits for every round trip, and a server answers each of them for every agent there is.

const LOOK_UP = '/services/SessionService.asmx/LookupPartnerSession2';

describe('an agent’s click', () => {
  playSurroundings();

  /** What is asked and said from here until the viewer is opened. */
  const untilTheViewer = async (act: () => unknown): Promise<{ asked: string[]; said: string[] }> => {
    await until('all is answered', () => traffic.pending === 0);
    const [requests, frames, opened] = [traffic.requests.length, traffic.said.length, viewers.frames.length];
    let asked: string[] | undefined;
    let said: string[] = [];
    // The viewer's window is the first thing of it: what is asked after that, nobody waits for.
    const restore = replace(window, 'open', (open) => (...rest) => {
      asked ??= traffic.requests.slice(requests).map((url) => new URL(url, location.href).pathname);
      said = traffic.said.slice(frames);
      return open(...rest);
    });
    await act();
    await until('the viewer is open', () => viewers.frames.length > opened);
    restore();
    return { asked: asked!, said };
  };
  const funcOf = (frame: string) => (JSON.parse(frame) as { data?: { func?: string } }).data?.func;

  it('asks the customer who is there, and nothing else, before the viewer opens', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    const { asked, said } = await untilTheViewer(async () => {
      await press(join, 'Join');
      await alice.takesPart();
    });
    await comesTo(join, 'in-session');
    expect(asked).to.deep.equal([]);
    expect(said.map(funcOf)).to.deep.equal(['GLANCE.Cobrowse.Visitor.showTerms']);
  });

  it('on Connect looks the key’s session up once, and nothing else, before the viewer opens', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await sessionByKey('12345');
    await typeKey(join, '12345');
    const { asked, said } = await untilTheViewer(() => press(join, 'Connect'));
    await comesTo(join, 'in-session');
    expect(asked).to.deep.equal([LOOK_UP]);
    expect(said).to.deep.equal([]);
  });

  it('on Open viewer asks nothing before the viewer opens', async () => {
    const { join } = await joined();
    await press(join, 'Leave');
    await comesTo(join, 'joinable');
    const { asked, said } = await untilTheViewer(() => press(join, 'Open viewer'));
    await comesTo(join, 'in-session');
    expect([...asked, ...said]).to.deep.equal([]);
  });
});

describe('a visible minute in which nothing happens', function () {
  this.timeout(30_000);
  playSurroundings({ stands: true });
  const MINUTE = 60_000;
  /** What the sandbox asks for. */
  const KEEPALIVE = 30_000;

  /** @returns how many timers have woken the page, when none but keepalives has */
  const passesQuietly = async (lines: number) => {
    await until('all is answered', () => traffic.pending === 0);
    clock.fired.length = 0;
    await clock.pass(MINUTE);
    expect([...new Set(clock.fired)]).to.deep.equal([KEEPALIVE]);
    expect(clock.fired).to.have.lengthOf((lines * MINUTE) / KEEPALIVE);
  };
  const isKnown = (join: GlanceJoin) => join.state === 'present' || join.state === 'absent';

  it('wakes no timer but the keepalive of a customer who is there', async () => {
    await Customer.arrives();
    const join = place();
    await until('her page is known', () => join.visitor?.page);
    await passesQuietly(1);
  });

  it('wakes no timer at all where nobody is watched', async () => {
    await comesTo(place(keyOnly), 'idle');
    await until('all is answered', () => traffic.pending === 0);
    // Until the browser has said what is in view, that is waited for.
    await drawn();
    clock.fired.length = 0;
    await clock.pass(MINUTE);
    expect(clock.fired).to.deep.equal([]);
  });

  it('wakes no timer in a queue of a thousand rows but the keepalives of those in view', async () => {
    const rows = queue();
    await until('those in view are known', () => {
      const { length } = rows.joins.filter(isKnown);
      return length > 0 && length === traffic.openSockets;
    });
    await passesQuietly(traffic.openSockets);
  });
});
