/** Glance's web services as the visitor's script calls them (traces 2.1, 5.1 to 5.3). */
import { asObject, type Frame } from './frames.js';
import { settings, version } from './settings.js';

export const randomKey = 'GLANCE_KEYTYPE_RANDOM';

const answerWithin = 15_000;

/** `code` is Glance's: `dupkey` for a key already in use, `service` for all else. */
export class StartError extends Error {
  constructor(
    readonly code: 'dupkey' | 'service',
    message: string,
  ) {
    super(message);
  }
}

export interface Provision {
  readonly sessionId: string;
  readonly callId: number;
  readonly serverName: string;
  readonly sessionKey: string;
}

const presenceServers = new Map<string, Promise<string>>();

/** Empty when the group has no presence. Kept per page only: a day in localStorage, as Glance does, outlives a reset. */
export function presenceServer(groupId: string): Promise<string> {
  let server = presenceServers.get(groupId);
  if (!server) {
    server = visitorSettings(groupId, 'presence').then((reply) =>
      typeof reply['presenceUrl'] === 'string' ? reply['presenceUrl'] : '',
    );
    presenceServers.set(groupId, server);
    server.catch(() => presenceServers.delete(groupId));
  }
  return server;
}

export async function companyName(): Promise<string> {
  const reply = await getJson(`/api/CobrowseSettings/VisitorUISettings?${settingsQuery(settings.groupId)}`);
  return typeof reply['companyname'] === 'string' ? reply['companyname'] : '';
}

/** Asked at the start and on each further page; the sandbox has no rules in it that the recorder would need. */
export async function sessionSettings(groupId: string): Promise<void> {
  await getJson(`/api/CobrowseSettings/VisitorSettings?${settingsQuery(groupId)}`);
}

export interface StartRequest {
  readonly groupId: string;
  readonly sessionKey: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly calltype?: string | undefined;
}

export async function provision(request: StartRequest): Promise<Provision> {
  try {
    const { coloSelectUrl } = await visitorSettings(request.groupId, 'cobrowse');
    if (typeof coloSelectUrl !== 'string' || !coloSelectUrl) throw new Error('no coloSelectUrl');
    const { colo_id: coloId } = await getJson(`${settings.scheme}://${coloSelectUrl}`);
    if (!coloId) throw new Error('no colo_id');
    await sessionSettings(request.groupId);
    return readProvision(await startSession(request, coloId));
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError('service', `The session could not be started (${String(error)})`);
  }
}

/** For `connectUnique` (traces 4.4). */
export async function uniqueVisitor(server: string, groupId: string): Promise<Frame> {
  return getJson(`${settings.scheme}://${server}/uniquevisitor?${new URLSearchParams({ groupid: groupId })}`);
}

function startSession({ groupId, ...request }: StartRequest, coloId: unknown): Promise<Frame> {
  return getJson('/services/SessionProvisioning/StartSession2', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      authToken: '',
      sessionType: 4,
      groupid: groupId,
      mainCallId: 0,
      callflags: settings.site === 'staging' ? 524288 : 0,
      clientVersion: 6033000,
      coloId,
      disambiguateId: (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1,
      platform: 'win',
      ...request,
    }),
  });
}

function readProvision(reply: Frame): Provision {
  const { sessionId, callId, serverName, sessionKey, status, message } = reply;
  if (status === 13) throw new StartError('dupkey', typeof message === 'string' ? message : 'The key is in use');
  const complete = [sessionId, serverName, sessionKey].every((value) => typeof value === 'string' && value);
  if (!complete || !Number(callId)) {
    throw new StartError('service', typeof message === 'string' ? message : 'The session could not be started');
  }
  return {
    sessionId: String(sessionId),
    callId: Number(callId),
    serverName: String(serverName),
    sessionKey: String(sessionKey),
  };
}

function visitorSettings(groupId: string, service: 'presence' | 'cobrowse'): Promise<Frame> {
  const query = new URLSearchParams({ groupid: groupId, site: settings.site, service });
  return getJson(`/services/authorizationservice/GetVisitorSettings3?${query}`);
}

function settingsQuery(groupId: string): URLSearchParams {
  return new URLSearchParams({ groupid: groupId, site: settings.site, ver: version });
}

async function getJson(address: string, init: RequestInit = {}): Promise<Frame> {
  const url = new URL(address, settings.webServer);
  const response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(answerWithin), ...init });
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  const reply = asObject(await response.json());
  if (!reply) throw new Error(`${url.pathname}: not an object`);
  return reply;
}
