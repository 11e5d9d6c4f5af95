import { contract } from './contract.js';

contract({ name: 'angular', made: 'by a build', rerenders: 'in place', scripted: true });
