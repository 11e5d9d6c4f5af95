import { contract } from './contract.js';
import { expect, test } from './desk.js';

contract({
  name: 'flex',
  made: 'by a build',
  rerenders: 'in place',
  scripted: true,
  strictly: true,
  viewer: '#glance-viewer',
  loads: 'glance-join.js',
});

test('signs in with the token of Flex', async ({ agent, desk }) => {
  const signIn = agent.waitForEvent('request', (request) => request.url().includes('/loginkey'));
  await desk.open();
  const request = await signIn;
  expect(new URL(request.url()).searchParams.get('partneruserid')).toBe('agent-42');
  expect(request.postDataJSON()).toMatchObject({ Token: 'the-agents-own' });
});
