// @ts-check
// The cart of this window's customer, kept in the browser.
import { productOf } from './catalogue.js';

/** @typedef {{ id: string, choice: string, count: number }} Line */

const slot = () => `northwind-cart:${sessionStorage.getItem('northwind-visitor') ?? 'guest'}`;

/** @returns {Line[]} */
export function lines() {
  try {
    const stored = /** @type {unknown} */ (JSON.parse(localStorage.getItem(slot()) ?? '[]'));
    return Array.isArray(stored) ? stored.filter(isLine) : [];
  } catch {
    return [];
  }
}

/** @param {any} line @returns {line is Line} */
function isLine(line) {
  return (
    typeof line?.choice === 'string' &&
    Number.isInteger(line.count) &&
    line.count > 0 &&
    productOf(line.id) !== undefined
  );
}

/** @param {string} id @param {string} choice @param {number} count how many more; negative takes out */
export function change(id, choice, count) {
  const now = lines();
  const line = now.find((other) => other.id === id && other.choice === choice);
  if (line) line.count = Math.min(99, line.count + count);
  else now.push({ id, choice, count });
  localStorage.setItem(slot(), JSON.stringify(now.filter((other) => other.count > 0)));
}

export function empty() {
  localStorage.removeItem(slot());
}

export const count = () => lines().reduce((sum, line) => sum + line.count, 0);

export const total = () => lines().reduce((sum, line) => sum + line.count * (productOf(line.id)?.price ?? 0), 0);
