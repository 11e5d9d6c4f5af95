import type { ViewerRequest } from '../session/ports.js';
import type { ViewerForm } from './post.js';

/** The viewer's page and what it is told (traces 2.5; services 8). */
export const viewerForm = (request: ViewerRequest): ViewerForm => ({
  action: `${request.origin}/agentjoin/AgentView.aspx`,
  fields: {
    // The viewer waits where the session is not known to it yet, instead of failing.
    WAIT: '1',
    ...(request.loginKey
      ? {
          LOGINKEY: request.loginKey.key,
          PARTNERID: request.loginKey.groupId,
          PARTNERUSERID: request.loginKey.partnerUserId,
        }
      : { GROUPID: request.groupId }),
    SESSIONKEY: request.sessionKey,
  },
});
