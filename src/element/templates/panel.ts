import { html, nothing, type TemplateResult } from 'lit';
import { alertIcon, crossIcon } from '../icons.js';
import { noticeHint, noticeMessage, problemHint, problemMessage, type Strings } from '../strings/index.js';
import type { View } from '../templates.js';
import { button } from './button.js';

/** What opens under the button without moving the page: a problem, a notice, the key form. */
export const panel = (view: View): TemplateResult | typeof nothing => {
  const { snapshot, strings, on } = view;
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
  return problem || notice || view.form
    ? html`<div part="panel">
        ${problem ? message(true, problemMessage(problem, strings), problemHint(problem, strings)) : nothing}
        ${notice ? message(notice.reason, noticeMessage(notice, strings), noticeHint(notice, strings)) : nothing}
        ${view.form ? form(view, view.form) : nothing}
      </div>`
    : nothing;
};

const form = (
  { snapshot, strings, on }: View,
  { entry, value, problem }: NonNullable<View['form']>,
): TemplateResult => {
  const phone = entry === 'phone';
  return html`<form
    part="${entry}-form"
    class="card"
    @submit=${(event: Event) => {
      event.preventDefault();
      on.submit();
    }}
  >
    <label for="entry">${phone ? strings.phone : strings.sessionKey}</label>
    ${close(`${entry}-close`, strings, on.closeForm)}
    <input
      id="entry"
      dir="ltr"
      part="${entry}-input"
      type=${phone ? 'tel' : 'text'}
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${!!problem}
      aria-describedby="about"
      .value=${value}
      @input=${(event: Event) => on.type((event.target as HTMLInputElement).value)}
    />
    ${button(`${entry}-submit`, 'fill', phone ? strings.send : strings.connect, on.submit)}
    <div id="about" part="${entry}-hint" class="about quiet">
      <div part="${entry}-problem" class="wrong">${problem}</div>
      ${phone ? strings.phoneHint : html`<slot name="key-hint">${strings.keyHint}</slot>`}
      ${snapshot.state === 'error' ? strings.keySignIn : nothing}
    </div>
  </form>`;
};

const close = (part: string, { close: title }: Strings, press: () => void): TemplateResult =>
  button(part, 'close', crossIcon, press, { title });
