/** What a page or an agent gives to `startSession` and `showTerms`: an object, a bare key, or nothing. */
import { asObject, asText } from './frames.js';
import { randomKey } from './services.js';
import { settings, visitor } from './settings.js';

export interface StartParams {
  readonly sessionKey: string;
  readonly groupId: string;
  /** The sandbox's own: what a mobile SDK would start. A page's own sessions are all cobrowse. */
  readonly callType: string | undefined;
}

/** Without a key the session runs under the visitor id, as with Glance; without that, under a random one. */
export function readParams(params: unknown): StartParams {
  const { sessionKey, groupid, calltype } = asObject(params) ?? { sessionKey: params };
  const wanted = asText(groupid) || settings.groupId;
  const known = wanted === settings.groupId || settings.additionalGroupIds.includes(wanted);
  if (!known) console.warn(`Group ${wanted} is not among this page's groups; ${settings.groupId} is used.`);
  return {
    sessionKey: asText(sessionKey) || (visitor.id ?? randomKey),
    groupId: known ? wanted : settings.groupId,
    callType: asText(calltype) || undefined,
  };
}
