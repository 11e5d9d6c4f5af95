import { contract } from './contract.js';

contract({ name: 'server-rendered', made: 'by a server', rerenders: 'anew', scripted: true });
