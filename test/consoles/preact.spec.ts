import { contract } from './contract.js';

contract({ name: 'preact', made: 'by a build', rerenders: 'in place', scripted: true, queue: true });
