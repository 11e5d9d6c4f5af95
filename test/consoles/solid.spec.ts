import { contract } from './contract.js';

contract({ name: 'solid', made: 'by a build', rerenders: 'in place', scripted: true, queue: true });
