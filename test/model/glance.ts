import type { Access, Credentials } from '../../demo/sandbox/core/access.js';
import { SandboxCore } from '../../demo/sandbox/core/index.js';
import { createApp } from '../../demo/sandbox/http.js';
import { originsOn } from '../../demo/sandbox/origins.js';
import { readKey } from '../../src/login-key/signature.js';
import type { Timeline } from './timeline.js';

export const GROUP = '21489';
/** Its presence is served by a direct server for each customer. */
export const DIRECT_GROUP = '20555';
export const origins = originsOn(5173, { ipv6: true });

/** How long a token lives: the sandbox gives what is asked for, the most there is. */
const LONGEST_TOKEN = 120 * 60_000;

/** What has been taken back: keys and tokens that were given before these moments. */
export interface Revoked {
  keys: number;
  tokens: number;
}

/** The sandbox's own core, on the timeline of a run. */
export function playGlance(timeline: Timeline): { core: SandboxCore; revoked: Revoked } {
  const clock = {
    now: () => timeline.now(),
    after: (ms: number, action: () => void) => timeline.after('glance', ms, action),
  };
  const core = new SandboxCore({ clock, allowedOrigins: [origins.console] });
  const revoked: Revoked = { keys: -Infinity, tokens: -Infinity };
  checkOnce(core.access, timeline, revoked);
  current = core;
  return { core, revoked };
}

/** Its pages and services, made once: it is the core that is new in every run. */
let current: SandboxCore | undefined;
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it stands for the current one
const core = new Proxy({} as SandboxCore, { get: (_, name) => Reflect.get(current!, name) as unknown });
export const app = createApp({ core, origins, cutSockets: () => false });

/**
 * Each login key and token is checked for real when it first comes, and by its dates after that:
 * the cryptography would take most of the time of a run.
 */
function checkOnce(access: Access, timeline: Timeline, revoked: Revoked): void {
  const signedIn = new Map<string, ReturnType<Access['signIn']>>();
  const signIn = access.signIn.bind(access);
  access.signIn = async (credentials: Credentials) => {
    const key = readKey(credentials.loginkey);
    const seconds = timeline.now() / 1000;
    // Given an hour before it expires.
    if (!key || seconds >= key.expiration || (key.expiration - 3_600) * 1000 <= revoked.keys) return undefined;
    const name = JSON.stringify(credentials);
    const known = signedIn.get(name) ?? signIn(credentials);
    signedIn.set(name, known);
    return known;
  };

  const allowed = new Map<string, boolean>();
  const given = new Map<string, number>();
  const authorize = access.authorize.bind(access);
  access.authorize = async (...asked) => {
    const answer = await authorize(...asked);
    if (answer.ok) given.set(answer.token, timeline.now());
    return answer;
  };
  const mayUsePresence = access.mayUsePresence.bind(access);
  access.mayUsePresence = async (token, groupid) => {
    if (typeof token !== 'string') return false;
    const at = given.get(token) ?? -Infinity;
    if (timeline.now() >= at + LONGEST_TOKEN || at <= revoked.tokens) return false;
    const name = `${groupid} ${token}`;
    const known = allowed.get(name) ?? (await mayUsePresence(token, groupid));
    allowed.set(name, known);
    return known;
  };
}
