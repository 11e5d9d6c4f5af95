import type { LitElement } from 'lit';
import { GlanceError } from '../session/codes.js';
import type { Snapshot } from '../session/snapshot.js';
import { isKey, toKey } from './configuration.js';
import type { Strings } from './strings/index.js';
import type { View } from './templates.js';

/** States in which a key can be entered. */
const OPEN_IN: readonly Snapshot['state'][] = ['idle', 'connecting', 'absent', 'present', 'error'];

/** Where a key is typed. What was typed is kept until its session is there. */
export interface KeyForm {
  view(strings: Pick<Strings, 'keyProblem'>): View['keyForm'];
  /** @throws GlanceError `busy` when nothing can be joined now */
  show(): void;
  close(): void;
  toggle(): void;
  type(value: string): void;
  /** Hands the key over, synchronously: this is the click in which a window may be opened. */
  submit(join: (key: string) => Promise<void>): void;
  follow(snapshot: Snapshot): void;
  /** Gives the field the focus, once it is there. */
  rendered(): void;
}

/** @param opening the form is being opened: a login key will be needed */
export const createKeyForm = (host: LitElement, opening: () => void): KeyForm => {
  let open = false;
  let value = '';
  let problem: 'empty' | 'malformed' | undefined;
  let possible = false;
  let seq = 0;
  /** Whether the field gets the focus once it is on screen. */
  let focus = false;

  const show = (): void => {
    if (!possible) throw new GlanceError('busy');
    if (!open) opening();
    open = true;
    focus = true;
    host.requestUpdate();
  };
  const close = (): void => {
    open = false;
    problem = undefined;
    host.requestUpdate();
  };

  return {
    view: ({ keyProblem }) => ({ open, value, problem: problem && keyProblem[problem] }),
    show,
    close,
    toggle: () => {
      if (open) close();
      else if (possible) show();
    },
    type: (typed) => {
      value = typed;
      problem = undefined;
      host.requestUpdate();
    },
    submit: (join) => {
      const key = toKey(value);
      problem = isKey(key) ? undefined : key ? 'malformed' : 'empty';
      focus = !!problem;
      host.requestUpdate();
      if (problem) return;
      join(key).then(
        () => (value = ''),
        // Told by state and notice; the key stays, to be corrected.
        () => undefined,
      );
    },
    follow: ({ state, notice }) => {
      possible = OPEN_IN.includes(state);
      if (open && !possible) close();
      // The customer will read a key out: the field is there, but the agent is not torn from their work.
      if (possible && !open && notice?.code === 'session-other-key' && notice.seq !== seq) {
        opening();
        open = true;
      }
      seq = notice?.seq ?? seq;
    },
    rendered: () => {
      if (focus) host.renderRoot.querySelector<HTMLElement>('#key')?.focus();
      focus = false;
    },
  };
};
