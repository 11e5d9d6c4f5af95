import { contract } from './contract.js';

contract({ name: 'react-18', made: 'by a build', rerenders: 'in place', scripted: true, strictly: true, queue: true });
