/** The session bar: says all the while that somebody can see the page, under which key, and ends it. */
import type { Agent } from './agents.js';
import { mount, sandboxNote } from './host.js';
import { make } from './make.js';

export interface Bar {
  agents(agents: readonly Agent[]): void;
  paused(paused: boolean): void;
  remove(): void;
}

interface BarOptions {
  readonly key: string;
  readonly end: () => void;
  readonly resume: () => void;
}

export function showBar({ key, end, resume }: BarOptions): Bar {
  const headline = make('strong', {});
  const watching = make('span', { class: 'quiet' });
  const resumeButton = make('button', { type: 'button', class: 'primary', hidden: '' }, 'Resume');
  const endButton = make('button', { type: 'button', class: 'end' }, 'End');
  resumeButton.addEventListener('click', resume);
  endButton.addEventListener('click', end);

  const bar = make(
    'section',
    { class: 'bar', 'aria-label': 'Cobrowse session' },
    make('span', { class: 'lamp', 'aria-hidden': 'true' }),
    make('div', { class: 'words', role: 'status' }, headline, watching),
    make('div', { class: 'key' }, make('span', { class: 'quiet' }, 'Session key'), make('output', {}, key)),
    make('div', { class: 'answers' }, resumeButton, endButton),
    sandboxNote(),
  );
  const host = mount(make('div', { class: 'frame', 'aria-hidden': 'true' }), bar);

  const result: Bar = {
    agents(agents) {
      watching.textContent = watchers(agents);
    },
    paused(paused) {
      bar.classList.toggle('paused', paused);
      resumeButton.hidden = !paused;
      headline.textContent = paused ? 'Paused: this page is not shown' : 'A company representative can see this page';
    },
    remove: () => host.remove(),
  };
  result.agents([]);
  result.paused(false);
  return result;
}

function watchers(agents: readonly Agent[]): string {
  const names = agents.map(({ name }) => name);
  if (names.length === 0) return 'No agent is watching yet';
  if (names.length === 1) return `1 agent is watching: ${names[0]}`;
  return `${names.length} agents are watching: ${names.join(', ')}`;
}
