import { contract } from './contract.js';

contract({ name: 'plain', made: 'by hand', rerenders: 'never', scripted: false });
