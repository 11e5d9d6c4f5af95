import assert from 'node:assert/strict';
import { verifyLoginKey, type LoginKeyHandlerSettings } from '../../src/login-key/index.js';

/** What the tests of the login-key handler ask it with, and how they look at its answers. */

export const API_KEY = 'the-secret-of-the-group';
export const GROUP = '21489';
export const URL_ASKED = 'https://crm.example/loginkey';

export const settings: LoginKeyHandlerSettings = {
  apiKey: API_KEY,
  groupId: GROUP,
  authenticate: () => 'agent-42',
};

export function post(init: RequestInit = {}, query = ''): Request {
  return new Request(URL_ASKED + query, { method: 'POST', ...init });
}

export async function isKeyOf(partnerUserId: string, response: Response): Promise<void> {
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const reply = (await response.json()) as { loginKey: string; groupId: string; expiration: number };
  assert.deepEqual(Object.keys(reply), ['loginKey', 'groupId', 'expiration']);
  assert.equal(reply.groupId, GROUP);
  const { loginKey } = reply;
  const check = await verifyLoginKey({ apiKey: API_KEY, groupId: GROUP, partnerUserId, loginKey });
  assert.deepEqual(check, { ok: true, expiration: reply.expiration });
}

export async function isRefused(status: number, error: string, response: Response): Promise<void> {
  assert.deepEqual(
    { status: response.status, body: await response.text() },
    { status, body: JSON.stringify({ error }) },
  );
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
}
