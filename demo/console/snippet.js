// @ts-check
// The markup that makes on any page what is on this one, ready to copy.
import { groups, isAttribute } from './settings.js';
import { byId } from './record.js';

const names = [...new Set(groups.flatMap(({ settings }) => settings.map(({ name }) => name)))];

/** @param {string} text */
const quoted = (text) => (text.includes('"') ? `'${text.replaceAll("'", '&#39;')}'` : `"${text}"`);

/**
 * @param {{ get(name: string): string | null }} attributes
 * @param {{ css(): string[], slots(): string[] }} styles
 */
export function bindSnippet(attributes, styles) {
  const place = byId('snippet');
  const copied = byId('snippet-copied');

  byId('copy-snippet').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(place.textContent);
      copied.textContent = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(place);
      copied.textContent = 'The browser does not let this page copy: it is selected.';
    }
  });

  return function show() {
    const set = names.filter(isAttribute).filter((name) => attributes.get(name) !== null);
    const lines = set.map((name) => `  ${name}${attributes.get(name) ? `=${quoted(attributes.get(name) ?? '')}` : ''}`);
    const theme = attributes.get('demo-theme');
    const css = styles.css();
    const played = ['openwindow', 'glanceviewer', 'authbody', 'loginkey', 'presession', 'glanceinvite']
      .concat('reportingcallback')
      .filter((name) => attributes.get(`demo-${name}`));
    copied.textContent = '';
    place.textContent = [
      '<script type="module" src="glance-join.js"></script>',
      ...(theme ? [`<link rel="stylesheet" href="themes/${theme}.css" />`] : []),
      ...(css.length ? ['<style>', ...css, '</style>'] : []),
      '<glance-join',
      ...lines,
      [`>`, ...styles.slots().map((markup) => `\n  ${markup}\n`), '</glance-join>'].join(''),
      ...(played.length ? [`<!-- by script (demo/console/behaviours.js): ${played.join(', ')} -->`] : []),
    ].join('\n');
  };
}
