import type { Fact } from '../events.js';
import { SESSION_LOOK, SESSION_LOOK_AGAIN } from '../limits.js';
import type { SessionRecord } from '../record.js';
import { reportOf } from '../report.js';
import { NEVER, type TakenUp } from '../state.js';
import { begin, isOf, tellEnd } from './joined.js';
import type { Turn } from './turn.js';

/**
 * Takes up a session that ran when its last button went, or before the page was loaded anew. It is shown
 * once a look-up has found that it still runs; until then nothing is said of it.
 */
export const takeUp = (turn: Turn, record: SessionRecord): void => look(turn, { record, id: 0, nextLook: NEVER });

export const takenUp = (turn: Turn, t: TakenUp, fact: Fact): void => {
  const { state, now } = turn;
  if (fact.type === 'tick' && now >= t.nextLook) return look(turn, t);
  if (fact.type !== 'looked-up' || fact.id !== t.id) return;
  const { record } = t;
  const { answer } = fact;
  const another = typeof answer === 'object' && !isOf(record, answer);
  if (answer === 'none' || another) {
    // As while it is watched: one look that finds nothing is no end.
    if (!another && !t.missed) return later(turn, { ...t, missed: true }, SESSION_LOOK_AGAIN);
    state.takenUp = undefined;
    tellEnd(turn, reportOf(record, record.endedBy ?? 'unknown', now));
    turn.notify(record.opened ? 'session-ended' : 'session-missed');
    // The other one is shown already.
    if (!another || state.activity) return;
  }
  // The agent has begun something else meanwhile: that comes first.
  if (state.activity) return later(turn, { ...t, missed: false }, SESSION_LOOK);
  // Where it could not be told the agent gets it all the same: the viewer knows how to wait.
  const { key, visitorId } = record;
  begin(turn, { id: turn.nextId(), key, visitorId }, false, answer === 'failed' ? undefined : answer);
};

const look = (turn: Turn, t: TakenUp): void => {
  const id = turn.nextId();
  turn.state.takenUp = { ...t, id, nextLook: NEVER };
  turn.do({ do: 'look-up', id, key: t.record.key });
};

const later = (turn: Turn, t: TakenUp, pause: number): void => {
  turn.state.takenUp = { ...t, nextLook: turn.now + pause };
};
