// @ts-check
// The rows of the developer's panel: a label, and the control that fits what is set.

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {'text' | 'boolean' | 'choice' | 'suggestions'} kind
 * `choice` has fixed values, `suggestions` has values and free text beside them
 * @property {string[]} [values]
 * @property {string} [label] its name, unless told otherwise
 * @property {string} [hint] what to type, or what it is for
 * @property {(value: string) => string} [code] what it comes to, shown below it
 */

/**
 * @param {Setting} setting
 * @param {(value: string | null) => void} change
 * @returns {{ row: HTMLElement, show: (value: string | null) => void }}
 */
export function control(setting, change) {
  const made = controlOf(setting, change);
  if (!setting.code) return made;
  const { code, kind } = setting;
  const text = document.createElement('pre');
  text.tabIndex = 0;
  text.setAttribute('aria-label', `The code of ${setting.label ?? setting.name}`);
  made.row.append(text);
  return {
    row: made.row,
    show(value) {
      made.show(value);
      text.hidden = kind === 'choice' && value === null;
      text.textContent = code(value ?? '');
    },
  };
}

/** @param {Setting} setting @param {(value: string | null) => void} change */
function controlOf({ name, label: words = name, kind, values = [], hint = '' }, change) {
  const row = document.createElement('div');
  row.className = `field ${kind}`;
  const label = document.createElement('label');
  label.textContent = words;
  label.htmlFor = `set-${name}`;
  label.title = hint || words;
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
  input.placeholder = hint;
  input.addEventListener('change', () => change(input.value || null));
  row.append(input);
  if (kind === 'text') return { row, show: (value) => void (input.value = value ?? '') };

  const select = selectOf(['', ...values, other]);
  select.setAttribute('aria-label', `${words}, known values`);
  select.addEventListener('change', () => {
    if (select.value !== other) change(select.value || null);
    else input.select();
  });
  input.before(select);
  return {
    row,
    show(value) {
      input.value = value ?? '';
      select.value = value === null || values.includes(value) ? (value ?? '') : other;
    },
  };
}

const other = 'other';

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
