import type { Agent } from './agent.js';
import { GlanceError } from './codes.js';
import type { Fact } from './events.js';
import { POLL, POLL_BUSY, POLL_HIDDEN } from './limits.js';

/** Presence by asking again and again, where the socket is not to be had. */
export interface PresencePoll {
  start(): void;
  stop(): void;
  /** Asks now, if it asks at all. */
  wake(): void;
  readonly running: () => boolean;
}

/**
 * @param known it has been told whether the customer is there
 * @param failed it could not be told, for a reason that may pass
 */
export const pollPresence = (
  agent: Agent,
  visitorId: string,
  tell: (fact: Fact) => void,
  known: () => void,
  failed: (error: unknown) => void,
): PresencePoll => {
  const { clock, services } = agent;
  let round: AbortController | undefined;
  let cancel = (): void => undefined;

  const stop = (): void => {
    cancel();
    round?.abort();
    round = undefined;
  };

  const ask = (): void => {
    cancel();
    round?.abort();
    const { signal } = (round = new AbortController());
    const over = (): boolean => signal.aborted;
    const look = async (): Promise<void> => {
      const server = await agent.presenceServer();
      if (over() || !server) return;
      const page = await agent.withAuthorization((authorization) =>
        services.lookUpVisitor(server, authorization, visitorId, signal),
      );
      if (over()) return;
      if (page) tell({ type: 'visitor-page', page });
      tell({ type: page ? 'visitor-here' : 'visitor-away' });
      known();
    };
    const again = (pause: number): void => {
      if (!over()) cancel = clock.after(clock.hidden() ? Math.max(pause, POLL_HIDDEN) : pause, ask);
    };
    look().then(
      () => again(POLL),
      (error: unknown) => {
        if (over()) return;
        failed(error);
        again(isBusy(error) ? POLL_BUSY : POLL);
      },
    );
  };

  return {
    start: () => {
      if (!round) ask();
    },
    stop,
    wake: () => {
      if (round) ask();
    },
    running: () => !!round,
  };
};

/** Glance asks to be spared: too many requests, or none can be served. */
export const isBusy = (error: unknown): boolean =>
  error instanceof GlanceError && (error.cause === 429 || error.cause === 503);
