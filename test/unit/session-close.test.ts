import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LookUpAnswer } from '../../src/session/events.js';
import { FOUND, outcome, turn } from './played.js';
import { accept, unwatched, watched, world } from './played-agent.js';

const join = { type: 'join', key: '55555' } as const;

describe('a closed session', () => {
  it('leaves no timer, no socket and no call, and lets the viewer stand', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat, line } = await watched(w);
    session.request(seat, { type: 'open-viewer' });
    w.services.session = () => new Promise<LookUpAnswer>(() => undefined);
    session.wake();
    await turn();
    session.detach(seat);
    session.close();
    assert.equal(w.clock.running, 0);
    assert.equal(line.closed, true);
    assert.deepEqual([seat.viewers[0]?.parted, seat.viewers[0]?.open], [true, true]);
    assert.ok(w.services.signals.at(-1)?.aborted);
  });

  it('leaves no timer of a look-up that was to be answered within its click', async () => {
    const w = world();
    w.services.session = () => new Promise<LookUpAnswer>(() => undefined);
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await turn();
    session.close();
    assert.equal(w.clock.running, 0);
  });

  it('leaves none of an earlier click either, when two keys were entered within a second', async () => {
    const w = world();
    w.services.session = () => new Promise<LookUpAnswer>(() => undefined);
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    session.request(seat, { type: 'cancel' });
    session.request(seat, join);
    await turn();
    session.close();
    assert.equal(w.clock.running, 0);
  });

  it('calls off the question, closes the viewer that waits for it, and tells whoever waits', async () => {
    const w = world();
    const { session, seat, line } = await watched(w);
    const arrived = session.follow(seat, { type: 'invite', viewer: 'asked' });
    session.close();
    const [viewer] = seat.viewers;
    assert.deepEqual([viewer?.open, viewer?.released, viewer?.parted], [false, true, false]);
    assert.match(String(await outcome(arrived)), /^rejected: (cancelled|detached)$/);
    assert.equal(line.closed, true);
  });

  it('is answered late by a session that the next one knows to be a late yes', async () => {
    const w = world();
    const first = await watched(w);
    first.session.request(first.seat, { type: 'invite', viewer: 'accepted' });
    first.session.close();
    const second = await watched(w);
    w.services.session = () => FOUND;
    accept(second);
    await turn();
    assert.deepEqual(
      [second.session.snapshot().state, second.session.snapshot().notice?.code],
      ['joinable', 'late-accept'],
    );
    assert.deepEqual(second.seat.viewers, []);
  });

  it('tells whoever waits for its end that nobody listens any more', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    const ended = session.follow(seat, { type: 'end' });
    session.close();
    assert.equal(await outcome(ended), 'rejected: detached');
  });

  it('leaves no timer when a look at its running session is answered late', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session } = await watched(w);
    let answer = (_: LookUpAnswer): void => undefined;
    w.services.session = () => new Promise((resolve) => (answer = resolve));
    session.wake();
    await turn();
    session.close();
    answer(FOUND);
    await turn();
    assert.equal(w.clock.running, 0);
  });

  it('is not changed by what comes late', async () => {
    const w = world();
    let answer = (_: LookUpAnswer): void => undefined;
    w.services.session = () => new Promise((resolve) => (answer = resolve));
    const { session, seat } = unwatched(w);
    const arrived = outcome(session.follow(seat, join));
    session.close();
    assert.match(String(await arrived), /^rejected/);
    const { length } = seat.seen;
    answer(FOUND);
    await w.pass(2_000);
    assert.deepEqual([seat.viewers.length, seat.seen.length, seat.news.length], [0, length, 0]);
  });
});
