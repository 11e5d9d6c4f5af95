import { html, nothing, type TemplateResult } from 'lit';
import { alertIcon, crossIcon } from '../icons.js';
import { noticeHint, noticeMessage, problemHint, problemMessage, type Strings } from '../strings/index.js';
import type { View } from '../templates.js';
import { button } from './button.js';

/** What opens under the button without moving the page: a problem, a notice, the key form. */
export const panel = (view: View): TemplateResult | typeof nothing => {
  const { snapshot, strings, keyForm, on } = view;
  const { notice } = snapshot;
  const problem = snapshot.state === 'error' && !view.problemRead && snapshot.problem;
  const message = (failed: unknown, text: string, hint: string | undefined) =>
    html`<div part="notice" class="card">
      <div>
        ${failed ? html`<span class="wrong">${alertIcon}</span>` : nothing}
        <span part="message">${text}</span>
        <div part="hint" class="quiet">${hint}</div>
      </div>
      ${close('dismiss', strings, on.dismiss)}
    </div>`;
  return problem || notice || keyForm.open
    ? html`<div part="panel">
        ${problem ? message(true, problemMessage(problem, strings), problemHint(problem, strings)) : nothing}
        ${notice ? message(notice.reason, noticeMessage(notice, strings), noticeHint(notice, strings)) : nothing}
        ${keyForm.open ? form(view) : nothing}
      </div>`
    : nothing;
};

const form = ({ snapshot, strings, keyForm: { value, problem }, on }: View): TemplateResult =>
  html`<form
    part="key-form"
    class="card"
    @submit=${(event: Event) => {
      event.preventDefault();
      on.submitKey();
    }}
  >
    <label for="key">${strings.sessionKey}</label>
    ${close('key-close', strings, on.closeKeyForm)}
    <input
      id="key"
      part="key-input"
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${!!problem}
      aria-describedby="about"
      .value=${value}
      @input=${(event: Event) => on.key((event.target as HTMLInputElement).value)}
    />
    ${button('key-submit', 'fill', strings.connect, on.submitKey)}
    <div id="about" part="key-hint" class="about quiet">
      <div part="key-problem" class="wrong">${problem}</div>
      <slot name="key-hint">${strings.keyHint}</slot>
      ${snapshot.state === 'error' ? strings.keySignIn : nothing}
    </div>
  </form>`;

const close = (part: string, { close: title }: Strings, press: () => void): TemplateResult =>
  button(part, 'close', crossIcon, press, { title });
