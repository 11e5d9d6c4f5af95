// @ts-check
// Brings the element to each of its states, by what would bring it there in life.
import { byId } from './record.js';

/** @typedef {{ get(name: string): string | null, set(name: string, value: string | null): void }} Attributes */

/** @param {HTMLElement} join @param {Attributes} attributes */
export function bindStates(join, attributes) {
  const element = /** @type {any} */ (join);
  const hint = byId('state-hint');

  /** @param {object[]} faults what the sandbox gets wrong from here on */
  const faults = (...faults) =>
    fetch('/sandbox/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults }),
    });

  /** The last press: what an earlier one still waits for is called off by it. */
  let press = new AbortController();

  /** As at the beginning: everything works, and somebody is watched. @param {string | null} [visitorid] */
  async function afresh(visitorid = 'alice') {
    if (['joinable', 'in-session'].includes(element.state)) await element.end().catch(() => undefined);
    await element.cancel?.().catch(() => undefined);
    await faults();
    for (const [name, value] of /** @type {const} */ ([
      ['puid', 'agent-42'],
      ['presence', ''],
    ]))
      if (attributes.get(name) !== value) attributes.set(name, value);
    if (attributes.get('visitorid') !== visitorid) attributes.set('visitorid', visitorid);
  }

  /** Nothing known is used again. */
  function anew() {
    const visitorid = attributes.get('visitorid');
    attributes.set('visitorid', null);
    setTimeout(() => attributes.set('visitorid', visitorid), 200);
  }

  /** @param {AbortSignal} signal @returns {Promise<void>} once the customer is there */
  const present = (signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return;
      const seen = () => {
        if (element.state === 'present') resolve();
      };
      join.addEventListener('glancestatechange', seen, { signal });
      seen();
    });

  async function meet() {
    const { signal } = press;
    await afresh();
    attributes.set('demo-shop', 'beside');
    await present(signal);
  }

  /** @type {Record<string, () => Promise<string | void>>} each may say what is left to do */
  const ways = {
    unconfigured: async () => {
      await afresh();
      attributes.set('puid', null);
    },
    idle: async () => {
      await afresh();
      attributes.set('presence', null);
    },
    connecting: async () => {
      await afresh();
      await faults({ path: '/agent', do: 'silence' });
      anew();
    },
    absent: () => afresh('carol'),
    present: meet,
    inviting: async () => {
      await meet();
      element.invite().catch(() => undefined);
    },
    waiting: async () => {
      await afresh();
      element.join('12345').catch(() => undefined);
    },
    'in-session': async () => {
      await meet();
      element.invite().catch(() => undefined);
      return 'Press Accept in the shop.';
    },
    joinable: async () => {
      if (element.state === 'in-session') await element.leave();
      else return 'Leave a session, or have the viewer blocked.';
    },
    error: async () => {
      await afresh();
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      attributes.set('puid', 'agent-43');
    },
  };

  byId('states').append(
    ...Object.entries(ways).map(([state, reach]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = state;
      button.dataset['to'] = state;
      button.addEventListener('click', async () => {
        press.abort();
        press = new AbortController();
        hint.textContent = '';
        hint.textContent = (await reach()) ?? '';
      });
      return button;
    }),
  );

  const show = () => {
    for (const button of byId('states').querySelectorAll('button'))
      button.ariaPressed = String(button.dataset['to'] === element.state);
  };
  join.addEventListener('glancestatechange', show);
  void customElements.whenDefined('glance-join').then(show);
}
