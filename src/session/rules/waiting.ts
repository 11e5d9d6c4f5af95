import type { Fact } from '../events.js';
import { WAITING, WAITING_CAMERA, WAITING_TOLD, waitingPause } from '../limits.js';
import type { CameraInvitation } from '../ports.js';
import { type Joined, NEVER, type Waiting } from '../state.js';
import { begin } from './joined.js';
import type { Turn } from './turn.js';

/** Joins the session of a key the customer has read out. */
export const join = (turn: Turn, key: string): void => {
  const { state, now } = turn;
  const { problem, activity } = state;
  if (problem || activity) return turn.do({ do: 'refuse', code: problem?.code ?? 'busy' });
  const id = turn.nextId();
  // Without a login key nothing can be looked up: the viewer waits, and asks the agent to sign in.
  if (state.loginProblem) return begin(turn, whose(turn, { id, key }), true);
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

/** Invites a phone to show its camera, and waits for that session. */
export const inviteCamera = (turn: Turn, invitation: CameraInvitation): void => {
  const { state, now } = turn;
  const code = (state.problem ?? state.loginProblem)?.code ?? (state.activity && 'busy');
  if (code) return turn.do({ do: 'refuse', code });
  const id = turn.nextId();
  state.activity = {
    kind: 'waiting',
    id,
    key: '',
    camera: true,
    since: now,
    looks: 0,
    nextLook: NEVER,
    tellAt: NEVER,
    deadline: now + WAITING_CAMERA,
  };
  turn.do({ do: 'invite-camera', id, invitation });
};

export const waiting = (turn: Turn, a: Waiting, fact: Fact): void => {
  if (fact.type === 'tick') tick(turn, a);
  else if (fact.type === 'looked-up' && fact.id === a.id) {
    const { answer } = fact;
    if (typeof answer === 'object') return begin(turn, whose(turn, a), true, answer);
    // The look-up cannot be reached, or speaks what we do not understand: the viewer can wait too.
    if (answer === 'failed' && !a.answered && !a.camera) return begin(turn, whose(turn, a), true);
    a.answered = true;
    a.nextLook = turn.now + waitingPause(a.looks);
  } else if (fact.type === 'camera-invited' && fact.id === a.id) {
    a.key = fact.key;
    look(turn, a);
  } else if (fact.type === 'camera-failed' && fact.id === a.id) {
    turn.state.activity = undefined;
    turn.notify('sms-failed', { reason: fact.reason });
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
  if (turn.now >= a.nextLook) look(turn, a);
};

const look = (turn: Turn, a: Waiting): void => {
  a.nextLook = NEVER;
  a.looks++;
  turn.do({ do: 'look-up', id: a.id, key: a.key });
};

/** A key that is the customer's own id is their session. */
const whose = ({ state: { visitorId } }: Turn, { id, key }: Pick<Joined, 'id' | 'key'>) => ({
  id,
  key,
  visitorId: visitorId === key ? key : undefined,
});
