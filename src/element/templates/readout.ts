import { html, nothing, type TemplateResult } from 'lit';
import { clockIcon } from '../icons.js';
import { duration, statusWords, subject } from '../strings/index.js';
import type { View } from '../templates.js';

/** The few words beside the button: where the customer is, what is waited for, how long. */
export const readout = ({ snapshot, strings, now, card }: View): TemplateResult => {
  const { state, since, visitor, visitorId, other } = snapshot;
  const about = subject(snapshot, strings);
  // What is known of the customer who is watched says nothing of another session's.
  const its = card && visitorId && !other && state !== 'waiting' ? visitor : undefined;
  // A card has room for both: the page stays where it was, and who it is goes below it.
  const page = state !== 'present' && its?.page?.replace(/^\w+:\/\//, '');
  const words = page || statusWords(snapshot, strings);
  const [, host, rest] = /^([^/]+)(\/.+)/.exec(words) ?? ['', '', words];
  return html`<div part="status" class="status">
    <span part="visitor" class=${words === page || words === about ? nothing : 'said'}
      ><bdi><span class="host">${host}</span>${rest}</bdi></span
    >
    ${since && state !== 'joinable' ? html`<span part="timer" role="timer">${duration(since, now)}</span>` : nothing}
    ${
      its
        ? html`<span part="details" class="quiet"
            >${[page && about, its.browser, its.platform].filter(Boolean).join(' · ')}
            <span class="since">${clockIcon} ${time(its.since, strings.locale)}</span></span
          >`
        : nothing
    }
  </div>`;
};

/** When the customer came, or went. */
const time = (since: number, locale: Intl.Locale | undefined): string =>
  new Date(since).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
