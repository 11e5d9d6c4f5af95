import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { comesTo, enterKey, eventNames, heard, isTold, keyOnly, place, press, stage, watching } from './join.js';
import { faults } from './sandbox.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

type Name = (typeof eventNames)[number];

describe('the events', () => {
  let viewers: Viewers;
  let all: CustomEvent<Record<string, unknown>>[];
  let stop: AbortController;
  /** What the element said of itself while each event was told. */
  let said: { type: string; state: string; phase: unknown; notice: unknown; detail: Record<string, unknown> }[];

  beforeEach(() => {
    (viewers = new Viewers()).install();
    stop = new AbortController();
    all = [];
    said = [];
    for (const type of eventNames)
      window.addEventListener(
        type,
        (event) => {
          const custom = event as unknown as CustomEvent<Record<string, unknown>>;
          const { state, phase, notice } = custom.target as GlanceJoin;
          all.push(custom);
          said.push({ type, state, phase, notice, detail: custom.detail });
        },
        { signal: stop.signal },
      );
  });
  afterEach(() => {
    stop.abort();
    viewers.uninstall();
  });

  const of = (name: Name) => all.filter(({ type }) => type === name);

  /** One course that has them all. */
  const everything = async (): Promise<GlanceJoin> => {
    await faults({ path: '/loginkey', do: 'status', status: 500 });
    const join = place();
    await comesTo(join, 'error');
    await faults();
    const alice = await Customer.arrives();
    await press(join, 'Try again');
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    alice.ends();
    await isTold(join, 'session-ended');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    return join;
  };

  it('bubble, are composed, cannot be cancelled, and have a frozen detail that says whom they are about', async () => {
    const join = await everything();
    for (const name of eventNames) expect(of(name), name).not.to.be.empty;
    for (const event of all) {
      expect(event).to.include({ bubbles: true, composed: true, cancelable: false, target: join });
      expect(Object.isFrozen(event.detail), event.type).to.equal(true);
      expect(event.detail, event.type).to.include({ visitorId: 'alice' });
    }
  });

  it('come after the state they speak of is committed', async () => {
    await everything();
    for (const { type, state, phase, notice, detail } of said) {
      if (type === 'glancestatechange') expect([state, phase]).to.deep.equal([detail['state'], detail['phase']]);
      if (type === 'glancenotice') expect(notice).to.include({ code: detail['code'], seq: detail['seq'] });
      if (type === 'glanceerror') expect(state).to.equal('error');
      if (type === 'glancesessionend') expect(state).not.to.equal('in-session');
    }
  });

  it('tell every step, each from where the one before had ended', async () => {
    const join = await everything();
    const steps = heard(join, 'glancestatechange');
    let previous = 'unconfigured';
    for (const step of steps) {
      expect(step.previous).to.equal(previous);
      previous = step.state;
    }
    expect(previous).to.equal(join.state);
  });

  it('leave the closed shadow root they are in, as its host’s', async () => {
    const host = document.createElement('div');
    // eslint-disable-next-line wc/no-closed-shadow-root -- the page's, not ours
    const root = host.attachShadow({ mode: 'closed' });
    stage.append(host);
    const join = place(keyOnly, root);
    const targets: unknown[] = [];
    host.addEventListener('glancestatechange', ({ target }) => targets.push(target));
    await comesTo(join, 'idle');
    await until('it is told', () => targets.length > 0);
    expect(targets).to.deep.equal([host]);
  });

  it('tell nobody’s visitor id where no customer is watched', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await enterKey(join, 'a/b');
    await press(join, 'Join');
    for (const { detail } of all) expect(detail['visitorId']).to.equal(undefined);
    expect(all).not.to.be.empty;
  });

  it('carry no credential', async () => {
    await everything();
    expect(JSON.stringify(all.map(({ detail }) => detail))).not.to.match(/\$1\$|eyJ/);
  });

  it('may be answered by what their listener asks at once', async () => {
    const alice = await Customer.arrives();
    const join = place(watching);
    let asked = 0;
    join.addEventListener('glancestatechange', ({ detail: { state } }) => {
      if (state === 'present' && asked++ === 0) void join.invite().catch(() => undefined);
      if (state === 'inviting' && asked++ === 1) void join.cancel();
    });
    await until('it was asked and cancelled', () => asked >= 2 && join.state === 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
  });

  it('are told by the element itself: nothing is said once it has gone', async () => {
    const alice = await Customer.arrives();
    const [join, other] = [place(), place()];
    await comesTo(join, 'present');
    await comesTo(other, 'present');
    await until('her page is known', () => other.visitor?.page);
    const told = () => eventNames.flatMap((name) => heard(join, name));
    const before = told();
    join.remove();
    await nextTask();
    // What comes now comes to the page: there is another to hear it.
    alice.goesTo('https://shop.example/cart');
    await until('her next page is known', () => other.visitor?.page === 'https://shop.example/cart');
    expect(told()).to.deep.equal(before);
  });
});
