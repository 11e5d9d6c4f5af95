import { codeOf, GlanceError } from './codes.js';
import { type Counted, counted } from './counted.js';
import { RENEW } from './limits.js';
import type { Authorization, Clock, LoginKey, Memory, PresenceServer, Services } from './ports.js';
import type { Session } from './session.js';

/**
 * One agent at one Glance: the login key and the authorization, asked for once however many
 * buttons need them, and the sessions of that agent on this page. Secrets stay in here.
 */
export interface Agent {
  readonly groupId: string;
  readonly services: Services;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly sessions: Counted<Session>;
  /** Keys of questions that were called off with their session, by customer: a late yes opens nothing by itself. */
  readonly calledOff: Map<string, string>;
  /** Aborted when nobody needs this agent any more. */
  readonly closed: AbortSignal;
  /** The login key at hand, if it may still be used: for what cannot wait, like a click. */
  loginKeyAtHand(): LoginKey | undefined;
  /** Whether the last login key had expired when it came: one of two clocks is wrong. */
  loginKeyExpired(): boolean;
  /** The authorization at hand, if it is not about to expire. */
  authorizationAtHand(): Authorization | undefined;
  /** The page has another way in: a login key it has just been given, or one that it is ready to give. */
  renew(loginKey?: LoginKey): void;
  /** One that lasts, kept or new: whoever may need it soon asks now and then. @throws GlanceError `auth-…` */
  loginKey(): Promise<LoginKey>;
  /** Asks Glance something with it; once more with a new one where Glance refuses it. @throws GlanceError */
  withLoginKey<T>(ask: (loginKey: LoginKey) => Promise<T>): Promise<T>;
  /** @throws GlanceError when Glance refuses this agent, this page, or cannot be reached */
  authorization(): Promise<Authorization>;
  /** Asks the presence service something with it; once more with a new one where that is refused. @throws GlanceError */
  withAuthorization<T>(ask: (authorization: Authorization) => Promise<T>): Promise<T>;
  /** The service has refused this token, or may have: the next one asked for is a new one. */
  refused(token: string | undefined): void;
  /** @returns nothing where the group has no presence */
  presenceServer(): Promise<PresenceServer | undefined>;
  close(): void;
}

export const createAgent = (groupId: string, services: Services, clock: Clock, memory: Memory): Agent => {
  const closing = new AbortController();
  const closed = closing.signal;
  const sessions = counted<Session>();
  const asked = new Map<string, Promise<unknown>>();
  let kept: LoginKey | undefined;
  /** The last one there was, also when it was refused: whoever makes a new one is told of it. */
  let last: LoginKey | undefined;
  /** It had expired when it came: one of two clocks is wrong, the page's or that of whoever made it. */
  let stale = false;
  let authorized: Authorization | undefined;
  let server: PresenceServer | undefined;

  /** Several who ask at once share one call. */
  const once = <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    const running = asked.get(what) ?? ask().finally(() => asked.delete(what));
    asked.set(what, running);
    return running as Promise<T>;
  };

  const lasts = <T extends { readonly expires: number }>(thing: T | undefined, margin = RENEW): thing is T =>
    !!thing && thing.expires - margin > clock.now();

  const fetchLoginKey = async (): Promise<LoginKey> => {
    const loginKey = await services.fetchLoginKey(last, closed);
    if (closed.aborted) throw new GlanceError('detached');
    stale = !lasts(loginKey, 0);
    // Which clock it is Glance will tell: until then it will do for what is asked at once, or clicked.
    const usable = stale ? { ...loginKey, expires: clock.now() + RENEW } : loginKey;
    kept = last = usable;
    // What one button has asked for serves all: those that had failed go on as well.
    if (!stale) for (const session of sessions.all()) session.admit();
    return usable;
  };

  const loginKeyAtHand = (): LoginKey | undefined => (lasts(kept, 0) ? kept : undefined);

  const loginKey = async (): Promise<LoginKey> =>
    lasts(kept)
      ? kept
      : once('login key', fetchLoginKey).catch((error: unknown) => {
          // One that is about to expire is still better than none.
          const atHand = loginKeyAtHand();
          if (atHand) return atHand;
          throw error;
        });

  const withLoginKey = async <T>(ask: (loginKey: LoginKey) => Promise<T>): Promise<T> => {
    const first = await loginKey();
    return ask(first).catch(async (error: unknown) => {
      if (codeOf(error) !== 'auth-refused') throw error;
      // Asking for another would not help.
      if (stale) throw new GlanceError('auth-clock', { cause: error });
      // It may have been used up or taken back (services 7.5): once more with a new one.
      if (kept === first) kept = undefined;
      const second = await loginKey().catch(() => first);
      if (second.key === first.key) throw error;
      return ask(second);
    });
  };

  const authorize = (): Promise<Authorization> =>
    withLoginKey(async (key) => (authorized = await services.authorize(key, closed)));

  const authorizationAtHand = (): Authorization | undefined => (lasts(authorized) ? authorized : undefined);

  const authorization = async (): Promise<Authorization> => authorizationAtHand() ?? once('authorization', authorize);

  const refused: Agent['refused'] = (token) => {
    if (authorized?.token === token) authorized = undefined;
  };

  return {
    groupId,
    services,
    clock,
    memory,
    sessions,
    calledOff: new Map(),
    closed,
    loginKeyAtHand,
    loginKeyExpired: () => stale,
    authorizationAtHand,
    loginKey,
    withLoginKey,
    renew: (loginKey) => {
      kept = loginKey;
      stale = false;
      last = loginKey ?? last;
    },
    authorization,
    withAuthorization: async (ask) => {
      const first = await authorization();
      return ask(first).catch(async (error: unknown) => {
        if (codeOf(error) !== 'auth-refused') throw error;
        // It may have been taken back.
        refused(first.token);
        return ask(await authorization());
      });
    },
    refused,
    presenceServer: async () =>
      (server ??= await once('server', async () => services.presenceServer((await loginKey()).groupId, closed))),
    close: () => {
      closing.abort();
      kept = last = authorized = undefined;
    },
  };
};
