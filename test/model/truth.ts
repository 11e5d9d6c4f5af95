import assert from 'node:assert/strict';
import type { Button } from './button.js';
import { checkAlways, unreported } from './invariants.js';
import type { World } from './world.js';

/** Within this time of the last change the button tells the truth. */
const SOON = 30_000;
/** A request on its way and back. */
const GRACE = 1_000;
/** A session that has begun may be unknown to the look-up for so long; only then does it count as gone. */
const UNKNOWN_YET = 45_000;
/** Longer than a customer may take: preparing, the question, from yes to start. */
const LONGEST_INVITATION = 185_000;

/** Lifts every fault and waits until nothing changes any more; then every button must tell the truth. */
export async function comesToTruth(world: World): Promise<void> {
  world.heal();
  const { timeline } = world;
  let before = truthOf(world);
  let changedAt = timeline.now();
  const retries = new Map<Button, number>();
  const end = timeline.now() + 400_000;
  let shown = '';
  // What follows from what is shown by now takes a moment, too.
  for (let still = false; timeline.now() - changedAt < SOON + GRACE || mayBeUnknown(world) || !still;) {
    assert.ok(timeline.now() < end, 'it never comes to rest');
    await timeline.pass(GRACE);
    const shownBefore = shown;
    shown = world.inserted.map(({ shown: { state, sessionKey } }) => `${state} ${sessionKey ?? ''}`).join();
    still = shown === shownBefore;
    checkAlways(world);
    const now = truthOf(world);
    for (const button of world.inserted) {
      const { state, retryPresence } = button.shown;
      if (state !== 'error' && !retryPresence) continue;
      const tried = (retries.get(button) ?? 0) + 1;
      assert.ok(tried <= 3, `${state} again and again, though nothing is wrong`);
      retries.set(button, tried);
      button.does('retry');
      changedAt = timeline.now();
    }
    if (now === before) continue;
    before = now;
    changedAt = timeline.now();
  }
  for (const button of world.inserted) tellsTruth(world, button);
  everySessionIsReported(world);
}

function truthOf({ core, customers }: World): string {
  const sessions = core.sessions.all.map(({ facts, running }) => `${facts.id} ${running}`);
  return [...sessions, ...[...customers.values()].map(({ id, isHere }) => `${id} ${isHere}`)].join();
}

const isJoined = ({ shown: { state } }: Button): boolean => state === 'joinable' || state === 'in-session';

/** Whether a session is shown that the look-up may not know yet, or that is just being ended. */
function mayBeUnknown({ inserted, timeline, core, group }: World): boolean {
  return inserted.some((button) => {
    const { sessionKey = '', since = 0, ending } = button.shown;
    return (
      isJoined(button) && (ending || (!core.sessions.find(group, sessionKey) && timeline.now() - since < UNKNOWN_YET))
    );
  });
}

function tellsTruth(world: World, button: Button): void {
  const { state, phase, sessionKey = '', since = 0, visitor, viewerLost } = button.shown;
  const { core, group, timeline, customers } = world;
  const { visitorId } = button;
  const customer = visitorId === undefined ? undefined : customers.get(visitorId);
  const running = (key: string): boolean => core.sessions.find(group, key) !== undefined;
  const age = timeline.now() - since;
  const says = `the button says ${state} ${phase ?? ''} ${sessionKey}`;

  switch (state) {
    case 'joinable':
    case 'in-session': {
      assert.ok(running(sessionKey), `${says}, but no such session runs`);
      const viewers = world.browser.windows.filter((one) => one.open && !one.cut && one.sessionKey === sessionKey);
      // One of an earlier page is met when it speaks, or in a click.
      const known = viewers.some(({ strange, dead }) => !strange && !dead);
      if (state === 'joinable') assert.ok(!known, `${says}, but a viewer is open`);
      else {
        // One that was found again may show the last words of a session before.
        const open =
          viewers.length > 0 || viewerLost || world.browser.windows.some((one) => one.open && one.foundAgain);
        assert.ok(open, `${says}, but no viewer is open`);
      }
      break;
    }
    case 'inviting':
      assert.ok(age < LONGEST_INVITATION, `${says} for ${age} ms`);
      assert.ok(!running(sessionKey), `${says}, but the session runs`);
      break;
    case 'waiting':
      assert.ok(!sessionKey || !running(sessionKey), `${says}, but the session runs`);
      break;
    case 'idle':
      assert.equal(visitorId, undefined, `${says} of ${visitorId ?? ''}`);
      break;
    case 'present':
    case 'absent':
      assert.ok(customer, `${says} of nobody`);
      assert.ok(!running(customer.id), `${says}, but a session of ${customer.id} runs`);
      break;
    default:
      assert.fail(`${says}, though nothing is wrong`);
  }
  if (!customer) return;
  // Where presence was refused it is tried again by the agent, once the session of another is not in the way.
  if (button.shown.other && !button.visitor) return;
  // Whatever is under way, presence is that of the customer who is set.
  assert.equal(button.visitor?.present, customer.isHere, `${says}, and of ${customer.id} what is not so`);
  if (customer.isHere) assert.equal(visitor?.page, customer.page, `${says}, and ${customer.id} elsewhere`);
}

/** Every session that began is reported, or kept until it can be. */
function everySessionIsReported(world: World): void {
  const kept = world.records.map(({ name }) => name);
  assert.deepEqual([...unreported(world)].sort(), kept.sort(), 'what was not reported is not what is kept');
  for (const { name, shown } of world.records) {
    const [key = ''] = name.split(' ', 1);
    assert.ok(!shown || world.core.sessions.find(world.group, key), `${name} has ended, and is not reported`);
  }
}
