// @ts-check
// What the shop does with Glance beyond its tag: it is present by the API, so that it can hear signals and send some,
// and it offers functions that an agent may call.
import * as cart from './cart.js';
import { productOf } from './catalogue.js';
import { ask, banner, outline, toast } from './messages.js';

/**
 * @typedef {object} Visitor
 * @property {(message: unknown) => void} onsignal
 * @property {(code: string, seconds: number) => void} onuniqueid
 * @property {(params?: { data?: object }) => void} presence
 * @property {() => void} connectUnique
 * @property {(type: string, data?: object) => void} fire
 */

/** @type {Visitor | undefined} */
let visitor;
/** The cart as agents know it. */
let told = describeCart();

/** @param {string | undefined} visitorId a customer who is signed in is present at once; a guest asks for a code first */
export function bePresent(visitorId) {
  const Presence = glance()?.Presence?.Visitor;
  if (!Presence) return; // Glance's script did not load: the shop sells all the same
  visitor = /** @type {Visitor} */ (new Presence());
  visitor.onsignal = hear;
  if (visitorId) visitor.presence();
  else offerCode(visitor);
}

/** Says what is in the cart, when that has changed. */
export function tellCart() {
  const now = describeCart();
  if (now === told) return;
  told = now;
  visitor?.fire('signal', { cart: JSON.parse(now) });
}

function describeCart() {
  const items = cart.lines().map(({ id, choice, count }) => ({ name: productOf(id)?.name ?? id, choice, count }));
  return JSON.stringify({ items, total: cart.total() });
}

/** @param {unknown} data */
function hear(data) {
  const message = textOf(data, 'message');
  if (message) toast(message);
}

/** A guest reads a code out, and the agent finds them under it. @param {Visitor} guest */
function offerCode(guest) {
  const account = document.getElementById('account');
  if (!account) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Get a help code';
  const code = document.createElement('output');
  guest.onuniqueid = (id) => {
    button.remove();
    code.textContent = `Help code ${id}`;
  };
  button.addEventListener('click', () => {
    button.disabled = true;
    guest.connectUnique();
  });
  account.append(' ', button, code);
}

// --- what an agent may call: GLANCE_COBROWSE.Custom.<name> ---

const page = /** @type {any} */ (window);
page.GLANCE_COBROWSE = {
  ...page.GLANCE_COBROWSE,
  Custom: {
    /** @param {unknown} params `{selector}`: draws a ring around a piece of the page */
    highlight(params) {
      outline(textOf(params, 'selector'));
    },

    /** @param {unknown} params `{text}` */
    showOffer(params) {
      const text = textOf(params, 'text');
      if (text) banner(text);
    },

    /** @param {unknown} params as of startSession; the shop asks in its own words, and tells the agent as Glance would */
    async askNicely(params) {
      visitor?.fire('terms', { status: 'displayed' });
      const status = (await ask(textOf(params, 'question'))) ? 'accepted' : 'declined';
      visitor?.fire('terms', { status });
      if (status === 'accepted') glance()?.Cobrowse?.Visitor.startSession(params);
    },
  },
};

function glance() {
  return page.GLANCE;
}

/** @param {unknown} params @param {string} name */
function textOf(params, name) {
  const value = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value.slice(0, 300) : '';
}
