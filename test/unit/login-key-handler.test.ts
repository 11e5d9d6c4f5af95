import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loginKeyHandler, verifyLoginKey, type Authenticated } from '../../src/login-key/index.js';
import { API_KEY, GROUP, isKeyOf, isRefused, post, settings, URL_ASKED } from './login-key-asked.js';

const answer = loginKeyHandler(settings);

describe('the login-key handler signs', () => {
  it('for the agent who is logged in', async () => {
    await isKeyOf('agent-42', await answer(post()));
  });

  it('for the agent a promise names', async () => {
    const slow = loginKeyHandler({ ...settings, authenticate: () => Promise.resolve('agent-43') });
    await isKeyOf('agent-43', await slow(post()));
  });

  for (const id of [
    'a&b=c+d@é',
    '☎️ 客服 7',
    ' ',
    '$1$2$3',
    'a/b\\c"\'<>|;,%20\n',
    'x'.repeat(255),
    '😀'.repeat(255),
  ]) {
    it(`for ${JSON.stringify(id.slice(0, 20))}, named in query and form as the element does`, async () => {
      const query = `?${new URLSearchParams({ partneruserid: id })}`;
      const body = new URLSearchParams({ partneruserid: id });
      const odd = loginKeyHandler({ ...settings, authenticate: () => id });
      await isKeyOf(id, await odd(post({ body }, query)));
    });
  }

  it('for an hour, or as long as it is set up', async () => {
    const now = 1_800_000_000;
    for (const [expiresIn, lives] of [
      [undefined, 3_600],
      [60, 60],
      [86_400, 86_400],
    ] as const) {
      const timed = loginKeyHandler({ ...settings, now: () => now, ...(expiresIn && { expiresIn }) });
      const { loginKey, expiration } = (await (await timed(post())).json()) as { loginKey: string; expiration: number };
      assert.equal(expiration, now + lives);
      const owner = { apiKey: API_KEY, groupId: GROUP, partnerUserId: 'agent-42' };
      assert.deepEqual(await verifyLoginKey({ ...owner, loginKey, now }), { ok: true, expiration });
    }
  });

  it('after the log-in has read the form itself', async () => {
    const byToken = loginKeyHandler({
      ...settings,
      authenticate: async (request) => ((await request.formData()).get('Token') === 'of Ada' ? 'agent-42' : undefined),
    });
    const body = (Token: string) => ({ body: new URLSearchParams({ Token, partneruserid: 'agent-42' }) });
    await isKeyOf('agent-42', await byToken(post(body('of Ada'))));
    await isRefused(401, 'not-logged-in', await byToken(post(body('of nobody'))));
  });

  it('with what it was called with beside the request', async () => {
    const withSession = loginKeyHandler({
      ...settings,
      authenticate: (_request, session: { id: string }) => session.id,
    });
    await isKeyOf('agent-43', await withSession(post(), { id: 'agent-43' }));
  });

  it('when a framework has read the body before', async () => {
    const request = post({ body: 'partneruserid=agent-42' });
    await request.text();
    await isKeyOf('agent-42', await answer(request));
  });
});

