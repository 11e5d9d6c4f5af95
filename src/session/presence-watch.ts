import type { Agent } from './agent.js';
import { type ErrorCode, GlanceError } from './codes.js';
import type { Fact } from './events.js';
import { ABSENCE, BLIP, reconnectPause, SILENCE, SOCKET_OPEN } from './limits.js';
import type { LineEvent, Message, PresenceLine } from './ports.js';

export interface PresenceWatch {
  start(): void;
  stop(): void;
  /** The page is shown or online again: no need to sit out a pause. */
  wake(): void;
  /** Sends to the customer's page. @returns false when there is no open line to send it on */
  send(...message: Message): boolean;
}

/**
 * Keeps one customer in sight: connects, stays connected, and tells what it learns as facts.
 * After every gap the truth is looked up, since what was missed is not sent again.
 * @param ready the line is open: what could not be sent before can be sent now
 */
export const watchPresence = (
  agent: Agent,
  visitorId: string,
  tell: (fact: Fact) => void,
  ready: () => void,
): PresenceWatch => {
  const { clock, services } = agent;
  let running = false;
  /** What is under way; aborted when the line is given up, and then nothing of it counts. */
  let round = new AbortController();
  let line: PresenceLine | undefined;
  let connected = false;
  let attempts = 0;
  let tokensRefused = 0;
  let everKnown = false;
  let heardAt = 0;
  /** Counts what the socket said of the customer, so that an older look-up does not overrule it. */
  let told = 0;
  let pages = 0;
  const timers = new Map<string, () => void>();

  const clear = (...purposes: string[]): void => {
    for (const purpose of purposes) {
      timers.get(purpose)?.();
      timers.delete(purpose);
    }
  };

  const after = (ms: number, purpose: string, fire: () => void): void => {
    clear(purpose);
    const cancel = clock.after(ms, () => {
      timers.delete(purpose);
      fire();
    });
    timers.set(purpose, cancel);
  };

  const hangUp = (): void => {
    round.abort();
    connected = false;
    clear('open', 'keepalive', 'look');
    line?.close();
    line = undefined;
  };

  const stop = (): void => {
    running = everKnown = false;
    attempts = tokensRefused = 0;
    hangUp();
    clear('reconnect', 'blip');
  };

  /** The line is gone. It is tried again, and only if that takes long is it told. */
  const drop = (): void => {
    hangUp();
    after(reconnectPause(++attempts, clock.random()), 'reconnect', connect);
    if (!timers.has('blip')) after(BLIP, 'blip', () => tell({ type: 'presence-lost' }));
  };

  const refuse = (reason: ErrorCode): void => {
    stop();
    tell({ type: 'presence-refused', reason });
  };

  const connect = (): void => {
    clear('reconnect');
    const { signal } = (round = new AbortController());
    const over = (): boolean => signal.aborted;
    let loggedIn = false;
    const open = async (): Promise<void> => {
      await agent.loginKey();
      if (over()) return;
      loggedIn = true;
      tell({ type: 'login-ready' });
      const server = await agent.presenceServer();
      if (!server) throw new GlanceError('presence-disabled');
      const authorization = await agent.authorization();
      if (over()) return;
      after(SOCKET_OPEN, 'open', drop);
      line = services.openPresence(server, authorization, visitorId, (event) => {
        if (!over()) hear(authorization.token, event);
      });
    };
    open().catch((error: unknown) => {
      if (over()) return;
      const code = error instanceof GlanceError ? error.code : 'auth-unreachable';
      if (loggedIn) return REFUSALS.has(code) ? refuse(code) : drop();
      // Without a login key there is nothing to try by itself: the agent is told, and can.
      stop();
      tell({ type: 'login-failed', problem: { code } });
    });
  };

  const hear = (token: string, event: LineEvent): void => {
    heardAt = clock.now();
    switch (event.type) {
      case 'connected':
        connected = true;
        attempts = tokensRefused = 0;
        clear('open', 'blip');
        keepAlive(event.keepalive * 1000);
        lookUp();
        return ready();
      case 'closed':
        return drop();
      case 'refused':
        // A token may have been taken back: one new one is tried before it counts as a refusal.
        agent.refused(token);
        return ++tokensRefused > 1 ? refuse('auth-refused') : drop();
      case 'other':
        return;
      case 'visitor-page':
        pages++;
        break;
      case 'visitor-here':
      case 'visitor-away':
        told++;
    }
    tell(event);
  };

  /** Asks whether the customer is there, and goes on asking until it is known. */
  const lookUp = (): void => {
    const { signal } = round;
    const over = (): boolean => signal.aborted;
    const before = told;
    const pagesBefore = pages;
    clear('look');
    const ask = async (): Promise<void> => {
      const server = await agent.presenceServer();
      const authorization = await agent.authorization();
      if (over() || !server) return;
      const look = services.lookUpVisitor(server, authorization, visitorId, signal);
      const page = await look.catch((error: unknown) => {
        if (error instanceof GlanceError && error.code === 'auth-refused') agent.refused(authorization.token);
        throw error;
      });
      if (over()) return;
      // What the socket has said in the meantime is newer.
      if (page && pages === pagesBefore) tell({ type: 'visitor-page', page });
      if (told === before) tell({ type: page ? 'visitor-here' : 'visitor-away' });
      if (everKnown) tell({ type: 'presence-resumed' });
      everKnown = true;
    };
    ask().catch(() => {
      if (!over()) after(ABSENCE, 'look', lookUp);
    });
  };

  const keepAlive = (pause: number): void =>
    after(pause, 'keepalive', () => {
      line?.keepAlive();
      keepAlive(pause);
      // Renewed in time, so that a click finds one at hand; a failure is said when it is needed.
      agent.loginKey().catch(() => undefined);
      // Whether Glance answers a keepalive is unknown (traces 4.1), so silence proves nothing:
      // it is a reason to look.
      if (clock.now() - heardAt <= 2 * pause + SILENCE) return;
      heardAt = clock.now();
      lookUp();
    });

  const wake = (): void => {
    attempts = 0;
    if (timers.has('reconnect')) connect();
    else if (connected) lookUp();
  };

  return {
    start: () => {
      if (running) return wake();
      running = true;
      connect();
    },
    stop,
    wake,
    send: (...message) => {
      if (connected) line?.send(...message);
      return connected;
    },
  };
};

/** Trying again by itself would not change these. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'presence-disabled',
  'origin-not-allowed',
  'auth-refused',
  'auth-bad-reply',
]);
