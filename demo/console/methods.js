// @ts-check
// The methods of the element, to be called by hand. One that this build does not have is shown, but not to be pressed.
import { byId } from './record.js';

/** @param {string} id */
const valueOf = (id) => /** @type {HTMLInputElement} */ (byId(id)).value.trim();

/** What goes into a call, from the fields beside its button. @type {Record<string, () => unknown[]>} */
const parameters = {
  join: () => (valueOf('join-key') ? [valueOf('join-key')] : []),
  inviteCamera: () => [valueOf('camera-phone')],
  invoke: () => [valueOf('invoke-func'), ...(valueOf('invoke-args') ? [parsed(valueOf('invoke-args'))] : [])],
  signal: () => [parsed(valueOf('signal-data'))],
};

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/**
 * @param {HTMLElement} join
 * @param {(title: string, detail: unknown, kind: string) => void} log
 */
export function bindMethods(join, log) {
  const place = byId('methods');
  const result = byId('method-result');
  const members = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (join));

  function showAvailable() {
    for (const button of place.querySelectorAll('button')) {
      const there = typeof members[button.dataset['method'] ?? ''] === 'function';
      button.disabled = !there;
      button.title = there ? '' : 'The element that is loaded has no such method';
    }
  }

  place.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = /** @type {SubmitEvent} */ (event).submitter;
    const method = button instanceof HTMLElement ? button.dataset['method'] : undefined;
    if (method) void call(method);
  });

  /** @param {string} method */
  async function call(method) {
    const args = parameters[method]?.() ?? [];
    const title = `${method}(${args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(', ')})`;
    result.textContent = `${title} …`;
    try {
      const member = members[method];
      if (typeof member !== 'function') throw new Error('The element has no such method');
      const value = /** @type {unknown} */ (await member.apply(join, args));
      result.textContent = `${title} resolved`;
      log(`${title} resolved`, value, 'method');
    } catch (error) {
      const { code, message } = /** @type {{ code?: string, message?: string }} */ (error ?? {});
      result.textContent = `${title} rejected: ${code ?? message ?? String(error)}`;
      log(`${title} rejected`, { code, message }, 'method');
    }
  }

  showAvailable();
  void customElements.whenDefined('glance-join').then(showAvailable);
}
