import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
// In a project of your own: 'glance-join/login-key'.
import { loginKeyHandler, nodeListener } from '../../../dist/login-key.js';

const version = '0.1.0';
const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
const { 'glance-join.js': integrity } = JSON.parse(await readFile(`${dist}/integrity.json`, 'utf8'));

const { PORT = '3000', GLANCE = 'production', GLANCE_GROUP_ID = '', GLANCE_API_KEY = '' } = process.env;

// Whoever is logged in to your server.
const agent = { groupid: GLANCE_GROUP_ID, puid: 'agent-42' };

const answer = loginKeyHandler({
  apiKey: GLANCE_API_KEY,
  groupId: GLANCE_GROUP_ID,
  authenticate: () => agent.puid,
  onError: console.error,
});

const app = express();
app.set('views', fileURLToPath(new URL('.', import.meta.url)));
app.set('view engine', 'ejs');
app.all('/loginkey', nodeListener(answer));
app.use(`/glance-join@${version}`, express.static(dist));
app.get('/desk.js', (_request, response) => response.sendFile(fileURLToPath(new URL('desk.js', import.meta.url))));
app.get('/favicon.ico', (_request, response) => response.sendStatus(204));

app.get('/', (request, response) => {
  const { visitor = 'alice', hidden, closed } = request.query;
  response.render('desk', {
    script: `/glance-join@${version}/glance-join.js`,
    integrity,
    agent,
    glance: GLANCE,
    visitor,
    hidden: hidden !== undefined,
    closed: closed !== undefined,
    tooBusy: false,
    headers: { 'X-Desk': 'first line' },
    invoke: {
      func: 'askNicely',
      args: { question: 'May Ada <look> at "this page" with you, so you & she see the same?' },
    },
  });
});

const server = app.listen(Number(PORT), 'localhost', (error) => {
  if (error) throw error;
  console.log(`http://localhost:${server.address().port}`);
});
