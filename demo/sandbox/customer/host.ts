/** Where the script's own pieces live: a shadow root beside the page's body, outside its styles and the recording. */
import { look } from './look.js';
import { make } from './make.js';

/** rrweb leaves elements of this class out of what the agent sees. */
export const ownUiClass = 'glance-sandbox-ui';

export function mount(...pieces: HTMLElement[]): HTMLElement {
  const host = make('div', { class: ownUiClass });
  // Attached before the host is in the page, so that the recorder never starts to watch the shadow root.
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look);
  root.adoptedStyleSheets = [sheet];
  root.append(...pieces);
  document.documentElement.append(host);
  return host;
}

export function sandboxNote(): HTMLElement {
  return make('small', { class: 'note' }, 'Sandbox – not Glance');
}
