/**
 * The server's half of a login key: a handler that answers the page's `authurl`, signing a key, and checking one.
 * Needs Web Crypto and fetch's own types and nothing else, so it runs in Node 20 and later, in workers and in Deno.
 * The API key is the group's secret: never send it to a browser.
 */
export { loginKeyHandler, type Authenticated, type LoginKeyHandler, type LoginKeyHandlerSettings } from './login-key/handler.js';
export { nodeListener, type NodeRequest, type NodeResponse } from './login-key/node.js';
export { type AllowOrigin } from './login-key/origins.js';
export { createLoginKey, type LoginKey, type LoginKeyRequest } from './login-key/create.js';
export { verifyLoginKey, type LoginKeyCheck, type LoginKeyRefusal } from './login-key/verify.js';
export { type LoginKeyOwner } from './login-key/signature.js';
