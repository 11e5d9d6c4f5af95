import { sendMouse } from '@web/test-runner-commands';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import type { Clock, LoginKey, ViewerEvent, ViewerRequest } from '../../src/session/ports.js';
import type { ViewerPlace } from '../../src/viewer/watch.js';
import { replace } from './replace.js';
import { origins, resetSandbox, seen } from './sandbox.js';
import { nextTask, until } from './until.js';

// A page in which viewers are opened without the element: real frames, windows and posts.

export const ENDED = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };

/** Timers that fire when a test says so. */
class HandClock implements Clock {
  readonly #timers = new Set<() => void>();
  #ahead = 0;
  now(): number {
    return Date.now() + this.#ahead;
  }
  after(_ms: number, fire: () => void): () => void {
    this.#timers.add(fire);
    return () => void this.#timers.delete(fire);
  }
  hidden(): boolean {
    return false;
  }
  random(): number {
    return 0;
  }
  get running(): number {
    return this.#timers.size;
  }
  /** A second passes. */
  tick(): void {
    this.#ahead += 1000;
    const due = [...this.#timers];
    this.#timers.clear();
    for (const fire of due) fire();
  }
}

interface Listening {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
}

export class ViewerPage {
  readonly stage = document.createElement('main');
  readonly clock = new HandClock();
  /** What has been posted: the target of each form. */
  readonly targets: string[] = [];
  #listening: Listening[] = [];
  #restore: (() => void)[] = [];
  #loginKey: LoginKey | undefined;
  #windows: Window[] = [];
  place!: ViewerPlace;

  async enter(): Promise<void> {
    await resetSandbox();
    unheard = [];
    window.onmessage = overhear;
    document.body.append(this.stage);
    const host = this.stage.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    this.place = { view: window, root, clock: this.clock, read: readViewerMessage, agent: { name: 'Ada Park' } };
    const reply = await fetch('/loginkey?partneruserid=agent-42', { method: 'POST' });
    const { loginKey } = (await reply.json()) as { loginKey: string };
    this.#loginKey = { key: loginKey, groupId: '21489', partnerUserId: 'agent-42', expires: Infinity };
    const { targets } = this;
    const keep = this.#windows;
    const listen = (target: EventTarget, type: string, listener: unknown): void => {
      if (['message', 'focus', 'load'].includes(type)) this.#listening.push({ target, type, listener });
    };
    const unlisten = (target: EventTarget, type: string, listener: unknown): void => {
      const is = (one: Listening) => one.target === target && one.type === type && one.listener === listener;
      this.#listening = this.#listening.filter((one) => !is(one));
    };
    this.#restore = [
      replace(
        HTMLFormElement.prototype,
        'submit',
        (submit) =>
          function (this: HTMLFormElement) {
            targets.push(this.target);
            submit.call(this);
          },
      ),
      replace(window, 'open', (open) => (...asked) => {
        const opened = open.apply(window, asked);
        if (opened) keep.push(opened);
        return opened;
      }),
      replace(
        EventTarget.prototype,
        'addEventListener',
        (add) =>
          function (this: EventTarget, ...rest) {
            const [type, listener, options] = rest;
            listen(this, type, listener);
            const { signal } = typeof options === 'object' ? options : {};
            if (signal) add.call(signal, 'abort', () => unlisten(this, type, listener));
            add.apply(this, rest);
          },
      ),
      // The driver's own go this way.
      replace(
        EventTarget.prototype,
        'removeEventListener',
        (remove) =>
          function (this: EventTarget, ...rest) {
            unlisten(this, rest[0], rest[1]);
            remove.apply(this, rest);
          },
      ),
    ];
  }

  async leave(): Promise<void> {
    for (const restore of this.#restore) restore();
    window.onmessage = null;
    for (const opened of this.#windows) opened.close();
    this.stage.remove();
    await nextTask();
  }

  request(sessionKey = '12345'): { heard: ViewerEvent[]; request: ViewerRequest } {
    const heard: ViewerEvent[] = [];
    // Under which name it opened is for the test of viewers that are found again; signs of life have one of their own.
    const hear = (event: ViewerEvent): void => {
      if (event.type === 'viewer-alive' || event.type === 'viewer-started') return;
      heard.push(event.type === 'viewer-opened' ? { type: event.type } : event);
    };
    return {
      heard,
      request: { origin: origins.glance, sessionKey, groupId: '21489', loginKey: this.#loginKey!, hear },
    };
  }

  /** A frame of the page's own. */
  frame(html = '<iframe></iframe>', parent: ParentNode = this.stage): HTMLIFrameElement {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    parent.append(holder.content);
    return [...parent.querySelectorAll('iframe')].at(-1)!;
  }

  /** As the viewer would say it. */
  hear(data: unknown, source: MessageEventSource | null, origin = origins.glance): void {
    window.dispatchEvent(new MessageEvent('message', { data, origin, source }));
  }

  /** Does it within a real click, from which the browser lets a window open. */
  async click(action: () => void): Promise<void> {
    const button = this.stage.appendChild(document.createElement('button'));
    button.textContent = 'Open';
    let clicked = false;
    button.addEventListener('click', () => {
      clicked = true;
      action();
    });
    const { x, y, width, height } = button.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await until('the click came', () => clicked);
    button.remove();
  }

  /** What the sandbox has been asked for by these: `POST` and `GET`. */
  async requested(): Promise<string[]> {
    return (await seen('/agentjoin/AgentView.aspx')).map(({ method }) => method);
  }

  get isLeftAlone(): boolean {
    return this.clock.running === 0 && this.#listening.length === 0;
  }
}

/** What viewers have said and no test has waited for: a driver may tell of a click after the viewer it opened has spoken. */
let unheard: MessageEvent[] = [];

function overhear(event: MessageEvent): void {
  // The last words of a window that an earlier test has closed come late, and in WebKit from nobody.
  const { closed = true } = (event.source ?? {}) as Partial<Window>;
  if (event.isTrusted && event.origin === origins.glance && !closed) unheard.push(event);
}

/** Waits for the next word of a viewer of ours. @returns the window it came from */
export async function speaks(from?: Window | null): Promise<Window> {
  const { source } = await until('a viewer speaks', () => {
    const at = unheard.findIndex(({ source }) => !from || source === from);
    return at >= 0 && unheard.splice(at, 1)[0];
  });
  return source as Window;
}
