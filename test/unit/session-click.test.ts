import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LookUpAnswer } from '../../src/session/events.js';
import { createSession } from '../../src/session/session.js';
import { withinClick } from '../../src/session/within-click.js';
import { FOUND, PlayedClock, turn } from './played.js';
import { PlayedSeat, world } from './played-agent.js';

/** The answer that may still be used within the click: through a timer that was set in it. */

async function answeredAfter(ms: number): Promise<{ before: number; times: number[]; timers: number }> {
  const clock = new PlayedClock();
  const start = clock.now();
  const times: number[] = [];
  let answer = (_: string): void => undefined;
  const promise = new Promise<string>((resolve) => (answer = resolve));
  withinClick(clock, promise, () => times.push(clock.now() - start));
  const timers = clock.running;
  clock.pass(ms);
  answer('yes');
  await turn();
  const before = times.length;
  clock.pass(60_000);
  await turn();
  return { before, times, timers };
}

describe('an answer within a click', () => {
  it('after 20 ms is used by the next timer that was set in the click', async () => {
    assert.deepEqual((await answeredAfter(20)).times, [50]);
  });

  it('after 700 ms is used by the next one, not by the promise', async () => {
    const { before, times } = await answeredAfter(710);
    assert.deepEqual([before, times], [0, [750]]);
  });

  it('after two seconds is used at once, since no timer of the click is left', async () => {
    assert.deepEqual(await answeredAfter(2_000), { before: 1, times: [2_000], timers: 19 });
  });

  it('is used once', async () => {
    for (const ms of [0, 49, 50, 949, 950, 951]) assert.equal((await answeredAfter(ms)).times.length, 1, `${ms} ms`);
  });

  it('sets all its timers in the click, none of them later than a second', async () => {
    const { clock, services, agent } = world();
    services.session = () => new Promise<LookUpAnswer>(() => undefined);
    const session = createSession(agent, {});
    const seat = new PlayedSeat(session);
    const before = clock.running;
    session.request(seat, { type: 'join', key: '55555' });
    const set = clock.running - before;
    await turn();
    assert.ok(set >= 19);
    clock.pass(1_000);
    // What is left is the session's own.
    assert.equal(clock.running, 1);
  });

  it('opens the viewer of a key that is looked up, once', async () => {
    const { clock, services, agent } = world();
    services.session = () => FOUND;
    const session = createSession(agent, {});
    const seat = new PlayedSeat(session);
    session.request(seat, { type: 'join', key: '55555' });
    await turn();
    assert.equal(seat.viewers.length, 0);
    clock.pass(50);
    assert.equal(seat.viewers.length, 1);
    clock.pass(60_000);
    await turn();
    assert.equal(seat.viewers.length, 1);
  });
});
