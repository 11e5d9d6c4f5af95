// @ts-check
// The agent's console: ties the customer's record, the element and the developer's panel together.
import { watchNetwork } from './network.js';
import { bindAttributes } from './attributes.js';
import { behaviours } from './behaviours.js';
import { agents, customerOf } from './customers.js';
import { bindDiagnosis } from './diagnosis.js';
import { eventLog } from './log.js';
import { bindMethods } from './methods.js';
import { styling } from './recipes.js';
import { addEntry, byId, initials, showCart, showCustomer, showTabs } from './record.js';
import { bindSnippet } from './snippet.js';
import { bindStates } from './states.js';

const join = byId('join');
const log = eventLog(byId('log'));
const shopLink = /** @type {HTMLAnchorElement} */ (byId('open-shop'));
const frame = /** @type {HTMLIFrameElement} */ (byId('customer-screen'));
const behave = behaviours({ join, frame, log: (title, detail) => log.write(title, detail, 'method') });
const styles = styling(join);

/** A look, the shop beside, or what the page does. @param {string} name @param {string | null} value */
function play(name, value) {
  if (name === 'demo-shop') showShop(value === 'beside');
  else if (!styles.set(name, value)) behave(name, value);
}

const attributes = bindAttributes(join, byId('attributes'), play, (name, value) => {
  if (name.startsWith('demo-')) log.write(`${name.slice(5)}: ${value ?? 'not set'}`, undefined, 'attribute');
  else log.write(value === null ? `removeAttribute ${name}` : `setAttribute ${name}`, value || undefined, 'attribute');
  if (name === 'visitorid') showRecord();
  if (name === 'puid') showAgent();
  if (name === 'presence') showPresence(unknownPresence());
  // The key that was handed over is another agent's.
  if ((name === 'puid' || name === 'groupid') && attributes.get('demo-loginkey') === 'loginkey')
    behave('demo-loginkey', 'loginkey');
  showScreen();
  showSnippet();
});
const showSnippet = bindSnippet(attributes, styles);

const visitorId = () => attributes.get('visitorid') ?? '';

function showRecord() {
  showCustomer(visitorId());
  showCart(undefined);
  showTabs(visitorId(), (id) => attributes.set('visitorid', id || null));
  showPresence(unknownPresence());
  // A guest's code is no customer's id: who has it keeps their page. An empty id signs out whom the shop remembers.
  const shopper = visitorId().startsWith('UNQ-') ? '' : visitorId();
  const url = new URL(shopLink.href);
  url.searchParams.set('visitorid', shopper);
  shopLink.href = url.href;
  const firstName = customerOf(shopper).name.split(' ')[0] ?? '';
  if (!byId('shop').hidden) showShop(true);
  shopLink.textContent = shopper ? `Open the shop as ${firstName}` : 'Open the shop as a guest';
}

/** The customer's window, in this page: both sides at once. @param {boolean} beside */
function showShop(beside) {
  const shop = /** @type {HTMLIFrameElement} */ (byId('shop-frame'));
  document.body.classList.toggle('with-shop', beside);
  byId('shop').hidden = !beside;
  byId('toggle-shop').setAttribute('aria-pressed', String(beside));
  const address = shopLink.href;
  // A hidden page is one without a customer.
  if (!beside) shop.removeAttribute('src');
  else if (shop.getAttribute('src') !== address) shop.src = address;
}

function showAgent() {
  const puid = attributes.get('puid') ?? '';
  const name = agents[puid] ?? (puid || 'No agent');
  byId('agent-name').textContent = name;
  byId('agent-initials').textContent = initials(name);
}

/** The page's frame has its place only while something may be shown in it. */
function showScreen() {
  const location = (attributes.get('openlocation') ?? attributes.get('opentype') ?? '').toLowerCase();
  const named = ['iframe', 'flex'].includes(location) && attributes.get('iframeid') === frame.id;
  const own = attributes.get('demo-openwindow') === 'iframe' || attributes.get('demo-glanceviewer') === 'panel';
  byId('screen').hidden = !named && !own;
}

// --- where the customer is ---

/** @typedef {{ state: 'on' | 'off' | 'unknown', text: string }} PresenceLine */

/** @returns {PresenceLine} */
function unknownPresence() {
  const watched = attributes.get('presence') !== null && visitorId();
  return { state: 'unknown', text: watched ? 'Looking for the customer on the site' : 'Presence is off' };
}

/** @param {PresenceLine} line */
function showPresence({ state, text }) {
  const line = byId('presence');
  line.dataset['state'] = state;
  line.textContent = text;
}

/** @param {string} name @param {(detail: Record<string, unknown>) => void} listener */
function on(name, listener) {
  join.addEventListener(name, (event) => {
    const detail = /** @type {CustomEvent<Record<string, unknown> | undefined>} */ (event).detail ?? {};
    listener(detail);
  });
}

/** @param {Record<string, unknown>} detail */
const ofShown = (detail) => detail['visitorId'] === undefined || detail['visitorId'] === visitorId();

on('glancepresencechange', (detail) => {
  if (!ofShown(detail)) return;
  if (!detail['present']) return showPresence({ state: 'off', text: 'Not on the site' });
  const path = pathOf(detail['page']);
  showPresence({ state: 'on', text: path ? `On the site, at ${path}` : 'On the site' });
});

