import { expect } from '@open-wc/testing';
import { Customer } from './customer.js';
import { comesTo, course, enterKey, heard, isTold, keyOnly, notices, place, press, text, watching } from './join.js';
import { faults, seen } from './sandbox.js';
import { clock, joined, passesUntil, playSurroundings, traffic, viewers } from './surroundings.js';
import { drawn, nextTask, until } from './until.js';

const kept = (): string[] => Object.keys(sessionStorage).filter((name) => name.startsWith('glance-join '));

describe('a session whose element has gone', () => {
  playSurroundings();

  const left = async () => {
    const { join, alice, id } = await joined();
    join.remove();
    await nextTask();
    return { gone: join, alice, id };
  };

  it('goes on in its viewer, and nothing listens', async () => {
    const { gone, alice } = await left();
    expect(viewers.open).to.equal(1);
    expect(traffic.held).to.deep.equal({});
    expect([traffic.openSockets, traffic.pending, clock.running]).to.deep.equal([0, 0, 0]);
    alice.ends();
    await clock.pass(60_000);
    expect(heard(gone, 'glancesessionend')).to.deep.equal([]);
  });

  it('is taken up by the next element of the same group and agent, with its viewer', async () => {
    const { gone } = await left();
    await clock.pass(60_000);
    const next = place();
    await comesTo(next, 'in-session');
    expect(notices(next)).to.deep.equal(['resumed']);
    expect(text(next, 'timer')).to.match(/^1:0\d$/);
    expect(viewers.posted).to.have.lengthOf(1);
    await press(next, 'Show viewer');
    expect([viewers.open, viewers.shown > 0]).to.deep.equal([1, true]);
    expect(heard(next, 'glancesessionstart')).to.deep.equal([]);
    expect(heard(gone, 'glancesessionend')).to.deep.equal([]);
  });

  it('is reported once, by the element that took it up', async () => {
    const { gone, alice, id } = await left();
    const next = place();
    await comesTo(next, 'in-session');
    await until('its end would be told', () => next.visitor?.present);
    alice.ends();
    await until('it is reported', () => heard(next, 'glancesessionend').length > 0);
    expect(heard(next, 'glancesessionend')).to.have.lengthOf(1);
    expect(heard(next, 'glancesessionend')[0]).to.include({ sessionId: id, outcome: 'joined', endedBy: 'customer' });
    expect(heard(gone, 'glancesessionend')).to.deep.equal([]);
    expect(kept()).to.deep.equal([]);
  });

  it('that ended meanwhile is reported by the next element, after two looks and without being shown', async () => {
    const { alice, id } = await left();
    alice.ends();
    alice.vanishes();
    const next = place();
    await until(
      'it is looked up',
      async () => (await seen('/services/SessionService.asmx/LookupPartnerSession2')).length > 1,
    );
    await until('it is answered', () => traffic.pending === 0);
    await clock.pass(5_000);
    await isTold(next, 'session-ended');
    expect(heard(next, 'glancesessionend').map(({ sessionId }) => sessionId)).to.deep.equal([id]);
    expect(course(next)).to.not.include('joinable').and.to.not.include('in-session');
    expect(kept()).to.deep.equal([]);
  });

  it('is first offered to the elements of its own customer, and after a second to any', async () => {
    await left();
    const bob = place({ ...watching, visitorid: 'bob' });
    const alice = place();
    await comesTo(alice, 'in-session');
    await clock.pass(2_000);
    expect(course(bob)).to.not.include('in-session');
    alice.remove();
    bob.remove();
    await nextTask();
    const carol = place({ ...watching, visitorid: 'carol' });
    await carol.updateComplete;
    expect(carol.state).to.equal('connecting');
    await clock.pass(1_000);
    await comesTo(carol, 'in-session');
    expect(text(carol, 'visitor')).to.include('alice');
  });

  it('is not another agent’s, nor another group’s', async () => {
    await left();
    const ben = place({ ...watching, puid: 'agent-43' });
    const other = place({ ...keyOnly, groupid: '20541' });
    await comesTo(ben, 'joinable');
    await clock.pass(3_000);
    // Ben sees that a session of hers runs, but it is none he was in.
    const hers = place();
    await comesTo(hers, 'in-session');
    expect(notices(hers), 'it could have been taken up').to.deep.equal(['resumed']);
    expect([...notices(ben), ...notices(other)]).to.not.include('resumed');
    expect(other.state).to.equal('idle');
  });

  it('that was joined by a key is taken up as well', async () => {
    const alice = await Customer.arrives();
    await alice.starts('66666');
    const join = place(keyOnly);
    await enterKey(join, '66666');
    await clock.pass(50);
    await until('it is found', async () => {
      await clock.pass(50);
      return join.state === 'in-session';
    });
    join.remove();
    await nextTask();
    const next = place(keyOnly);
    await comesTo(next, 'in-session');
    expect(text(next, 'visitor')).to.include('66666');
  });

  it('is left to the tab that has it', async () => {
    await left();
    const [name = ''] = kept();
    const over = new AbortController();
    await new Promise<void>((held) => {
      void navigator.locks.request(`glance-join ${name}`, () => {
        held();
        return new Promise<void>((release) => over.signal.addEventListener('abort', () => release()));
      });
    });
    const next = place(keyOnly);
    await clock.pass(4_000);
    await until('the record is put away', () => kept().length === 0);
    expect(next.state).to.equal('idle');
    expect(notices(next)).to.deep.equal([]);
    over.abort();
  });

  it('is kept without login key, token or phone number', async () => {
    const { join } = await joined(() => place({ ...watching, agentphone: '+49 171 5550100', reportingorigin: 'CRM' }));
    const all = JSON.stringify(Object.entries(sessionStorage));
    expect(all).to.include('CRM');
    expect(all).to.not.match(/\$1\$|eyJ|5550100/);
    join.remove();
  });

  it('is lost, and nothing else, where the page may use no storage', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    try {
      const { join } = await joined();
      expect(join.state).to.equal('in-session');
      join.remove();
      await nextTask();
      const next = place();
      await comesTo(next, 'joinable');
      expect(notices(next)).to.deep.equal([]);
    } finally {
      Object.defineProperty(window, 'sessionStorage', own);
    }
  });

  it('takes its viewer along in an iframe of the page, which stays as it is', async () => {
    const frame = document.createElement('iframe');
    frame.id = 'viewer';
    frame.name = 'mine';
    document.body.append(frame);
    viewers.uninstall();
    try {
      const attributes = { ...watching, openlocation: 'iframe', iframeid: 'viewer' };
      const { join, alice } = await joined(() => place(attributes));
      await until('the viewer is in it', () => !frame.contentDocument);
      const { contentWindow, name } = frame;
      join.remove();
      await nextTask();
      expect([frame.contentWindow, frame.name]).to.deep.equal([contentWindow, name]);
      const next = place(attributes);
      await comesTo(next, 'in-session');
      expect(frame.contentDocument).to.equal(null);
      await until('its end would be told', () => next.visitor?.present);
      alice.ends();
      await isTold(next, 'session-ended');
      await until('it is the page’s again', () => frame.name === 'mine');
    } finally {
      frame.remove();
      viewers.install();
    }
  });
});

