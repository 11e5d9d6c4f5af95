import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fact } from '../../src/session/events.js';
import type { CustomerPage } from '../../src/session/state.js';
import { CUSTOMER, turn } from './played.js';
import { PAGE } from './played-agent.js';
import { connect, connected, fails, play, polled, type WatchPlay } from './played-watch.js';

/** Whether presence came by asking, each time that changed. */
const turns = ({ facts }: WatchPlay): boolean[] =>
  facts.flatMap((fact: Fact) => (fact.type === 'presence-polled' ? [fact.polled] : []));

/** Loses the line as soon as it is open. */
const loses = async (p: WatchPlay): Promise<void> => {
  await connect(p);
  p.services.line.say({ type: 'closed' });
  await p.pass(500);
};

describe('a socket that is not to be had', () => {
  it('once is only tried again', async () => {
    const p = await play();
    p.services.line.say({ type: 'closed' });
    await p.pass(500);
    assert.deepEqual([p.services.count('visitor'), p.services.lines.length], [0, 2]);
  });

  it('twice in a row is replaced by asking: nothing is unknown in between', async () => {
    const p = await polled();
    assert.deepEqual(p.told(), ['login-ready', 'login-ready', 'visitor-page', 'visitor-here', 'presence-polled']);
    assert.deepEqual(turns(p), [true]);
    await p.pass(30_000);
    assert.ok(!p.told().includes('presence-lost'));
  });

  it('is told once, however long it lasts', async () => {
    const p = await polled();
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await p.pass(60_000);
      p.services.line.say({ type: 'closed' });
    }
    assert.deepEqual(turns(p), [true]);
  });

  it('is tried again every minute', async () => {
    const p = await polled();
    // The pause that began before asking was known to work.
    await p.pass(1_000);
    p.services.line.say({ type: 'closed' });
    const { length } = p.services.lines;
    await p.pass(59_500);
    assert.equal(p.services.lines.length, length);
    await p.pass(500);
    assert.equal(p.services.lines.length, length + 1);
  });

  it('is not told to be replaced where asking does not work either: presence is lost, and both are tried', async () => {
    const p = await polled((services) => (services.visitor = fails('auth-unreachable')));
    await p.pass(6_000);
    assert.deepEqual(turns(p), []);
    assert.ok(p.told().includes('presence-lost'));
    p.services.visitor = () => PAGE;
    p.services.line.say({ type: 'closed' });
    await p.pass(4_500);
    assert.ok(p.told().includes('visitor-here'));
    assert.deepEqual(turns(p), [], 'the line has its chance first');
    p.services.line.say({ type: 'closed' });
    await p.pass(5_000);
    assert.deepEqual(turns(p), [true]);
  });

  it('is not told at all where the line comes back with the asking', async () => {
    const p = await polled((services) => (services.visitor = fails('auth-unreachable')));
    for (let times = 0; times < 6; times += 1) {
      await p.pass(9_000);
      p.services.line.say({ type: 'closed' });
    }
    p.services.visitor = () => PAGE;
    const { length } = p.services.lines;
    await p.pass(5_000);
    assert.equal(p.services.lines.length, length + 1, 'no need to sit out a long pause');
    await connect(p);
    await p.pass(60_000);
    assert.deepEqual(turns(p), []);
  });

  it('tells after a gap in asking that presence is back', async () => {
    const p = await polled();
    p.services.visitor = fails('auth-unreachable');
    await p.pass(5_000);
    p.services.visitor = () => PAGE;
    p.told();
    await p.pass(5_000);
    assert.deepEqual(p.told().slice(-3), ['visitor-page', 'visitor-here', 'presence-resumed']);
  });

  it('is not waited for when the page wakes: it is asked at once', async () => {
    const p = await polled();
    await p.pass(2_000);
    p.told();
    p.watch.wake();
    await turn();
    assert.ok(p.told().includes('visitor-here'));
  });

  it('is lost when asking fails for five seconds', async () => {
    const p = await polled();
    p.services.visitor = fails('auth-unreachable');
    p.told();
    await p.pass(9_500);
    assert.ok(!p.told().includes('presence-lost'));
    await p.pass(500);
    assert.ok(p.told().includes('presence-lost'));
  });

  it('is refused when a second token is refused by asking', async () => {
    const p = await polled((services) => (services.visitor = fails('auth-refused')));
    assert.deepEqual(p.facts.at(-1), { type: 'presence-refused', reason: 'auth-refused' });
    assert.equal(p.clock.running, 0);
  });

  it('leaves no timer and no asking when the watch is stopped, and says that it is over', async () => {
    const p = await polled();
    p.watch.stop();
    assert.deepEqual(turns(p), [true, false]);
    assert.equal(p.clock.running, 0);
  });

  it('does not make presence unknown while nobody looks at the page and it is tried again', async () => {
    const p = await polled((services) => (services.clock.unseen = true));
    p.watch.wake();
    await turn();
    p.services.line.say({ type: 'closed' });
    p.told();
    await p.pass(30_000);
    assert.ok(!p.told().includes('presence-lost'));
  });
});

describe('a socket that is lost again and again', () => {
  it('is replaced by asking with the third loss within a minute', async () => {
    const p = await connected();
    p.services.line.say({ type: 'closed' });
    await p.pass(500);
    await loses(p);
    assert.deepEqual(turns(p), []);
    await loses(p);
    assert.deepEqual(turns(p), [true]);
  });

  it('is not replaced when the losses are further apart', async () => {
    const p = await connected();
    for (let times = 0; times < 4; times += 1) {
      p.services.line.say({ type: 'closed' });
      await p.pass(500);
      await connect(p);
      await p.pass(31_000);
    }
    assert.deepEqual(turns(p), []);
  });
});

