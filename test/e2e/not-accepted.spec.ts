import { expect, test } from './people.js';

test('a customer who declines leaves the agent where she was, and told', async ({ ask, sandbox }) => {
  const { ada, alice } = await ask();
  await alice.decline();

  await ada.comesTo('present');
  await ada.reads('declined');
  await expect(ada.button('Join')).toBeFocused();
  expect(ada.windows).toHaveLength(0);
  expect(sandbox.core.sessions.all).toHaveLength(0);

  // Asking again is allowed, and takes the notice away.
  await ada.asks();
  await expect(ada.notice).toHaveCount(0);
  await expect(alice.dialog).toBeVisible();
});

test('after a cancelled question a late yes opens nothing by itself, and one press joins', async ({ ask }) => {
  const { ada, alice } = await ask();
  await ada.button('Cancel').click();
  await ada.comesTo('present');
  expect(ada.notices).toEqual([]);

  await alice.accept();
  await ada.comesTo('joinable');
  await ada.isTold('late-accept');
  await expect(alice.bar).toContainText('No agent is watching yet');
  expect(ada.course).not.toContain('in-session');

  const viewer = await ada.pressesOpenViewer();
  await viewer.showsHome();
  expect(ada.windows).toHaveLength(1);
});

test('a question nobody answers ends after 90 seconds, and a yes after that opens nothing', async ({
  agent,
  meet,
  sandbox,
}) => {
  const now = Date.now();
  await agent.clock.install({ time: now });
  const { ada, alice } = await meet();
  const lines: string[] = [];
  ada.page.on('websocket', (socket) => lines.push(socket.url()));
  await agent.clock.pauseAt(now + 60_000);
  await ada.asks();
  await agent.clock.fastForward(89_000);
  await expect(ada.join.getByRole('timer')).toHaveText('1:29');
  expect(ada.state).toBe('inviting/displayed');

  await agent.clock.fastForward(1_000);
  await ada.comesTo('present');
  await agent.clock.resume();
  await ada.reads('no-answer');
  expect(sandbox.core.presence.sockets.agent, 'the line to presence is still up').toBe(1);
  expect(lines, 'and is no other one').toEqual([]);

  await alice.accept();
  await ada.comesTo('joinable');
  await ada.isTold('late-accept');
  expect(ada.windows).toHaveLength(0);
});

test('a customer who looks away while asked is still being asked', async ({ ask }) => {
  const { ada, alice } = await ask();
  await alice.looks('away');
  await ada.isTold('customer-away');
  expect(ada.state).toBe('inviting/displayed');
  await expect(ada.button('Cancel')).toBeVisible();

  await alice.looks('back');
  await ada.clickIsLongAgo();
  await alice.accept();
  await ada.comesTo('joinable');
  await ada.pressesOpenViewer();
});
