import type { Surroundings } from '../session/diagnose.js';
import { storage } from './memory.js';
import { blocked } from './page.js';

/** What the browser tells of the page, now. */
export const surroundings = (): Omit<Surroundings, 'serverClock'> => {
  const { frameElement, isSecureContext, crossOriginIsolated, origin, parent } = window;
  const { onLine, userAgent } = navigator;
  const sandbox = frameElement?.getAttribute('sandbox')?.split(/\s+/);
  // A page without an origin is in a sandbox. Into the frame of another origin nobody can look.
  const lacks = sandbox
    ? NEEDED.filter((name) => !sandbox.includes(name)).join(', ')
    : origin === 'null' && 'allow-same-origin';
  /** What is worth knowing, where it is so; and what can be done about it. */
  const facts: readonly [is: unknown, fact: string, hint?: string][] = [
    [true, origin],
    [parent !== window, 'framed'],
    [lacks, `sandbox without ${lacks}`, 'Add that to the sandbox.'],
    [crossOriginIsolated, 'isolated', 'Viewers are cut off: change Cross-Origin-Opener-Policy.'],
    [!isSecureContext, 'not secure', 'Use https.'],
    [!onLine, 'offline', 'Go online.'],
    [!storage(), 'no session storage', 'Allow session storage.'],
    [!('locks' in navigator), 'no locks'],
    [document.hidden, 'hidden'],
    [true, userAgent],
  ];
  const seen = facts.filter(([is]) => is);
  return {
    origin,
    facts: seen.map(([, fact]) => fact).join(', '),
    hint: seen.flatMap(([, , hint]) => hint ?? []).join(' '),
    blocked: () => new Promise((resolve) => setTimeout(() => resolve([...blocked].join(', ')))),
  };
};

/** What a viewer's window needs of a sandbox (platform.md, part 1). */
const NEEDED = ['allow-forms', 'allow-popups', 'allow-popups-to-escape-sandbox'];
