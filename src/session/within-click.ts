import type { Clock } from './ports.js';

/**
 * Hands over the outcome of `promise` in a task that may still open a window, if it comes within a
 * second of the click this is called in. WebKit lets only timers that were set in the click itself,
 * of a second at most, open one; never the continuation of a fetch (platform.md, part 1).
 * @returns calls the timers off
 */
export const withinClick = <T>(clock: Clock, promise: Promise<T>, use: (value: T) => void): (() => void) => {
  let hand: (() => void) | undefined;
  let late = false;
  const timers: (() => void)[] = [];
  const cancel = (): void => {
    for (const timer of timers.splice(0)) timer();
  };
  for (let ms = 50; ms < 1000; ms += 50)
    timers.push(
      clock.after(ms, () => {
        late = ms === 950;
        hand?.();
      }),
    );
  void promise.then((value) => {
    hand = () => {
      hand = undefined;
      cancel();
      use(value);
    };
    if (late) hand();
  });
  return cancel;
};
