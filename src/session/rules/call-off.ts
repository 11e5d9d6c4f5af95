import type { ErrorCode, NoticeCode } from '../codes.js';
import type { Inviting } from '../state.js';
import type { Turn } from './turn.js';

/** Ends the question: from here on, a session that starts is not ours to open. */
export const callOff = (
  turn: Turn,
  { key, phase, viewerKey }: Inviting,
  why?: NoticeCode,
  reason?: ErrorCode,
): void => {
  turn.state.activity = undefined;
  // The customer still has the question before them, and may yet say yes.
  if (phase !== 'preparing') turn.state.calledOff = !why || why === 'no-answer' ? key : undefined;
  // Open, or still to be opened by the page.
  if (viewerKey !== undefined) turn.do({ do: 'close-viewer' });
  if (why) turn.notify(why, { reason });
};
