import { createServer, type IncomingMessage, type Server } from 'node:http';
// In a project of your own: 'glance-join/login-key'.
import { loginKeyHandler, nodeListener } from '../../src/login-key/index.js';

/** `agentOf` is your own log-in: the partner user id of who is logged in, or nothing. */
export function createLoginKeyServer(agentOf: (request: IncomingMessage) => string | undefined): Server {
  const answer = loginKeyHandler({
    apiKey: process.env['GLANCE_API_KEY'] ?? '',
    groupId: process.env['GLANCE_GROUP_ID'] ?? '',
    authenticate: (_request, incoming: IncomingMessage) => agentOf(incoming),
    onError: console.error,
  });
  const loginKey = nodeListener(answer);

  return createServer((incoming, outgoing) => {
    if (incoming.url?.split('?')[0] === '/loginkey') void loginKey(incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
}
