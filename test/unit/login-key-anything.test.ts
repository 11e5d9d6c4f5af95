import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loginKeyHandler, verifyLoginKey } from '../../src/login-key/index.js';
import { API_KEY, GROUP, URL_ASKED } from './login-key-asked.js';

const LISTED = 'https://desk.example';
const AGENTS = ['agent-42', 'a&b=c+d@é'] as const;

const anyId = fc.oneof(fc.constantFrom(...AGENTS, '', 'agent-42 '), fc.string({ unit: 'grapheme', maxLength: 300 }));
const anyName = fc.oneof(fc.constantFrom('partneruserid', 'PartnerUserId', 'Token'), fc.string({ maxLength: 8 }));
const anyFields = fc.array(fc.tuple(anyName, anyId), { maxLength: 4 });

const anyBody = fc.oneof(
  fc.constant(null),
  fc.uint8Array({ maxLength: 9_000, size: 'max' }),
  anyFields.map((fields) => new URLSearchParams(fields)),
  anyFields.map((fields) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return form;
  }),
  fc.json().map((text) => new Blob([text], { type: 'application/json' })),
  anyId.map((partneruserid) => new Blob([JSON.stringify({ partneruserid })], { type: 'application/json' })),
);

const anyRequest = fc
  .record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'POST', 'GET', 'OPTIONS', 'PUT', 'HEAD'),
    query: anyFields,
    body: anyBody,
    origin: fc.option(
      fc.oneof(
        fc.constantFrom(LISTED, 'https://crm.example', 'null', '*'),
        fc.webUrl(),
        fc.string({ unit: 'grapheme-ascii' }),
      ),
    ),
    type: fc.option(
      fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=', 'application/json', ';'),
      { freq: 5 },
    ),
    more: fc.dictionary(
      fc.constantFrom('host', 'access-control-request-method', 'access-control-request-headers', 'content-length'),
      fc.oneof(fc.constantFrom('crm.example', 'POST', '5', '99999'), fc.string({ unit: 'grapheme-ascii' })),
      { maxKeys: 2 },
    ),
  })
  .map(({ method, query, body, origin, type, more }) => {
    const headers = new Headers(more);
    if (origin !== null) headers.set('origin', origin);
    if (type !== null) headers.set('content-type', type);
    const url = `${URL_ASKED}?${new URLSearchParams(query)}`;
    return new Request(url, { method, headers, body: method === 'GET' || method === 'HEAD' ? null : body });
  });

type LogIn = 'agent' | 'nobody' | 'throws' | 'odd';

describe('whatever it is asked, the login-key handler', () => {
  it('gives a key to the authenticated agent only, never throws, and never tells the API key', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        anyRequest,
        fc.constantFrom<LogIn>('agent', 'agent', 'agent', 'nobody', 'throws', 'odd'),
        fc.constantFrom(...AGENTS),
        async (request, logIn, partnerUserId) => {
          const said: unknown[] = [];
          const answer = loginKeyHandler({
            apiKey: API_KEY,
            groupId: GROUP,
            allowOrigin: [LISTED],
            authenticate: async (asked) => {
              if (logIn === 'throws') throw new Error(`${API_KEY} ${await asked.text()}`);
              if (logIn === 'odd') return '\udc00'.repeat(3);
              return logIn === 'agent' ? partnerUserId : undefined;
            },
          });
          const response = await quietly(said, () => answer(request));
          seen.add(response.status);
          const text = await response.text();

          const everything = [text, response.statusText, ...response.headers.entries()].join('\n');
          assert.ok(!everything.includes(API_KEY), 'the API key is in the answer');
          assert.deepEqual(said, []);
          assert.ok([200, 204, 401, 403, 405, 413, 500].includes(response.status), `${response.status}`);
          assert.equal(response.headers.get('cache-control'), 'no-store');

          const shared = response.headers.get('access-control-allow-origin');
          assert.ok(shared === null || (shared === LISTED && request.headers.get('origin') === LISTED));
          assert.equal(response.headers.get('access-control-allow-credentials'), shared && 'true');
          if (response.status === 204) {
            assert.equal(request.method, 'OPTIONS');
          } else if (response.status === 200) {
            assert.deepEqual([request.method, logIn], ['POST', 'agent']);
            const { loginKey } = JSON.parse(text) as { loginKey: string };
            const owner = { apiKey: API_KEY, groupId: GROUP, partnerUserId };
            assert.equal((await verifyLoginKey({ ...owner, loginKey })).ok, true);
            const named = new URL(request.url).searchParams.getAll('partneruserid');
            assert.ok(named.every((id) => id === partnerUserId));
          } else {
            assert.match(text, /^\{"error":"[a-z-]+"\}$/);
          }
        },
      ),
      { numRuns: 10_000 },
    );
    assert.deepEqual([...seen].sort(), [200, 204, 401, 403, 405, 413, 500]);
  });
});

/** Takes what is written to the console meanwhile. */
async function quietly<T>(said: unknown[], act: () => Promise<T>): Promise<T> {
  const kept = { ...console };
  const listening = (...words: unknown[]) => said.push(...words);
  Object.assign(console, { log: listening, info: listening, warn: listening, error: listening, debug: listening });
  try {
    return await act();
  } finally {
    Object.assign(console, kept);
  }
}
