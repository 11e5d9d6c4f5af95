import assert from 'node:assert/strict';
import type { Report } from '../../src/session/report.js';
import type { Button } from './button.js';
import type { World } from './world.js';

/** What holds at every moment, whatever has happened. */
export function checkAlways(world: World): void {
  world.ledger.tidy();
  assert.deepEqual(world.rejections, [], 'a rejection that nobody handles');
  assert.deepEqual(world.ledger.violations, []);
  atMostOneViewer(world);
  oneReportEach(world);
  for (const button of world.inserted) consistent(button);
}

function atMostOneViewer({ browser }: World): void {
  const shown = browser.windows.filter(({ open, cut, dead }) => open && !cut && !dead).map((one) => one.sessionKey);
  const keys = shown.filter((key) => key !== undefined);
  assert.equal(new Set(keys).size, keys.length, `two viewers of one session: ${keys.join()}`);
}

const nameOf = ({ sessionKey, sessionStart }: { sessionKey: string; sessionStart: string }): string =>
  `${sessionKey} since ${sessionStart}`;

/** The sessions that were told to have begun, and their reports. */
function told({ news }: World): { starts: string[]; reports: Report[] } {
  return {
    starts: news.flatMap(({ news }) => (news.type === 'start' ? [nameOf(news.start)] : [])),
    reports: news.flatMap(({ news }) => (news.type === 'end' ? [news.report] : [])),
  };
}

/** The sessions that began and were not reported. */
export function unreported(world: World): string[] {
  const { starts, reports } = told(world);
  const open = [...starts];
  for (const report of reports) open.splice(open.indexOf(nameOf(report)), 1);
  return open;
}

function oneReportEach(world: World): void {
  const { starts, reports } = told(world);
  const open = [...starts];
  for (const report of reports) {
    const at = open.indexOf(nameOf(report));
    assert.ok(at >= 0, `a report too many, of ${nameOf(report)}`);
    open.splice(at, 1);
    reads(report);
  }
  const byId = new Map<string, Report>();
  for (const report of reports) {
    const before = report.sessionId ? byId.get(report.sessionId) : undefined;
    byId.set(report.sessionId, report);
    if (before) assert.ok(enteredAgain(world, before, report), `one session was reported twice: ${report.sessionId}`);
  }
  const { news, at } = world.news.at(-1) ?? {};
  if (news?.type === 'end' && at === world.timeline.now()) hasEnded(world, news.report);
}

/** One whose end was not confirmed may be entered again, by its key. */
function enteredAgain({ ledger }: World, { sessionEnd }: Report, { sessionStart, sessionKey }: Report): boolean {
  return ledger.entered.some(
    ({ key, at }) => key === sessionKey && at >= Date.parse(sessionEnd) && at <= Date.parse(sessionStart),
  );
}

function reads({ sessionStart, sessionEnd, duration, endedBy, outcome }: Report): void {
  const ms = Date.parse(sessionEnd) - Date.parse(sessionStart);
  assert.ok(ms >= 0 && Math.abs(duration - ms / 1000) <= 0.5, `${sessionStart} to ${sessionEnd} is not ${duration} s`);
  assert.ok(['agent', 'customer', 'unknown'].includes(endedBy) && ['joined', 'missed'].includes(outcome));
}

/** A report is of a session that is over: at Glance, or as far as the agent is concerned. */
function hasEnded({ core, group }: World, { sessionKey, sessionId, endedBy }: Report): void {
  const session = core.sessions.find(group, sessionKey);
  if (!session || (sessionId && session.facts.id !== sessionId)) return;
  assert.equal(endedBy, 'agent', `${sessionKey} was reported, but it is running`);
}

/** What is shown fits together. */
function consistent(button: Button): void {
  const { state, phase, sessionKey, visitor, problem, since } = button.shown;
  const active = ['inviting', 'waiting', 'joinable', 'in-session'].includes(state);
  assert.equal(sessionKey !== undefined, active, `${state} with the key ${sessionKey ?? 'none'}`);
  assert.equal(since !== undefined, active, `${state} since ${since ?? 'never'}`);
  assert.equal(phase !== undefined, state === 'inviting', `${state} with the phase ${phase ?? 'none'}`);
  assert.equal(problem !== undefined, state === 'error', `${state} with a problem`);
  if (state === 'present' || state === 'absent') assert.equal(visitor?.present, state === 'present');
  assert.notEqual(state, 'unconfigured');
}
