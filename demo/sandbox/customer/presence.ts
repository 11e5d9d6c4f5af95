/** `GLANCE.Presence.Visitor`: tells Glance that the customer is on this page, and carries what an agent asks of it. */
import { asText, FrameSocket, type Frame } from './frames.js';
import { invoke } from './invoke.js';
import { describePage } from './page-data.js';
import { presenceServer, uniqueVisitor } from './services.js';
import { isVisitorId, settings, shortVersion, visitor } from './settings.js';

interface VisitorParams {
  groupid?: string | number;
  visitorid?: string;
}

const soon = 5_000;
const later = 60_000;
const usualKeepalive = 30;
const mostQueued = 50;

export class PresenceVisitor {
  static readonly #connected = new Set<PresenceVisitor>();

  onsignal?: (data: unknown) => void;
  onerror?: (data: unknown) => void;
  onuniqueid?: (id: string, timeoutSeconds: number) => void;

  readonly #groupId: string | number;
  #visitorId: string | undefined;
  #guestToken: string | undefined;
  #data: Record<string, unknown> = {};
  #presenceDue = false;
  #queue: Frame[] = [];
  #socket: FrameSocket | undefined;
  /** Grows with every open and close, so that an answer to an earlier one is known to be stale. */
  #attempt = 0;
  #failures = 0;
  /** Another tab or app of the same customer has the focus; this one stays out until it gets it back. */
  #blurred = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #keepaliveTimer: ReturnType<typeof setInterval> | undefined;
  #page: AbortController | undefined;

  constructor(params: VisitorParams = {}) {
    this.#groupId = params.groupid ?? settings.groupId;
    this.#visitorId = params.visitorid ?? visitor.id;
  }

  static setVisitorId(id: string): void {
    if (!isVisitorId(id)) {
      console.warn('This is no visitor id:', id);
      return;
    }
    visitor.id = id;
    for (const instance of PresenceVisitor.#connected) instance.#becomeVisitor(id);
  }

  /** What the session has to say (terms, session start and end) goes out through every connected instance. */
  static report(type: string, data?: object): void {
    for (const instance of PresenceVisitor.#connected) instance.fire(type, data);
  }

  connect(): void {
    PresenceVisitor.#connected.add(this);
    this.#watchPage();
    this.#open();
  }

  disconnect(): void {
    PresenceVisitor.#connected.delete(this);
    this.#page?.abort();
    this.#page = undefined;
    this.#queue = [];
    this.#close();
  }

  presence(params: { data?: object } = {}): void {
    Object.assign(this.#data, params.data);
    this.#announce();
    if (!this.#page) this.connect();
  }

  connectUnique(params: { data?: object } = {}): void {
    presenceServer(String(this.#groupId))
      .then((server) => uniqueVisitor(server, String(this.#groupId)))
      .then((reply) => {
        const uniqueId = asText(reply['uniqueid']);
        const visitorId = typeof reply['visitorid'] === 'string' ? reply['visitorid'] : `UNQ-${uniqueId}`;
        if (typeof reply['guesttoken'] === 'string') this.#guestToken = reply['guesttoken'];
        this.onuniqueid?.(uniqueId, Number(reply['timeout']) || 300);
        this.#visitorId = visitorId;
        this.presence(params);
      })
      .catch((error: unknown) => {
        console.error('PRES_UNAVAILABLE', error);
        this.onerror?.({ error: 'connfail', detail: 'error' });
      });
  }

  extendUnique(): void {
    this.#close();
    this.#retryIn(soon);
  }

  fire(type: string, data?: object): void {
    const frame = data === undefined ? { type } : { type, data };
    if (this.#socket?.isOpen) {
      this.#socket.send(frame);
      return;
    }
    this.#queue = [...this.#queue, frame].slice(-mostQueued);
    this.#open();
  }

  #announce(): void {
    this.#presenceDue = true;
    if (this.#socket?.isOpen) this.#sendPresence();
    else if (this.#page) this.#open();
  }

  #sendPresence(): void {
    this.#presenceDue = false;
    this.#socket?.send({ type: 'presence', data: { ...settings.user, ...describePage(), ...this.#data } });
  }

  #open(): void {
    if (!this.#page || this.#socket || this.#blurred || document.hidden || !this.#visitorId) return;
    clearTimeout(this.#retryTimer);
    const attempt = ++this.#attempt;
    presenceServer(String(this.#groupId))
      .then((server) => {
        if (attempt !== this.#attempt) return;
        if (server) this.#openSocket(server);
        else this.#refused('PRES_DISABLED');
      })
      .catch((error: unknown) => console.error('PRES_UNAVAILABLE', error));
  }

  #openSocket(server: string): void {
    const address = `${settings.scheme === 'https' ? 'wss' : 'ws'}://${server}/visitorws`;
    this.#socket = new FrameSocket(address, {
      open: () => this.#introduce(),
      frame: (frame) => this.#receive(frame),
      lost: () => {
        this.#close();
        // Three quick tries, then once a minute (traces 4.1); the next `connected` starts the count again.
        this.#failures += 1;
        this.#retryIn(this.#failures > 3 ? later : soon);
      },
    });
  }

  /** After a reconnect of its own the script says only who it is: the server keeps the last presence (traces 4.3). */
  #introduce(): void {
    const guest = this.#guestToken === undefined ? {} : { guesttoken: this.#guestToken };
    this.#socket?.send({
      type: 'connect',
      groupid: this.#groupId,
      visitorid: this.#visitorId,
      version: shortVersion,
      ...guest,
    });
    if (this.#presenceDue) this.#sendPresence();
    for (const frame of this.#queue.splice(0)) this.#socket?.send(frame);
  }

  #receive(frame: Frame): void {
    const { mtype, type, data } = frame;
    switch (mtype ?? type) {
      case 'connected':
        this.#failures = 0;
        this.#keepAlive(Number(frame['keepalive']));
        break;
      case 'invoke':
        invoke(data);
        break;
      case 'signal':
        this.onsignal?.(data);
        break;
      case 'error':
        this.onerror?.(data);
        break;
      case 'blur':
        this.#blurred = true;
        this.#close();
        break;
      case 'redirect':
      case 'serverclose':
        this.#close();
        this.#retryIn(soon);
        break;
      case 'scaledown':
        this.#close();
        this.#open();
        break;
      default:
    }
  }

  #keepAlive(seconds: number): void {
    clearInterval(this.#keepaliveTimer);
    const period = seconds > 0 ? seconds : usualKeepalive;
    this.#keepaliveTimer = setInterval(() => this.#socket?.send({ type: 'k' }), period * 1000);
  }

  #close(): void {
    this.#attempt += 1;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#keepaliveTimer);
    this.#socket?.close();
    this.#socket = undefined;
  }

  #retryIn(delay: number): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#open(), delay);
  }

  #refused(reason: string): void {
    console.info(reason);
    this.disconnect();
  }

  #becomeVisitor(id: string): void {
    this.#visitorId = id;
    this.#close();
    this.#announce();
  }

  /** The page counts as present while it can be seen; the newest focus wins over other tabs of the same customer. */
  #watchPage(): void {
    if (this.#page) return;
    this.#page = new AbortController();
    const { signal } = this.#page;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#leave() : this.#arrive()), { signal });
    window.addEventListener('focus', () => this.#arrive(), { signal });
    window.addEventListener('pagehide', () => this.#leave(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#arrive(), { signal });
  }

  #arrive(): void {
    this.#blurred = false;
    this.#announce();
  }

  #leave(): void {
    this.#socket?.send({ type: 'visibility', data: { visibility: 'hidden' } });
    this.#close();
  }
}
