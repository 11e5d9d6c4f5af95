// @ts-check
// What is set on the element: from the query string at load, then from the panel's controls, and back into the query
// string, so that an address always describes what is on the screen.
import { control } from './controls.js';
import { groups, isAttribute } from './settings.js';

const all = groups.flatMap(({ settings }) => settings);

/**
 * @param {HTMLElement} element the `<glance-join>`; its attributes in the markup are the defaults
 * @param {HTMLElement} place where the controls go
 * @param {(name: string, value: string | null) => void} behave plays a setting that is no attribute
 * @param {(name: string, value: string | null) => void} onChange after every change
 */
export function bindAttributes(element, place, behave, onChange) {
  const defaults = new Map(all.map(({ name }) => [name, isAttribute(name) ? element.getAttribute(name) : null]));
  /** @type {Map<string, string | null>} of the settings that are no attributes */
  const behaviours = new Map();
  /** @type {Map<string, (value: string | null) => void>} */
  const shows = new Map();

  /** @param {string} name */
  const get = (name) => (isAttribute(name) ? element.getAttribute(name) : (behaviours.get(name) ?? null));

  /** @param {string} name @param {string | null} value */
  function apply(name, value) {
    if (!isAttribute(name)) {
      const before = get(name);
      behaviours.set(name, value);
      if (value !== before) behave(name, value);
    } else if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    shows.get(name)?.(value);
  }

  /** @param {string} name @param {string | null} value null takes it away */
  function set(name, value) {
    apply(name, value);
    const query = new URLSearchParams(location.search);
    if (value === (defaults.get(name) ?? null)) query.delete(name);
    else query.set(name, value ?? (isBoolean(name) ? 'false' : ''));
    if (isBoolean(name) && value === '' && query.has(name)) query.set(name, 'true');
    const text = query.toString();
    history.replaceState(null, '', text ? `?${text}` : location.pathname);
    onChange(name, value);
  }

  const query = new URLSearchParams(location.search);
  for (const { title, open = false, settings } of groups) {
    const group = document.createElement('details');
    // What the address sets is in sight.
    group.open = open || settings.some(({ name }) => query.has(name));
    const summary = document.createElement('summary');
    summary.textContent = title;
    group.append(summary);
    for (const setting of settings) {
      const { row, show } = control(setting, (value) => set(setting.name, value));
      group.append(row);
      shows.set(setting.name, show);
    }
    place.append(group);
  }

  for (const { name } of all) {
    const asked = query.get(name);
    apply(name, asked === null ? (defaults.get(name) ?? null) : fromQuery(name, asked));
  }

  return { set, get };
}

/** @param {string} name */
function isBoolean(name) {
  return all.some((setting) => setting.name === name && setting.kind === 'boolean');
}

/** @param {string} name @param {string} asked */
function fromQuery(name, asked) {
  if (isBoolean(name)) return asked.toLowerCase() === 'false' ? null : '';
  return asked === '' ? null : asked;
}
