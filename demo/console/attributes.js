// @ts-check
// The attributes of the element: from the query string at load, then from the panel's controls,
// and back into the query string, so that an address always describes what is on the screen.

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {'text' | 'boolean' | 'choice' | 'suggestions'} kind
 * `choice` has fixed values, `suggestions` has values and free text beside them
 * @property {string[]} [values]
 */

/** @type {Attribute[]} */
const main = [
  { name: 'visitorid', kind: 'suggestions', values: ['alice', 'bob', 'carol'] },
  { name: 'presence', kind: 'boolean' },
  { name: 'puid', kind: 'suggestions', values: ['agent-42', 'agent-43', 'a&b=c+d@é'] },
  { name: 'groupid', kind: 'suggestions', values: ['21489', '20541', '20000'] },
  { name: 'openlocation', kind: 'choice', values: ['', 'tab', 'window'] },
  { name: 'openwhen', kind: 'choice', values: ['', 'accepted', 'asked'] },
  { name: 'authurl', kind: 'text' },
  { name: 'glancebaseurl', kind: 'text' },
  { name: 'disabled', kind: 'boolean' },
];

/** @type {Attribute[]} */
const more = [
  ...['eager', 'autojoin', 'gicon', 'camerashare', 'agentvideo', 'debugmode', 'hidden'].map(
    (name) => /** @type {Attribute} */ ({ name, kind: 'boolean' }),
  ),
  { name: 'uiversion', kind: 'choice', values: ['', '1', '2'] },
  { name: 'authmethod', kind: 'choice', values: ['', 'loginkey', 'samlloginkey', 'samlpopup'] },
  { name: 'dir', kind: 'choice', values: ['', 'ltr', 'rtl'] },
  ...['lang', 'windowfeatures', 'iframeid', 'custominvoke', 'authheaders', 'authbody', 'agentname', 'agentemail'].map(
    (name) => /** @type {Attribute} */ ({ name, kind: 'text' }),
  ),
  ...['agentphone', 'errormessage', 'reportingorigin', 'reportingexternalid', 'opentype', 'mobilecamerashare'].map(
    (name) => /** @type {Attribute} */ ({ name, kind: 'text' }),
  ),
];

const all = [...main, ...more];

/**
 * @param {HTMLElement} element the `<glance-join>`; its attributes in the markup are the defaults
 * @param {{ main: HTMLElement, more: HTMLElement }} places where the controls go
 * @param {(name: string, value: string | null) => void} onChange after every change
 */
export function bindAttributes(element, places, onChange) {
  const defaults = new Map(all.map(({ name }) => [name, element.getAttribute(name)]));
  /** @type {Map<string, (value: string | null) => void>} */
  const shows = new Map();

  /** @param {string} name @param {string | null} value */
  function apply(name, value) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    shows.get(name)?.(value);
  }

  /** @param {string} name @param {string | null} value null takes the attribute away */
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

  for (const [group, place] of /** @type {const} */ ([
    [main, places.main],
    [more, places.more],
  ])) {
    for (const attribute of group) {
      const { row, show } = control(attribute, (value) => set(attribute.name, value));
      place.append(row);
      shows.set(attribute.name, show);
    }
  }

  const query = new URLSearchParams(location.search);
  for (const { name } of all) {
    const asked = query.get(name);
    apply(name, asked === null ? (defaults.get(name) ?? null) : fromQuery(name, asked));
  }

  return { set, get: (/** @type {string} */ name) => element.getAttribute(name) };
}

/** @param {string} name */
function isBoolean(name) {
  return all.some((attribute) => attribute.name === name && attribute.kind === 'boolean');
}

/** @param {string} name @param {string} asked */
function fromQuery(name, asked) {
  if (isBoolean(name)) return asked.toLowerCase() === 'false' ? null : '';
  return asked === '' ? null : asked;
}

/**
 * @param {Attribute} attribute
 * @param {(value: string | null) => void} change
 * @returns {{ row: HTMLElement, show: (value: string | null) => void }}
 */
function control({ name, kind, values = [] }, change) {
  const row = document.createElement('div');
  row.className = `field ${kind}`;
  const label = document.createElement('label');
  label.textContent = name;
  label.htmlFor = `set-${name}`;
  row.append(label);

  if (kind === 'choice') {
    const select = selectOf(values);
    select.id = label.htmlFor;
    select.addEventListener('change', () => change(select.value || null));
    row.append(select);
    return { row, show: (value) => choose(select, value ?? '') };
  }

  const input = document.createElement('input');
  input.id = label.htmlFor;
  if (kind === 'boolean') {
    input.type = 'checkbox';
    input.addEventListener('change', () => change(input.checked ? '' : null));
    row.append(input);
    return { row, show: (value) => void (input.checked = value !== null) };
  }

  input.autocomplete = 'off';
  input.spellcheck = false;
  input.addEventListener('change', () => change(input.value || null));
  row.append(input);
  if (kind === 'text') return { row, show: (value) => void (input.value = value ?? '') };

  const select = selectOf(values);
  select.append(new Option('other', '', false, false));
  select.setAttribute('aria-label', `${name}, known values`);
  select.addEventListener('change', () => {
    if (select.value) change(select.value);
    else input.select();
  });
  input.before(select);
  return {
    row,
    show(value) {
      input.value = value ?? '';
      select.value = value !== null && values.includes(value) ? value : '';
    },
  };
}

/** @param {string[]} values */
function selectOf(values) {
  const select = document.createElement('select');
  select.append(...values.map((value) => new Option(value || 'not set', value)));
  return select;
}

/**
 * A value of the query string that is not in the list is shown all the same: trying one is what the page is for.
 * @param {HTMLSelectElement} select @param {string} value
 */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
  select.value = value;
}
