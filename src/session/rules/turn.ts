import type { NoticeCode } from '../codes.js';
import type { Effect } from '../events.js';
import type { Notice } from '../snapshot.js';
import type { SessionState } from '../state.js';

/** One event being answered: the state as it becomes, and what is to be done. */
export class Turn {
  readonly effects: Effect[] = [];
  /** A draft, free to be written to: the state before is left as it was. */
  readonly state: SessionState;

  constructor(
    before: SessionState,
    readonly now: number,
  ) {
    const { activity, search } = before;
    this.state = { ...before, activity: activity && { ...activity }, search: search && { ...search } };
  }

  do(...effects: Effect[]): void {
    this.effects.push(...effects);
  }

  nextId(): number {
    return ++this.state.seq;
  }

  notify(code: NoticeCode, more?: Pick<Notice, 'subject' | 'reason'>): void {
    this.state.notice = { code, ...more, seq: this.nextId() };
  }

  /** Whether the customer is there, as far as is known. */
  get customerHere(): boolean {
    return !!this.state.watching && this.state.presence === 'present';
  }
}
