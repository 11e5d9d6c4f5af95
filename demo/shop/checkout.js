// @ts-check
// The cart's page: what is in it, and the form to pay with. Nothing is sent anywhere.
import * as cart from './cart.js';
import { dollars, productOf } from './catalogue.js';

/** @typedef {import('./catalogue.js').Product} Product */

/**
 * @param {{
 *   byId: (id: string) => HTMLElement,
 *   draw: (place: HTMLElement, product: Product) => void,
 *   showCount: () => void,
 *   signedIn: { name?: string, email?: string } | undefined,
 * }} page
 */
export function showCheckout({ byId, draw, showCount, signedIn }) {
  const form = /** @type {HTMLFormElement} */ (byId('checkout'));
  let discount = 0;

  /** @param {string} name */
  const input = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  input('name').value = signedIn?.name ?? '';
  input('email').value = signedIn?.email ?? '';

  function show() {
    const lines = cart.lines();
    byId('lines').replaceChildren(...lines.map(lineOf));
    byId('cart-empty').hidden = lines.length > 0 || byId('thanks').textContent !== '';
    form.hidden = lines.length === 0;
    const carriage = lines.length ? Number(new FormData(form).get('carriage')) : 0;
    const gear = cart.total() * (1 - discount);
    byId('sum-gear').textContent = dollars(Math.round(gear));
    byId('sum-carriage').textContent = carriage ? dollars(carriage) : 'Free';
    byId('sum-total').textContent = dollars(Math.round(gear) + carriage);
    showCount();
  }

  /** @param {cart.Line} line */
  function lineOf(line) {
    const product = /** @type {Product} */ (productOf(line.id));
    const item = document.createElement('li');
    const picture = document.createElement('div');
    picture.className = 'picture';
    draw(picture, product);
    const name = document.createElement('p');
    const strong = document.createElement('b');
    strong.textContent = product.name;
    const choice = document.createElement('small');
    choice.textContent = `${product.choice}: ${line.choice}`;
    name.append(strong, choice);
    const stepper = document.createElement('div');
    stepper.className = 'stepper';
    const many = document.createElement('output');
    many.textContent = String(line.count);
    const what = `${product.name}, ${line.choice}`;
    stepper.append(step('−', -1, `One fewer: ${what}`), many, step('+', 1, `One more: ${what}`));
    const price = document.createElement('span');
    price.className = 'price';
    price.textContent = dollars(product.price * line.count);
    item.append(picture, name, stepper, price);
    return item;

    /** @param {string} text @param {number} by @param {string} label */
    function step(text, by, label) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = text;
      button.setAttribute('aria-label', label);
      button.addEventListener('click', () => {
        cart.change(line.id, line.choice, by);
        show();
        const same = [...byId('lines').querySelectorAll('button')].find((other) => other.ariaLabel === label);
        (same ?? byId('content').querySelector('h1'))?.focus();
      });
      return button;
    }
  }

  form.addEventListener('change', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    cart.empty();
    form.reset();
    const thanks = byId('thanks');
    thanks.textContent = 'Thank you. Your order is on its way to the workshop bench; we will write when it leaves.';
    show();
    thanks.focus();
  });

  byId('voucher').addEventListener('submit', (event) => {
    event.preventDefault();
    const code = /** @type {HTMLInputElement} */ (byId('code')).value.trim().toUpperCase();
    discount = code === 'TRAIL10' ? 0.1 : 0;
    byId('voucher-answer').textContent = discount ? '10 % off your gear.' : 'We do not know that voucher. Try TRAIL10.';
    show();
  });

  show();
}
