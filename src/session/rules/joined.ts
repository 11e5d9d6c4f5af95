import type { Fact, FoundSession, LookUpAnswer } from '../events.js';
import {
  END_CONFIRMED,
  SESSION_ID,
  SESSION_KNOWN,
  SESSION_LOOK,
  SESSION_LOOK_AGAIN,
  VIEWER_AGAIN,
  waitingPause,
} from '../limits.js';
import { recordOf, type SessionRecord } from '../record.js';
import { type EndedBy, type Report, reportOf, startOf } from '../report.js';
import { type Joined, NEVER, stateName } from '../state.js';
import type { Turn } from './turn.js';

/**
 * A session runs.
 * @param open the agent asked for it, so the viewer opens by itself if it may
 */
export const begin = (
  turn: Turn,
  {
    id,
    key,
    visitorId,
    viewer = 'closed',
    viewerName,
    viewerShows,
  }: Pick<Joined, 'id' | 'key' | 'visitorId' | 'viewerName' | 'viewerShows'> & { readonly viewer?: Joined['viewer'] },
  open: boolean,
  found?: FoundSession,
): void => {
  // It may be one that ran before this button was there.
  const { record: left } = turn.state.takenUp ?? {};
  const record = left?.key === key && isOf(left, found) ? left : undefined;
  const a: Joined = {
    kind: 'joined',
    id,
    key,
    visitorId: visitorId ?? record?.visitorId,
    since: Math.min(turn.now, record?.since ?? turn.now),
    labels: record ? record.labels : turn.state.wishes?.labels,
    sessionId: record?.sessionId,
    callType: record?.callType,
    ...found,
    viewerName: viewerName ?? record?.viewerName,
    viewer,
    viewerShows,
    opened: viewer !== 'closed' || record?.opened,
    found: !!found,
    reported: !open && !!found?.sessionId && found.sessionId === turn.state.reported?.sessionId,
    covered: !!found && !record && turn.customerHere,
    nextLook: NEVER,
    endBy: NEVER,
  };
  turn.state.activity = a;
  if (record) {
    // Its start was told then.
    turn.state.takenUp = undefined;
    turn.notify('resumed');
    if (!open) turn.do({ do: 'find-viewer', key });
  } else if (!a.reported) turn.do({ do: 'tell', news: { type: 'start', start: startOf(a) } });
  if (open && viewer === 'closed') turn.do({ do: 'open-viewer', key });
  // After the window, which must not wait: the session's id, for the report.
  if (a.found) planLook(turn, a);
  else lookNow(turn, a);
};

/** Whether what a look-up has found may be the session of a record, as far as both tell. */
export const isOf = ({ sessionId }: SessionRecord, found?: FoundSession): boolean =>
  !sessionId || !found?.sessionId || sessionId === found.sessionId;

const planLook = (turn: Turn, a: Joined, pause = SESSION_LOOK): void => {
  a.nextLook = turn.now + pause;
};

const lookNow = (turn: Turn, a: Joined): void => {
  a.nextLook = NEVER;
  if (a.lookingSince !== undefined) return;
  a.lookingSince = turn.now;
  a.covering = turn.customerHere;
  a.lookUp = turn.nextId();
  turn.do({ do: 'look-up', id: a.lookUp, key: a.key });
};

export const joined = (turn: Turn, a: Joined, fact: Fact): void => {
  switch (fact.type) {
    case 'viewer-opened':
      a.viewer = 'open';
      a.viewerShows = undefined;
      a.openedBefore = a.opened;
      a.opened = true;
      a.viewerName = fact.name ?? a.viewerName;
      a.openedAt = turn.now;
      return;
    case 'claimed':
      // Nobody has asked for it by hand in the meantime.
      if (fact.id === a.id && !a.opened && !a.ending) turn.do({ do: 'open-viewer', key: a.key });
      return;
    case 'viewer-blocked':
      if (fact.reason) a.opened = a.openedBefore;
      return turn.notify('popup-blocked', { reason: fact.reason });
    case 'viewer-closed':
      // A window that was never heard of may only have been cut off from us (COOP): no proof of leaving.
      if (a.viewer === 'open') a.viewer = fact.certain ? 'closed' : 'lost';
      if (fact.certain) a.viewerName = undefined;
      return;
    case 'session-ended':
      a.toldBy = fact.by;
      if (a.ending || a.visitorId) return finish(turn, a);
      // The frame carries no key (traces 4.3): of a session joined by another key it proves nothing.
      a.missed = true;
      return lookNow(turn, a);
    case 'viewer-ended':
      a.viewerShows = true;
      a.toldBy ??= fact.by;
      return finish(turn, a);
    case 'presence-resumed':
      // Its end may have been missed in the gap.
      return lookNow(turn, a);
    case 'looked-up':
      return fact.id === a.lookUp ? lookedUp(turn, a, fact.answer) : undefined;
    case 'tick':
      if (turn.now >= a.endBy) {
        a.endBy = NEVER;
        // One that was sent before the agent asked for the end proves nothing.
        a.lookingSince = undefined;
        lookNow(turn, a);
      } else if (turn.now >= a.nextLook) {
        // While the customer is here, presence tells of the end of a session under their id, and a viewer that speaks.
        const told =
          a.covered && a.visitorId && turn.customerHere && !turn.state.polled && a.viewer === 'open' && a.viewerShows;
        if (told && !a.missed) planLook(turn, a);
        else lookNow(turn, a);
      }
  }
};

