/** The customer's own way into a session. */
import { mount, sandboxNote } from './host.js';
import { make } from './make.js';

let host: HTMLElement | undefined;

export function showButton(start: () => void): void {
  if (host?.isConnected) return;
  const button = make('button', { type: 'button' }, icon(), 'Cobrowse');
  button.addEventListener('click', start);
  host = mount(make('div', { class: 'launcher' }, button, sandboxNote()));
}

export function hideButton(): void {
  host?.remove();
  host = undefined;
}

function icon(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M3 5h18v10H3zM8 20h8M12 15v5M9 8l1.5 4.5L12 11l1.8-.6z');
  svg.append(path);
  return svg;
}
