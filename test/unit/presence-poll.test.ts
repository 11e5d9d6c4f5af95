import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import type { Fact } from '../../src/session/events.js';
import { pollPresence, type PresencePoll } from '../../src/session/presence-poll.js';
import type { CustomerPage } from '../../src/session/state.js';
import { CUSTOMER, turn } from './played.js';
import { PAGE, type PlayedServices, world, type World } from './played-agent.js';
import { fails } from './played-watch.js';

interface Polling extends World {
  readonly poll: PresencePoll;
  readonly facts: Fact[];
  readonly failures: unknown[];
  known: number;
  /** How often the customer was looked up since last asked. */
  looks(): number;
}

async function polling(prepare: (services: PlayedServices) => void = () => undefined): Promise<Polling> {
  const w = world();
  prepare(w.services);
  const facts: Fact[] = [];
  const failures: unknown[] = [];
  let counted = 0;
  const polling: Polling = {
    ...w,
    facts,
    failures,
    known: 0,
    looks: () => -counted + (counted = w.services.count('visitor')),
    poll: pollPresence(
      w.agent,
      CUSTOMER,
      (fact) => facts.push(fact),
      () => (polling.known += 1),
      (error) => failures.push(error),
    ),
  };
  polling.poll.start();
  await turn();
  return polling;
}

const answersWith = (status: number) => () => Promise.reject(new GlanceError('auth-unreachable', { cause: status }));

describe('presence by asking', () => {
  it('asks at once, and tells where the customer is before that they are there', async () => {
    const p = await polling();
    assert.equal(p.looks(), 1);
    assert.deepEqual(p.facts, [{ type: 'visitor-page', page: PAGE }, { type: 'visitor-here' }]);
    assert.equal(p.known, 1);
  });

  it('tells a customer who is not there as away', async () => {
    const p = await polling((services) => (services.visitor = () => undefined));
    assert.deepEqual(p.facts, [{ type: 'visitor-away' }]);
    assert.equal(p.known, 1);
  });

  it('asks again five seconds after each answer, and not while one is under way', async () => {
    let answer = (_?: CustomerPage): void => undefined;
    const p = await polling((services) => (services.visitor = () => new Promise((resolve) => (answer = resolve))));
    await p.pass(9_000);
    assert.equal(p.looks(), 1);
    answer(PAGE);
    await p.pass(4_500);
    assert.equal(p.looks(), 0);
    await p.pass(500);
    assert.equal(p.looks(), 1);
  });

  it('asks once a minute while nobody looks at the page', async () => {
    const p = await polling((services) => (services.clock.unseen = true));
    p.looks();
    await p.pass(59_500);
    assert.equal(p.looks(), 0);
    await p.pass(60_500);
    assert.equal(p.looks(), 2);
  });

  for (const status of [429, 503])
    it(`waits 30 seconds when Glance asks to be spared with ${status}`, async () => {
      const p = await polling((services) => (services.visitor = answersWith(status)));
      p.looks();
      await p.pass(29_500);
      assert.equal(p.looks(), 0);
      p.services.visitor = () => PAGE;
      await p.pass(500);
      assert.equal(p.looks(), 1);
      await p.pass(5_000);
      assert.equal(p.looks(), 1);
    });

  it('goes on every five seconds after any other failure, and hands each one on', async () => {
    const p = await polling((services) => (services.visitor = answersWith(500)));
    await p.pass(10_000);
    assert.equal(p.looks(), 3);
    assert.equal(p.failures.length, 3);
    assert.deepEqual([p.facts, p.known], [[], 0]);
  });

  it('asks at once with a new token where one was refused', async () => {
    const p = await polling((services) => {
      services.visitor = () => {
        services.visitor = () => PAGE;
        return fails('auth-refused')();
      };
    });
    assert.deepEqual(p.services.asked.slice(-2), [
      'authorize with key 1',
      `visitor ${CUSTOMER} at presence.glance.net with token 3`,
    ]);
    assert.equal(p.known, 1);
  });

  it('asks at once when the page wakes, if it asks at all', async () => {
    const p = await polling();
    await p.pass(2_000);
    p.looks();
    p.poll.wake();
    await turn();
    assert.equal(p.looks(), 1);
    await p.pass(4_500);
    assert.equal(p.looks(), 0);
    p.poll.stop();
    p.poll.wake();
    await turn();
    assert.equal(p.looks(), 0);
  });

  it('that is stopped tells nothing of an answer that comes late, and leaves no timer', async () => {
    let answer = (_?: CustomerPage): void => undefined;
    const p = await polling((services) => (services.visitor = () => new Promise((resolve) => (answer = resolve))));
    p.poll.stop();
    assert.equal(p.poll.running(), false);
    answer(PAGE);
    await turn();
    assert.deepEqual([p.facts, p.known, p.clock.running], [[], 0, 0]);
    assert.equal(p.services.signals.at(-1)?.aborted, true);
  });

  it('that is stopped hands no failure on that comes late, and leaves no timer', async () => {
    let fail = (_: Error): void => undefined;
    const p = await polling((services) => (services.visitor = () => new Promise((_, reject) => (fail = reject))));
    p.poll.stop();
    fail(new GlanceError('auth-refused'));
    await turn();
    assert.deepEqual([p.failures, p.clock.running], [[], 0]);
  });

  it('that is stopped asks nothing more when it learns only then where to ask', async () => {
    let answer = (): void => undefined;
    const p = await polling((services) => {
      const { server } = services;
      services.server = () => new Promise((resolve) => (answer = () => resolve(server())));
    });
    p.poll.stop();
    answer();
    await turn();
    assert.equal(p.looks(), 0);
    assert.equal(p.services.count('authorize'), 0);
  });

  it('asks nobody where the group has no presence', async () => {
    const p = await polling((services) => (services.server = () => undefined));
    assert.deepEqual([p.looks(), p.known, p.failures], [0, 0, []]);
  });

  it('is started once', async () => {
    const p = await polling();
    p.poll.start();
    await p.pass(5_000);
    assert.equal(p.looks(), 2);
  });
});
