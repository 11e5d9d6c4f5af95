import { replace } from '../element/replace.js';

/** What a row must not leave behind unseen: errors nobody caught, and what is said to the integrator. */
export interface PageWatch {
  readonly uncaught: readonly string[];
  readonly warnings: readonly string[];
  /** Errors of these messages are the row's own: they are counted, and not printed. */
  expects(messages: readonly string[]): void;
  stop(): void;
}

export const watchPage = (): PageWatch => {
  const uncaught: string[] = [];
  const warnings: string[] = [];
  let expected: readonly string[] = [];
  let announced: unknown[] | undefined;
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
    // The runner's own, which would fail the test: at a window the first that came is the first to hear, whatever is
    // captured.
    replace(window, 'onerror', () => null),
    replace(console, 'error', (print) => (...said: unknown[]) => {
      const [first] = said;
      // Of a rejection the runner first says that there is one.
      if (String(first).startsWith('An error was thrown in a Promise')) {
        announced = said;
        return;
      }
      const unexpected = !(first instanceof Error) || !expected.includes(first.message);
      if (unexpected && announced) print(...announced);
      if (unexpected) print(...said);
      announced = undefined;
    }),
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
    expects: (messages) => {
      expected = messages;
    },
    stop: () => {
      over.abort();
      for (const undo of restore) undo();
    },
  };
};
