/** One JSON object per text frame, both ways: all of the sandbox's sockets speak so. */

export type Frame = Readonly<Record<string, unknown>>;

export interface FrameHandlers {
  open(): void;
  frame(frame: Frame): void;
  /** Once, however it ends: never opened, dropped, or closed by the other side. Not after our own `close`. */
  lost(): void;
}

const openWithin = 10_000;

export function asObject(value: unknown): Frame | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Frame) : undefined;
}

/** A string or number as text; anything else is no text. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export class FrameSocket {
  readonly #socket: WebSocket;
  readonly #handlers: FrameHandlers;
  readonly #openTimer: ReturnType<typeof setTimeout>;
  #done = false;

  constructor(url: string, handlers: FrameHandlers) {
    this.#handlers = handlers;
    this.#socket = new WebSocket(url);
    this.#openTimer = setTimeout(() => this.#finish(), openWithin);
    this.#socket.addEventListener('open', () => {
      clearTimeout(this.#openTimer);
      if (!this.#done) handlers.open();
    });
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
    this.#socket.addEventListener('close', () => this.#finish());
  }

  get isOpen(): boolean {
    return !this.#done && this.#socket.readyState === WebSocket.OPEN;
  }

  send(frame: Frame): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.#done = true;
    clearTimeout(this.#openTimer);
    this.#socket.close();
  }

  #receive(data: unknown): void {
    if (this.#done || typeof data !== 'string') return;
    let frame: Frame | undefined;
    try {
      frame = asObject(JSON.parse(data));
    } catch {
      // A frame that is no JSON is dropped; the socket stays.
    }
    if (frame) this.#handlers.frame(frame);
  }

  #finish(): void {
    if (this.#done) return;
    this.close();
    this.#handlers.lost();
  }
}