describe('a page that loses its network', () => {
  playSurroundings();
  afterEach(() => window.dispatchEvent(new Event('online')));

  it('says so on one button, and keeps its sockets', async () => {
    await Customer.arrives();
    const join = place();
    const other = place({ ...watching, visitorid: 'bob' });
    await comesTo(join, 'present');
    await comesTo(other, 'absent');
    window.dispatchEvent(new Event('offline'));
    await isTold(join, 'offline');
    expect(notices(other)).to.deep.equal([]);
    expect(traffic.openSockets).to.equal(2);
    window.dispatchEvent(new Event('online'));
    expect(join.notice).to.equal(undefined);
    expect(join.state).to.equal('present');
  });

  it('says so where something is under way', async () => {
    const { join } = await joined(() => {
      place({ ...watching, visitorid: 'bob' });
      return place();
    });
    window.dispatchEvent(new Event('offline'));
    await isTold(join, 'offline');
    expect(join.state).to.equal('in-session');
  });
});

describe('a page that goes and comes back as it was', () => {
  playSurroundings({ stands: true });

  const leaves = (): void => void window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  const comesBack = (): void => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

  it('has no socket open meanwhile, and looks for the truth when it is back', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    leaves();
    expect(traffic.openSockets).to.equal(0);
    alice.vanishes();
    // The sandbox's look-up keeps a customer for five seconds of its own; here they are over.
    await faults({ path: '/lookupvisitor', do: 'status', status: 200, body: '{}' });
    await drawn();
    comesBack();
    await until('it is connected again', () => traffic.openSockets === 1);
    await passesUntil('it knows', () => join.state === 'absent');
    expect(course(join)).to.not.include('error');
  });

  it('shows no stale customer when it cannot know', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    leaves();
    await faults({ path: '/agent', do: 'drop' }, { path: '/lookupvisitor', do: 'drop' });
    await clock.pass(5_000);
    expect([join.state, join.visitor]).to.deep.equal(['connecting', undefined]);
    await faults();
    comesBack();
    await comesTo(join, 'present');
  });
});
