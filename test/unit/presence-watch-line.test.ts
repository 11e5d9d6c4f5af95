import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import { turn } from './played.js';
import { HOUR, PAGE } from './played-agent.js';
import { connect, connected, fails, play, type WatchPlay } from './played-watch.js';

describe('a line', () => {
  it('is kept alive at the pace the service gives', async () => {
    const p = await connected();
    await p.pass(29_500);
    assert.equal(p.services.line.kept, 0);
    await p.pass(500);
    assert.equal(p.services.line.kept, 1);
    await p.pass(60_000);
    assert.equal(p.services.line.kept, 3);
  });

  it('takes up a new pace with a new connection', async () => {
    const p = await connected();
    p.services.line.say({ type: 'closed' });
    await p.pass(1_000);
    await connect(p, 10);
    await p.pass(30_000);
    assert.equal(p.services.line.kept, 3);
  });

  it('renews the login key before it expires', async () => {
    const p = await connected();
    await p.pass(HOUR - 70_000);
    assert.equal(p.services.count('login key'), 1);
    await p.pass(60_000);
    assert.equal(p.services.count('login key'), 2);
  });

  it('that is silent for twice its keepalive and five seconds is a reason to look', async () => {
    const p = await connected();
    p.services.line.say({ type: 'visitor-here' });
    await p.pass(64_500);
    assert.equal(p.services.count('visitor'), 1);
    await p.pass(500);
    assert.equal(p.services.count('visitor'), 2);
    await p.pass(65_000);
    assert.equal(p.services.count('visitor'), 3);
    assert.equal(p.services.line.closed, false);
  });

  it('that speaks is no reason to look', async () => {
    const p = await connected();
    p.services.line.say({ type: 'visitor-here' });
    for (let n = 0; n < 6; n += 1) {
      await p.pass(30_000);
      p.services.line.say({ type: 'other' });
    }
    assert.equal(p.services.count('visitor'), 1);
  });

  it('that is silent about a customer who was found has them looked up again, and not for ever', async () => {
    const p = await connected();
    await p.pass(4_500);
    assert.equal(p.services.count('visitor'), 1);
    await p.pass(500);
    assert.equal(p.services.count('visitor'), 2);
    for (const [ms, looks] of [
      [10_000, 3],
      [20_000, 4],
      [40_000, 5],
    ] as const) {
      p.services.line.say({ type: 'other' });
      await p.pass(ms);
      assert.equal(p.services.count('visitor'), looks);
    }
    p.services.line.say({ type: 'other' });
    await p.pass(60_000);
    assert.equal(p.services.count('visitor'), 5);
  });

  it('that has said that the customer went has them looked up again when a later look still finds them', async () => {
    const p = await connected();
    p.services.line.say({ type: 'visitor-here' });
    p.services.line.say({ type: 'visitor-away' });
    p.watch.wake();
    await turn();
    p.services.visitor = () => undefined;
    p.told();
    await p.pass(5_000);
    assert.ok(p.told().includes('visitor-away'));
  });

  it('that opened after the customer had gone has them found gone all the same', async () => {
    const p = await connected();
    p.services.visitor = () => undefined;
    assert.ok(p.told().includes('visitor-here'));
    await p.pass(5_000);
    assert.ok(p.told().includes('visitor-away'));
  });

  it('that says where the customer is has nothing looked up again', async () => {
    for (const type of ['visitor-here', 'visitor-away'] as const) {
      const p = await connected();
      p.services.line.say({ type });
      await p.pass(30_000);
      assert.equal(p.services.count('visitor'), 1);
      const early = await play();
      early.services.line.say({ type: 'connected', keepalive: 30 });
      early.services.line.say({ type });
      await early.pass(30_000);
      assert.equal(early.services.count('visitor'), 1);
    }
  });

  it('that is silent about a customer who was not found has nothing looked up again', async () => {
    const p = await connected((services) => (services.visitor = () => undefined));
    await p.pass(30_000);
    assert.equal(p.services.count('visitor'), 1);
  });

  it('whose look-up has failed looks once, not twice, when the page wakes meanwhile', async () => {
    const p = await connected((services) => (services.visitor = fails('lookup-failed')));
    p.services.line.say({ type: 'visitor-here' });
    await p.pass(2_000);
    p.services.visitor = () => PAGE;
    p.watch.wake();
    await p.pass(10_000);
    assert.equal(p.services.count('visitor'), 2);
  });

  it('is given up when it is not open after ten seconds', async () => {
    const p = await play();
    await p.pass(9_500);
    assert.equal(p.services.line.closed, false);
    await p.pass(500);
    assert.equal(p.services.lines[0]?.closed, true);
    await p.pass(1_000);
    assert.equal(p.services.lines.length, 2);
  });

  it('is opened again after it was closed, the old one let go', async () => {
    const p = await connected();
    p.services.line.say({ type: 'closed' });
    await turn();
    assert.equal(p.services.lines.length, 1);
    await p.pass(1_000);
    assert.equal(p.services.lines.length, 2);
    assert.equal(p.services.lines[0]?.closed, true);
  });
});

