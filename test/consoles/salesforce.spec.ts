import { contract } from './contract.js';

contract({
  name: 'salesforce',
  made: 'by a build',
  rerenders: 'in place',
  scripted: true,
  viewer: '[part~="viewer"]',
  join: 'glance-join',
  loads: 'glance-join.classic.js',
});