const lookedUp = (turn: Turn, a: Joined, answer: LookUpAnswer): void => {
  a.lookingSince = undefined;
  /** The agent's end was not confirmed in time: this answer decides. */
  const decides = a.ending && a.endBy === NEVER;
  if (answer === 'failed') {
    if (decides) return finish(turn, a, true);
    return planLook(turn, a);
  }
  if (answer !== 'none') {
    a.sessionId ||= answer.sessionId;
    a.callType ??= answer.callType;
    a.found = true;
    a.covered = a.covering;
    a.missed = false;
    a.toldBy = undefined;
    if (decides) {
      a.ending = undefined;
      turn.notify('end-unconfirmed');
    }
    return planLook(turn, a);
  }
  if (!a.ending && !a.found && turn.now - a.since < SESSION_KNOWN) return planLook(turn, a, waitingPause(1));
  if (a.ending || a.missed) return finish(turn, a);
  a.missed = true;
  planLook(turn, a, SESSION_LOOK_AGAIN);
};

export const openViewer = (turn: Turn, a: Joined): void => {
  if (a.viewer === 'open') turn.do({ do: 'show-viewer' });
  // One that cannot be reached may be there all the same: a double click opens no second one.
  else if (a.viewer === 'closed' || turn.now - (a.openedAt ?? 0) > VIEWER_AGAIN)
    turn.do({ do: 'open-viewer', key: a.key });
};

export const leave = (turn: Turn, a: Joined): void => {
  // One that has not been found again is still there.
  if (a.viewer === 'open') a.viewerName = undefined;
  a.viewer = 'closed';
  turn.do({ do: 'close-viewer' });
};

export const end = (turn: Turn, a: Joined): void => {
  a.ending = stateName(turn.state) === 'in-session' ? 'in-session' : 'joinable';
  a.endBy = turn.now + END_CONFIRMED;
  turn.do({ do: 'stop-session' });
  leave(turn, a);
};

/** The session has ended: its report goes out, once its id is known or has been waited for. */
const finish = (turn: Turn, a: Joined, unconfirmed = false): void => {
  const { state, now } = turn;
  const by: EndedBy = a.ending ? 'agent' : (a.toldBy ?? 'unknown');
  const report = reportOf(a, by, now);
  state.activity = undefined;
  // What was said to have started may have been under another key.
  state.unseen ||= !a.found && a.key !== state.visitorId;
  // What the viewer says in the end stays on screen; but one that waits would show the next session of this key.
  // One that never speaks is taken to show a session that has been looked for since it was opened.
  const shows = a.viewer !== 'open' || (a.viewerShows ?? now - (a.openedAt ?? a.since) > SESSION_LOOK);
  // Also one that the page has not opened yet.
  turn.do({ do: shows ? 'release-viewer' : 'close-viewer' });
  if (!a.sessionId && a.lookingSince !== undefined)
    state.unreported = [
      ...state.unreported,
      { lookUp: a.lookUp, until: a.lookingSince + SESSION_ID, report, record: recordOf(a) },
    ];
  else if (!a.reported) tellEnd(turn, report);
  turn.notify(unconfirmed ? 'end-unconfirmed' : a.opened ? 'session-ended' : 'session-missed');
};

export const tellEnd = (turn: Turn, report: Report): void => {
  turn.state.reported = report;
  turn.do({ do: 'tell', news: { type: 'end', report } });
};
