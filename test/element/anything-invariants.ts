import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { locks, shownKey, type World } from './anything-world.js';
import { button, enterKey, keyField, press } from './join.js';
import { until } from './until.js';

/** What holds at every moment, whatever has happened. */
export function checkAlways(world: World): void {
  expect(world.page.uncaught, 'what nobody has caught').to.deep.equal([]);
  expect(world.ledger.violations).to.deep.equal([]);
  oneViewerEach(world);
  oneReportEach(world);
  for (const join of world.inserted) aKeyCanBeEntered(join);
}

/** Whose session each viewer shows, from when it is known. */
const shows = new WeakMap<object, string>();

function oneViewerEach(world: World): void {
  const { frames, posted } = world.page.viewers;
  const open = frames.flatMap((frame) => {
    const post = posted.findLast(({ target }) => target === frame.name);
    if (!frame.isConnected || !post) return [];
    const { SESSIONKEY: key = '' } = post.fields;
    const id = shows.get(post) ?? world.running(key)?.id;
    if (id) shows.set(post, id);
    return [id ?? `none yet, of ${key}`];
  });
  expect(open, 'viewers of one session').to.have.lengthOf(new Set(open).size);
}

const nameOf = ({ sessionKey, sessionStart }: { sessionKey: string; sessionStart: string }): string =>
  `${sessionKey} since ${sessionStart}`;

/** The keys of the sessions that have begun and are not reported. */
function oneReportEach({ told: { starts, reports } }: World): string[] {
  const open = starts.map(nameOf);
  for (const report of reports) {
    const at = open.indexOf(nameOf(report));
    expect(at, `a report too many, of ${nameOf(report)}`).to.be.at.least(0);
    open.splice(at, 1);
  }
  return open.map((name) => name.split(' ', 1)[0]!);
}

/** Whenever no session runs there is a way to enter a key, or to call off what is waited for. */
function aKeyCanBeEntered(join: GlanceJoin): void {
  const { state } = join;
  if (state === 'joinable' || state === 'in-session') return;
  const asking = state === 'inviting' || state === 'waiting';
  const offered = button(join, asking ? 'Cancel' : state === 'present' || state === 'error' ? 'Enter key' : 'Join');
  const may = !!offered && offered.getAttribute('aria-disabled') !== 'true';
  expect(may || !!keyField(join), `a way to enter a key in ${state}`).to.equal(true);
}

/** Within this time of the last change the element tells the truth. */
const SOON = 30_000;
const A_SECOND = 1_000;
const A_WHILE = 4_000;
const LONGEST = 300_000;

/** Lifts every fault and waits until nothing changes any more; then every element must tell the truth. */
export async function comesToTruth(world: World): Promise<void> {
  await world.heal();
  const { clock } = world.page;
  const end = clock.now() + LONGEST;
  const tried = new Map<GlanceJoin, number>();
  let before = truthOf(world);
  let changedAt = clock.now();
  while (clock.now() - changedAt < SOON + A_SECOND || world.inserted.some((join) => mayBeUnknown(world, join))) {
    expect(clock.now(), 'it comes to rest').to.be.below(end);
    await world.pass(A_WHILE, () => checkAlways(world));
    for (const join of world.inserted) {
      if (!button(join, 'Try again')) continue;
      const times = (tried.get(join) ?? 0) + 1;
      expect(times, `${join.state} again and again, though nothing is wrong`).to.be.at.most(3);
      tried.set(join, times);
      await press(join, 'Try again');
      changedAt = clock.now();
    }
    const now = truthOf(world);
    if (now !== before) changedAt = clock.now();
    before = now;
  }
  for (const join of world.inserted) tellsTheTruth(world, join);
  everySessionIsReported(world);
}

const truthOf = ({ truth: { sessions, visitors } }: World): string =>
  JSON.stringify([
    sessions.map(({ id, endedAt }) => [id, endedAt]),
    visitors.map(({ visitorid, connected }) => [visitorid, connected]),
  ]);

const isJoined = ({ state }: GlanceJoin): boolean => state === 'joinable' || state === 'in-session';

/** A session that has just begun may be unknown to the look-up for so long, and only then counts as gone. */
const UNKNOWN_YET = 45_000;

function mayBeUnknown(world: World, join: GlanceJoin): boolean {
  const key = shownKey(join) ?? '';
  if (!isJoined(join) || world.running(key)) return false;
  const start = world.told.starts.findLast(({ sessionKey }) => sessionKey === key);
  return !!start && world.page.clock.now() - Date.parse(start.sessionStart) < UNKNOWN_YET;
}

function tellsTheTruth(world: World, join: GlanceJoin): void {
  const { state, phase = '', visitor } = join;
  const key = shownKey(join) ?? '';
  const visitorid = join.visitorid ?? undefined;
  const says = `the element of ${visitorid ?? 'nobody'} says ${state} ${phase} ${key}`;
  const isOpen = world.page.viewers.open > 0;
  switch (state) {
    case 'joinable':
    case 'in-session':
      expect(world.running(key), `${says}, but no such session runs`).not.to.equal(undefined);
      // One that seemed closed before it spoke may only be out of reach: it can be opened again.
      if (state === 'in-session')
        expect(isOpen || !!button(join, 'Open viewer'), `${says}, but no viewer is open`).to.equal(true);
      break;
    case 'inviting':
    case 'waiting':
      expect(isFindable(world, key), `${says}, but the session runs`).to.equal(false);
      break;
    case 'idle':
      expect(visitorid, says).to.equal(undefined);
      break;
    case 'present':
    case 'absent':
      expect(isFindable(world, visitorid ?? ''), `${says}, but there is a session`).to.equal(false);
      break;
    default:
      expect.fail(`${says}, though nothing is wrong`);
  }
  if (visitorid === undefined) return;
  // Whatever is under way, presence is that of the customer who is set.
  const isHere = world.truth.visitors.some((one) => one.visitorid === visitorid && one.connected);
  expect(visitor?.present, `${says}, and of where they are`).to.equal(isHere);
}

/** A session that runs under this key and has not been reported already, as one whose end was not confirmed. */
function isFindable(world: World, key: string): boolean {
  const session = world.running(key);
  return !!session && !world.told.reports.some(({ sessionId }) => sessionId === session.id);
}

/** Every session that began is reported, or kept until it can be. */
function everySessionIsReported(world: World): void {
  expect(oneReportEach(world).sort(), 'what is not reported is kept').to.deep.equal([...world.kept].sort());
}

/** With the last element everything goes, and nothing comes after. */
export async function leavesNothing(world: World): Promise<void> {
  const { clock, traffic } = world.page;
  for (const join of world.inserted) {
    if (button(join, 'Cancel')) await press(join, 'Cancel');
    if (isJoined(join)) continue;
    world.ledger.joins(join, 'nobody');
    await enterKey(join, 'nobody');
    expect(join.state, 'the state after a key was entered').to.equal('waiting');
  }
  for (const join of world.inserted) join.remove();
  await traffic.isOver();
  expect(clock.running, 'timers that are left').to.equal(0);
  expect(traffic.openSockets, 'sockets that are left').to.equal(0);
  expect(traffic.held, 'listeners that are left').to.deep.equal({});
  let left: string[] = [];
  await until(
    () => `no lock is left, but ${left.join()}`,
    async () => (left = await locks()).length === 0,
  );
  const { length } = traffic.requests;
  await clock.pass(120_000);
  await world.quiet();
  expect(traffic.requests, 'requests afterwards').to.have.lengthOf(length);
  checkAlways(world);
}
