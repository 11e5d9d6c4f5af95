// @ts-check
// What the element lets a page change of its look: each as a setting, with the CSS or the markup that does it.

/** @typedef {import('./controls.js').Setting} Setting */

/** @type {(name: string, value: string) => Setting} */
const property = (name, value) => ({
  name: `demo-css-${name}`,
  label: `--glance-join-${name}`,
  kind: 'boolean',
  code: () => `glance-join {\n  --glance-join-${name}: ${value};\n}`,
});

/** @type {(name: string, markup: string) => Setting} */
const slot = (name, markup) => ({
  name: `demo-slot-${name}`,
  label: `slot ${name}`,
  kind: 'boolean',
  code: () => markup,
});

const states = 'unconfigured idle connecting absent present inviting waiting joinable in-session error framed'.split(
  ' ',
);
const parts =
  'base group button icon label status visitor details timer panel notice message hint dismiss key-open key-form key-input key-submit key-hint key-problem key-close camera-open phone-form phone-input phone-submit phone-hint phone-problem phone-close cancel retry leave end viewer'.split(
    ' ',
  );

/** @type {Setting[]} */
export const properties = [
  property('radius', '1.2em'),
  property('blue', '#5b3cc4'),
  property('on-blue', '#fff'),
  property('orange', '#ffcf33'),
  property('on-orange', '#221a00'),
  property('surface', '#fdf6e3'),
  property('text', '#3b2f14'),
  property('line', '#b58900'),
  property('danger', '#8b0057'),
  property('viewer-height', '20em'),
];

/** @type {Setting[]} */
export const selectors = [
  {
    name: 'demo-css-part',
    label: '::part()',
    kind: 'choice',
    values: ['', ...parts],
    code: (part) => `glance-join::part(${part}) {\n  outline: 2px dashed #d6249f;\n  outline-offset: 2px;\n}`,
  },
  {
    name: 'demo-css-state',
    label: ':state()',
    kind: 'choice',
    values: ['', ...states],
    code: (state) => `glance-join:state(${state})::part(group) {\n  box-shadow: 0 0 0 4px #d6249f66;\n}`,
  },
  {
    name: 'demo-css-token',
    label: '::part(button …)',
    kind: 'choice',
    values: ['', ...states.slice(0, -1)],
    code: (state) => `glance-join::part(button ${state}) {\n  letter-spacing: 0.12em;\n}`,
  },
];

/** @type {Setting[]} */
export const slots = [
  slot('icon', '<span slot="icon" aria-hidden="true">🧭</span>'),
  slot('label', '<span slot="label">See their page</span>'),
  slot('key-hint', '<span slot="key-hint">It is in the corner of the shop, behind “Cobrowse”.</span>'),
];

export const themes = ['salesforce', 'zendesk', 'twilio-flex', 'plain', 'high-contrast'];

const all = [...properties, ...selectors, ...slots];

/**
 * Makes the look what the settings say.
 * @param {HTMLElement} join
 */
export function styling(join) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  /** @type {Map<string, string>} the code in force, by setting */
  const inForce = new Map();
  const ofKind = (/** @type {string} */ kind) =>
    [...inForce].filter(([name]) => name.startsWith(`demo-${kind}-`)).map(([, code]) => code);

  return {
    /** @param {string} name @param {string | null} value @returns whether it is one of these settings */
    set(name, value) {
      if (name === 'demo-theme') {
        /** @type {HTMLLinkElement | null} */ (document.querySelector('#theme'))?.remove();
        if (value) {
          const link = Object.assign(document.createElement('link'), { id: 'theme', rel: 'stylesheet' });
          link.href = `/themes/${encodeURIComponent(value)}.css`;
          document.head.append(link);
        }
        return true;
      }
      const setting = all.find((one) => one.name === name);
      if (!setting?.code) return false;
      if (value === null) inForce.delete(name);
      else inForce.set(name, setting.code(value));
      sheet.replaceSync(ofKind('css').join('\n'));
      join.replaceChildren(...ofKind('slot').map((markup) => document.createRange().createContextualFragment(markup)));
      return true;
    },
    css: () => ofKind('css'),
    slots: () => ofKind('slot'),
  };
}
