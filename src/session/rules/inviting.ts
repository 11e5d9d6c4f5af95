import type { Fact, FoundSession } from '../events.js';
import { ACCEPTED_TO_STARTED, OUT_OF_VIEW, PRESESSION, UNANSWERED } from '../limits.js';
import { type Inviting, stateName } from '../state.js';
import { callOff } from './call-off.js';
import { begin } from './joined.js';
import { search } from './search.js';
import type { Turn } from './turn.js';

/** Asks the customer, who must be there to be asked. */
export const invite = (turn: Turn, viewer: 'accepted' | 'asked'): void => {
  const { state, now } = turn;
  const { visitorId: key, activity } = state;
  if (stateName(state) !== 'present' || !key) return turn.do({ do: 'refuse', code: activity ? 'busy' : 'not-present' });
  const id = turn.nextId();
  state.activity = {
    kind: 'inviting',
    id,
    key,
    since: now,
    phase: 'preparing',
    deadline: now + PRESESSION,
    early: viewer === 'asked',
  };
  if (!state.watching) {
    // Out of view still: let go again when the question is over.
    state.watching = true;
    state.releasedAt = undefined;
    state.releaseAt = now + OUT_OF_VIEW;
    turn.do({ do: 'watch' });
  }
  turn.do({ do: 'prepare', id, key });
};

export const inviting = (turn: Turn, a: Inviting, fact: Fact): void => {
  switch (fact.type) {
    case 'preparing':
      // The window must be opened in the click itself, before anything that takes time.
      return fact.id === a.id ? openEarly(turn, a) : undefined;
    case 'prepared':
      // Once; or when it has turned out that it cannot be sent.
      return fact.id === a.id && (fact.failed ? a.phase === 'preparing' : !a.invitation)
        ? prepared(turn, a, fact)
        : undefined;
    case 'asked':
      if (fact.id !== a.id || a.phase !== 'preparing') return;
      a.phase = 'sent';
      // It takes the place of an earlier one with the same key; one with another may still be answered.
      if (turn.state.calledOff === a.key) turn.state.calledOff = undefined;
      return turn.state.polled ? search(turn, false) : undefined;
    case 'presence-polled':
      // The start may have been missed, or will be.
      return a.phase === 'preparing' ? undefined : search(turn, false);
    case 'terms':
      return terms(turn, a, fact.status);
    case 'visitor-error':
    case 'session-ended':
      // Both tell of a start that failed (traces 4.3); before an acceptance, an end is none of ours,
      // and before the question an error is not either.
      if (a.phase === 'accepted' || (fact.type === 'visitor-error' && a.phase !== 'preparing'))
        callOff(turn, a, 'session-failed');
      return;
    case 'session-started':
      // The frame carries no key (traces 4.3): without an acceptance of our own question
      // it may be a session under another key, so it is looked up first.
      return a.phase === 'accepted' && !turn.state.calledOff ? beginAsked(turn, a) : search(turn, true);
    case 'presence-resumed':
      // The start may have been missed in the gap.
      return search(turn, false);
    case 'viewer-opened':
      a.viewer = 'open';
      a.viewerName = fact.name;
      // The page may open it later than it gave the key.
      return moveEarly(turn, a);
    case 'viewer-ended':
      // Of another session than the one that is asked for: it is sent back to wait when that begins.
      a.viewerShows = false;
      a.viewerKey = '';
      return;
    case 'viewer-closed':
      // One that only seems closed may still be there: no second window.
      a.viewer = fact.certain ? 'closed' : 'lost';
      return;
    case 'tick':
      if (turn.now < a.deadline) return;
      if (!a.invitation) prepared(turn, a, { failed: { cause: 'timeout' } });
      // Nobody who has not been asked can have failed to answer.
      else callOff(turn, a, a.phase === 'accepted' || a.phase === 'preparing' ? 'session-failed' : 'no-answer');
  }
};

/** The session the customer was asked for has started. */
export const beginAsked = (turn: Turn, a: Inviting, found?: FoundSession, key = a.key): void => {
  a.key = key;
  turn.state.calledOff = undefined;
  moveEarly(turn, a);
  begin(turn, { ...a, visitorId: turn.state.visitorId }, true, found);
};

const openEarly = (turn: Turn, a: Inviting): void => {
  if (!a.early || a.viewerKey !== undefined) return;
  a.viewerKey = a.key;
  turn.do({ do: 'open-viewer', key: a.key });
};

/** The viewer is open, but for another key. */
const moveEarly = (turn: Turn, a: Inviting): void => {
  const { key, viewer = 'closed', viewerKey = key } = a;
  if (viewer === 'closed' || viewerKey === key) return;
  a.viewerKey = key;
  a.viewerShows = undefined;
  turn.do({ do: 'move-viewer', key });
};

/** The page has had its say. */
const prepared = (
  turn: Turn,
  a: Inviting,
  { invitation, failed }: Pick<Extract<Fact, { type: 'prepared' }>, 'invitation' | 'failed'>,
): void => {
  if (failed) {
    turn.do({ do: 'tell', news: { type: 'error', code: 'presession-failed', cause: failed.cause } });
    return callOff(turn, a, 'session-failed', 'presession-failed');
  }
  if (!invitation) return callOff(turn, a);
  a.invitation = invitation;
  a.key = invitation.sessionKey;
  a.deadline = turn.now + UNANSWERED;
  openEarly(turn, a);
  moveEarly(turn, a);
  turn.do({ do: 'ask', id: a.id });
};

const terms = (turn: Turn, a: Inviting, status: 'displayed' | 'accepted' | 'declined'): void => {
  // Said of an earlier question.
  if (a.phase === 'preparing') return;
  if (status === 'declined') return callOff(turn, a, 'declined');
  // Once said, yes stays yes, and its time runs from the first.
  if (a.phase === 'accepted') return;
  a.phase = status;
  if (status === 'accepted') a.deadline = turn.now + ACCEPTED_TO_STARTED;
};
