import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fetchLoginKey, type LoginKeySource } from '../../src/glance/login-key.js';
import type { LoginKey } from '../../src/session/ports.js';
import { outcome, turn } from './played.js';
import { KEY, never, noAnswer, place, type PlayedPlace, reply, silence } from './played-glance.js';

const PUID = 'a&b=c+d@é';
const URL = 'https://crm.example/loginkey?tenant=7';
const SECRET = 'a-secret';
const fetchFrom = (
  glance: PlayedPlace,
  authBody: LoginKeySource['authBody'],
  authHeaders?: Record<string, string>,
  signal = never,
): Promise<LoginKey> => {
  const source: LoginKeySource = {
    method: 'loginkey',
    groupId: '21489',
    partnerUserId: PUID,
    authUrl: URL,
    warn: () => undefined,
    ...(authBody !== undefined && { authBody }),
    ...(authHeaders && { authHeaders }),
  };
  return fetchLoginKey(glance, source, undefined, signal);
};

/** What is posted: the type a browser gives it, and its text. */
const posted = async (
  authBody: LoginKeySource['authBody'],
  authHeaders?: Record<string, string>,
): Promise<[type: string | null, body: string]> => {
  const glance = place(() => reply(KEY));
  await fetchFrom(glance, authBody, authHeaders);
  const [{ url, init } = assert.fail()] = glance.asked;
  assert.equal(url.searchParams.get('partneruserid'), PUID);
  assert.equal(url.searchParams.get('tenant'), '7');
  const request = new Request(url, { method: 'POST', headers: init.headers ?? {}, body: init.body ?? null });
  return [request.headers.get('content-type'), await request.text()];
};

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';

