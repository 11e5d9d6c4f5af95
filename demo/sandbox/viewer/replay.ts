/** Plays the customer's page live with rrweb, in the frame rrweb makes for it: sandboxed, no script in it runs. */
import { Replayer } from 'rrweb';
import { asObject, asText, type Frame } from '../customer/frames.js';
import { pausedTag, resumedTag } from '../customer/pause-tags.js';

interface ReplayHandlers {
  /** The page can be seen. */
  shown(): void;
  title(address: string): void;
  /** `undefined` when the customer has let it go on. */
  paused(message: string | undefined): void;
}

type ReplayedEvent = Parameters<Replayer['addEvent']>[0];

const fullSnapshot = 2;
const meta = 4;
const custom = 5;
/** Events are shown so much later than they happened, so that a batch plays as a movement. One machine, one clock. */
const behind = 200;
const largest = 2;

export class Replay {
  readonly #stage: HTMLElement;
  readonly #handlers: ReplayHandlers;
  readonly #replayer: Replayer;
  readonly #resized: ResizeObserver;
  #page = { width: 0, height: 0 };

  constructor(stage: HTMLElement, handlers: ReplayHandlers) {
    this.#stage = stage;
    this.#handlers = handlers;
    this.#replayer = new Replayer([], {
      root: stage,
      liveMode: true,
      mouseTail: false,
      triggerFocus: false,
      showWarning: false,
      // In live mode nothing flushes rrweb's virtual document, so changes made before the viewer came would be lost.
      useVirtualDom: false,
      blockClass: 'glance-sandbox-ui',
    });
    this.#replayer.iframe.title = 'The customer’s page';
    this.#replayer.on('resize', (size) => this.#resize(size));
    this.#replayer.on('fullsnapshot-rebuilded', () => handlers.shown());
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(stage);
    this.#replayer.startLive(Date.now() - behind);
  }

  add(events: unknown): void {
    for (const item of Array.isArray(events) ? (events as unknown[]) : []) {
      const event = asObject(item);
      if (typeof event?.['type'] !== 'number' || typeof event['timestamp'] !== 'number') continue;
      this.#notice(event);
      this.#replayer.addEvent(event as unknown as ReplayedEvent);
    }
  }

  stop(): void {
    this.#resized.disconnect();
    this.#replayer.pause();
  }

  #notice(event: Frame): void {
    const data = asObject(event['data']) ?? {};
    if (event['type'] === meta && typeof data['href'] === 'string') this.#handlers.title(data['href']);
    if (event['type'] === fullSnapshot) this.#handlers.paused(undefined);
    if (event['type'] !== custom) return;
    if (data['tag'] === pausedTag) this.#handlers.paused(asText(asObject(data['payload'])?.['message']));
    if (data['tag'] === resumedTag) this.#handlers.paused(undefined);
  }

  #resize(size: unknown): void {
    const { width, height } = asObject(size) ?? {};
    this.#page = { width: Number(width) || 0, height: Number(height) || 0 };
    this.#fit();
  }

  #fit(): void {
    const { width, height } = this.#page;
    if (!width || !height) return;
    const { clientWidth, clientHeight } = this.#stage;
    const scale = Math.min(clientWidth / width, clientHeight / height, largest);
    const left = Math.max(0, (clientWidth - width * scale) / 2);
    const top = Math.max(0, (clientHeight - height * scale) / 2);
    Object.assign(this.#replayer.wrapper.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${left}px, ${top}px) scale(${scale})`,
    });
  }
}
