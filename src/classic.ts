import { define } from './define.js';

// The entry of the classic script, which has nothing to export.
define();
