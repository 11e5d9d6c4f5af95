import { Hono, type Context } from 'hono';
// In a project of your own: 'glance-join/login-key'.
import { loginKeyHandler } from '../../src/login-key/index.js';

/** `agentOf` is your own log-in; with a session middleware it reads `c.get('session')`. */
export function createApp(agentOf: (c: Context) => Promise<string | undefined>): Hono {
  const answer = loginKeyHandler({
    apiKey: process.env['GLANCE_API_KEY'] ?? '',
    groupId: process.env['GLANCE_GROUP_ID'] ?? '',
    authenticate: (_request, c: Context) => agentOf(c),
    // Only where the agents' page is on another origin than this service.
    allowOrigin: ['https://crm.example'],
    onError: console.error,
  });

  const app = new Hono();
  // All methods: the handler answers preflights, and refuses what is no POST.
  app.all('/loginkey', (c) => answer(c.req.raw, c));
  return app;
}
