import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUSTOMER, turn } from './played.js';
import type { PlayedServices } from './played-agent.js';
import { connect, connected, fails, play } from './played-watch.js';

const direct = (services: PlayedServices): void => {
  services.server = () => ({ host: 'presence.glance.net', loadBalanced: false });
};
const nobody = (services: PlayedServices): void => {
  direct(services);
  services.direct = () => undefined;
};
const server = { host: 'pr0016.glance.net:443', loadBalanced: false };

describe('a customer of a group on direct servers', () => {
  it('is found first, and then watched at their own server', async () => {
    const p = await play(direct);
    assert.deepEqual(p.services.asked.slice(3), [
      `server of ${CUSTOMER} at presence.glance.net with token 2`,
      'socket to pr0016.glance.net:443 with token 2',
    ]);
    await connect(p);
    assert.deepEqual(p.told(), ['login-ready', 'visitor-page', 'visitor-here']);
  });

  it('who has none is away, and looked for every five seconds until found', async () => {
    const p = await play(nobody);
    assert.deepEqual(p.told(), ['login-ready', 'visitor-away']);
    assert.equal(p.services.lines.length, 0);
    await p.pass(10_000);
    assert.equal(p.services.count('server'), 3);
    p.services.direct = () => server;
    await p.pass(5_000);
    assert.equal(p.services.lines.length, 1);
  });

  it('who has gone while the line was lost is away, and not unknown', async () => {
    const p = await connected(direct);
    p.services.line.say({ type: 'closed' });
    p.services.direct = () => undefined;
    p.told();
    await p.pass(500);
    assert.deepEqual(p.told(), ['login-ready', 'visitor-away']);
    await p.pass(20_000);
    assert.ok(!p.told().includes('presence-lost'));
  });

  it('who is found after they were away may have done something in between', async () => {
    const p = await play(nobody);
    p.services.direct = () => server;
    await p.pass(5_000);
    p.told();
    await connect(p);
    assert.deepEqual(p.told(), ['visitor-page', 'visitor-here', 'presence-resumed']);
  });

  it('is looked for once a minute while nobody looks at the page', async () => {
    const p = await play((services) => {
      nobody(services);
      services.clock.unseen = true;
    });
    await p.pass(59_500);
    assert.equal(p.services.count('server'), 1);
    await p.pass(500);
    assert.equal(p.services.count('server'), 2);
  });

  it('is looked for at once when the page wakes', async () => {
    const p = await play(nobody);
    p.services.direct = () => server;
    p.watch.wake();
    await turn();
    assert.equal(p.services.lines.length, 1);
  });

  it('who has been away for five seconds is looked for anew', async () => {
    const p = await connected(direct);
    p.services.line.say({ type: 'visitor-away' });
    p.services.direct = () => ({ ...server, host: 'pr0017.glance.net:443' });
    await p.pass(3_000);
    // Said again it is no later for that.
    p.services.line.say({ type: 'visitor-away' });
    await p.pass(1_500);
    assert.equal(p.services.lines.length, 1);
    await p.pass(500);
    assert.deepEqual(
      p.services.asked.filter((asked) => asked.startsWith('socket')).map((asked) => asked.split(' ')[2]),
      ['pr0016.glance.net:443', 'pr0017.glance.net:443'],
    );
    assert.equal(p.services.lines[0]?.closed, true);
  });

  it('who comes back before is not', async () => {
    const p = await connected(direct);
    p.services.line.say({ type: 'visitor-away' });
    await p.pass(4_500);
    p.services.line.say({ type: 'visitor-here' });
    await p.pass(20_000);
    assert.equal(p.services.lines.length, 1);
  });

  it('gets messages by REST, at the server whose socket is open', async () => {
    const p = await connected(direct);
    assert.equal(await p.watch.send('signal', 'hello'), true);
    assert.equal(p.services.asked.at(-1), `message to ${CUSTOMER} at pr0016.glance.net:443 with token 2`);
    assert.equal(p.services.count('server'), 1);
    assert.deepEqual([p.services.posted, p.services.line.sent], [[['signal', 'hello']], []]);
  });

  it('gets none before the socket is open', async () => {
    const p = await play(direct);
    assert.equal(p.watch.send('signal', 'hello'), false);
    assert.deepEqual(p.services.posted, []);
  });

  it('is looked for with a new token where the first is refused, and refused with the second', async () => {
    const p = await play((services) => {
      direct(services);
      services.direct = fails('auth-refused');
    });
    assert.deepEqual(
      p.services.asked.filter((asked) => asked.startsWith('server')).map((asked) => asked.split(' ').at(-1)),
      ['2', '3'],
    );
    assert.deepEqual(p.facts.at(-1), { type: 'presence-refused', reason: 'auth-refused' });
    assert.equal(p.clock.running, 0);
  });

  it('is not refused for two tokens that were taken back at different times', async () => {
    const refusedOnce = (services: PlayedServices, then: PlayedServices['direct']): void => {
      services.direct = () => {
        services.direct = then;
        return fails('auth-refused')();
      };
    };
    const p = await play((services) => {
      direct(services);
      refusedOnce(services, () => undefined);
    });
    refusedOnce(p.services, () => server);
    await p.pass(6_000);
    assert.ok(!p.told().includes('presence-refused'));
    assert.equal(p.services.lines.length, 1);
  });

  it('is asked for where their server cannot be found', async () => {
    const p = await play((services) => {
      direct(services);
      services.direct = fails('lookup-failed');
    });
    await p.pass(1_000);
    assert.deepEqual(p.told().slice(2, 5), ['visitor-page', 'visitor-here', 'presence-polled']);
  });

  it('leaves no timer when the watch is stopped', async () => {
    const away = await play(nobody);
    away.watch.stop();
    assert.equal(away.clock.running, 0);
    const left = await connected(direct);
    left.services.line.say({ type: 'visitor-away' });
    left.watch.stop();
    assert.equal(left.clock.running, 0);
  });
});
