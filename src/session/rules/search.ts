import type { Fact } from '../events.js';
import { INVITATION_LOOK, SESSION_LOOK, waitingPause } from '../limits.js';
import { NEVER, type Search, type SessionState } from '../state.js';
import { callOff } from './call-off.js';
import { beginAsked } from './inviting.js';
import { begin } from './joined.js';
import type { Turn } from './turn.js';

/** A session said to have started may reach the look-up late (traces 5.3): ask this often. */
const STARTED_LOOKS = 3;

/**
 * Looks whether a session runs under the key the customer was asked with, else under their own id: now, or
 * when the button is no longer busy with another.
 */
export const search = (turn: Turn, started: boolean): void => {
  const { search: running, activity: a, visitorId } = turn.state;
  if (a && a.kind !== 'inviting') {
    turn.state.unseen ||= a.key !== visitorId;
    return;
  }
  if (!running || (started && !running.started)) look(turn, started, 1);
};

const look = (turn: Turn, started: boolean, looks: number): void =>
  lookUnder(turn, keysOf(turn.state)[0], started, looks);

/** The keys a session of the customer's may have, the likeliest first: an earlier question may still be answered. */
const keysOf = ({ activity: a, calledOff, visitorId }: SessionState): (string | undefined)[] => [
  ...new Set([...(a?.kind === 'inviting' ? [a.key] : []), ...(calledOff ? [calledOff] : []), visitorId]),
];

const lookUnder = (turn: Turn, key: string | undefined, started: boolean, looks: number): void => {
  if (!key) return;
  const id = turn.nextId();
  turn.state.searchedAt = turn.now;
  turn.state.search = { id, key, started, looks, nextLook: NEVER };
  turn.do({ do: 'look-up', id, key, unasked: true });
};

export const searching = (turn: Turn, s: Search, fact: Fact): void => {
  const { state } = turn;
  if (fact.type === 'tick' && turn.now >= s.nextLook) return again(turn, s);
  if (fact.type === 'session-ended' || (fact.type === 'joined-elsewhere' && fact.id === s.id)) state.search = undefined;
  if (fact.type !== 'looked-up' || fact.id !== s.id) return;

  const { activity: a, calledOff, visitorId } = state;
  const { answer } = fact;
  const keys = keysOf(state);
  const next = keys[keys.indexOf(s.key) + 1];
  state.search = undefined;
  if (typeof answer === 'object') {
    if (a?.kind === 'inviting') return beginAsked(turn, a, answer, s.key);
    if (a) return search(turn, false);
    state.calledOff = undefined;
    const id = turn.nextId();
    begin(turn, { id, key: s.key, visitorId }, false, answer);
    if (calledOff === s.key) turn.notify('late-accept');
    else if (s.started && state.wishes?.autojoin) turn.do({ do: 'claim', id, key: s.key });
  } else if (answer === 'none' && next) {
    // Not under the key they were asked with; perhaps under another, or their own id.
    lookUnder(turn, next, s.started, s.looks);
  } else if (a?.kind === 'inviting' && state.polled) {
    state.search = { ...s, nextLook: turn.now + INVITATION_LOOK };
  } else if (s.started && s.looks < STARTED_LOOKS) {
    state.search = { ...s, nextLook: turn.now + waitingPause(s.looks) };
  } else if (answer === 'failed') {
    // Not known is not none.
    state.search = { ...s, nextLook: turn.now + SESSION_LOOK };
  } else if (s.started) {
    // A session has started, but not under the customer's id: the agent needs its key.
    if (a?.kind === 'inviting') callOff(turn, a, 'session-other-key');
    else if (!a) turn.notify('session-other-key');
  }
};

/** Looks again, as long as that is seen by somebody, and can be told. */
const again = (turn: Turn, s: Search): void => {
  const { activity: a, watching, loginProblem } = turn.state;
  turn.state.search = undefined;
  if (a?.kind === 'inviting' || (!a && watching && !loginProblem)) look(turn, s.started, s.looks + 1);
  else if (a) search(turn, false);
};

/** Looks for what there was no time for. */
export const postponed = (turn: Turn): void => {
  const { state } = turn;
  if (!state.unseen || state.activity) return;
  state.unseen = false;
  search(turn, false);
};

/** By REST nobody tells that a session has started: it is looked for as long as the customer is there. */
export const polledSight = (turn: Turn): void => {
  const { polled, activity, searchedAt = 0 } = turn.state;
  if (polled && !activity && turn.now - searchedAt >= SESSION_LOOK) search(turn, false);
};

/** Once when the customer's presence is first known, and once when they are first there. */
export const firstSight = (turn: Turn): void => {
  const { state, customerHere } = turn;
  if (state.sighted === 'present' || (state.sighted && !customerHere)) return;
  state.sighted = customerHere ? 'present' : 'known';
  if (state.activity?.kind !== 'inviting') search(turn, false);
};
