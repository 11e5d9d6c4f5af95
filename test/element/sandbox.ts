// What an element test knows of the sandbox that runs beside it. Its /loginkey and /sandbox/* are
// also reachable on the test page's own origin (test/web-test-runner.config.ts).

interface Origins {
  console: string;
  glance: string;
  shop: string;
}

declare global {
  interface Window {
    __sandbox: { origins: Origins };
  }
}

export const origins: Origins = window.__sandbox.origins;

export interface SandboxState {
  readonly visitors: readonly { visitorid: string; connected: boolean }[];
  readonly sessions: readonly { key: string; id: string; endedAt?: string; agents: readonly { name: string }[] }[];
  readonly sockets: { agent: number; visitor: number; cobrowse: number; view: number };
  readonly requests: readonly { method: string; path: string; status: number }[];
  readonly faults: readonly Fault[];
}

export interface Fault {
  path?: string;
  message?: string;
  do: 'delay' | 'hold' | 'status' | 'headers' | 'drop' | 'garbage' | 'silence';
  ms?: number;
  status?: number;
  body?: string;
  headers?: Readonly<Record<string, string>>;
  times?: number;
}

/** Taken before a test watches or replaces the page's own. */
const fetch = window.fetch.bind(window);

/** What `GET /sandbox/state` says. */
export async function sandboxState(): Promise<SandboxState> {
  return (await checked('/sandbox/state')).json() as Promise<SandboxState>;
}

/** The requests the sandbox has seen on this path, in whatever case; without the browser's own preflights. */
export async function seen(path: string): Promise<SandboxState['requests']> {
  const { requests } = await sandboxState();
  return requests.filter(
    (request) => request.method !== 'OPTIONS' && request.path.toLowerCase() === path.toLowerCase(),
  );
}

/** Lays faults, in place of those that lay there; none at all lifts them. */
export async function faults(...list: Fault[]): Promise<void> {
  await setFaults({ faults: list });
}

/** Replaces the sandbox's faults, e.g. `{ faults: [{ path: '/loginkey', do: 'delay', ms: 200 }] }`. */
export async function setFaults(change: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await checked('/sandbox/faults', { method: 'POST', headers, body: JSON.stringify(change) });
}

/** Puts this page's origin on Glance's allow list, or takes it off; the faults stay. */
export async function allow(is: boolean): Promise<void> {
  const { faults: list } = await sandboxState();
  const origins = [location.origin];
  await setFaults({ faults: list, allowedOrigins: is ? { add: origins } : { remove: origins } });
}

/** Who is signed in at the sandbox's identity provider. */
export async function signIn(who: { puid?: string; groupid?: string; fails?: boolean }): Promise<void> {
  await checked('/sandbox/saml', { method: 'POST', body: JSON.stringify(who) });
}

/** Sends a frame nobody has sent to the agents who watch this customer. @returns how many have got it */
export async function say(visitorid: string, frame: object | string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const reply = await checked('/sandbox/say', { method: 'POST', headers, body: JSON.stringify({ visitorid, frame }) });
  return ((await reply.json()) as { agents: number }).agents;
}

/** Clears faults, sessions, visitors and the log. */
export async function resetSandbox(): Promise<void> {
  await checked('/sandbox/reset', { method: 'POST' });
}

async function checked(path: string, init?: RequestInit): Promise<Response> {
  const reply = await fetch(path, init);
  if (!reply.ok) throw new Error(`${path} was answered with status ${reply.status}`);
  return reply;
}