describe('the login-key handler refuses', () => {
  for (const nobody of [undefined, null, '']) {
    it(`a caller who is not logged in (${JSON.stringify(nobody)})`, async () => {
      const closed = loginKeyHandler({ ...settings, authenticate: () => nobody });
      await isRefused(401, 'not-logged-in', await closed(post({}, '?partneruserid=agent-42')));
    });
  }

  const form = (entries: Record<string, string>): FormData => {
    const data = new FormData();
    for (const [name, value] of Object.entries(entries)) data.set(name, value);
    return data;
  };
  const json = (value: unknown): RequestInit => ({
    body: JSON.stringify(value),
    headers: { 'content-type': 'Application/JSON; charset=utf-8' },
  });
  const tampered: Record<string, Request> = {
    'in the query': post({}, '?partneruserid=agent-43'),
    'in the query, in other letters': post({}, '?PartnerUserId=agent-43'),
    'in the query, beside the right one': post({}, '?partneruserid=agent-42&partneruserid=agent-43'),
    'in the form': post({ body: new URLSearchParams({ partneruserid: 'agent-43' }) }, '?partneruserid=agent-42'),
    'in a multipart form': post({ body: form({ partneruserid: 'agent-43' }) }),
    'in JSON': post(json({ partneruserid: 'agent-43' })),
    'in JSON, as something else': post(json({ partneruserid: ['agent-42'] })),
    'by a blank': post({}, '?partneruserid=agent-42%20'),
    'by being empty': post({}, '?partneruserid='),
    'by its case': post({}, '?partneruserid=Agent-42'),
  };
  for (const [where, request] of Object.entries(tampered)) {
    it(`another agent’s id ${where}`, async () => {
      await isRefused(403, 'other-agent', await answer(request));
    });
  }

  it('nobody for the right id, nor for none, in any kind of form', async () => {
    const file = form({});
    file.set('card', new Blob(['x']), 'card.txt');
    const right = [
      post({ body: form({ partneruserid: 'agent-42' }) }),
      post(json({ partneruserid: 'agent-42' })),
      post(json([])),
      post(json(null)),
      post({ body: file }),
      post({ body: 'partneruserid=agent-43', headers: { 'content-type': 'text/plain' } }),
      post({ body: '{', headers: { 'content-type': 'application/json' } }),
      post({ body: 'no form', headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    ];
    for (const request of right) await isKeyOf('agent-42', await answer(request));
  });

  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    it(method, async () => {
      const response = await answer(new Request(URL_ASKED, { method }));
      assert.equal(response.headers.get('allow'), 'POST, OPTIONS');
      await isRefused(405, 'method-not-allowed', response);
    });
  }

  it('a body of more than 8,192 bytes', async () => {
    await isKeyOf('agent-42', await answer(post({ body: 'x'.repeat(8_192) })));
    await isRefused(413, 'body-too-large', await answer(post({ body: 'x'.repeat(8_193) })));
  });

  it('a body that says it is too large, without reading it', async () => {
    const { request, read, given } = streamed({ 'content-length': '8193' });
    await isRefused(413, 'body-too-large', await answer(request));
    assert.deepEqual({ read: read(), given: given() }, { read: 0, given: true });
  });

  it('a body without an end, without reading on', async () => {
    const { request, read, given } = streamed({});
    await isRefused(413, 'body-too-large', await answer(request));
    assert.deepEqual({ read: read(), given: given() }, { read: 9, given: true });
  });
});

/** A body without an end, 1,000 bytes at a time. */
function streamed(headers: Record<string, string>) {
  let read = 0;
  let given = false;
  const body = new ReadableStream(
    {
      pull(controller) {
        read++;
        controller.enqueue(new Uint8Array(1_000));
      },
      cancel() {
        given = true;
        throw new Error('cannot be given up');
      },
    },
    { highWaterMark: 0 },
  );
  return { request: post({ body, headers, duplex: 'half' } as RequestInit), read: () => read, given: () => given };
}

describe('when the log-in fails, the login-key handler', () => {
  const failures: Record<string, () => Authenticated | Promise<Authenticated>> = {
    throws: () => {
      throw new Error(`the log-in at 10.0.0.7 is down ${API_KEY}`);
    },
    rejects: () => Promise.reject(new Error('the log-in is down')),
    'returns a number': () => 42 as unknown as string,
    'returns half a character': () => 'agent-\ud83d',
    'returns an id of 256 characters': () => '😀'.repeat(256),
    'returns a key of its own': () => Response.json({ loginKey: '$1$' }),
    'returns a refusal that was read': async () => {
      const refusal = new Response('no', { status: 403 });
      await refusal.text();
      return refusal;
    },
    'returns no real response': () => Response.error(),
  };
  for (const [what, authenticate] of Object.entries(failures)) {
    it(`says only that: it ${what}`, async () => {
      const told: unknown[] = [];
      const failing = loginKeyHandler({ ...settings, authenticate, onError: (error) => told.push(error) });
      await isRefused(500, 'internal', await failing(post()));
      assert.equal(told.length, 1);
      await isRefused(500, 'internal', await loginKeyHandler({ ...settings, authenticate })(post()));
    });
  }

  it('answers although telling of it fails', async () => {
    const failing = loginKeyHandler({
      ...settings,
      now: () => NaN,
      onError: () => {
        throw new Error('the log is full');
      },
    });
    await isRefused(500, 'internal', await failing(post()));
  });

  it('passes on a refusal of the log-in’s own, for nobody to keep', async () => {
    const headers = { 'retry-after': '5', 'cache-control': 'public', 'access-control-allow-origin': '*' };
    const own = loginKeyHandler({
      ...settings,
      authenticate: () => new Response('Not on duty.', { status: 403, headers }),
    });
    const response = await own(post());
    assert.deepEqual([response.status, await response.text()], [403, 'Not on duty.']);
    assert.deepEqual(Object.fromEntries(response.headers), {
      'cache-control': 'no-store',
      'content-type': 'text/plain;charset=UTF-8',
      'retry-after': '5',
      vary: 'Origin',
    });
    const redirect = loginKeyHandler({
      ...settings,
      authenticate: () => Response.redirect('https://crm.example/login', 302),
    });
    assert.equal((await redirect(post())).headers.get('location'), 'https://crm.example/login');
  });
});

describe('setting up the login-key handler', () => {
  const wrong: Record<string, [settings: object, says: RegExp]> = {
    'no apiKey': [{ apiKey: undefined }, /apiKey/],
    'an empty apiKey': [{ apiKey: '' }, /apiKey/],
    'a blank apiKey': [{ apiKey: ' \n' }, /apiKey/],
    'no groupId': [{ groupId: undefined }, /groupId/],
    'a groupId in words': [{ groupId: 'twelve' }, /groupId/],
    'a negative groupId': [{ groupId: -1 }, /groupId/],
    'no log-in': [{ authenticate: undefined }, /authenticate/],
    'keys of no life': [{ expiresIn: 0 }, /expiresIn/],
    'keys of more than a day': [{ expiresIn: 86_401 }, /expiresIn/],
    'keys of NaN': [{ expiresIn: NaN }, /expiresIn/],
    'keys of text': [{ expiresIn: '3600' }, /expiresIn/],
  };
  for (const [what, [change, says]] of Object.entries(wrong)) {
    it(`throws for ${what}`, () => {
      assert.throws(
        () => loginKeyHandler({ ...settings, ...change }),
        (error: Error) => says.test(error.message) && !error.message.includes(API_KEY),
      );
    });
  }

  it('takes the group as a number, too', async () => {
    await isKeyOf('agent-42', await loginKeyHandler({ ...settings, groupId: 21489 })(post()));
  });
});
