/** What the core is handed by its surroundings: real ones behind a server, played ones in a test. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `ms`; what it returns calls it off. */
  after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** The server's end of a web socket. Closing it does not call `Connection.closed`: the transport does, as for any close. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** What the transport calls for a socket it has opened. */
export interface Connection {
  message(text: string): void;
  closed(): void;
}

/** WebSocket close codes used here: policy violation, and the server going away. */
export const REFUSED = 1008;
export const GOING_AWAY = 1001;
export const NORMAL = 1000;

export type Frame = Record<string, unknown>;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A frame from outside: one JSON object, or nothing. */
export function readFrame(text: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Text or a number as text (group ids come as either), else the empty text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
