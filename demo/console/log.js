// @ts-check
// The event log: every event of the element with its time and detail, newest first.

const events = [
  'glancestatechange',
  'glancepresencechange',
  'glancenotice',
  'glanceinvite',
  'glanceviewer',
  'glancesessionstart',
  'glancesessionend',
  'glancesignal',
  'glanceerror',
];

const longest = 300;

/** @param {HTMLElement} list */
export function eventLog(list) {
  /** @param {string} name @param {unknown} [detail] @param {string} [kind] */
  function write(name, detail, kind = 'page') {
    const item = document.createElement('li');
    item.dataset['event'] = name;
    item.dataset['kind'] = kind;
    const time = document.createElement('time');
    const now = new Date();
    time.dateTime = now.toISOString();
    time.textContent = `${now.toTimeString().slice(0, 8)}.${String(now.getMilliseconds()).padStart(3, '0')}`;
    const title = document.createElement('b');
    title.textContent = name;
    item.append(time, title, ...describe(detail));
    list.prepend(item);
    while (list.childElementCount > longest) list.lastElementChild?.remove();
  }

  for (const name of events) {
    // At the document, as a framework would listen: the events bubble and are composed.
    document.addEventListener(name, (event) => write(name, /** @type {CustomEvent} */ (event).detail, 'event'));
  }

  return { write, clear: () => list.replaceChildren() };
}

/** @param {unknown} detail @returns {Node[]} */
function describe(detail) {
  if (detail === undefined || detail === null) return [];
  const code = document.createElement('code');
  if (typeof detail !== 'object') code.textContent = String(detail);
  else {
    for (const [key, value] of Object.entries(detail)) {
      if (value === undefined) continue;
      const pair = document.createElement('span');
      const label = document.createElement('i');
      label.textContent = `${key} `;
      pair.append(label, show(value));
      code.append(pair, ' ');
    }
  }
  return [code];
}

/** @param {unknown} value */
function show(value) {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (typeof value === 'function') return 'function';
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // circular, or a window of another origin
  }
}
