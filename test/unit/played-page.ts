import assert from 'node:assert/strict';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import type { Viewer, ViewerEvent, ViewerRequest } from '../../src/session/ports.js';
import { openByPage } from '../../src/viewer/own.js';
import type { ViewerPlace } from '../../src/viewer/watch.js';
import { PlayedClock } from './played.js';

/** The agent's page as the tests of src/viewer play it: its windows, its listeners, what is posted from it. */

export const GLANCE = 'https://www.glance.net';
export const OPENED: ViewerEvent = { type: 'viewer-opened' };

/** A window as a page sees one of another origin. */
export class PlayedWindow {
  closed = false;
  shown = 0;
  readonly top: unknown = this;
  /** Whether a page of another origin is in it. */
  shows = false;
  constructor(readonly opener: unknown) {}
  get location(): { href: string } {
    if (this.shows) throw new Error('SecurityError');
    return { href: 'about:blank' };
  }
  get name(): string {
    throw new Error('SecurityError');
  }
  focus(): void {
    this.shown++;
  }
  close(): void {
    this.closed = true;
  }
}

/** The agent's page: what it listens to, and what has been posted from it. */
export class PlayedPage extends EventTarget {
  readonly crypto = crypto;
  readonly errors: unknown[] = [];
  readonly clock = new PlayedClock();
  readonly asked: (string | undefined)[][] = [];
  readonly posted: { target: string; fields: Record<string, string> }[] = [];
  readonly listeners = new Set<unknown>();
  reachable = true;
  mayPost = true;
  blocked = false;
  readonly windows = new Map<string, PlayedWindow>();

  override addEventListener(...all: Parameters<EventTarget['addEventListener']>): void {
    this.listeners.add(all[1]);
    super.addEventListener(...all);
  }
  override removeEventListener(...all: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners.delete(all[1]);
    super.removeEventListener(...all);
  }
  reportError(error: unknown): void {
    this.errors.push(error);
  }
  open(...asked: string[]): PlayedWindow | null {
    this.asked.push(asked);
    const [, name = ''] = asked;
    if (this.blocked) return null;
    const there = this.windows.get(name) ?? new PlayedWindow(this);
    this.windows.set(name, there);
    return there;
  }
  /** As a window of the page would post it. */
  hear(data: unknown, source: unknown, origin = GLANCE): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source, origin }));
  }

  /** As the browser tells what the page's Content Security Policy forbids. */
  forbids(effectiveDirective: string, blockedURI: string, disposition = 'enforce'): void {
    const event = new Event('securitypolicyviolation');
    this.dispatchEvent(Object.assign(event, { effectiveDirective, blockedURI, disposition }));
  }

  get place(): ViewerPlace {
    const { posted } = this;
    const mayPost = () => this.mayPost;
    const form = () =>
      Object.assign(new EventTarget(), {
        target: '',
        submit(this: EventTarget & { target: string }) {
          if (!mayPost()) throw new Error('form-action');
          const formData = new FormData();
          this.dispatchEvent(Object.assign(new Event('formdata'), { formData }));
          const fields = Object.fromEntries([...formData].map(([name, value]) => [name, value as string]));
          posted.push({ target: this.target, fields });
        },
        remove: () => undefined,
      });
    const root = {
      isConnected: this.reachable,
      appendChild: () => undefined,
      ownerDocument: { createElement: form },
    };
    return {
      view: this as unknown as Window,
      root: root as unknown as Node,
      clock: this.clock,
      read: readViewerMessage,
      agent: { name: 'Ada' },
    };
  }

  readonly names: (string | undefined)[] = [];

  readonly signs: string[] = [];

  request(sessionKey = '12345', viewerName?: string): { heard: ViewerEvent[]; request: ViewerRequest } {
    const heard: ViewerEvent[] = [];
    // That a viewer is alive, and shows something, is kept apart: there is a test of its own for that.
    // Its name is for one test of its own.
    const hear = (event: ViewerEvent): void =>
      event.type === 'viewer-alive' || event.type === 'viewer-started'
        ? void this.signs.push(event.type)
        : void heard.push(event.type === 'viewer-opened' ? (this.names.push(event.name), OPENED) : event);
    return { heard, request: { origin: GLANCE, sessionKey, groupId: '21489', viewerName, hear } };
  }

  /** Opened by the page itself, which returns `returned`. */
  byPage(returned: unknown, sessionKey?: string): { heard: ViewerEvent[]; viewer: Viewer | undefined } {
    const { heard, request } = this.request(sessionKey);
    return { heard, viewer: openByPage(this.place, () => returned, request) };
  }

  nothingIsLeft(): void {
    assert.equal(this.clock.running, 0, 'timers');
    assert.equal(this.listeners.size, 0, 'listeners');
  }
}
