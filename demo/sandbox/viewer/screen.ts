/** The viewer's own face: a header that says which session this is, and a stage that shows it or says why not. */
import { make } from '../customer/make.js';
import { look } from './look.js';
import type { ViewAgent } from './view.js';

/** By the look-up's `calltype`; a kind nobody has heard of is shown by its own name. */
const titles: Readonly<Record<string, string>> = {
  cobrowse: 'Cobrowse viewer',
  camera: 'Camera viewer',
  screenshare: 'Screen share viewer',
  video: 'Video viewer',
};

export class Screen {
  /** The replayed page goes here. */
  readonly stage = make('div', { class: 'stage' });
  readonly #main: HTMLElement;
  readonly #title = make('h1', {}, 'Cobrowse viewer');
  readonly #badge = make('span', { class: 'badge', role: 'status' }, 'Connecting');
  readonly #key = make('output', {});
  readonly #customer = make('span', { class: 'customer', hidden: '' });
  readonly #address = make('span', { class: 'address' });
  readonly #agents = make('ul', { class: 'agents', 'aria-label': 'Agents in the session' });
  readonly #timer = make('time', { class: 'timer', hidden: '', 'aria-label': 'Length of the session' });
  readonly #message = make('div', { class: 'message' });
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(sessionKey: string, agent: ViewAgent) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    this.#main = document.getElementById('viewer') ?? document.body.appendChild(make('main', { id: 'viewer' }));
    // What the server's own note said, the header says.
    this.#main.replaceChildren(
      make(
        'header',
        {},
        make('div', { class: 'name' }, this.#title, make('small', {}, 'Sandbox – not Glance')),
        this.#badge,
        make('div', { class: 'key' }, make('span', {}, 'Session key'), this.#key),
        this.#customer,
        make('div', { class: 'right' }, this.#agents, this.#timer),
        ...youAre(agent),
      ),
      make('section', { class: 'view', 'aria-label': 'The customer’s page' }, this.#address, this.stage, this.#message),
    );
    this.#showKey(sessionKey);
    this.#show('opening', 'Connecting', make('span', { class: 'spinner' }), make('h2', {}, 'Connecting …'));
  }

  showWaiting(): void {
    this.#show(
      'waiting',
      'Waiting',
      make('span', { class: 'spinner' }),
      make('h2', {}, 'Waiting for the customer'),
      make('p', {}, 'Their page appears here as soon as they start the session with this key:'),
      make('p', { class: 'large-key' }, this.#key.textContent || '–'),
    );
  }

  showLive(sessionKey: string, startedAt: number, customer: string, callType: string): void {
    this.#showKey(sessionKey);
    this.#title.textContent = titles[callType] ?? `${callType || 'Cobrowse'} viewer`;
    this.#customer.hidden = !customer;
    this.#customer.textContent = customer;
    this.#show('loading', 'Live', make('span', { class: 'spinner' }), make('h2', {}, 'The page is on its way …'));
    const tick = (): void => {
      this.#timer.textContent = stopwatch(Date.now() - startedAt);
    };
    this.#timer.hidden = false;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(tick, 1000);
    tick();
  }

  showPage(): void {
    if (this.#main.dataset['state'] === 'loading') this.#show('live', 'Live');
  }

  showPaused(message: string | undefined): void {
    const state = this.#main.dataset['state'];
    if (message === undefined) {
      if (state === 'paused') this.#show('live', 'Live');
    } else if (state !== 'over') {
      this.#show('paused', 'Paused', make('h2', {}, 'The customer has paused'), make('p', {}, message));
    }
  }

  showAddress(address: string): void {
    try {
      const { host, pathname } = new URL(address);
      this.#address.textContent = host + pathname;
    } catch {
      this.#address.textContent = '';
    }
  }

  showAgents(names: readonly string[]): void {
    this.#agents.replaceChildren(
      ...names.map((name) =>
        make(
          'li',
          {},
          make('span', { class: 'initials', 'aria-hidden': 'true' }, initials(name)),
          make('span', {}, name),
        ),
      ),
    );
  }

  showOver(badge: string, title: string, text: string): void {
    clearInterval(this.#ticking);
    this.#show('over', badge, make('h2', {}, title), make('p', {}, text));
  }

  #showKey(sessionKey: string): void {
    this.#key.textContent = sessionKey;
    document.title = sessionKey ? `Cobrowse viewer – ${sessionKey}` : 'Cobrowse viewer';
  }

  #show(state: string, badge: string, ...message: HTMLElement[]): void {
    this.#main.dataset['state'] = state;
    this.#badge.textContent = badge;
    this.#message.replaceChildren(...message);
    this.#message.hidden = message.length === 0;
  }
}

/** What this viewer was told of its agent; nothing when it was told no more than the name. */
function youAre({ name, video, details }: ViewAgent): HTMLElement[] {
  if (!video && details.length === 0) return [];
  const items = [name, ...details].map((text) => make('li', {}, text));
  return [
    make('ul', { class: 'you', 'aria-label': 'You' }, ...items),
    ...(video ? [make('span', { class: 'video' }, 'Agent video on')] : []),
  ];
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20)).join('');
}

function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
