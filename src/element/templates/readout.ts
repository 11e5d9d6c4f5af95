import { html, nothing, type TemplateResult } from 'lit';
import { duration, statusWords } from '../strings/index.js';
import type { View } from '../templates.js';

/** The few words beside the button: where the customer is, what is waited for, how long. */
export const readout = ({ snapshot, strings, now, card }: View): TemplateResult => {
  const { state, since, visitor } = snapshot;
  const words = statusWords(snapshot, strings);
  const [, host, rest] = /^([^/]+)(\/.+)/.exec(words) ?? ['', '', words];
  return html`<div part="status" class="status">
    <span part="visitor"
      ><bdi><span class="host">${host}</span>${rest}</bdi></span
    >
    ${since && state !== 'joinable' ? html`<span part="timer" role="timer">${duration(since, now)}</span>` : nothing}
    ${
      card && visitor
        ? html`<span part="details" class="quiet"
            >${[visitor.browser, visitor.platform, time(visitor.since, strings.locale)].filter(Boolean).join(' · ')}</span
          >`
        : nothing
    }
  </div>`;
};

/** When the customer came, or went. */
const time = (since: number, locale: Intl.Locale | undefined): string =>
  new Date(since).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