describe('asking, on a page that goes and comes back', () => {
  it('is taken up at once, and tells that something may have been missed', async () => {
    const p = await polled();
    p.told();
    p.watch.sleep();
    const looks = p.services.count('visitor');
    p.watch.wake();
    await turn();
    assert.ok(p.services.count('visitor') > looks);
    assert.ok(p.told().includes('presence-resumed'));
  });
});

describe('a socket that is back', () => {
  const back = async (): Promise<WatchPlay> => {
    const p = await polled();
    await p.pass(1_000);
    await connect(p);
    return p;
  };

  it('is trusted after ten seconds, and then asking ends', async () => {
    const p = await back();
    p.services.line.say({ type: 'visitor-here' });
    await p.pass(9_500);
    assert.deepEqual(turns(p), [true]);
    await p.pass(500);
    assert.deepEqual(turns(p), [true, false]);
    const looks = p.services.count('visitor');
    await p.pass(30_000);
    assert.equal(p.services.count('visitor'), looks);
  });

  it('and lost within those ten seconds is not trusted, and nothing is told', async () => {
    const p = await back();
    await p.pass(9_000);
    p.services.line.say({ type: 'closed' });
    p.told();
    const { length } = p.services.lines;
    await p.pass(59_500);
    assert.equal(p.services.lines.length, length);
    assert.deepEqual(turns(p), [true]);
    assert.ok(!p.told().includes('presence-lost'));
  });

  it('is believed more than asking, which keeps a customer who has gone for a while', async () => {
    const p = await back();
    p.services.line.say({ type: 'visitor-away' });
    p.told();
    await p.pass(9_000);
    assert.deepEqual(p.told(), []);
  });

  it('begins anew: losses before it was trusted count no more', async () => {
    const p = await connected();
    p.services.line.say({ type: 'closed' });
    await p.pass(500);
    await loses(p);
    p.services.line.say({ type: 'closed' });
    await p.pass(1_000);
    await connect(p);
    await p.pass(10_000);
    p.services.line.say({ type: 'closed' });
    await p.pass(500);
    assert.deepEqual(turns(p), [true, false]);
  });

  it('keeps presence known when asking fails meanwhile', async () => {
    const p = await back();
    await p.pass(3_000);
    p.services.visitor = fails('auth-unreachable');
    p.told();
    await p.pass(60_000);
    assert.ok(!p.told().includes('presence-lost'));
  });
});

describe('a message where presence comes by asking', () => {
  it('goes to the customer’s own server, found each time', async () => {
    const p = await polled();
    assert.equal(await p.watch.send('invoke', { func: 'GLANCE.f' }), true);
    assert.deepEqual(p.services.asked.slice(-2), [
      `server of ${CUSTOMER} at presence.glance.net with token 2`,
      `message to ${CUSTOMER} at pr0016.glance.net:443 with token 2`,
    ]);
    assert.deepEqual(p.services.posted, [['invoke', { func: 'GLANCE.f' }]]);
  });

  it('is not sent to a customer who has no server, and not reached where they have gone', async () => {
    const p = await polled((services) => (services.direct = () => undefined));
    assert.equal(await p.watch.send('signal', 1), false);
    assert.deepEqual(p.services.posted, []);
    p.services.direct = () => ({ host: 'pr0016.glance.net:443', loadBalanced: false });
    p.services.reached = () => false;
    assert.equal(await p.watch.send('signal', 1), false);
  });

  it('goes over the socket as soon as that is open', async () => {
    const p = await polled();
    await p.pass(1_000);
    await connect(p);
    assert.equal(p.watch.send('signal', 1), true);
    assert.deepEqual([p.services.line.sent, p.services.posted], [[['signal', 1]], []]);
  });

  it('that cannot be written down throws at once', async () => {
    const p = await polled();
    assert.throws(() => p.watch.send('signal', 10n), TypeError);
  });

  it('that could not be sent may be tried with every answer', async () => {
    const p = await polled();
    assert.equal(p.ready, 1);
    await p.pass(10_000);
    assert.equal(p.ready, 3);
  });
});

describe('an answer that comes after the socket is back', () => {
  it('is not told', async () => {
    const p = await polled();
    await p.pass(1_000);
    let answer = (_?: CustomerPage): void => undefined;
    p.services.visitor = () => new Promise((resolve) => (answer = resolve));
    await p.pass(4_000);
    const late = answer;
    await connect(p);
    p.services.line.say({ type: 'visitor-away' });
    p.told();
    late(PAGE);
    await turn();
    assert.deepEqual(p.told(), []);
  });
});

describe('a page that is online again while the socket is being tried', () => {
  it('has it tried anew, since what was begun before may still fail for what was before', async () => {
    const p = await polled();
    await p.pass(60_000);
    const { length } = p.services.lines;
    await p.pass(1_000);
    p.watch.wake();
    await turn();
    assert.equal(p.services.lines.length, length + 1);
    p.services.lines[length - 1]!.say({ type: 'closed' });
    await connect(p);
    assert.equal(p.services.line.closed, false);
    p.watch.stop();
  });

  it('once, by however many events that is told', async () => {
    const p = await polled();
    await p.pass(61_000);
    const { length } = p.services.lines;
    for (let event = 0; event < 3; event++) p.watch.wake();
    await turn();
    assert.equal(p.services.lines.length, length + 1);
    p.watch.stop();
  });
});
