/** The sandbox's viewer: what the agent sees of the customer's page. The server serves the empty page around it. */
import { readAgents } from '../customer/agents.js';
import { asObject, asText, FrameSocket, type Frame } from '../customer/frames.js';
import { postToOpener } from './opener.js';
import { Replay } from './replay.js';
import { Screen } from './screen.js';
import { readView, type View } from './view.js';

const sentences: Readonly<Record<string, string>> = {
  'no-session': 'There is no session under this key.',
  ticket: 'This viewer was opened too long ago. Open it again from your console.',
  timeout: 'The customer did not start the session in time. Open the viewer again to wait longer.',
};

const notJoined = 'The session could not be joined. Open the viewer again from your console.';

function start(view: View): void {
  const screen = new Screen(view.sessionKey, view.agent);
  const post = postToOpener(view.postTo);
  let replay: Replay | undefined;
  let state: 'opening' | 'waiting' | 'live' | 'over' = 'opening';
  let sessionKey = view.sessionKey;
  const known = new Set<string>();

  const over = (badge: string, title: string, text: string): void => {
    state = 'over';
    replay?.stop();
    screen.showOver(badge, title, text);
  };

  const receive = (frame: Frame): void => {
    if (state === 'over') return;
    switch (frame['type']) {
      case 'waiting':
        state = 'waiting';
        screen.showWaiting();
        break;
      case 'started': {
        const { key, startedAt, visitor, calltype } = asObject(frame['session']) ?? {};
        state = 'live';
        sessionKey = typeof key === 'string' ? key : sessionKey;
        const since = Date.parse(String(startedAt));
        screen.showLive(
          sessionKey,
          Number.isNaN(since) ? Date.now() : since,
          typeof visitor === 'string' ? visitor : '',
          asText(calltype),
        );
        post('sessionStarted', { sessionKey, startedAt });
        break;
      }
      case 'rr':
        replay ??= new Replay(screen.stage, {
          shown: () => screen.showPage(),
          title: (address) => screen.showAddress(address),
          paused: (message) => screen.showPaused(message),
        });
        replay.add(frame['events']);
        break;
      case 'agents': {
        const agents = readAgents(frame['agents']);
        screen.showAgents(agents.map(({ name }) => name));
        for (const agent of agents.filter(({ id }) => !known.has(id))) {
          known.add(agent.id);
          post('agentJoined', { sessionKey, agent });
        }
        break;
      }
      case 'ended': {
        const reason = typeof frame['reason'] === 'string' ? frame['reason'] : '';
        over('Ended', 'The session has ended', endSentence(reason));
        post('sessionEnded', { sessionKey, reason });
        break;
      }
      case 'refused': {
        const reason = typeof frame['reason'] === 'string' ? frame['reason'] : '';
        over('Not joined', 'The viewer could not join', sentences[reason] ?? notJoined);
        post('joinFailed', { sessionKey, reason });
        break;
      }
      default:
    }
  };

  const socket: FrameSocket = new FrameSocket(view.socket, {
    open: () => socket.send({ type: 'view', ticket: view.ticket }),
    frame: receive,
    lost: () => {
      if (state === 'over') return;
      const joined = state === 'live';
      over(
        'Disconnected',
        'The connection was lost',
        'The session may still be running. Open the viewer again from your console.',
      );
      if (!joined) post('joinFailed', { sessionKey, reason: 'connection' });
    },
  });
  post('viewerReady', { sessionKey });
}

function endSentence(reason: string): string {
  if (reason === 'visitor') return 'The session was ended on the customer’s page. You can close this window.';
  if (reason === 'timeout') return 'The customer’s page has been away for too long. You can close this window.';
  return 'The server has ended it. You can close this window.';
}

const view = readView();
if (view) start(view);
