/** Taken before a test plays with the clock. */
const setTimeout = window.setTimeout.bind(window);
const now = Date.now.bind(Date);

const PATIENCE = 6_000;

/** Waits for a condition, and no longer than it takes. @returns what the condition gave */
export async function until<T>(
  what: string | (() => string),
  condition: () => T | Promise<T>,
): Promise<Exclude<T, false | undefined | null | 0>> {
  const deadline = now() + PATIENCE;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<T, false | undefined | null | 0>;
    if (now() > deadline) throw new Error(`Waited in vain: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Lets the tasks that are due now run: enough for an element that has been taken out to let go. */
export async function nextTask(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** Waits until the page has been drawn, and with it observed what is in view. */
export async function drawn(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await nextTask();
}
