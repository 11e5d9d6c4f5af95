import { replace } from '../element/replace.js';

/** What a row must not leave behind unseen: errors nobody caught, and what is said to the integrator. */
export interface PageWatch {
  readonly uncaught: readonly string[];
  readonly warnings: readonly string[];
  stop(): void;
}

export const watchPage = (): PageWatch => {
  const uncaught: string[] = [];
  const warnings: string[] = [];
  const note = (event: Event, reason: unknown): void => {
    uncaught.push(reason instanceof Error ? reason.message : String(reason));
    // The row says whether it was to be expected.
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const over = new AbortController();
  const capture = { capture: true, signal: over.signal };
  window.addEventListener('error', (event) => note(event, event.error ?? event.message), capture);
  window.addEventListener('unhandledrejection', (event) => note(event, event.reason), capture);
  const restore = [
    replace(window, 'reportError', () => (error: unknown) => {
      uncaught.push(error instanceof Error ? error.message : String(error));
    }),
    replace(
      console,
      'warn',
      () =>
        (...said: unknown[]) =>
          void warnings.push(said.map(String).join(' ')),
    ),
  ];
  return {
    uncaught,
    warnings,
    stop: () => {
      over.abort();
      for (const undo of restore) undo();
    },
  };
};
