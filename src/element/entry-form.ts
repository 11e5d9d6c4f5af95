import type { LitElement } from 'lit';
import { GlanceError } from '../session/codes.js';
import { isKey } from '../session/session-key.js';
import type { Snapshot } from '../session/snapshot.js';
import { toKey } from './configuration.js';
import type { Strings } from './strings/index.js';
import type { View } from './templates.js';

/** What can be typed: the key a customer reads out, or the number of a phone. */
export type Entry = 'key' | 'phone';

/** States in which a key can be entered. */
const OPEN_IN: readonly Snapshot['state'][] = ['idle', 'connecting', 'absent', 'present', 'error'];

/** Where a key or number is typed. What was typed is kept until its session is there. */
export interface EntryForm {
  view(strings: Pick<Strings, 'problem'>): View['form'];
  /** @throws GlanceError `busy` when nothing can be joined now */
  show(entry: Entry): void;
  close(): void;
  toggle(entry: Entry): void;
  type(value: string): void;
  /** Hands what was typed over, synchronously: this is the click in which a window may be opened. */
  submit(begin: (entry: Entry, value: string) => Promise<void>): void;
  follow(snapshot: Snapshot): void;
  /** Gives the field the focus, once it is there. */
  rendered(): void;
}

/** @param opening the form is being opened: a login key will be needed */
export const createEntryForm = (host: LitElement, opening: () => void): EntryForm => {
  let open: Entry | undefined;
  const values = { key: '', phone: '' };
  let problem: 'empty' | 'malformed' | undefined;
  let possible = false;
  let seq = 0;
  /** Whether the field gets the focus once it is on screen. */
  let focus = false;

  const show = (entry: Entry): void => {
    if (!possible) throw new GlanceError('busy');
    if (!open) opening();
    open = entry;
    problem = undefined;
    focus = true;
    host.requestUpdate();
  };
  const close = (): void => {
    open = problem = undefined;
    host.requestUpdate();
  };

  return {
    view: (strings) => open && { entry: open, value: values[open], problem: problem && strings.problem[open][problem] },
    show,
    close,
    toggle: (entry) => {
      if (open === entry) close();
      else if (possible) show(entry);
    },
    type: (typed) => {
      if (open) values[open] = typed;
      problem = undefined;
      host.requestUpdate();
    },
    submit: (begin) => {
      if (!open) return;
      const entry = open;
      const value = entry === 'key' ? toKey(values.key) : values.phone.trim();
      problem = (entry === 'key' ? isKey : isPhone)(value) ? undefined : value ? 'malformed' : 'empty';
      focus = !!problem;
      host.requestUpdate();
      if (problem) return;
      begin(entry, value).then(
        () => (values[entry] = ''),
        // Told by state and notice; what was typed stays, to be corrected.
        () => undefined,
      );
    },
    follow: ({ state, notice }) => {
      possible = OPEN_IN.includes(state);
      if (open && !possible) close();
      // The customer will read a key out: the field is there, but the agent is not torn from their work. No request is
      // made of it, which would take the notice away.
      if (possible && !open && notice?.code === 'session-other-key' && notice.seq !== seq) open = 'key';
      seq = notice?.seq ?? seq;
    },
    rendered: () => {
      if (focus) host.renderRoot.querySelector<HTMLElement>('#entry')?.focus();
      focus = false;
    },
  };
};

/** Any way to write a number will do (services 11), as long as it could be one. */
export const isPhone = (value: string): boolean => /^[+\d\s()./-]{5,31}$/.test(value) && /(\d\D*){5}/.test(value);
