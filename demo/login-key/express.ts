import express, { type Express, type Request } from 'express';
// In a project of your own: 'glance-join/login-key'.
import { loginKeyHandler, nodeListener } from '../../src/login-key/index.js';

/** `agentOf` is your own log-in; with express-session it reads `request.session`. */
export function createApp(agentOf: (request: Request) => string | undefined): Express {
  const answer = loginKeyHandler({
    apiKey: process.env['GLANCE_API_KEY'] ?? '',
    groupId: process.env['GLANCE_GROUP_ID'] ?? '',
    authenticate: (_request, incoming: Request) => agentOf(incoming),
    // Only where the agents' page is on another origin than this service.
    allowOrigin: ['https://crm.example'],
    onError: console.error,
  });

  const app = express();
  // All methods: the handler answers preflights, and refuses what is no POST. Place it before body parsers.
  app.all('/loginkey', nodeListener(answer));
  return app;
}