describe('the body for the login-key service', () => {
  it('is the agent when the page gives none, or a function that has none', async () => {
    const agent = [FORM, 'partneruserid=a%26b%3Dc%2Bd%40%C3%A9'];
    assert.deepEqual(await posted(undefined), agent);
    assert.deepEqual(await posted((() => undefined) as unknown as () => string), agent);
    assert.deepEqual(await posted((async () => null) as unknown as () => string), agent);
  });

  it('goes as it is when it is a text, a form, a Blob or bytes', async () => {
    const bytes = new TextEncoder().encode('Token=1&x');
    assert.deepEqual(await posted('Token=1&x'), ['text/plain;charset=UTF-8', 'Token=1&x']);
    assert.deepEqual(await posted(''), ['text/plain;charset=UTF-8', '']);
    assert.deepEqual(await posted(new URLSearchParams({ Token: 'a b' })), [FORM, 'Token=a+b']);
    assert.deepEqual(await posted(new Blob(['x'], { type: 'text/csv' })), ['text/csv', 'x']);
    assert.deepEqual(await posted(bytes), [null, 'Token=1&x']);
    assert.deepEqual(await posted(bytes.buffer), [null, 'Token=1&x']);
    const form = new FormData();
    form.set('Token', '1');
    const [type, text] = await posted(form);
    assert.match(type ?? '', /^multipart\/form-data; boundary=/);
    assert.match(text, /name="Token"\r\n\r\n1\r\n/);
  });

  it('is a form of an object’s members, without those that are nothing', async () => {
    const body = { Token: PUID, n: 7, no: false, empty: '', none: null, missing: undefined };
    assert.deepEqual(await posted(body), [FORM, 'Token=a%26b%3Dc%2Bd%40%C3%A9&n=7&no=false&empty=']);
    assert.deepEqual(await posted(Object.assign(Object.create(null) as object, { Token: '1' })), [FORM, 'Token=1']);
    assert.deepEqual(await posted({}), [FORM, '']);
  });

  it('is JSON of an object where the headers say so, in any letters', async () => {
    for (const [name, type] of [
      ['content-type', 'application/json'],
      ['Content-Type', 'Application/JSON; charset=utf-8'],
      ['CONTENT-TYPE', 'application/vnd.api+json'],
    ] as const)
      assert.deepEqual(await posted({ Token: PUID, n: { m: 7 }, missing: undefined }, { [name]: type }), [
        type,
        JSON.stringify({ Token: PUID, n: { m: 7 } }),
      ]);
    const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    assert.deepEqual(await posted({ Token: '1' }, urlencoded), ['application/x-www-form-urlencoded', 'Token=1']);
  });

  it('may be made by a function, at once or later, anew each time', async () => {
    let made = 0;
    const later = async (): Promise<object> => ({ Token: String(++made) });
    assert.deepEqual(await posted(() => 'Token=1'), ['text/plain;charset=UTF-8', 'Token=1']);
    assert.deepEqual(await posted(later as () => Promise<{ Token: string }>), [FORM, 'Token=1']);
    assert.deepEqual(await posted(later as () => Promise<{ Token: string }>), [FORM, 'Token=2']);
  });

  it('cannot be had when its function throws, at once or later: the developer gets the cause', async () => {
    const cause = new Error('signed out');
    const throws = (): never => {
      throw cause;
    };
    for (const authBody of [throws, () => Promise.reject<string>(cause)]) {
      const glance = place(() => reply(KEY));
      await assert.rejects(fetchFrom(glance, authBody), { name: 'GlanceError', code: 'auth-unreachable', cause });
      assert.deepEqual([glance.asked.length, glance.clock.running], [0, 0]);
    }
  });

  it('that cannot be sent is a failure with a code', async () => {
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    const json = { 'Content-Type': 'application/json' };
    await assert.rejects(fetchFrom(place(), circle, json), { code: 'auth-unreachable' });
    await assert.rejects(fetchFrom(place(), { bare: Object.create(null) as object }), { code: 'auth-unreachable' });
    await assert.rejects(fetchFrom(place(), {}, { 'not a name': '' }), { code: 'auth-unreachable' });
  });

  it('is waited for 20 seconds', async () => {
    const glance = place(() => reply(KEY));
    const asked = fetchFrom(glance, () => new Promise(() => undefined));
    glance.clock.pass(19_999);
    assert.equal(await outcome(asked), 'open');
    glance.clock.pass(1);
    await assert.rejects(asked, { code: 'auth-timeout' });
    assert.deepEqual([glance.asked.length, glance.clock.running], [0, 0]);
  });

  it('and the answer to it have 20 seconds together', async () => {
    const glance = place(silence);
    let give: (body: string) => void = () => undefined;
    const asked = fetchFrom(glance, () => new Promise<string>((resolve) => (give = resolve)));
    await turn();
    glance.clock.pass(15_000);
    give('x');
    await turn();
    assert.equal(glance.asked.length, 1);
    glance.clock.pass(4_999);
    assert.equal(await outcome(asked), 'open');
    glance.clock.pass(1);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });

  it('is not waited for any longer when nobody needs it, nor asked for then', async () => {
    const glance = place();
    const gone = new AbortController();
    const asked = outcome(fetchFrom(glance, () => new Promise(() => undefined), undefined, gone.signal));
    gone.abort();
    assert.match(String(await asked), /^rejected/);
    const asking = (): never => assert.fail('asked');
    await assert.rejects(fetchFrom(glance, asking, undefined, gone.signal), { code: 'detached' });
    assert.deepEqual([glance.asked.length, glance.clock.running], [0, 0]);
  });

  it('is in no log and no error, nor are the headers, the query and the login key', async () => {
    for (const answer of [() => reply(KEY), () => reply(SECRET, 403), () => reply(SECRET), noAnswer]) {
      const glance = place(answer);
      const headers = { Authorization: `Bearer ${SECRET}` };
      const failure: unknown = await fetchFrom(glance, { Token: SECRET }, headers).catch((error: unknown) => error);
      assert.equal(glance.logged.length, 1);
      assert.match(glance.logged[0] ?? '', /^POST https:\/\/crm\.example\/loginkey /);
      const told =
        glance.logged.join() + (failure instanceof Error ? `${String(failure)} ${String(failure.cause)}` : '');
      for (const secret of [SECRET, KEY, 'tenant', PUID, encodeURIComponent(PUID)])
        assert.ok(!told.includes(secret), told);
    }
  });
});
