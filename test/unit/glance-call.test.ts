import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, call } from '../../src/glance/call.js';
import { outcome } from './played.js';
import { noAnswer, place, redirect, reply, silence } from './played-glance.js';

const URL = 'https://www.glance.net/x';
const { signal } = new AbortController();

describe('a call', () => {
  it('gives status and text, sends no cookies, keeps nothing, and leaves no timer', async () => {
    const glance = place(() => reply('hello', 418));
    const answer = await call(glance, URL, { method: 'POST' }, 1_000, signal);
    assert.deepEqual(answer, { status: 418, text: 'hello', redirected: false });
    const { init } = glance.asked[0] ?? {};
    assert.deepEqual([init?.method, init?.credentials, init?.cache], ['POST', 'omit', 'no-store']);
    assert.equal(glance.clock.running, 0);
  });

  it('tells what time it is at the server, where the answer shows it', async () => {
    const date = 'Fri, 15 Jan 2027 08:10:00 GMT';
    const glance = place(() => new Response('', { headers: { Date: date } }));
    await call(glance, URL, {}, 1_000, signal);
    assert.deepEqual(glance.times, [['www.glance.net', Date.parse(date)]]);
    for (const headers of [new Headers(), new Headers({ Date: 'soon' })]) {
      const silent = place(() => new Response('', { headers }));
      await call(silent, URL, {}, 1_000, signal);
      assert.deepEqual(silent.times, []);
    }
  });

  it('follows no redirect: what goes along is for this host alone', async () => {
    const glance = place(() => reply('hello'));
    await call(glance, URL, { method: 'POST', headers: { Authorization: 'Bearer a token' } }, 1_000, signal);
    assert.equal(glance.asked[0]?.init.redirect, 'error');
  });

  it('tells a redirect that was not followed', async () => {
    assert.equal((await call(place(redirect), URL, {}, 1_000, signal)).redirected, true);
  });

  it('ends with auth-timeout at its limit, and not before', async () => {
    const glance = place(silence);
    const answer = outcome(call(glance, URL, {}, 1_000, signal));
    glance.clock.pass(999);
    assert.equal(await answer, 'open');
    const late = call(glance, URL, {}, 1_000, signal);
    glance.clock.pass(1_000);
    await assert.rejects(late, { name: 'GlanceError', code: 'auth-timeout' });
    assert.equal(glance.clock.running, 0);
  });

  it('ends at its limit while the answer is still being read', async () => {
    const glance = place((_url, { signal: given }) => {
      const body = new ReadableStream({
        start: (controller) => given?.addEventListener('abort', () => controller.error(given.reason)),
      });
      return new Response(body);
    });
    const answer = call(glance, URL, {}, 1_000, signal);
    const heard = assert.rejects(answer, { code: 'auth-timeout' });
    await new Promise((resolve) => setImmediate(resolve));
    glance.clock.pass(1_000);
    await heard;
  });

  it('is unreachable when there is no answer, and says why to the developer', async () => {
    const glance = place(noAnswer);
    await assert.rejects(call(glance, URL, {}, 1_000, signal), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'auth-unreachable');
      assert.match(String(error.cause), /Failed to fetch/);
      return true;
    });
    assert.equal(glance.clock.running, 0);
  });

  it('is forbidden, not unreachable, where that is known of the page’s policy', async () => {
    const { network } = place(noAnswer);
    const asked: string[] = [];
    const forbidden = (url: string): boolean => asked.push(url) > 0;
    const answer = call({ network: { ...network, forbidden } }, URL, {}, 1_000, signal);
    await assert.rejects(answer, { code: 'csp-blocked' });
    assert.deepEqual(asked, [URL]);
  });

  it('ends when it is called off', async () => {
    const gone = new AbortController();
    const glance = place(silence);
    const answer = call(glance, URL, {}, 1_000, gone.signal);
    gone.abort();
    await assert.rejects(answer, { code: 'auth-unreachable' });
    assert.equal(glance.clock.running, 0);
  });

  it('is logged by method, address, outcome and time, without query, headers or bodies', async () => {
    const secret = 'a-secret';
    const init = { method: 'POST', headers: { Authorization: secret, 'X-Key': secret }, body: secret };
    const url = `${URL}/path?loginkey=${secret}#${secret}`;
    const slow = place((address) => {
      if (address.pathname.endsWith('none')) return noAnswer();
      slow.clock.pass(35);
      return reply(secret, 503);
    });
    await call(slow, url, init, 1_000, signal);
    await call(slow, `${URL}#${secret}`, {}, 1_000, signal);
    await assert.rejects(call(slow, `${URL}/none?${secret}`, {}, 1_000, signal));
    const silent = place(silence);
    const late = call(silent, url, init, 1_000, signal);
    silent.clock.pass(1_000);
    await assert.rejects(late);
    assert.deepEqual(
      [...slow.logged, ...silent.logged],
      [
        'POST https://www.glance.net/x/path 503 35 ms',
        'GET https://www.glance.net/x 503 35 ms',
        'GET https://www.glance.net/x/none auth-unreachable 0 ms',
        'POST https://www.glance.net/x/path auth-timeout 1000 ms',
      ],
    );
  });

  it('that was called off before is not even answered', async () => {
    await assert.rejects(call(place(), URL, {}, 1_000, AbortSignal.abort()), { code: 'auth-unreachable' });
  });
});

describe('a good answer', () => {
  const answered = (status: number): Promise<string> =>
    ask(
      place(() => reply('hello', status)),
      URL,
      {},
      1_000,
      signal,
    );

  for (const status of [200, 201, 299])
    it(`is one with the status ${status}`, async () => {
      assert.equal(await answered(status), 'hello');
    });

  for (const status of [300, 400, 404, 429, 503])
    it(`is none with the status ${status}, which goes to the developer`, async () => {
      await assert.rejects(answered(status), { name: 'GlanceError', code: 'auth-unreachable', cause: status });
    });
});
