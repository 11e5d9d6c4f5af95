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
  const state = async (): Promise<Record<string, unknown>> =>
    (await (await fetch(`${sandbox.origins.glance}/sandbox/state`)).json()) as Record<string, unknown>;
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

  it('holds an answer back until it is taken away', async () => {
    await lay({ path: '/services/', do: 'hold' });
    const reply = ask();
    await until(() => sandbox.core.faults.held === 1);
    assert.equal((await state())['held'], 1);
    assert.equal(sandbox.core.requests.list.at(-1)?.status, 0);
    await lay();
    assert.equal((await reply).status, 200);
    assert.equal((await state())['held'], 0);
  });

  it('holds back nothing for an asker who gave up', async () => {
    await lay({ path: '/services/', do: 'hold' });
    const given = new AbortController();
    const reply = fetch(sandbox.origins.glance + path, { signal: given.signal });
    await until(() => sandbox.core.faults.held === 1);
    given.abort();
    await assert.rejects(reply, { name: 'AbortError' });
    await until(() => sandbox.core.faults.held === 0);
  });

  it('adds headers to an answer that is good otherwise, or puts them in place of its own', async () => {
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Content-Security-Policy': "frame-ancestors 'none'",
    };
    await lay({ path: '/agentjoin/AgentJoin.aspx', do: 'headers', headers });
    const view = await fetch(`${sandbox.origins.glance}/agentjoin/AgentJoin.aspx`);
    assert.equal(view.status, 200);
    assert.equal(view.headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(view.headers.get('content-security-policy'), "frame-ancestors 'none'");
    assert.match(await view.text(), /<form/);
    assert.deepEqual((await state())['faults'], [{ path: '/agentjoin/AgentJoin.aspx', do: 'headers', headers }]);
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
    // By the answer to a later request the server has seen that connection close.
    await state();
    await state();
    const { requests } = sandbox.core;
    assert.equal(requests.list.at(-1)?.status, 0);
  });

  it('is silent until a reset at the most', async () => {
    await lay({ path: '/services/', do: 'silence' }, { path: '/agent', do: 'silence' });
    const asked = [ask(), openLine(sandbox, '/agent', sandbox.origins.console)];
    let cutOff = 0;
    for (const answer of asked) answer.catch(() => (cutOff += 1));
    await until(() => sandbox.core.requests.list.length === asked.length);
    await lay();
    await state();
    assert.deepEqual(
      sandbox.core.requests.list.map(({ status }) => status),
      [0, 0],
    );
    sandbox.reset();
    await until(() => cutOff === asked.length);
  });

  it('does not keep the sandbox from closing', async () => {
    const other = await startSandbox();
    const faults = [
      { path: '/agent', do: 'silence' },
      { path: '/visitorws', do: 'delay', ms: 600_000 },
      { path: '/services/', do: 'silence' },
      { path: '/uniquevisitor', do: 'delay', ms: 600_000 },
      { path: '/lookupvisitor', do: 'hold' },
    ];
    await post(other, '/sandbox/faults', { faults });
    const asked = [
      openLine(other, '/agent', other.origins.console),
      openLine(other, '/visitorws'),
      fetch(other.origins.glance + path),
      fetch(`${other.origins.glance}/uniquevisitor?groupid=21489`),
      fetch(`${other.origins.glance}/lookupvisitor`),
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

  it('holds back single messages to agents, and the opening of a line, until it is taken away', async () => {
    await lay({ message: 'visitorsock', do: 'hold' });
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox);
    await agent.next('presence');
    assert.equal(sandbox.core.faults.held, 1);
    await lay({ path: '/agent', do: 'hold' });
    await agent.next('visitorsock');
    const late = openLine(sandbox, '/agent', sandbox.origins.console);
    await until(() => sandbox.core.faults.held === 1);
    await lay();
    (await late).close();
    agent.close();
    visitor.close();
  });

  it('does not keep a message for a line that has closed', async () => {
    await lay({ message: 'visitorsock', do: 'hold' });
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox);
    await until(() => sandbox.core.faults.held === 1);
    agent.close();
    await until(() => sandbox.core.faults.held === 0);
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
      { message: 'presence', do: 'headers', headers: {} },
      { path: '/x', do: 'headers' },
      { path: '/x', do: 'headers', headers: { name: 7 } },
      { path: '/x', do: 'headers', headers: { 'no name': 'x' } },
      { path: '/x', do: 'headers', headers: { name: 'a\r\nb: c' } },
    ]) {
      const reply = await post(sandbox, '/sandbox/faults', { faults: [fault] });
      assert.equal(reply.status, 400);
      assert.match(await reply.text(), /\w+ \w+/);
    }
  });

  it('can be a frame nobody has sent, broken or not', async () => {
    const agent = await openAgent(sandbox);
    const frame = { mtype: 'visitorconn', data: { connected: false } };
    const reply = await post(sandbox, '/sandbox/say', { visitorid: 'alice', frame });
    assert.equal(((await reply.json()) as { agents: number }).agents, 1);
    assert.deepEqual(await agent.next('visitorconn'), frame);
    await post(sandbox, '/sandbox/say', { visitorid: 'alice', groupid: 21489, frame: '{"mtype":"zz"}' });
    await agent.next('zz');
    agent.close();
    for (const nonsense of [
      {},
      { visitorid: 'alice' },
      { visitorid: 'alice', frame: 7 },
      { visitorid: 'a b', frame },
      { visitorid: 'alice', groupid: '1', frame },
    ]) {
      const refused = await post(sandbox, '/sandbox/say', nonsense);
      assert.equal(refused.status, 400);
      assert.match(await refused.text(), /\w+ \w+/);
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
