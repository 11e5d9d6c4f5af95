import { contract } from './contract.js';

contract({
  name: 'salesforce',
  made: 'by a build',
  rerenders: 'in place',
  scripted: true,
  viewsInside: true,
  join: 'glance-join',
  loads: 'glance-join.classic.js',
});
