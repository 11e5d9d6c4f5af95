import type { CDPSession, Page } from 'playwright';
import { openPage, signedIn, type Stage } from './browser.js';
import { scriptOf } from './bundle.js';

// A queue of a thousand rows, each with a button: ours, or a plain one of Lit's.

export type Attributes = Readonly<Record<string, string>>;

/** One of the two kinds, and what each element of it is given. */
export type Kind = readonly [tag: string, attributes: Attributes];

/** @param more attributes beside what signs in, and watches a customer of its own */
export const ours = (stage: Stage, more: Attributes = {}): Kind => [
  'glance-join',
  { ...signedIn(stage), presence: '', visitorid: 'customer-{row}', ...more },
];

export const plain: Kind = ['plain-button', { label: 'Join' }];

/** How often a time is measured, and how often before that, until the engine has made it fast. */
export const REPEATS = 30;
export const WARM_UPS = 5;

/** A page with both kinds defined, in a window of its own. */
export async function withQueue<T>(
  stage: Stage,
  { plays = [], height = 800 }: { readonly plays?: Window['plays']; readonly height?: number },
  body: (page: Page, devtools: CDPSession) => Promise<T>,
): Promise<T> {
  const context = await stage.browser.newContext({ viewport: { width: 1_000, height } });
  try {
    stage.files.set('/rows.js', await scriptOf(new URL('page/rows.ts', import.meta.url)));
    stage.files.set('/plain-button.js', await scriptOf(new URL('page/plain-button.ts', import.meta.url)));
    const page = await openPage(
      stage,
      context,
      `<script>window.plays = ${JSON.stringify(plays)};</script>
      <script type="module" src="/rows.js"></script>
      <script type="module" src="/plain-button.js"></script>
      <script type="module" src="/glance-join.js"></script>`,
    );
    await page.waitForFunction(() => customElements.get('plain-button') && customElements.get('glance-join'));
    return await body(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}
