import type { Effect, Fact, SessionEvent } from './events.js';
import { callOff } from './rules/call-off.js';
import { invite, inviting } from './rules/inviting.js';
import { end, joined, leave, openViewer, tellEnd } from './rules/joined.js';
import { presence, retry } from './rules/presence.js';
import { postponed, search, searching } from './rules/search.js';
import { takenUp, takeUp } from './rules/taken-up.js';
import { Turn } from './rules/turn.js';
import { inviteCamera, join, waiting } from './rules/waiting.js';
import type { Inviting, Joined, SessionState } from './state.js';

/**
 * What the button knows after an event, and what is to be done about it. Pure: the same state,
 * event and time give the same answer, and nothing outside is touched.
 * @param now milliseconds since 1970
 */
export const transition = (
  state: Readonly<SessionState>,
  event: SessionEvent,
  now: number,
): { readonly state: SessionState; readonly effects: readonly Effect[] } => {
  const turn = new Turn(state, now);
  const { activity: a, notice, problem } = turn.state;
  // Whatever the agent asks for takes the standing notice away.
  turn.state.notice = undefined;
  switch (event.type) {
    case 'invite':
      invite(turn, event.viewer);
      break;
    case 'join':
      join(turn, event.key);
      break;
    case 'invite-camera':
      inviteCamera(turn, event);
      break;
    case 'cancel':
      if (a?.kind === 'inviting') callOff(turn, a);
      if (a?.kind === 'waiting') turn.state.activity = undefined;
      break;
    case 'retry':
      retry(turn);
      break;
    case 'prepare':
      if (!problem) turn.do({ do: 'log-in' });
      break;
    case 'dismiss':
      break;
    case 'open-viewer':
    case 'leave':
    case 'end':
      if (a?.kind !== 'joined') turn.do({ do: 'refuse', code: 'not-present' });
      // While the end is being confirmed there is nothing else to do with the session.
      else if (!a.ending) ({ 'open-viewer': openViewer, leave, end })[event.type](turn, a);
      break;
    default:
      turn.state.notice = notice;
      fact(turn, event);
  }
  postponed(turn);
  // What was asked for may come to nothing for this reason alone.
  if (turn.state.offline && TRIES.has(event.type)) turn.notify('offline');
  return turn;
};

/** Requests that need the network. */
const TRIES: ReadonlySet<string> = new Set<SessionEvent['type']>(['invite', 'join', 'invite-camera', 'end', 'retry']);

const fact = (turn: Turn, event: Fact): void => {
  const { state } = turn;
  presence(turn, event);
  reported(turn, event);
  if (event.type === 'taken-up') return takeUp(turn, event.record);
  if (state.search) searching(turn, state.search, event);
  if (state.takenUp) takenUp(turn, state.takenUp, event);
  const { activity: a } = state;
  if (a && a.kind !== 'waiting') spoken(a, event);
  if (a?.kind === 'inviting') inviting(turn, a, event);
  else if (a?.kind === 'waiting') waiting(turn, a, event);
  else if (a) joined(turn, a, event);
  else if (event.type === 'terms' && event.status === 'declined') state.calledOff = undefined;
  if (a?.kind === 'inviting') return;
  if (event.type === 'session-started') search(turn, true);
  // One may have started in the gap.
  if (event.type === 'presence-resumed') search(turn, false);
};

/** What a viewer has said of itself, whether its session has begun or not. */
const spoken = (a: Inviting | Joined, event: Fact): void => {
  if (event.type === 'viewer-alive') a.viewerShows ??= false;
  if (event.type === 'viewer-started') a.viewerShows = true;
};

/** Sends out the reports whose session's id has arrived, or has been waited for long enough. */
const reported = (turn: Turn, event: Fact): void => {
  const { state, now } = turn;
  state.unreported = state.unreported.filter(({ lookUp, until, report }) => {
    const answered = event.type === 'looked-up' && event.id === lookUp;
    if (!answered && now < until) return true;
    const sessionId = answered && typeof event.answer === 'object' ? event.answer.sessionId : '';
    tellEnd(turn, { ...report, sessionId });
    return false;
  });
};
