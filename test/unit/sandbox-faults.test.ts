import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { openAgent, openLine, openVisitor, PlayedClock, post } from './sandbox-client.js';

const path = '/services/authorizationservice/GetVisitorSettings3?groupid=21489&service=presence';

describe('a fault', () => {
  const clock = new PlayedClock();
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ clock });
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.close());

  const lay = async (...faults: object[]): Promise<Response> => {
    const reply = await post(sandbox, '/sandbox/faults', { faults });
    assert.equal(reply.status, 200);
    return reply;
  };
  const ask = (): Promise<Response> =>
    fetch(sandbox.origins.glance + path, { headers: { origin: sandbox.origins.console } });

  it('answers with a status and a body, readable across origins, as often as was said', async () => {
    await lay({ path: '/services/*/getvisitorsettings3', do: 'status', status: 503, body: 'later', times: 1 });
    const reply = await ask();
    assert.deepEqual([reply.status, await reply.text()], [503, 'later']);
    assert.equal(reply.headers.get('access-control-allow-origin'), sandbox.origins.console);
    assert.equal((await ask()).status, 200);
  });

  it('answers with garbage', async () => {
    await lay({ path: '/services/', do: 'garbage' });
    await assert.rejects((await ask()).json());
  });

  it('drops the connection', async () => {
    await lay({ path: '/services/', do: 'drop' });
    await assert.rejects(ask(), /fetch failed/);
  });

  it('holds an answer back', async () => {
    await lay({ path: '/services/', do: 'delay', ms: 3_000 });
    const reply = ask();
    await until(() => clock.running === 1);
    clock.pass(3_000);
    assert.equal((await reply).status, 200);
  });

  it('is silent until the asker gives up', async () => {
    await lay({ path: '/services/', do: 'silence' });
    const given = new AbortController();
    const reply = fetch(sandbox.origins.glance + path, {
      signal: given.signal,
      headers: { origin: sandbox.origins.console },
    });
    await until(() => sandbox.core.requests.list.length === 1);
    given.abort();
    await assert.rejects(reply, { name: 'AbortError' });
    const { requests } = sandbox.core;
    assert.equal(requests.list.at(-1)?.status, 0);
  });

  it('does not keep the sandbox from closing', async () => {
    const other = await startSandbox();
    const faults = [
      { path: '/agent', do: 'silence' },
      { path: '/visitorws', do: 'delay', ms: 600_000 },
      { path: '/services/', do: 'silence' },
      { path: '/uniquevisitor', do: 'delay', ms: 600_000 },
    ];
    await post(other, '/sandbox/faults', { faults });
    const asked = [
      openLine(other, '/agent', other.origins.console),
      openLine(other, '/visitorws'),
      fetch(other.origins.glance + path),
      fetch(`${other.origins.glance}/uniquevisitor?groupid=21489`),
    ];
    const refused = Promise.all(asked.map((answer) => assert.rejects(answer)));
    await until(() => other.core.requests.list.length === asked.length);
    await other.close();
    await refused;
  });

  it('strikes single messages to agents', async () => {
    await lay({ message: 'presence', do: 'silence', times: 1 }, { message: 'visitorsock', do: 'delay', ms: 2_000 });
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox);
    visitor.send({ type: 'presence', data: { url: 'https://shop.example/2' } });
    assert.deepEqual((await agent.next('presence'))['data'], { url: 'https://shop.example/2' });
    assert.deepEqual(
      agent.frames.map((frame) => frame['mtype']),
      ['connected', 'presence'],
    );
    clock.pass(2_000);
    await agent.next('visitorsock');
    agent.close();
    visitor.close();
  });

  it('cuts the sockets that are open, and counts that', async () => {
    const agent = await openAgent(sandbox);
    await lay({ path: '/agent', do: 'drop', times: 1 });
    assert.equal(await agent.closed, 1006);
    (await openLine(sandbox, '/agent', sandbox.origins.console)).close();
    await lay({ path: '/agent', do: 'status', status: 503 });
    await assert.rejects(openLine(sandbox, '/agent', sandbox.origins.console), /503/);
  });

  it('takes an origin off the allow list, until a reset', async () => {
    const reply = await post(sandbox, '/sandbox/faults', { allowedOrigins: { remove: [sandbox.origins.console] } });
    assert.equal(reply.status, 200);
    await assert.rejects(openLine(sandbox, '/agent', sandbox.origins.console), /403/);
    assert.equal((await post(sandbox, '/sandbox/reset', {})).status, 204);
    (await openLine(sandbox, '/agent', sandbox.origins.console)).close();
  });

  it('is refused with a sentence when it makes no sense', async () => {
    for (const fault of [
      {},
      { path: '/x' },
      { path: '/x', do: 'explode' },
      { path: '/x', do: 'delay' },
      { message: 'presence', do: 'status', status: 500 },
    ]) {
      const reply = await post(sandbox, '/sandbox/faults', { faults: [fault] });
      assert.equal(reply.status, 400);
      assert.match(await reply.text(), /\w+ \w+/);
    }
  });

  it('is nobody’s business but the sandbox’s own pages’', async () => {
    const headers = { origin: 'https://foreign.example' };
    assert.equal((await post(sandbox, '/sandbox/faults', { faults: [] }, headers)).status, 403);
    assert.equal((await fetch(`${sandbox.origins.glance}/sandbox/state`, { headers })).status, 403);
    const own = await fetch(`${sandbox.origins.glance}/sandbox/state`, { headers: { origin: sandbox.origins.shop } });
    assert.equal(own.headers.get('access-control-allow-origin'), sandbox.origins.shop);
  });
});

/** Gives the server in this process its turns until it has come so far. */
async function until(reached: () => boolean): Promise<void> {
  for (let turns = 0; !reached(); turns += 1) {
    assert.ok(turns < 100_000, 'never reached');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
