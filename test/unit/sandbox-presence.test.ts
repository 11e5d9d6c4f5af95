import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SandboxCore, startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { createLoginKey } from '../../src/login-key/index.js';
import {
  loginKey,
  openAgent,
  openLine,
  openVisitor,
  PlayedClock,
  PlayedSocket,
  post,
  presenceToken,
} from './sandbox-client.js';

describe('presence over sockets', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.close());

  const lookUp = async (visitorid = 'alice'): Promise<Record<string, unknown>> => {
    const url = `${sandbox.origins.glance}/lookupvisitor?groupid=21489&visitorid=${visitorid}`;
    const reply = await fetch(url, { headers: { authorization: `Bearer ${await presenceToken(sandbox)}` } });
    return (await reply.json()) as Record<string, unknown>;
  };

  it('tells an agent that the visitor came, where they are, and that they left', async () => {
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox, 'alice', { url: 'https://shop.example/cart', browserver: 156 });
    assert.deepEqual((await agent.next('visitorsock'))['data'], { connected: true });
    assert.deepEqual((await agent.next('presence'))['data'], { url: 'https://shop.example/cart', browserver: 156 });
    assert.equal((await lookUp())['url'], 'https://shop.example/cart');
    visitor.close();
    assert.deepEqual((await agent.next('visitorsock'))['data'], { connected: false });
    agent.close();
  });

  it('answers connect with a keepalive at top level', async () => {
    const agent = await openAgent(sandbox);
    const [connected] = agent.frames;
    assert.ok(Number(connected?.['keepalive']) > 0);
    agent.close();
  });

  it('tells an agent who comes later at once that the visitor is there', async () => {
    const visitor = await openVisitor(sandbox);
    const agent = await openAgent(sandbox);
    assert.deepEqual((await agent.next('visitorsock'))['data'], { connected: true });
    agent.close();
    visitor.close();
  });

  it('carries an invoke to the visitor, arguments and all, by type or by mtype', async () => {
    const visitor = await openVisitor(sandbox);
    const agent = await openAgent(sandbox);
    const data = { func: 'GLANCE.Cobrowse.VisitorUI.showTerms', args: { sessionKey: 'alice' } };
    agent.send({ type: 'invoke', mtype: 'invoke', data });
    assert.deepEqual(await visitor.next('invoke'), { mtype: 'invoke', data });
    agent.send({ type: 'signal', data: { hello: [1, 2] } });
    assert.deepEqual(await visitor.next('signal'), { mtype: 'signal', data: { hello: [1, 2] } });
    agent.close();
    visitor.close();
  });

  it('carries a visitor’s signal to their agents, data unchanged', async () => {
    const [one, other, ofBob] = [await openAgent(sandbox), await openAgent(sandbox), await openAgent(sandbox, 'bob')];
    const visitor = await openVisitor(sandbox);
    const data = { cart: { items: [{ name: 'Halden 2', count: 1 }], total: 429 } };
    visitor.send({ type: 'signal', data });
    for (const agent of [one, other]) assert.deepEqual(await agent.next('signal'), { mtype: 'signal', data });
    // Bob's own is the first that his agent hears.
    const bob = await openVisitor(sandbox, 'bob');
    bob.send({ type: 'signal', data: 'of Bob' });
    assert.deepEqual(await ofBob.next('signal'), { mtype: 'signal', data: 'of Bob' });
    for (const line of [one, other, ofBob, visitor, bob]) line.close();
  });

  it('carries the visitor’s answers to the agent', async () => {
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox);
    visitor.send({ type: 'terms', data: { status: 'accepted' } });
    assert.deepEqual(await agent.next('terms'), { mtype: 'terms', data: { status: 'accepted' } });
    visitor.send({ type: 'visitorsessionstart', data: { sessionKey: 'not for agents' } });
    assert.deepEqual(await agent.next('visitorsessionstart'), { mtype: 'visitorsessionstart' });
    visitor.send({ type: 'visitorsessionend', data: { reason: 'visitor' } });
    assert.deepEqual((await agent.next('visitorsessionend'))['data'], { reason: 'visitor' });
    agent.close();
    visitor.close();
  });

  it('refuses an agent whose token is bad, or for another group', async () => {
    for (const authorization of ['nonsense', null, await presenceToken(sandbox, '20541')]) {
      const agent = await openLine(sandbox, '/agent', sandbox.origins.console);
      agent.send({ type: 'connect', authorization, groupid: '21489', visitorid: 'alice' });
      assert.deepEqual(await agent.next('error'), { mtype: 'error', data: { error: 'authorization' } });
      assert.equal(await agent.closed, 1008);
    }
  });

  it('keeps what one visitor does from the agents of another', async () => {
    const ofBob = await openAgent(sandbox, 'bob');
    const ofAlice = await openAgent(sandbox, 'alice');
    const visitor = await openVisitor(sandbox, 'alice');
    await ofAlice.next('presence');
    const bob = await openVisitor(sandbox, 'bob', { url: 'https://shop.example/bob' });
    await ofBob.next('presence');
    assert.deepEqual(
      ofBob.frames.map((frame) => frame['mtype']),
      ['connected', 'visitorsock', 'presence'],
    );
    assert.deepEqual(ofBob.frames[2]?.['data'], { url: 'https://shop.example/bob' });
    for (const line of [ofBob, ofAlice, visitor, bob]) line.close();
  });

  it('takes a signal by REST, and says when nobody is there to hear it', async () => {
    const visitor = await openVisitor(sandbox);
    const headers = { authorization: `Bearer ${await presenceToken(sandbox)}` };
    const data = { func: 'GLANCE.Cobrowse.Visitor.startSession' };
    const reply = await post(
      sandbox,
      '/signalvisitor?groupid=21489&visitorid=alice',
      { mtype: 'invoke', data },
      headers,
    );
    assert.deepEqual(await reply.json(), { visitorfound: true });
    assert.deepEqual((await visitor.next('invoke'))['data'], data);
    const absent = await post(
      sandbox,
      '/signalvisitor?groupid=21489&visitorid=bob',
      { mtype: 'signal', data },
      headers,
    );
    assert.deepEqual(await absent.json(), { visitorfound: false });
    visitor.close();
  });

  it('gives a nameless visitor a code under which agents find them', async () => {
    const reply = await fetch(`${sandbox.origins.glance}/uniquevisitor?groupid=21489`);
    const { visitorid, uniqueid, guesttoken } = (await reply.json()) as Record<string, string>;
    assert.equal(visitorid, `UNQ-${uniqueid}`);
    for (const made of [{ visitorid, guesttoken: 'nonsense' }, { visitorid }, { visitorid: 'UNQ-made-up' }]) {
      const impostor = await openLine(sandbox, '/visitorws');
      impostor.send({ type: 'connect', groupid: '21489', ...made });
      await impostor.next('error');
      assert.equal(await impostor.closed, 1008);
    }
    const guest = await openLine(sandbox, '/visitorws');
    guest.send({ type: 'connect', groupid: '21489', visitorid, guesttoken });
    await guest.next('connected');
    assert.equal((await lookUp(visitorid))['visitorid'], visitorid);
    const agent = await openAgent(sandbox, visitorid);
    assert.deepEqual((await agent.next('visitorsock'))['data'], { connected: true });
    const data = { func: 'GLANCE.Cobrowse.Visitor.showTerms', args: { sessionKey: visitorid } };
    agent.send({ type: 'invoke', data });
    assert.deepEqual((await guest.next('invoke'))['data'], data);
    const started = await post(sandbox, '/services/SessionProvisioning/StartSession2', {
      groupid: '21489',
      sessionKey: visitorid,
    });
    assert.equal(((await started.json()) as Record<string, unknown>)['sessionKey'], visitorid);
    guest.close();
    agent.close();
  });

  it('shows who is there to a local tool, but no secret', async () => {
    const key = await loginKey(sandbox);
    const agent = await openAgent(sandbox);
    const visitor = await openVisitor(sandbox);
    await agent.next('presence');
    await fetch(
      `${sandbox.origins.glance}/agentjoin/AgentView.aspx?SessionKey=a&partnerid=21489&partneruserid=agent-42&loginkey=${key}`,
    );
    const text = await (await fetch(`${sandbox.origins.console}/sandbox/state`)).text();
    const state = JSON.parse(text) as { visitors: unknown[]; sockets: unknown; requests: { path: string }[] };
    assert.deepEqual(state.visitors, [
      { groupid: '21489', visitorid: 'alice', connected: true, presence: { url: 'https://shop.example/' } },
    ]);
    assert.deepEqual(state.sockets, { agent: 1, visitor: 1, cobrowse: 0, view: 0 });
    assert.ok(state.requests.some(({ path }) => path.endsWith('AgentView.aspx')));
    assert.doesNotMatch(text, /\$1\$|eyJ|loginkey=/);
    agent.close();
    visitor.close();
  });
});

