/** `addEventListener` and `removeEventListener` as `GLANCE.Cobrowse.Visitor` has them: plain functions, plain data. */

import type { Agent } from './agents.js';

export interface CobrowseEvents {
  ready: undefined;
  sessionstarting: { sessionKey: string };
  sessionstart: { sessionKey: string };
  sessioncontinue: { sessionKey: string };
  sessionend: { reason: string };
  agents: { agents: readonly Agent[] };
  error: { code: string; msg: string };
}

type Listener = (data: unknown) => void;

const listeners = new Map<string, Set<Listener>>();
/** Nothing is announced before the page's own scripts have had the chance to listen. */
let isReady = false;
const pending: (() => void)[] = [];

export function addEventListener(name: string, listener: Listener): void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener));
  // A page that loads the script late could otherwise never hear it.
  if (name === 'ready' && isReady) queueMicrotask(() => notify(listener, undefined));
}

export function removeEventListener(name: string, listener: Listener): void {
  listeners.get(name)?.delete(listener);
}

export function emit<Name extends keyof CobrowseEvents>(name: Name, data: CobrowseEvents[Name]): void {
  if (!isReady) {
    pending.push(() => emit(name, data));
    return;
  }
  for (const listener of [...(listeners.get(name) ?? [])]) notify(listener, data);
}

/** Once the document is parsed: `ready`, and then what came before it. */
export function announceWhenReady(): void {
  const announce = (): void => {
    isReady = true;
    emit('ready', undefined);
    for (const late of pending.splice(0)) late();
  };
  // A turn later, so that listeners of the same moment (`onload` of this script, `DOMContentLoaded`) come first.
  if (document.readyState !== 'loading') setTimeout(announce);
  else document.addEventListener('DOMContentLoaded', () => setTimeout(announce), { once: true });
}

function notify(listener: Listener, data: unknown): void {
  try {
    listener(data);
  } catch (error) {
    console.error('A Cobrowse listener failed:', error);
  }
}
