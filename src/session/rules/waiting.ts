import type { Fact } from '../events.js';
import { WAITING, WAITING_TOLD, waitingPause } from '../limits.js';
import { NEVER, type Waiting } from '../state.js';
import { begin } from './joined.js';
import type { Turn } from './turn.js';

/** Joins the session of a key the customer has read out. */
export const join = (turn: Turn, key: string): void => {
  const { state, now } = turn;
  const { problem, activity } = state;
  if (problem || activity) return turn.do({ do: 'refuse', code: problem?.code ?? 'busy' });
  const id = turn.nextId();
  // Without a login key nothing can be looked up: the viewer waits, and asks the agent to sign in.
  if (state.loginProblem) return begin(turn, { id, key }, true);
  state.activity = {
    kind: 'waiting',
    id,
    key,
    since: now,
    looks: 1,
    nextLook: NEVER,
    tellAt: now + WAITING_TOLD,
    deadline: now + WAITING,
  };
  turn.do({ do: 'look-up', id, key, click: true });
};

export const waiting = (turn: Turn, a: Waiting, fact: Fact): void => {
  if (fact.type === 'tick') tick(turn, a);
  else if (fact.type === 'looked-up' && fact.id === a.id) {
    const { answer } = fact;
    if (typeof answer === 'object') return begin(turn, a, true, answer.sessionId);
    // The look-up cannot be reached, or speaks what we do not understand: the viewer can wait too.
    if (answer === 'failed' && !a.answered) return begin(turn, a, true);
    a.answered = true;
    a.nextLook = turn.now + waitingPause(a.looks);
  } else if (fact.type === 'session-started' && a.nextLook !== NEVER) {
    // Perhaps the very session: no need to sit out the pause.
    a.nextLook = turn.now;
  }
};

const tick = (turn: Turn, a: Waiting): void => {
  if (turn.now >= a.deadline) {
    turn.state.activity = undefined;
    return turn.notify('no-such-session', { subject: a.key });
  }
  if (turn.now >= a.tellAt) {
    a.tellAt = NEVER;
    turn.notify('no-such-session', { subject: a.key });
  }
  if (turn.now >= a.nextLook) {
    a.nextLook = NEVER;
    a.looks++;
    turn.do({ do: 'look-up', id: a.id, key: a.key });
  }
};
