import { replace } from './replace.js';

// The browser's windows, played: a viewer is a frame of the test page, and what is posted to it is
// kept instead of sent. What real windows do is for viewer.test.ts.

export interface Posted {
  readonly action: string;
  readonly target: string;
  readonly fields: Readonly<Record<string, string>>;
}

export class Viewers {
  readonly posted: Posted[] = [];
  readonly frames: HTMLIFrameElement[] = [];
  /** What each was opened with. */
  readonly features: string[] = [];
  /** How often one that was open has been brought to the front. */
  shown = 0;
  /** Whether the browser refuses to open any. */
  blocked = false;
  #restore: (() => void)[] = [];

  install(): void {
    const { posted } = this;
    this.#restore = [
      replace(window, 'open', () => (_url, name, features) => this.#open(name ?? '', features ?? '')),
      replace(
        HTMLFormElement.prototype,
        'submit',
        () =>
          function (this: HTMLFormElement) {
            const fields = Object.fromEntries(new FormData(this)) as Record<string, string>;
            posted.push({ action: this.action, target: this.target, fields });
          },
      ),
    ];
  }

  uninstall(): void {
    for (const restore of this.#restore) restore();
    for (const frame of this.frames) frame.remove();
  }

  get open(): number {
    return this.frames.filter((frame) => frame.isConnected).length;
  }

  /** The agent closes the viewer's window. */
  closeLast(): void {
    this.frames.at(-1)?.remove();
  }

  #open(name: string, features: string): Window | null {
    if (this.blocked) return null;
    const frame = document.createElement('iframe');
    frame.name = name;
    document.body.append(frame);
    this.frames.push(frame);
    this.features.push(features);
    const view = frame.contentWindow!;
    view.focus = () => {
      this.shown++;
    };
    view.close = () => frame.remove();
    return view;
  }
}
