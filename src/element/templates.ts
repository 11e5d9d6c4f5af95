import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../session/snapshot.js';
import type { Entry } from './entry-form.js';
import {
  alertIcon,
  busyIcon,
  cameraIcon,
  crossIcon,
  endIcon,
  joinIcon,
  keyIcon,
  leaveIcon,
  retryIcon,
} from './icons.js';
import { mainLabel, statusSentence, type Strings } from './strings/index.js';
import { button, type More } from './templates/button.js';
import { panel } from './templates/panel.js';
import { readout } from './templates/readout.js';

export interface View {
  readonly snapshot: Snapshot;
  /** Milliseconds since 1970, for the clocks. */
  readonly now: number;
  readonly strings: Strings;
  readonly disabled: boolean;
  /** Whether the main button has its icon when nothing special is to be shown. */
  readonly icon?: boolean | undefined;
  /** A card, instead of a button with a few words beside it. */
  readonly card?: boolean | undefined;
  /** Whether a phone's camera can be invited. */
  readonly camera?: boolean | undefined;
  /** True once the agent has put the sentence of the `error` state away. */
  readonly problemRead?: boolean | undefined;
  /** What is being typed, where it is; `problem` is a sentence shown at the field. */
  readonly form?: { readonly entry: Entry; readonly value: string; readonly problem?: string | undefined } | undefined;
  /** What is spoken now: the boxes are there from the first render, only their text changes. */
  readonly announce: { readonly polite: string; readonly assertive: string };
  readonly on: Requests;
}

/** What the agent can ask for. */
export interface Requests {
  readonly main: () => void;
  readonly cancel: () => void;
  /** Opens the form for a key or a phone, or closes it when it is open. */
  readonly toggleForm: (entry: Entry) => void;
  readonly closeForm: () => void;
  readonly type: (value: string) => void;
  readonly submit: () => void;
  readonly leave: () => void;
  readonly end: () => void;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/**
 * The whole shadow tree: one main button that lasts, a readout, what else can be done, a panel.
 *
 * @slot icon - The icon beside the label.
 * @slot label - In place of “Join”.
 * @slot key-hint - How a customer gets a key.
 * @csspart base - Everything.
 * @csspart group - The button or card.
 * @csspart button - The main button.
 * @csspart icon - Its icon.
 * @csspart label - Its label.
 * @csspart status - The words beside it.
 * @csspart visitor - The first of them: the customer's page, or what is going on.
 * @csspart timer - The stopwatch.
 * @csspart details - A card's second line.
 * @csspart key-open - Opens the form for a key.
 * @csspart camera-open - Opens the form for a phone.
 * @csspart cancel - Calls off.
 * @csspart leave - Closes the viewer.
 * @csspart end - Ends the session.
 * @csspart retry - Tries again.
 * @csspart panel - What opens below.
 * @csspart notice - What is said there.
 * @csspart message - Its sentence.
 * @csspart hint - What the administrator can do.
 * @csspart dismiss - Its ×.
 * @csspart key-form - The form for a key.
 * @csspart key-input - Its field.
 * @csspart key-submit - Its button.
 * @csspart key-hint - How a customer gets a key.
 * @csspart key-problem - What is wrong with what was entered.
 * @csspart key-close - Its ×.
 * @csspart phone-form - The form for a phone's camera.
 * @csspart phone-input - Its field.
 * @csspart phone-submit - Its button.
 * @csspart phone-hint - What the phone gets.
 * @csspart phone-problem - What is wrong with what was entered.
 * @csspart phone-close - Its ×.
 * @csspart viewer - The viewer inside the element.
 */
export const template = (view: View): TemplateResult => {
  const { snapshot, announce, form, on } = view;
  const { state } = snapshot;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !form) return;
    // The press is used up: a dialog of the page around the element stays open.
    event.stopPropagation();
    event.preventDefault();
    on.closeForm();
  };
  return html`<div part="base ${state}" lang=${view.strings.locale ? nothing : 'en'} @keydown=${escape}>
    <div class="box">
      <div part="group" class="group ${state} ${snapshot.other ? 'other' : 'own'} ${view.card ? 'v2' : 'v1'}">
        ${buttons(view)}
      </div>
    </div>
    ${panel(view)}
    <div class="unseen" role="status">${announce.polite}</div>
    <div class="unseen" role="alert">${announce.assertive}</div>
  </div>`;
};

/** Each has a place of its own: a button under the agent's hand never turns into another. */
const buttons = (view: View): TemplateResult => {
  const { snapshot, strings, on, disabled, form } = view;
  const { state, ending, problem, retryPresence } = snapshot;
  const asking = state === 'inviting' || state === 'waiting';
  const running = !ending && (state === 'joinable' || state === 'in-session');
  const busy = asking || ending;
  const label = mainLabel(snapshot, strings);
  const icon = busy ? busyIcon : problem ? alertIcon : view.icon ? joinIcon : nothing;
  const main = button(
    `button ${state}`,
    'main fill',
    html`<span part="icon"><slot name="icon">${icon}</slot></span>
      <span part="label">${label || html`<slot name="label">${strings.join}</slot>`}</span>`,
    on.main,
    {
      title: statusSentence(snapshot, strings),
      // Nothing better is known than a key: it shows the form for it.
      open: label || state === 'present' ? undefined : form?.entry === 'key',
      // It only tells, while what was asked for is under way or nothing can be asked.
      off: busy || state === 'unconfigured' || (disabled && !running),
    },
  );
  const cancel = asking ? action('cancel', crossIcon, strings.cancel, on.cancel) : nothing;
  const leave =
    running && state === 'in-session'
      ? action('leave', leaveIcon, strings.leave, on.leave, { about: strings.leaveAbout })
      : nothing;
  const end = running ? action('end', endIcon, strings.end, on.end, { about: strings.endAbout }) : nothing;
  const retry = state === 'idle' && retryPresence ? action('retry', retryIcon, strings.retry, on.retry) : nothing;
  const key =
    state === 'present' || state === 'error'
      ? action('key-open', keyIcon, strings.key, () => on.toggleForm('key'), {
          name: strings.enterKey,
          open: form?.entry === 'key',
          off: disabled,
        })
      : nothing;
  const camera =
    view.camera && !problem && !asking && !running && !ending
      ? action('camera-open', cameraIcon, '', () => on.toggleForm('phone'), {
          name: strings.camera,
          open: form?.entry === 'phone',
          off: disabled,
        })
      : nothing;
  // In one template: a list would leave twice as many marks in the page.
  return html`${main}${readout(view)}${cancel}${leave}${end}${retry}${key}${camera}`;
};

/** Its words may be out of sight: what points at it reads them. */
const action = (
  part: string,
  icon: TemplateResult,
  word: string,
  press: () => void,
  { about, ...more }: More & { readonly about?: string } = {},
): TemplateResult =>
  button(part, 'action', html`${icon}<span>${word}</span>`, press, {
    title: about ? `${word} – ${about}` : (more.name ?? word),
    ...more,
  });
