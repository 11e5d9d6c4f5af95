import type { Context } from 'mocha';

// What tests need that not every engine has, or not every driver can do. What is left out for it says so in its title.

export const { engine = 'chromium' } = window as Window & { engine?: string };

export const has = {
  emulateMedia: engine === 'chromium',
  setViewport: engine !== 'webkit',
  gc: 'gc' in window,
  moveBefore: 'moveBefore' in Element.prototype,
  /** What no font has is drawn as a box: in Chromium a narrow one, elsewhere one wider than letters are. */
  narrowBoxes: engine === 'chromium',
  /** Firefox loads a frame anew that is moved within its element. */
  movedFrames: engine !== 'firefox',
  /** Firefox lets no message be made whose source is a window of another process. */
  remoteSource: engine !== 'firefox',
  /** Firefox never asks again for a module that failed, WebKit twice at once. */
  importAgain: engine === 'chromium',
  /** WebKit is started with every window allowed: its clicks count for a second only. */
  popupBlocker: engine !== 'webkit',
  /** Only there is nothing laid out of what is out of view (styles.ts says why). */
  skippedContents: engine === 'chromium',
} as const;

/** Leaves this test out, or, called in a hook before them, all of its `describe`, where the engine lacks what it needs. */
export function needs(context: Context, what: keyof typeof has): void {
  if (has[what]) return;
  const { test } = context;
  // A hook is named by mocha, not by us.
  const left = /^"(before|after)/.test(test?.title ?? '') ? test?.parent : test;
  if (left) left.title += ` (left out: no ${what} in ${engine})`;
  context.skip();
}