describe('the presence hub', () => {
  async function start(): Promise<{
    clock: PlayedClock;
    core: SandboxCore;
    agent: (visitorid?: string) => Promise<PlayedSocket>;
    visitor: () => PlayedSocket;
  }> {
    const clock = new PlayedClock();
    const core = new SandboxCore({ clock });
    const owner = { apiKey: 'sandbox-api-key-21489', groupId: '21489', partnerUserId: 'agent-42' };
    const { loginKey: loginkey } = await createLoginKey({ ...owner, now: clock.now() / 1000 });
    const credentials = { partnerid: '21489', partneruserid: 'agent-42', loginkey };
    const authorized = await core.access.authorize(credentials, { groupid: '21489', service: 'presence', minutes: 10 });
    assert.ok(authorized.ok);
    const connect = { type: 'connect', groupid: '21489', visitorid: 'alice' };
    return {
      clock,
      core,
      agent: async (visitorid = 'alice') => {
        const socket = new PlayedSocket((line) => core.presence.openAgent(line)).say({
          ...connect,
          visitorid,
          authorization: authorized.token,
        });
        await core.presence.settled();
        return socket;
      },
      visitor: () => new PlayedSocket((line) => core.presence.openVisitor(line)).say(connect),
    };
  }

  it('refuses a token that has expired', async () => {
    const { clock, agent } = await start();
    clock.pass(10 * 60_000);
    const late = await agent();
    assert.deepEqual([late.kinds(), late.closedWith], [['error'], 1008]);
  });

  it('lets the newest page of a visitor win, and sees no change in that', async () => {
    const { agent, visitor } = await start();
    const watching = await agent();
    const older = visitor();
    const newer = visitor();
    assert.equal(older.last()?.['mtype'], 'blur');
    older.close();
    assert.equal(watching.kinds().filter((kind) => kind === 'visitorsock').length, 1);
    newer.close();
    assert.deepEqual(watching.last(), { mtype: 'visitorsock', data: { connected: false } });
  });

  it('sends an invoke to the newest page only', async () => {
    const { core, agent, visitor } = await start();
    const watching = await agent();
    const older = visitor();
    const newer = visitor();
    watching.say({ type: 'invoke', data: { func: 'GLANCE.x' } });
    await core.presence.settled();
    assert.deepEqual(
      [older.kinds(), newer.kinds()],
      [
        ['connected', 'blur'],
        ['connected', 'invoke'],
      ],
    );
  });

  it('keeps the presence data of a visitor who comes back without repeating it', async () => {
    const { core, visitor } = await start();
    visitor()
      .say({ type: 'presence', data: { url: 'https://shop.example/' } })
      .close();
    visitor();
    assert.equal(core.presence.lookup('21489', 'alice')['url'], 'https://shop.example/');
  });

  it('keeps a message for a visitor between two pages for five seconds, no longer', async () => {
    const { clock, core, visitor } = await start();
    const message = { mtype: 'signal', data: 1 } as const;
    visitor().close();
    clock.pass(4_999);
    assert.equal(core.presence.signal('21489', 'alice', message), true);
    assert.deepEqual(visitor().kinds(), ['connected', 'signal']);

    const { clock: other, core: later, visitor: again } = await start();
    again().close();
    other.pass(5_000);
    assert.equal(later.presence.signal('21489', 'alice', message), false);
    assert.deepEqual(later.presence.lookup('21489', 'alice'), {});
    assert.deepEqual(again().kinds(), ['connected']);
  });

  it('says made-up frames to those who watch a visitor, faults or not, and shows them', async () => {
    const { core, agent } = await start();
    const watching = await agent();
    const other = await agent('bob');
    core.faults.replace([{ message: '*', do: 'silence' }]);
    assert.equal(core.presence.say('21489', 'alice', '{"mtype":"scaledown"}').agents, 1);
    assert.equal(core.presence.say('20541', 'alice', '{"mtype":"scaledown"}').agents, 0);
    assert.equal(core.presence.say('21489', 'bob', `{"mtype":"zz","data":"${'z'.repeat(300)}"}`).agents, 1);
    assert.deepEqual(
      [watching.kinds(), other.kinds()].map((kinds) => kinds.slice(1)),
      [['scaledown'], ['zz']],
    );
    const { said } = core.state as { said: { visitorid: string; agents: number; frame: string; length: number }[] };
    assert.deepEqual(
      said.map(({ visitorid, agents, frame, length }) => [visitorid, agents, frame.length, length]),
      [
        ['alice', 1, 21, 21],
        ['alice', 0, 21, 21],
        ['bob', 1, 200, 324],
      ],
    );
    assert.equal(said[0]?.frame, '{"mtype":"scaledown"}');
    core.reset();
    assert.deepEqual(core.presence.said, []);
  });

  it('leaves no timer behind when it closes', async () => {
    const { clock, core, agent } = await start();
    core.faults.replace([{ message: 'visitorsock', do: 'delay', ms: 60_000 }]);
    core.sessions.start({ groupid: '21489', sessionKey: 'alice' });
    const watching = await agent();
    new PlayedSocket((line) => core.presence.openVisitor(line)).say({
      type: 'connect',
      groupid: '21489',
      visitorid: 'alice',
    });
    assert.equal(clock.running, 2);
    core.close();
    assert.equal(clock.running, 0);
    assert.equal(watching.closedWith, 1001);
  });
});
