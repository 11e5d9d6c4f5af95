import type { Phase, Snapshot } from '../session/snapshot.js';
import { noticeMessage, problemMessage, statusSentence, type Strings } from './strings/index.js';

/** What the agent has to hear of: arrival, question, answer, what can be done now. */
const SPOKEN: readonly (Snapshot['state'] | Phase)[] = [
  'present',
  'sent',
  'accepted',
  'waiting',
  'joinable',
  'in-session',
];

/** What is spoken: short, and only what matters. */
export class Announcer {
  polite = '';
  assertive = '';

  follow(before: Snapshot, next: Snapshot, strings: Strings): void {
    const { state, phase, notice, problem } = next;
    const said: string[] = [];
    const entered = state !== before.state || phase !== before.phase;
    // Who was there all the while has not arrived.
    const stayed = state === 'present' && before.visitor?.present && next.visitorId === before.visitorId;
    if (entered && !stayed && SPOKEN.includes(phase ?? state)) said.push(statusSentence(next, strings));
    if (notice && notice.seq !== before.notice?.seq) said.push(noticeMessage(notice, strings));
    if (said.length) this.polite = again(this.polite, said.join(' '));
    // What was said of another customer does not stay in the page.
    else if (next.visitorId !== before.visitorId) this.polite = '';
    if (state !== 'error') this.assertive = '';
    else if (problem && problem.code !== before.problem?.code) this.assertive = problemMessage(problem, strings);
  }
}

/** The same words twice are only spoken twice when the text differs. */
const again = (before: string, text: string): string => (before === text ? `${text}\u00a0` : text);
