// @ts-check
// What the element finds out about itself: each finding with its mark, and the report to be copied into a ticket.
import { byId } from './record.js';

/** @typedef {{ check: string, result: string, message: string, hint?: string, code?: string, ms?: number }} Finding */

/** @type {Readonly<Record<string, string>>} */
const marks = { ok: '✓', warning: '!', failed: '✗', unknown: '?', skipped: '–' };

/** @param {HTMLElement} join @param {(title: string, detail: unknown, kind: string) => void} log */
export function bindDiagnosis(join, log) {
  const start = /** @type {HTMLButtonElement} */ (byId('diagnose'));
  const copy = /** @type {HTMLButtonElement} */ (byId('copy-report'));
  const summary = byId('diagnosis-summary');
  const list = byId('findings');
  const element = /** @type {any} */ (join);
  let report = '';

  function showAvailable() {
    start.disabled = typeof element.diagnose !== 'function';
    start.title = start.disabled ? 'The element that is loaded has no such method' : '';
  }

  start.addEventListener('click', async () => {
    if (list.ariaBusy === 'true') return;
    list.ariaBusy = 'true';
    summary.textContent = 'Trying what an agent needs …';
    const diagnosis = /** @type {{ findings: Finding[], ok: boolean }} */ (await element.diagnose());
    list.ariaBusy = null;
    report = String(diagnosis);
    copy.hidden = false;
    list.replaceChildren(...diagnosis.findings.map(item));
    summary.textContent = summed(diagnosis.findings);
    log('diagnose() resolved', { ok: diagnosis.ok }, 'method');
  });

  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(report);
      summary.textContent = 'The report is copied.';
    } catch {
      log('the report', report, 'method');
      summary.textContent = 'The browser does not let this page copy: the report is in the event log.';
    }
  });

  showAvailable();
  void customElements.whenDefined('glance-join').then(showAvailable);
}

/** @param {Finding} finding */
function item({ check, result, message, hint, code, ms }) {
  const li = document.createElement('li');
  li.dataset['result'] = result;
  const sign = part('span', 'sign', marks[result] ?? result);
  sign.title = result;
  sign.role = 'img';
  sign.ariaLabel = result;
  const seen = part('p', 'seen', `${message} `);
  seen.append(part('small', '', [code, ms ? `${ms} ms` : ''].filter(Boolean).join(', ')));
  li.append(sign, part('b', '', check), seen);
  if (hint) li.append(part('p', 'hint', hint));
  return li;
}

/** @param {string} tag @param {string} className @param {string} text */
function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** @param {Finding[]} findings */
function summed(findings) {
  const counted = Object.keys(marks).map((result) => {
    const count = findings.filter((finding) => finding.result === result).length;
    return count ? `${count} ${result}` : '';
  });
  return counted.filter(Boolean).join(', ');
}
