import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import { comesTo, place, press, type make } from './join.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

// What a test plays of the page around the element: its traffic, its windows and its clock, anew for each test.

export let traffic: Traffic;
export let viewers: Viewers;
export let clock: SkippingClock;

/** For every test of the `describe` in which it is called. */
export function playSurroundings(time: ConstructorParameters<typeof SkippingClock>[0] = {}): void {
  beforeEach(() => {
    (traffic = new Traffic()).install();
    (viewers = new Viewers()).install();
    (clock = new SkippingClock(time)).install();
  });
  afterEach(() => {
    clock.uninstall();
    viewers.uninstall();
    traffic.uninstall();
  });
}

/** The agent is in session with Alice, and its id is known. */
export async function joined(
  arrange: () => ReturnType<typeof make> = place,
): Promise<{ join: ReturnType<typeof make>; alice: Customer; id: string }> {
  const alice = await Customer.arrives();
  const join = arrange();
  await comesTo(join, 'present');
  await press(join, 'Join');
  const id = await alice.takesPart();
  await comesTo(join, 'in-session');
  await until('its id is known', () => traffic.pending === 0);
  await nextTask();
  return { join, alice, id };
}

/** Lets time pass until something holds, but not while an answer is outstanding: that has a limit of its own. */
export const passesUntil = (what: string, holds: () => boolean): Promise<unknown> =>
  until(what, async () => {
    if (traffic.pending === 0) await clock.pass(1_000);
    return holds();
  });
