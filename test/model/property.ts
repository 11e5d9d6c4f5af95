import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anything } from './commands.js';
import { checkAlways } from './invariants.js';
import { comesToTruth } from './truth.js';
import { type Beginning, World } from './world.js';

interface Start extends Beginning {
  /** How far things have come when the course begins. */
  readonly from: 'nothing' | 'here' | 'asked' | 'in session';
  /** Whom a second button is for. */
  readonly second: string | undefined;
}

const start: fc.Arbitrary<Start> = fc.record({
  seed: fc.noShrink(fc.nat()),
  direct: fc.constantFrom(false, false, false, true),
  autojoin: fc.constantFrom(false, true),
  openwhen: fc.constantFrom('accepted' as const, 'asked' as const),
  prepares: fc.constantFrom('nothing' as const, 'nothing' as const, 'slowly' as const, 'another key' as const),
  from: fc.constantFrom('here' as const, 'nothing' as const, 'here' as const, 'asked' as const, 'in session' as const),
  second: fc.constantFrom(undefined, undefined, 'alice', 'bob'),
});

/** Whatever happens on the page, at Glance, at the customers' and in between: what must hold, holds. */
export const property = (replayPath?: string, done: (world: World, failed: boolean) => void = () => undefined) =>
  fc.asyncProperty(start, anything(replayPath), async (beginning, commands) => {
    const world = new World(beginning);
    let failed = true;
    world.enter();
    try {
      await begin(world, beginning);
      await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
      await comesToTruth(world);
      await takesUp(world);
      await leavesNothing(world);
      failed = false;
    } finally {
      world.leave();
      done(world, failed);
    }
  });

async function begin(world: World, { from, second }: Start): Promise<void> {
  const { timeline, customers, buttons } = world;
  const alice = customers.get('alice')!;
  buttons[0]!.insert('alice');
  if (second) buttons[1]!.insert(second);
  if (from === 'nothing') return;
  alice.arrives();
  await timeline.pass(1_000);
  if (from === 'here') return;
  buttons[0]!.asks('invite');
  await timeline.pass(1_000);
  if (from === 'asked') return;
  alice.accepts(0);
  await timeline.pass(1_000);
}

/** What ran when its last button went is for the next one to show, and to report. */
async function takesUp(world: World): Promise<void> {
  if (world.records.every(({ shown }) => shown)) return;
  const free = world.buttons.find(({ inserted }) => !inserted);
  if (free) free.insert('alice');
  else {
    world.buttons[2]!.remove();
    world.buttons[2]!.insert('alice');
  }
  await comesToTruth(world);
  assert.ok(
    world.records.every(({ shown }) => shown),
    'a session was not taken up',
  );
}

/** With the last button everything goes: no socket, timer, request or listener is left, and nothing comes after. */
async function leavesNothing(world: World): Promise<void> {
  const { timeline, wire, browser } = world;
  for (const button of world.inserted) {
    canEnterAKey(button);
    button.remove();
  }
  await timeline.pass(0);
  assert.deepEqual(browser.held, [], 'something is still held');
  assert.equal(timeline.running('page'), 0, 'a timer is left');
  assert.deepEqual([...wire.requests.keys()], [], 'a request is left');
  assert.equal(wire.sockets.size, 0, 'a socket is left');
  const { asked } = wire;
  await timeline.pass(120_000);
  assert.equal(wire.asked, asked, 'it still asks');
  const open = world.buttons.flatMap(({ promised }) => promised.filter(({ outcome }) => outcome === 'open'));
  assert.deepEqual(open, [], 'a promise was never kept');
  checkAlways(world);
}

/** Whenever no session runs there is a way to enter a key. */
function canEnterAKey(button: World['buttons'][number]): void {
  // What it had carried, and what it shares with others.
  for (let times = 0; times < 2; times += 1) button.does('cancel');
  const { state, sessionKey } = button.shown;
  if (sessionKey !== undefined) return assert.ok(state === 'joinable' || state === 'in-session', `a key in ${state}`);
  button.joins('probe');
  assert.ok(['waiting', 'in-session', 'joinable'].includes(button.shown.state), `no key can be entered in ${state}`);
}
