import { contract } from './contract.js';
import { test } from './desk.js';

// The plugin in Twilio's own packages, as far as they go without Twilio: the places it adds to, the actions, the types.

test.beforeEach(async ({ agent }) => {
  // Flex asks for fonts and settings at once.
  await agent.route(/^https?:\/\/(?!([\w-]+\.)*localhost[:/]|127\.0\.0\.1[:/])/, (route) => route.abort());
});

contract({
  name: 'flex-ui',
  made: 'by a build',
  rerenders: 'in place',
  scripted: true,
  viewer: '#glance-viewer',
  loads: 'glance-join.js',
});
