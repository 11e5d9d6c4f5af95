import type { Fact } from '../events.js';
import { ABSENCE, AUTH_AGAIN, OUT_OF_VIEW, STALE } from '../limits.js';
import type { Problem } from '../snapshot.js';
import { NEVER, type Presence, stateName } from '../state.js';
import { firstSight, polledSight } from './search.js';
import type { Turn } from './turn.js';

/** What is known of the customer, apart from what is under way. */
export const presence = (turn: Turn, fact: Fact): void => {
  const { state, now } = turn;
  switch (fact.type) {
    case 'login-ready':
      // Presence had stopped for want of it.
      if (state.loginProblem && state.watching) turn.do({ do: 'watch' });
      state.loginProblem = undefined;
      state.loginAgain = NEVER;
      return;
    case 'login-failed':
      return loginFailed(turn, fact.problem);
    case 'presence-refused':
      become(turn, 'unavailable');
      turn.notify('presence-unavailable', { reason: fact.reason });
      return turn.do({ do: 'tell', news: { type: 'error', code: fact.reason } });
    case 'presence-lost':
      return become(turn, 'unknown');
    case 'presence-polled':
      if (fact.polled && !state.polled) turn.notify('presence-degraded');
      state.polled = fact.polled;
      return;
    case 'visitor-here':
      return here(turn);
    case 'visitor-away':
      // Said again and again it is still from the first time that it counts.
      if (turn.customerHere) state.goneAt = Math.min(state.goneAt, now + ABSENCE);
      else if (state.presence === 'unknown') absent(turn);
      return;
    case 'visitor-page':
      state.page = fact.page;
      return;
    case 'signal':
      return turn.do({ do: 'tell', news: fact });
    case 'offline':
      state.offline = true;
      if (fact.told) turn.notify('offline');
      return;
    case 'online':
      state.offline = false;
      if (state.notice?.code === 'offline') state.notice = undefined;
      return;
    case 'in-view':
      return inView(turn);
    case 'out-of-view':
      // Of whom nothing is known yet nothing is kept: the agent has only scrolled past.
      if (state.watching) state.releaseAt = now + (state.sighted ? OUT_OF_VIEW : 0);
      return;
    case 'tick':
      if (now >= state.goneAt) absent(turn);
      if (now >= state.loginAgain) {
        state.loginAgain = NEVER;
        turn.do({ do: 'log-in' });
      }
      if (!state.activity && now >= state.releaseAt) {
        state.watching = false;
        state.releaseAt = NEVER;
        state.releasedAt = now;
        turn.do({ do: 'unwatch' });
      }
  }
};

/** Presence has stopped with it: what was known of the customer is no longer. */
const loginFailed = (turn: Turn, problem: Problem): void => {
  const { state, now } = turn;
  const { code } = problem;
  const told = state.loginProblem?.code === code;
  state.loginProblem = problem;
  // What may pass is tried again; anything else takes somebody who does something about it.
  state.loginAgain = code === 'auth-timeout' || code === 'auth-unreachable' ? now + AUTH_AGAIN : NEVER;
  become(turn, 'unknown');
  if (!told) turn.do({ do: 'tell', news: { type: 'error', code } });
};

const become = ({ state, now }: Turn, presence: Presence): void => {
  if (state.presence === 'off') return;
  state.presence = presence;
  state.since = now;
  state.goneAt = NEVER;
  if (presence !== 'present') state.page = {};
};

const here = (turn: Turn): void => {
  const { state } = turn;
  const { activity, notice } = state;
  if (turn.customerHere) {
    state.goneAt = NEVER;
    return polledSight(turn);
  }
  become(turn, 'present');
  // Where the button is busy with something else, an arrival has to be said beside it.
  if (activity?.kind === 'waiting' || notice?.code === 'customer-away') turn.notify('customer-arrived');
  firstSight(turn);
};

const absent = (turn: Turn): void => {
  become(turn, 'absent');
  if (turn.state.activity?.kind === 'inviting') turn.notify('customer-away');
  // A question called off went with the page it stood on.
  else turn.state.calledOff = undefined;
  firstSight(turn);
};

const inView = (turn: Turn): void => {
  const { state, now } = turn;
  const { presence, releasedAt = now } = state;
  state.releaseAt = NEVER;
  state.releasedAt = undefined;
  if (presence === 'off' || presence === 'unavailable') return;
  if (now - releasedAt >= STALE) become(turn, 'unknown');
  if (!state.watching) turn.do({ do: 'watch' });
  state.watching = true;
};

/** Tries again what the agent was told had failed. */
export const retry = (turn: Turn): void => {
  const { state } = turn;
  if (stateName(state) !== 'error' && state.presence !== 'unavailable') return;
  state.loginProblem = undefined;
  if (state.presence === 'off') return turn.do({ do: 'log-in' });
  become(turn, 'unknown');
  state.watching = true;
  turn.do({ do: 'watch' });
};
