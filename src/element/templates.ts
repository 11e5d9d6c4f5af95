import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../session/snapshot.js';
import { alertIcon, busyIcon, joinIcon } from './icons.js';
import { mainLabel, statusSentence, type Strings } from './strings/index.js';
import { button } from './templates/button.js';
import { panel } from './templates/panel.js';
import { readout } from './templates/readout.js';

export interface View {
  readonly snapshot: Snapshot;
  /** Milliseconds since 1970, for the clocks. */
  readonly now: number;
  readonly strings: Strings;
  readonly disabled: boolean;
  /** False leaves the icon out of the main button. */
  readonly icon?: boolean | undefined;
  /** True once the agent has put the sentence of the `error` state away. */
  readonly problemRead?: boolean | undefined;
  /** `problem` is a sentence shown at the field. */
  readonly keyForm: { readonly open: boolean; readonly value: string; readonly problem?: string | undefined };
  /** What is spoken now: the boxes are there from the first render, only their text changes. */
  readonly announce: { readonly polite: string; readonly assertive: string };
  readonly on: Requests;
}

/** What the agent can ask for. */
export interface Requests {
  readonly main: () => void;
  readonly cancel: () => void;
  /** Opens the key form, or closes it when it is open. */
  readonly openKeyForm: () => void;
  readonly closeKeyForm: () => void;
  readonly key: (value: string) => void;
  readonly submitKey: () => void;
  readonly leave: () => void;
  readonly end: () => void;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/** The whole shadow tree: one main button that lasts, a readout, what else can be done, a panel. */
export const template = (view: View): TemplateResult => {
  const { snapshot, announce, keyForm, on } = view;
  const { state } = snapshot;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !keyForm.open) return;
    // The press is used up: a dialog of the page around the element stays open.
    event.stopPropagation();
    event.preventDefault();
    on.closeKeyForm();
  };
  return html`<div part="base ${state}" @keydown=${escape}>
    <div class="group ${state} ${snapshot.other ? 'other' : 'own'}">${buttons(view)}</div>
    ${panel(view)}
    <div class="unseen" role="status">${announce.polite}</div>
    <div class="unseen" role="alert">${announce.assertive}</div>
  </div>`;
};

/** Each has a place of its own: a button under the agent's hand never turns into another. */
const buttons = (view: View): unknown[] => {
  const { snapshot, strings, on, disabled, keyForm } = view;
  const { state, ending, problem, retryPresence } = snapshot;
  const asking = state === 'inviting' || state === 'waiting';
  const running = !ending && (state === 'joinable' || state === 'in-session');
  const busy = asking || ending;
  const label = mainLabel(snapshot, strings);
  const icon = busy ? busyIcon : problem ? alertIcon : joinIcon;
  return [
    button(
      `button ${state}`,
      'main fill',
      html`${view.icon === false ? nothing : html`<span part="icon"><slot name="icon">${icon}</slot></span>`}
        <span part="label">${label || html`<slot name="label">${strings.join}</slot>`}</span>`,
      on.main,
      {
        title: statusSentence(snapshot, strings),
        // Nothing better is known than a key: it shows the form for it.
        open: label || state === 'present' ? undefined : keyForm.open,
        // It only tells, while what was asked for is under way or nothing can be asked.
        off: busy || state === 'unconfigured' || (disabled && !running),
      },
    ),
    readout(view),
    asking ? button('cancel', 'action', strings.cancel, on.cancel) : nothing,
    running && state === 'in-session'
      ? button('leave', 'action', strings.leave, on.leave, { title: strings.leaveAbout })
      : nothing,
    running ? button('end', 'action wrong', strings.end, on.end, { title: strings.endAbout }) : nothing,
    state === 'idle' && retryPresence ? button('retry', 'action', strings.retry, on.retry) : nothing,
    state === 'present' || state === 'error'
      ? button('key-open', 'action', strings.key, on.openKeyForm, {
          name: strings.enterKey,
          open: keyForm.open,
          off: disabled,
        })
      : nothing,
  ];
};