on('glancestatechange', (detail) => {
  join.dataset['state'] = String(detail['state']);
  const { state } = detail;
  // What is known no more is not shown any longer.
  if (state === 'connecting') showPresence(unknownPresence());
  else if (!(/** @type {any} */ (join).visitor)) showPresence({ state: 'unknown', text: 'Nobody is watched' });
  void showPhone(state === 'waiting');
});

on('glancesignal', (detail) => {
  const { cart } = /** @type {{ cart?: unknown }} */ (detail['data'] ?? {});
  if (cart && ofShown(detail)) showCart(cart);
});

/** No text message is ever sent: where the last one would have led to is a link here. @param {boolean} waiting */
async function showPhone(waiting) {
  const phone = /** @type {HTMLAnchorElement} */ (byId('open-phone'));
  phone.hidden = true;
  // The element may wait already while the invitation is on its way; a key that was typed in has none.
  for (let tries = 0; waiting && tries < 10 && join.dataset['state'] === 'waiting'; tries += 1) {
    const reply = await fetch('/sandbox/state').catch(() => undefined);
    const { invitations = [] } = /** @type {{ invitations?: { at: string, link: string }[] }} */ (
      (await reply?.json()) ?? {}
    );
    const last = invitations.at(-1);
    if (last && Date.now() - Date.parse(last.at) < 10_000) {
      phone.href = last.link;
      phone.hidden = join.dataset['state'] !== 'waiting';
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {unknown} page */
function pathOf(page) {
  return typeof page === 'string' && URL.canParse(page) ? new URL(page).pathname : '';
}

// --- sessions, as a CRM keeps them ---

on('glancesessionstart', (detail) => {
  addEntry(whose(detail), visitorId(), {
    kind: 'cobrowse',
    who: 'Cobrowse',
    text: `In session, key ${detail['sessionKey']}`,
    live: true,
  });
});

on('glancesessionend', (detail) => {
  const ended =
    detail['endedBy'] === 'agent' || detail['endedBy'] === 'customer' ? `ended by ${detail['endedBy']}` : 'ended';
  const text =
    detail['outcome'] === 'missed'
      ? `Cobrowse, missed: it was over before you joined (key ${detail['sessionKey']})`
      : `Cobrowse, ${lasting(Number(detail['duration']) || 0)}, ${ended}`;
  addEntry(whose(detail), visitorId(), { kind: 'cobrowse', who: 'Cobrowse session', text });
});

/** @param {Record<string, unknown>} detail */
const whose = (detail) => (typeof detail['visitorId'] === 'string' ? detail['visitorId'] : visitorId());

/** @param {number} seconds */
function lasting(seconds) {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ].filter(([count]) => count);
  return parts.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const reply = /** @type {HTMLTextAreaElement} */ (byId('reply'));
  const internal = /** @type {HTMLInputElement} */ (byId('internal'));
  const text = reply.value.trim();
  if (!text) return reply.focus();
  const who = byId('agent-name').textContent ?? '';
  addEntry(visitorId(), visitorId(), { kind: internal.checked ? 'note' : 'agent', who, text });
  const onSite = /** @type {HTMLInputElement} */ (byId('on-site'));
  if (onSite.checked && !internal.checked) void signal({ message: text });
  reply.value = '';
});

/** @param {unknown} data */
async function signal(data) {
  try {
    await /** @type {any} */ (join).signal(data);
  } catch (error) {
    log.write('signal rejected', error, 'method');
  }
}

// --- the developer's panel ---

byId('attributes').addEventListener('submit', (event) => event.preventDefault());
byId('clear-log').addEventListener('click', () => log.clear());

watchNetwork(byId('network'));
bindStates(join, attributes);
bindMethods(join, log.write);
bindDiagnosis(join, log.write);

/** @param {boolean} open */
function showPanel(open) {
  byId('panel').hidden = !open;
  document.body.classList.toggle('panel-closed', !open);
  byId('toggle-panel').setAttribute('aria-expanded', String(open));
}

byId('toggle-panel').addEventListener('click', () => {
  const open = Boolean(byId('panel').hidden);
  showPanel(open);
  if (open) byId('panel').scrollIntoView({ block: 'nearest' });
});
byId('close-panel').addEventListener('click', () => {
  showPanel(false);
  byId('toggle-panel').focus();
});

// A window of its own: in a tab of this window the shop would be hidden while the agent looks at the console,
// and a hidden page is not present.
shopLink.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const features = `popup,width=${Math.min(1100, screen.availWidth)},height=${Math.min(820, screen.availHeight)}`;
  const shop = window.open(shopLink.href, `shop-${visitorId()}`, features);
  if (!shop) return; // blocked: the link opens a tab instead
  event.preventDefault();
  shop.focus();
});

for (const id of ['toggle-shop', 'close-shop'])
  byId(id).addEventListener('click', () => attributes.set('demo-shop', byId('shop').hidden ? 'beside' : null));

showRecord();
showAgent();
showScreen();
showSnippet();
showPanel(!matchMedia('(max-width: 60rem)').matches);

void customElements.whenDefined('glance-join').then(() => {
  document.body.classList.remove('element-missing');
  byId('on-site-check').hidden = !('signal' in join);
  log.write('glance-join is defined');
});
window.addEventListener('load', () => {
  if (customElements.get('glance-join')) return;
  document.body.classList.add('element-missing');
  log.write(
    'glance-join is not defined',
    'The element is not loaded: /glance-join.js is missing or failed. Run the build.',
  );
});
