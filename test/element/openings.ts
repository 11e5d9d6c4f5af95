import { sendMouse } from '@web/test-runner-commands';
import { replace } from './replace.js';
import { origins, sandboxState } from './sandbox.js';
import { until } from './until.js';
import type { Posted } from './viewers.js';

/** What the page opens and posts, in real windows and frames. */
export class Openings {
  readonly windows: Window[] = [];
  /** What each was opened with. */
  readonly features: string[] = [];
  readonly posted: Posted[] = [];
  #live = 0;
  #restore: (() => void)[] = [];

  install(): void {
    const { windows, features, posted } = this;
    this.#restore = [
      replace(window, 'open', (open) => (url, name, asked) => {
        const opened = open.call(window, url, name, asked);
        features.push(asked ?? '');
        if (opened) windows.push(opened);
        return opened;
      }),
      replace(
        HTMLFormElement.prototype,
        'submit',
        (submit) =>
          function (this: HTMLFormElement) {
            const fields = Object.fromEntries(new FormData(this)) as Record<string, string>;
            posted.push({ action: this.action, target: this.target, fields });
            submit.call(this);
          },
      ),
    ];
    const listen = ({ origin, data }: MessageEvent<{ glanceEvent?: unknown } | null>): void => {
      if (origin === origins.glance && data?.glanceEvent === 'sessionStarted') this.#live++;
    };
    window.addEventListener('message', listen);
    this.#restore.push(() => window.removeEventListener('message', listen));
  }

  /** Waits until so many viewers in all have said that they are in the session. */
  async areLive(count: number): Promise<void> {
    await until(
      () => `${count} viewers are in the session, but ${this.#live} have said so`,
      () => this.#live >= count,
    );
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
    for (const opened of this.windows) opened.close();
  }
}

/** A real click, from which the browser lets a window open. */
export async function click(target: HTMLElement): Promise<void> {
  const { x, y, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
}

/** Waits until no viewer is on the screen, as Glance sees it. */
export async function noViewerIsLeft(): Promise<void> {
  await until('no viewer is left', async () => (await sandboxState()).sockets.view === 0);
}
