import { contract } from './contract.js';

contract({ name: 'svelte', made: 'by a build', rerenders: 'in place', scripted: true, queue: true });
