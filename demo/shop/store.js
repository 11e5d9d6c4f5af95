// @ts-check
// The pages of the shop: catalogue, product, cart. Which one this is, is in the body's data-page.
import * as cart from './cart.js';
import { dollars, productOf, products } from './catalogue.js';
import { showCheckout } from './checkout.js';
import { drawings } from './drawings.js';
import { bePresent, tellCart } from './glance.js';

/** @typedef {import('./catalogue.js').Product} Product */

/** @type {{ visitorid?: string, name?: string } | undefined} */
const signedIn = /** @type {any} */ (window).GLANCE_COBROWSE;
const query = new URLSearchParams(location.search);

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}

function showCount() {
  byId('cart-count').textContent = String(cart.count());
  tellCart();
}

/** @param {HTMLElement} place @param {Product} product */
function draw(place, product) {
  place.dataset['drawing'] = product.drawing;
  place.innerHTML = `<svg viewBox="0 0 240 200" aria-hidden="true">${drawings[product.drawing] ?? ''}</svg>`;
}

/** Every link within the shop carries the visitor id, so that a link opened in a new window is the same customer. */
function carryVisitor() {
  const id = signedIn?.visitorid;
  if (!id) return;
  for (const anchor of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[href^="/shop/"]'))) {
    const url = new URL(anchor.href);
    url.searchParams.set('visitorid', id);
    anchor.setAttribute('href', url.pathname + url.search);
  }
}

/** @param {Product} product */
function card(product) {
  const address = `/shop/product.html?item=${product.id}`;
  const item = document.createElement('li');
  item.className = 'card';
  const picture = document.createElement('a');
  picture.className = 'picture';
  picture.href = address;
  picture.tabIndex = -1;
  picture.setAttribute('aria-hidden', 'true');
  draw(picture, product);
  const name = document.createElement('h3');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = product.name;
  name.append(link);
  const line = document.createElement('p');
  line.textContent = product.line;
  const price = document.createElement('span');
  price.className = 'price';
  price.textContent = dollars(product.price);
  const add = document.createElement('button');
  add.type = 'button';
  add.textContent = 'Add to cart';
  add.setAttribute('aria-label', `Add to cart: ${product.name}`);
  add.addEventListener('click', () => {
    cart.change(product.id, product.choices[Math.floor((product.choices.length - 1) / 2)] ?? '', 1);
    showCount();
    add.textContent = 'Added';
  });
  item.append(picture, name, line, price, add);
  return item;
}

/** @param {readonly Product[]} shown */
function showCards(shown) {
  byId('cards').replaceChildren(...shown.map(card));
  carryVisitor();
}

function showHome() {
  const kinds = ['All', ...new Set(products.map((product) => product.kind))];
  /** @param {string} kind */
  const show = (kind) => {
    for (const button of byId('filters').children)
      button.setAttribute('aria-pressed', String(button.textContent === kind));
    showCards(products.filter((product) => kind === 'All' || product.kind === kind));
  };
  for (const kind of kinds) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = kind;
    button.addEventListener('click', () => show(kind));
    byId('filters').append(button);
  }
  const asked = query.get('kind') ?? 'All';
  show(kinds.includes(asked) ? asked : 'All');
  if (asked !== 'All') byId('catalogue-title').scrollIntoView();
}

function showProduct() {
  const product = productOf(query.get('item')) ?? products[0];
  if (!product) return;
  document.title = `${product.name} – Northwind Outfitters`;
  draw(byId('picture'), product);
  byId('kind').textContent = product.kind;
  byId('name').textContent = product.name;
  byId('price').textContent = dollars(product.price);
  byId('story').textContent = product.story;
  byId('choice').textContent = product.choice;
  byId('facts').append(
    ...product.facts.flatMap(([term, value]) => {
      const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
      dt.textContent = term;
      dd.textContent = value;
      return [dt, dd];
    }),
  );
  product.choices.forEach((choice, index) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'choice';
    radio.value = choice;
    radio.defaultChecked = index === Math.floor((product.choices.length - 1) / 2);
    label.append(radio, choice);
    byId('choices').append(label);
  });

  const form = /** @type {HTMLFormElement} */ (byId('buy'));
  const howMany = byId('how-many');
  form.addEventListener('click', (event) => {
    const step = event.target instanceof HTMLElement ? Number(event.target.dataset['step']) : Number.NaN;
    if (step) howMany.textContent = String(Math.min(9, Math.max(1, Number(howMany.textContent) + step)));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const choice = String(new FormData(form).get('choice') ?? '');
    cart.change(product.id, choice, Number(howMany.textContent));
    showCount();
    byId('added').textContent = `Added: ${howMany.textContent} × ${product.name}, ${choice}`;
  });
  const at = products.indexOf(product);
  showCards([1, 3, 5, 6].map((step) => /** @type {Product} */ (products[(at + step) % products.length])));
}

if (signedIn?.name) byId('account').textContent = `Signed in as ${signedIn.name.split(' ')[0]}`;
bePresent(signedIn?.visitorid);
showCount();
const { page } = document.body.dataset;
if (page === 'home') showHome();
if (page === 'product') showProduct();
if (page === 'cart') showCheckout({ byId, draw, showCount, signedIn });
carryVisitor();