describe('a gap', () => {
  it('shorter than five seconds is not told, but what was missed in it is looked for', async () => {
    const p = await connected();
    p.told();
    p.services.line.say({ type: 'closed' });
    await p.pass(4_500);
    assert.deepEqual(p.told(), ['login-ready']);
    await connect(p);
    assert.deepEqual(p.told(), ['visitor-page', 'visitor-here', 'presence-resumed']);
    await p.pass(60_000);
    assert.ok(!p.told().includes('presence-lost'));
  });

  it('of five seconds is told as lost', async () => {
    const p = await connected();
    p.services.line.say({ type: 'closed' });
    p.told();
    await p.pass(5_000);
    assert.ok(p.told().includes('presence-lost'));
  });

  it('of several drops counts from the first one', async () => {
    const p = await connected();
    p.services.visitor = fails('auth-unreachable');
    p.services.line.say({ type: 'closed' });
    for (let n = 0; n < 4; n += 1) {
      await p.pass(1_000);
      p.services.line.say({ type: 'closed' });
    }
    p.told();
    await p.pass(1_000);
    assert.ok(p.told().includes('presence-lost'));
  });

  it('before anything was known is no gap', async () => {
    const p = await play();
    p.services.line.say({ type: 'closed' });
    await p.pass(1_000);
    await connect(p);
    assert.ok(!p.told().includes('presence-resumed'));
  });

  it('after the line has said where the customer is, is one, though no look-up was ever answered', async () => {
    const p = await play((services) => (services.visitor = () => Promise.reject(new GlanceError('auth-timeout'))));
    p.services.line.say({ type: 'connected', keepalive: 30 });
    p.services.line.say({ type: 'visitor-here' });
    p.services.line.say({ type: 'closed' });
    p.services.visitor = () => PAGE;
    await p.pass(1_000);
    await connect(p);
    assert.ok(p.told().includes('presence-resumed'));
  });

  it('is tried to be closed ever more seldom, to a minute at most, and soon again after a connection', async () => {
    const pauses = async (p: WatchPlay, times: number): Promise<number[]> => {
      const found: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const from = p.clock.now();
        const { length } = p.services.lines;
        p.services.line.say({ type: 'closed' });
        while (p.services.lines.length === length) {
          p.clock.pass(250);
          await turn();
        }
        found.push(p.clock.now() - from);
      }
      return found;
    };
    const p = await connected((services) => (services.visitor = fails('auth-unreachable')));
    assert.deepEqual(await pauses(p, 9), [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    await connect(p);
    p.clock.chance = 0.999_999;
    assert.deepEqual(await pauses(p, 9), [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('is closed at once when the page wakes', async () => {
    const p = await connected();
    for (let n = 0; n < 6; n += 1) {
      p.services.line.say({ type: 'closed' });
      await p.pass(n === 5 ? 1_000 : 20_000);
    }
    const { length } = p.services.lines;
    p.watch.wake();
    await turn();
    assert.equal(p.services.lines.length, length + 1);
    await connect(p);
    await p.pass(60_000);
    assert.equal(p.services.lines.length, length + 1);
  });

  it('that nobody noticed is looked for when the page wakes', async () => {
    const p = await connected();
    p.told();
    p.watch.wake();
    await turn();
    assert.deepEqual(p.told(), ['visitor-page', 'visitor-here', 'presence-resumed']);
  });
});

describe('a line whose page goes', () => {
  it('is hung up at once, and opened again at once when the page is back', async () => {
    const p = await connected();
    p.watch.sleep();
    assert.equal(p.services.line.closed, true);
    p.watch.wake();
    await turn();
    assert.equal(p.services.lines.length, 2);
    p.told();
    await connect(p);
    assert.ok(p.told().includes('presence-resumed'));
  });

  it('is not known to be there any more when it does not come back within five seconds', async () => {
    const p = await connected();
    p.told();
    p.watch.sleep();
    await p.pass(4_500);
    assert.ok(!p.told().includes('presence-lost'));
    await p.pass(500);
    assert.ok(p.told().includes('presence-lost'));
  });

  it('is not opened where none was wanted', async () => {
    const p = await connected();
    p.watch.stop();
    p.watch.sleep();
    await p.pass(60_000);
    assert.equal(p.services.lines.length, 1);
    assert.equal(p.clock.running, 0);
  });
});

describe('the authorization of a line', () => {
  it('is renewed before its 120 minutes end, and the line stays', async () => {
    const p = await connected();
    p.services.lifetime = 24 * HOUR;
    p.services.line.say({ type: 'visitor-here' });
    const counts: number[] = [];
    for (let minutes = 1; minutes <= 120; minutes += 1) {
      await p.pass(60_000);
      p.services.line.say({ type: 'other' });
      if (minutes >= 118) counts.push(p.services.count('authorize'));
    }
    assert.deepEqual(counts, [1, 2, 2]);
    assert.equal(p.services.count('visitor'), 1);
    assert.equal(p.services.lines.length, 1);
  });
});
