import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSession, type Session } from '../../src/session/session.js';
import { CUSTOMER, FOUND, RECORD, turn } from './played.js';
import { accept, PlayedSeat, watched, world, type World } from './played-agent.js';

const invite = { type: 'invite', viewer: 'accepted' } as const;

/** A button without a customer that takes up a session. */
const takingUp = async (w: World, record = RECORD): Promise<{ session: Session; seat: PlayedSeat; taken: boolean }> => {
  const session = createSession(w.agent, {});
  const seat = new PlayedSeat(session);
  const taken = await session.takeUp(record);
  await turn();
  return { session, seat, taken };
};

describe('what a session keeps beyond its page', () => {
  it('is there from its start to its report', async () => {
    const w = world();
    const here = await watched(w);
    assert.equal(w.memory.kept.size, 0);
    here.session.request(here.seat, invite);
    assert.equal(w.memory.kept.size, 0);
    w.services.session = () => FOUND;
    accept(here);
    assert.deepEqual(
      [...w.memory.kept.values()].map(({ key, opened }) => [key, opened]),
      [[CUSTOMER, true]],
    );
    await turn();
    assert.deepEqual(
      [...w.memory.kept.values()].map(({ sessionId }) => sessionId),
      [FOUND.sessionId],
    );
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual(here.seat.heard, ['start', 'end']);
    assert.equal(w.memory.kept.size, 0);
  });

  it('stays when its last button goes, and so does its viewer', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const here = await watched(w);
    here.session.request(here.seat, { type: 'open-viewer' });
    assert.deepEqual(w.memory.left(), []);
    here.session.detach(here.seat);
    here.session.close();
    assert.deepEqual(
      w.memory.left().map(({ key }) => key),
      [CUSTOMER],
    );
    const [viewer] = here.seat.viewers;
    assert.deepEqual([viewer?.parted, viewer?.released, viewer?.open], [true, false, true]);
  });

  it('stays when its last button goes before the report could', async () => {
    const w = world();
    const here = await watched(w);
    here.session.request(here.seat, invite);
    w.services.session = () => new Promise(() => undefined);
    accept(here);
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.deepEqual(here.seat.heard, ['start']);
    assert.equal(here.session.busy(), true);
    here.session.detach(here.seat);
    here.session.close();
    assert.deepEqual(
      w.memory.left().map(({ endedBy }) => endedBy),
      ['customer'],
    );
  });
});

describe('a session that is taken up', () => {
  it('is held from the moment on, so that no other button takes it as well', async () => {
    const w = world();
    w.memory.keep(RECORD);
    w.memory.release(RECORD);
    w.services.session = () => new Promise(() => undefined);
    const { session, taken } = await takingUp(w);
    assert.equal(taken, true);
    assert.deepEqual(w.memory.left(), []);
    assert.equal(session.busy(), true);
  });

  it('is let be where another tab has it', async () => {
    const w = world();
    w.memory.mine = () => false;
    const { session, seat, taken } = await takingUp(w);
    assert.deepEqual([taken, session.busy(), session.snapshot().state], [false, false, 'idle']);
    assert.deepEqual(seat.heard, []);
    assert.equal(w.services.count('session'), 0);
  });

  it('has its viewer looked for by the name it was opened under', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await takingUp(w);
    assert.deepEqual(
      seat.sought.map(({ request }) => request.viewerName),
      [RECORD.viewerName],
    );
    assert.equal(session.snapshot().state, 'joinable');
    session.request(seat, { type: 'open-viewer' });
    assert.equal(seat.viewers[0]?.request.viewerName, RECORD.viewerName);
    assert.equal(seat.sought[0]?.released, true);
  });

  it('has its viewer opened under a new name once that was closed', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await takingUp(w);
    session.request(seat, { type: 'open-viewer' });
    session.request(seat, { type: 'leave' });
    session.request(seat, { type: 'open-viewer' });
    assert.equal(seat.viewers[1]?.request.viewerName, undefined);
  });

  it('is left for the next one when its button goes before that is decided', async () => {
    const w = world();
    w.memory.keep(RECORD);
    w.memory.release(RECORD);
    let decide = (_: boolean): void => undefined;
    w.memory.mine = () => new Promise((resolve) => (decide = resolve));
    const session = createSession(w.agent, {});
    const seat = new PlayedSeat(session);
    const taken = session.takeUp(RECORD);
    assert.equal(session.busy(), true);
    session.detach(seat);
    session.close();
    decide(true);
    assert.equal(await taken, false);
    assert.deepEqual(w.memory.left(), [RECORD]);
    assert.equal(w.services.count('session'), 0);
  });
});
