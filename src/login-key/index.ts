/**
 * The server's half of a login key: a handler that answers the page's `authurl`, signing a key, and checking one.
 * Needs Web Crypto and fetch's own types and nothing else, so it runs in Node 20 and later, in workers and in Deno.
 * The API key is the group's secret: never send it to a browser.
 */
export { loginKeyHandler, type Authenticated, type LoginKeyHandler, type LoginKeyHandlerSettings } from './handler.js';
export { nodeListener, type NodeRequest, type NodeResponse } from './node.js';
export { type AllowOrigin } from './origins.js';
export { createLoginKey, type LoginKey, type LoginKeyRequest } from './create.js';
export { verifyLoginKey, type LoginKeyCheck, type LoginKeyRefusal } from './verify.js';
export { type LoginKeyOwner } from './signature.js';
