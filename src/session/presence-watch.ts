import type { Agent } from './agent.js';
import { codeOf, type ErrorCode, GlanceError } from './codes.js';
import type { Fact } from './events.js';
import {
  ABSENCE,
  BLIP,
  LOOK_AGAIN,
  ONE_WAKE,
  POLL,
  POLL_BUSY,
  POLL_HIDDEN,
  reconnectPause,
  SILENCE,
  SOCKET_AGAIN,
  SOCKET_FAILURES,
  SOCKET_LOSSES,
  SOCKET_OPEN,
  SOCKET_PROVEN,
} from './limits.js';
import type { LineEvent, Message, PresenceLine, PresenceServer } from './ports.js';
import { isBusy, pollPresence } from './presence-poll.js';

export interface PresenceWatch {
  start(): void;
  stop(): void;
  /** The page is shown or online again: no need to sit out a pause. */
  wake(): void;
  /** The page is about to go, and may come back as it was: the line is hung up until then. */
  sleep(): void;
  /**
   * Sends to the customer's page: at once on an open line, else by REST where presence comes by it.
   * @returns whether it is sent; by REST, whether they were there to get it @throws GlanceError (rejects)
   */
  send(...message: Message): boolean | Promise<boolean>;
}

/**
 * Keeps one customer in sight: connects, stays connected, and tells what it learns as facts.
 * After every gap the truth is looked up, since what was missed is not sent again. Where the socket
 * cannot be had or is not to be relied on, the documented look-up takes its place until it works again.
 * @param ready messages get through: what could not be sent before can be sent now
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
  let round: AbortController | undefined;
  let begun = 0;
  let line: PresenceLine | undefined;
  /** The customer's own server, in a group whose presence is not load balanced (traces 3.2). */
  let direct: PresenceServer | undefined;
  let connected = false;
  /** When the line was lost, within the last minute. */
  let losses: number[] = [];
  let attempts = 0;
  /** Milliseconds between two keepalives. */
  let keepalive = 0;
  let tokensRefused = 0;
  let everKnown = false;
  /** Something may have been missed since it was last known where the customer is. */
  let gap = false;
  /** Asking works where the line does not, and that was told. */
  let polled = false;
  /** Whether asking worked the last time, if it was done. */
  let asking: boolean | undefined;
  /** Counts what the socket said of the customer, so that an older look-up does not overrule it. */
  let told = 0;
  let pages = 0;
  /** Where this line itself has said that the customer is. */
  let lineSays: 'here' | 'away' | undefined;
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
    round?.abort();
    connected = false;
    lineSays = undefined;
    clear('open', 'keepalive', 'silence', 'look', 'again', 'proven', 'find');
    line?.close();
    line = direct = undefined;
  };

  const poll = pollPresence(
    agent,
    visitorId,
    (fact) => {
      // An open line knows better: the look-up keeps a customer for a while who has gone.
      if (!connected) tell(fact);
    },
    () => {
      clear('blip');
      const before = asking;
      asking = true;
      // What was in the way of both has gone for the line as well, until it shows that it has not.
      if (before === false && !polled && timers.has('reconnect')) connect();
      else if (timers.has('reconnect')) replaced();
      if (gap) known();
      ready();
    },
    (error) => {
      const code = codeOf(error);
      if (REFUSALS.has(code)) return refuse(code);
      if (connected) return;
      // It may be this page that is no longer allowed, which nothing tells but the answer to a new authorization.
      if (asking !== false && !isBusy(error)) agent.refused(agent.authorizationAtHand()?.token);
      asking = false;
      gap = true;
      lost();
    },
  );

  /** The line does not work, and asking does. */
  const replaced = (): void => {
    if (!polled) tell({ type: 'presence-polled', polled: (polled = true) });
  };

  /** The line is to be relied on again. */
  const stopPolling = (): void => {
    losses = [];
    asking = undefined;
    poll.stop();
    if (polled) tell({ type: 'presence-polled', polled: (polled = false) });
  };

  /** What was known is no longer sure; only if that lasts is it told. */
  const lost = (): void => {
    if (!timers.has('blip')) after(BLIP, 'blip', () => tell({ type: 'presence-lost' }));
  };

  /** It is known whether the customer is there; what happened in a gap before that was not heard. */
  const known = (): void => {
    if (everKnown || (gap && told)) tell({ type: 'presence-resumed' });
    everKnown = true;
    gap = false;
  };

  const stop = (): void => {
    running = false;
    attempts = tokensRefused = 0;
    hangUp();
    stopPolling();
    clear('reconnect', 'blip');
  };

  /** The line is gone, or was not to be had. It is tried again. */
  const drop = (): void => {
    const now = clock.now();
    if (connected) losses = [...losses.filter((at) => now - at < SOCKET_AGAIN), now];
    hangUp();
    attempts++;
    gap = true;
    const unstable = losses.length >= SOCKET_LOSSES;
    if (attempts >= SOCKET_FAILURES || unstable || poll.running()) poll.start();
    else lost();
    if (asking) replaced();
    // Where asking works there is no hurry.
    const pause = polled || unstable ? SOCKET_AGAIN : reconnectPause(attempts, clock.random());
    after(pause, 'reconnect', connect);
  };

  const refuse = (reason: ErrorCode): void => {
    stop();
    tell({ type: 'presence-refused', reason });
  };

  const connect = (): void => {
    hangUp();
    clear('reconnect');
    const { signal } = (round = new AbortController());
    begun = clock.now();
    const over = (): boolean => signal.aborted;
    let loggedIn = false;
    const open = async (): Promise<void> => {
      await agent.loginKey();
      if (over()) return;
      loggedIn = true;
      tell({ type: 'login-ready' });
      const server = await agent.presenceServer();
      if (!server) throw new GlanceError('presence-disabled');
      if (over()) return;
      direct = server.loadBalanced
        ? undefined
        : await agent.withAuthorization((given) => services.findVisitor(server, given, visitorId, signal));
      if (over()) return;
      if (!server.loadBalanced && !direct) {
        notFound();
        return;
      }
      const authorization = await agent.authorization();
      if (over()) return;
      after(SOCKET_OPEN, 'open', drop);
      line = services.openPresence(direct ?? server, authorization, visitorId, (event) => {
        if (!over()) hear(authorization.token, event);
      });
    };
    open().catch((error: unknown) => {
      if (over()) return;
      const code = codeOf(error);
      if (loggedIn && code !== 'auth-clock') return REFUSALS.has(code) ? refuse(code) : drop();
      // There is no login key, or none that Glance takes: presence waits for one.
      stop();
      tell({ type: 'login-failed', problem: { code } });
    });
  };

  /** Nobody there to have a server: found as soon as they are. */
  const notFound = (): void => {
    attempts = tokensRefused = 0;
    clear('blip');
    tell({ type: 'visitor-away' });
    everKnown = true;
    after(clock.hidden() ? POLL_HIDDEN : POLL, 'reconnect', connect);
  };

  const hear = (token: string, event: LineEvent): void => {
    if (connected) listen();
    switch (event.type) {
      case 'connected':
        connected = true;
        keepalive = event.keepalive * 1000;
        attempts = tokensRefused = 0;
        clear('open', 'blip');
        if (poll.running()) after(SOCKET_PROVEN, 'proven', stopPolling);
        keepAlive();
        listen();
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
        clear('find', 'again');
        lineSays = 'here';
        told++;
        break;
      case 'visitor-away':
        clear('again');
        lineSays = 'away';
        told++;
        // They may come back by way of another server.
        if (direct && !timers.has('find')) after(ABSENCE, 'find', connect);
    }
    tell(event);
  };

  /**
   * Asks whether the customer is there, and goes on asking until it is known. The look-up keeps one who has
   * gone for a while (how long is unknown, traces 9.2), and a line that was opened after that never says so,
   * nor says it twice: as long as it has not said that somebody who was found is here, they are looked up again
   * a few times.
   */
  const lookUp = (again = LOOK_AGAIN): void => {
    const { signal } = (round ??= new AbortController());
    const over = (): boolean => signal.aborted;
    const before = told;
    const pagesBefore = pages;
    clear('look');
    const ask = async (): Promise<void> => {
      const server = await agent.presenceServer();
      if (over() || !server) return;
      const page = await agent.withAuthorization((authorization) =>
        services.lookUpVisitor(server, authorization, visitorId, signal),
      );
      if (over()) return;
      // What the socket has said in the meantime is newer.
      if (page && pages === pagesBefore) tell({ type: 'visitor-page', page });
      const newest = told === before;
      if (newest) tell({ type: page ? 'visitor-here' : 'visitor-away' });
      known();
      if (page && newest && lineSays !== 'here' && again)
        after(POLL * 2 ** (LOOK_AGAIN - again), 'again', () => lookUp(again - 1));
    };
    ask().catch((error: unknown) => {
      // Where the next authorization would not be taken either, it is not asked for again and again.
      const spare = isBusy(error) || codeOf(error) === 'auth-refused';
      if (!over()) after(spare ? POLL_BUSY : ABSENCE, 'look', () => lookUp(again));
    });
  };

  const keepAlive = (): void =>
    after(keepalive, 'keepalive', () => {
      line?.keepAlive();
      keepAlive();
      // Both renewed in time, so that a click finds one at hand; a failure is said when it is needed.
      agent
        .loginKey()
        .then(() => agent.authorization())
        .catch(() => undefined);
    });

  /**
   * Whether Glance answers a keepalive is unknown (traces 4.1), so silence proves nothing: it is a reason to look.
   */
  const listen = (): void =>
    after(2 * keepalive + SILENCE, 'silence', () => {
      listen();
      lookUp();
    });

  const wake = (): void => {
    attempts = 0;
    poll.wake();
    if (timers.has('reconnect')) connect();
    else if (connected) lookUp();
  };

  /** By the customer's own server, the only one that takes messages by REST. */
  const post = async (message: Message): Promise<boolean> => {
    const signal = agent.closed;
    const server = await agent.presenceServer();
    return agent.withAuthorization(async (authorization) => {
      const to = direct ?? (server && (await services.findVisitor(server, authorization, visitorId, signal)));
      return !!to && services.signalVisitor(to, authorization, visitorId, message, signal);
    });
  };

  return {
    start: () => {
      if (running) return wake();
      running = true;
      connect();
    },
    stop,
    wake: () => {
      // What was begun before may fail for what was before, and the pause after it would be a long one.
      // One wake comes as several events: what the first of them began is left alone.
      const stale = clock.now() - begun >= ONE_WAKE;
      if (running && !connected && stale && !timers.has('reconnect')) connect();
      wake();
    },
    // A page with an open socket is not kept by the browser to come back to (platform.md, part 5).
    sleep: () => {
      if (!running) return;
      hangUp();
      gap = true;
      lost();
      after(reconnectPause(1, clock.random()), 'reconnect', connect);
    },
    send: (...message) => {
      // What cannot be sent throws here, whichever way it would have taken.
      JSON.stringify(message);
      if (connected && !direct) {
        line?.send(...message);
        return true;
      }
      return (connected || poll.running()) && post(message);
    },
  };
};

/** Trying again by itself would not change these. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'presence-disabled',
  'origin-not-allowed',
  'csp-blocked',
  'auth-refused',
]);
