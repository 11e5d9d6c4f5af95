// @ts-check
// The customer's record: header, case, timeline, orders.
import { customerOf, knownVisitors } from './customers.js';

/** @typedef {import('./customers.js').Entry} Entry */

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}

/** @param {string} tag @param {string} className @param {(string | Node)[]} children */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} name */
function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** @param {string} name */
export function initials(name) {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** @param {string} visitorId */
export function showCustomer(visitorId) {
  const customer = customerOf(visitorId);
  document.title = `${customer.name} – Cairn`;
  byId('customer-name').textContent = customer.name;
  byId('customer-initials').textContent = initials(customer.name);
  byId('customer-initials').dataset['hue'] = String(Math.max(0, knownVisitors.indexOf(visitorId)));
  byId('customer-tier').textContent = customer.tier;
  byId('customer-contact').replaceChildren(
    ...(customer.email ? [make('li', '', link('mail', `mailto:${customer.email}`, customer.email))] : []),
    ...(customer.phone
      ? [make('li', '', link('phone', `tel:${customer.phone.replaceAll(' ', '')}`, customer.phone))]
      : []),
    make('li', '', customer.place),
  );
  byId('case-number').textContent = customer.case.number;
  byId('case-title').textContent = customer.case.title;
  byId('case-state').replaceChildren(
    ...customer.case.pills.map((text) => make('span', `pill ${text.toLowerCase()}`, text)),
  );
  byId('order-list').replaceChildren(
    ...customer.orders.map((order) =>
      make(
        'li',
        '',
        make('b', '', order.items),
        make('span', 'total', order.total),
        make('small', '', `${order.number}, ${order.date}`),
        make('span', `pill ${order.state.toLowerCase()}`, order.state),
      ),
    ),
    ...(customer.orders.length ? [] : [make('li', 'none', 'No orders')]),
  );
  byId('about').replaceChildren(
    ...customer.about.flatMap(([term, value]) => [make('dt', '', term), make('dd', '', value)]),
  );
  showTimeline(visitorId);
}

/** What the shop has signalled; anything else than a cart shows none. @param {unknown} cart */
export function showCart(cart) {
  const { items, total } = /** @type {{ items?: unknown, total?: unknown }} */ (cart ?? {});
  const lines = /** @type {{ name?: unknown, choice?: unknown, count?: unknown }[]} */ (
    Array.isArray(items) ? items.slice(0, 50).filter((item) => typeof item === 'object' && item !== null) : []
  );
  byId('cart').hidden = !Array.isArray(items);
  byId('cart-list').replaceChildren(
    ...lines.map(({ name, choice, count }) =>
      make(
        'li',
        '',
        make('b', '', String(name)),
        make('span', 'total', `× ${Number(count)}`),
        make('small', '', String(choice)),
      ),
    ),
    lines.length
      ? make('li', '', make('b', '', 'Total'), make('span', 'total', `$${(Number(total) || 0).toFixed(2)}`))
      : make('li', 'none', 'It is empty'),
  );
}

/** @param {string} iconName @param {string} href @param {string} text */
function link(iconName, href, text) {
  const anchor = /** @type {HTMLAnchorElement} */ (make('a', '', icon(iconName), text));
  anchor.href = href;
  return anchor;
}

const icons = /** @type {const} */ ({
  customer: 'chat',
  agent: 'chat',
  note: 'note',
  order: 'box',
  cobrowse: 'screen',
});

/** @param {string} visitorId */
function showTimeline(visitorId) {
  const { timeline } = customerOf(visitorId);
  byId('timeline').replaceChildren(
    ...timeline.map((entry) =>
      make(
        'li',
        `entry ${entry.kind}${entry.live ? ' live' : ''}`,
        make('span', 'mark', icon(icons[entry.kind])),
        make(
          'p',
          'meta',
          make('b', '', entry.who),
          entry.kind === 'note' ? ' Internal note' : '',
          make('time', '', entry.when),
        ),
        make('p', 'text', entry.text),
      ),
    ),
    ...(timeline.length ? [] : [make('li', 'none', 'Nothing has happened in this case yet.')]),
  );
}

/**
 * @param {string} visitorId whose timeline
 * @param {string} shown whose record is on the screen
 * @param {Omit<Entry, 'when'>} entry
 */
export function addEntry(visitorId, shown, entry) {
  const customer = customerOf(visitorId);
  const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  // A session that was going on is replaced by its report.
  customer.timeline = customer.timeline.filter((older) => !older.live || entry.kind !== 'cobrowse');
  customer.timeline.unshift({ ...entry, when: `Today, ${time}` });
  if (visitorId === shown) showTimeline(shown);
}

/** @param {string} shown @param {(visitorId: string) => void} choose */
export function showTabs(shown, choose) {
  const ids = knownVisitors.includes(shown) ? knownVisitors : [...knownVisitors, shown];
  const tabs = byId('tabs');
  const hadFocus = tabs.contains(document.activeElement);
  tabs.replaceChildren(
    ...ids.map((id) => {
      const customer = customerOf(id);
      const button = /** @type {HTMLButtonElement} */ (
        make('button', '', make('b', '', customer.name), make('small', '', customer.case.number))
      );
      button.type = 'button';
      button.dataset['visitor'] = id;
      if (id === shown) button.setAttribute('aria-current', 'true');
      button.addEventListener('click', () => choose(id));
      return button;
    }),
  );
  if (hadFocus) /** @type {HTMLElement | null} */ (tabs.querySelector('[aria-current]'))?.focus();
}
