import { contract } from './contract.js';

contract({ name: 'plain', page: 'script.html', made: 'by hand', rerenders: 'in place', scripted: true });
