/** The running session, kept where the next page of the site finds it. Holds nothing of the customer's but the key. */
import { asObject, asText } from './frames.js';
import { settings } from './settings.js';

export interface SessionRecord {
  readonly ssnid: string;
  readonly key: string;
  readonly token: string;
  readonly serverName: string;
  readonly groupId: string;
  readonly randomKey: boolean;
  readonly callId: number;
  readonly paused: boolean;
  readonly pauseMessage: string;
}

const name = 'glance_cobrowse_session';

export function readRecord(): SessionRecord | undefined {
  try {
    const { ssnid, key, token, serverName, groupId, ...rest } = asObject(JSON.parse(store().getItem(name) ?? '')) ?? {};
    if (![ssnid, key, token, serverName].every((value) => typeof value === 'string' && value)) return undefined;
    return {
      ssnid: String(ssnid),
      key: String(key),
      token: String(token),
      serverName: String(serverName),
      groupId: asText(groupId) || settings.groupId,
      randomKey: rest['randomKey'] === true,
      callId: Number(rest['callId']) || 0,
      paused: rest['paused'] === true,
      pauseMessage: asText(rest['pauseMessage']),
    };
  } catch {
    return undefined;
  }
}

export function writeRecord(record: SessionRecord): void {
  try {
    store().setItem(name, JSON.stringify(record));
  } catch {
    console.warn('Storage is closed to this page: the session ends with it.');
  }
}

export function clearRecord(): void {
  try {
    store().removeItem(name);
  } catch {
    // Nothing was kept, so there is nothing to clear.
  }
}

function store(): Storage {
  return settings.storage === 'local' ? localStorage : sessionStorage;
}
