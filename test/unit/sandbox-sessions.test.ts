import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SandboxCore, startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import type { ViewRequest } from '../../demo/sandbox/core/viewing.js';
import { loginKey, openLine, PlayedClock, PlayedSocket, post } from './sandbox-client.js';

const meta = { type: 4, data: { href: 'https://shop.example/' }, timestamp: 1 };
const snapshot = { type: 2, data: {}, timestamp: 2 };
const change = (timestamp: number): object => ({ type: 3, data: {}, timestamp });
const ada = { partnerUserId: 'agent-42', name: 'Ada Park' };

describe('a session', () => {
  let clock: PlayedClock;
  let core: SandboxCore;
  beforeEach(() => {
    clock = new PlayedClock();
    core = new SandboxCore({ clock });
  });

  const startAlice = (): { ssnid: string } => {
    const started = core.sessions.start({ groupid: '21489', sessionKey: 'alice', name: 'Alice' });
    assert.ok(started.ok);
    return { ssnid: started.sessionId };
  };
  const openPage = (ssnid: string): PlayedSocket =>
    new PlayedSocket((socket) => core.sessions.openPage(socket)).say({ type: 'CN', ssnid });
  const runs = (): boolean => core.sessions.find('21489', 'alice') !== undefined;
  const view = (wait = false, agent: ViewRequest['agent'] = ada): PlayedSocket => {
    const ticket = core.viewing.issueTicket({ groupid: '21489', sessionKey: 'alice', wait, agent });
    return new PlayedSocket((socket) => core.viewing.openViewer(socket)).say({ type: 'view', ticket });
  };

  it('goes on from page to page', () => {
    const { ssnid } = startAlice();
    openPage(ssnid).close();
    clock.pass(29_000);
    openPage(ssnid);
    clock.pass(3_600_000);
    assert.equal(runs(), true);
  });

  it('ends when the customer has had no page for 30 seconds', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    const viewer = view();
    page.close();
    clock.pass(30_000);
    assert.equal(runs(), false);
    assert.deepEqual(viewer.last(), { type: 'ended', reason: 'timeout' });
  });

  it('ends when no page ever came', () => {
    startAlice();
    clock.pass(30_000);
    assert.equal(runs(), false);
  });

  it('ends for everybody when the customer leaves, and its key is free again', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    const viewer = view();
    page.say({ type: 'LS' });
    assert.deepEqual(page.last(), { type: 'end', reason: 'visitor' });
    assert.deepEqual(viewer.last(), { type: 'ended', reason: 'visitor' });
    assert.equal(clock.running, 0);
    startAlice();
  });

  it('tells a page that comes after its end so', () => {
    const { ssnid } = startAlice();
    openPage(ssnid).say({ type: 'LS' });
    assert.deepEqual(openPage(ssnid).last(), { type: 'end', reason: 'gone' });
  });

  it('shows a new viewer the page at once, from its last snapshot on', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    page.say({ type: 'rr', events: [change(0), meta] });
    page.say({ type: 'rr', events: [snapshot, change(3)] });
    const viewer = view();
    assert.deepEqual(viewer.kinds(), ['started', 'rr', 'agents']);
    assert.deepEqual(viewer.frames[1]?.['events'], [meta, snapshot, change(3)]);
    page.say({ type: 'rr', events: [change(4)] });
    assert.deepEqual(viewer.last(), { type: 'rr', events: [change(4)] });
  });

  it('asks the customer’s page for a snapshot when it has none to show', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    view();
    view();
    assert.equal(page.kinds().filter((kind) => kind === 'snapshot').length, 1);
  });

  it('does not show a page that another one has replaced', () => {
    const { ssnid } = startAlice();
    const older = openPage(ssnid).say({ type: 'rr', events: [meta, snapshot] });
    const newer = openPage(ssnid).say({ type: 'rr', events: [meta, snapshot] });
    const viewer = view();
    older.say({ type: 'rr', events: [change(9)] });
    assert.equal(viewer.last()?.['type'], 'agents');
    newer.close();
    assert.deepEqual(older.last(), { type: 'snapshot' });
  });

  it('tells customer and viewers who is in it, by name', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    const first = view();
    const second = view();
    const ben = view(false, { partnerUserId: 'agent-43', name: 'Ben Ortiz' });
    const agents = (): unknown => page.last()?.['agents'];
    assert.deepEqual(agents(), [
      { id: '1', name: 'Ada Park' },
      { id: '2', name: 'Ben Ortiz' },
    ]);
    assert.doesNotMatch(JSON.stringify(page.frames), /agent-42/);
    first.close();
    assert.equal(core.sessions.ofAgent('21489', 'agent-42').length, 1);
    second.close();
    assert.deepEqual(agents(), [{ id: '2', name: 'Ben Ortiz' }]);
    assert.equal(core.sessions.ofAgent('21489', 'agent-42').length, 0);
    ben.close();
    assert.deepEqual(agents(), []);
  });

  it('is kept with what the agent’s page said, and the customer learns the name alone', () => {
    const { ssnid } = startAlice();
    const page = openPage(ssnid);
    const said = { email: 'ada@company.example', phone: '+1 503', video: true, origin: 'Cairn', xid: 'NW-1' };
    const viewer = view(false, { ...ada, ...said, openedBy: 'POST' });
    const { sessions } = core.state as { sessions: Record<string, unknown>[] };
    const inIt = { id: '1', name: 'Ada Park', partneruserid: 'agent-42', ...said, openedBy: 'POST' };
    assert.deepEqual(sessions[0]?.['agents'], [inIt]);
    assert.deepEqual(page.last()?.['agents'], [{ id: '1', name: 'Ada Park' }]);
    viewer.close();
    page.say({ type: 'LS' });
    const [ended] = (core.state as { sessions: Record<string, unknown>[] }).sessions;
    assert.deepEqual([ended?.['agents'], ended?.['origin'], ended?.['xid']], [[], 'Cairn', 'NW-1']);
  });

  it('is a cobrowse unless its customer says otherwise', () => {
    startAlice();
    core.sessions.start({ groupid: '21489', sessionKey: 'app', calltype: 'screenshare' });
    const kinds = core.sessions.all.map(({ facts }) => facts.callType);
    assert.deepEqual(kinds, ['cobrowse', 'screenshare']);
    assert.equal(core.sessions.start({ groupid: '21489', sessionKey: 'odd', calltype: '<x>' }).ok, false);
  });

  it('begins for a viewer that waited', () => {
    const viewer = view(true);
    assert.deepEqual(viewer.kinds(), ['waiting']);
    startAlice();
    assert.deepEqual(viewer.kinds(), ['waiting', 'started', 'agents']);
    assert.equal((viewer.frames[1]?.['session'] as { visitor: string }).visitor, 'Alice');
  });

  it('is not waited for longer than ten minutes', () => {
    const viewer = view(true);
    clock.pass(10 * 60_000);
    assert.deepEqual(viewer.last(), { type: 'refused', reason: 'timeout' });
    assert.equal(clock.running, 0);
  });

  it('is refused to a viewer that will not wait, or whose ticket is used, old or made up', () => {
    assert.deepEqual(view().last(), { type: 'refused', reason: 'no-session' });
    startAlice();
    const ticket = core.viewing.issueTicket({ groupid: '21489', sessionKey: 'alice', wait: false, agent: ada });
    const open = (): PlayedSocket =>
      new PlayedSocket((socket) => core.viewing.openViewer(socket)).say({ type: 'view', ticket });
    assert.equal(open().last()?.['type'], 'agents');
    assert.deepEqual(open().last(), { type: 'refused', reason: 'ticket' });
    const old = core.viewing.issueTicket({ groupid: '21489', sessionKey: 'alice', wait: true, agent: ada });
    clock.pass(60_000);
    const late = new PlayedSocket((socket) => core.viewing.openViewer(socket)).say({ type: 'view', ticket: old });
    assert.deepEqual(late.last(), { type: 'refused', reason: 'ticket' });
  });
});

describe('the viewer’s page', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.close());

  const path = '/agentjoin/AgentView.aspx';
  const viewOf = (html: string): Record<string, unknown> | undefined => {
    const block = /<script type="application\/json" id="view">(.*?)<\/script>/s.exec(html)?.[1];
    return block === undefined ? undefined : (JSON.parse(block) as Record<string, unknown>);
  };
  const openView = async (fields: Record<string, string>, origin?: string): Promise<string> => {
    const body = new URLSearchParams({ PARTNERID: '21489', PARTNERUSERID: 'agent-42', SESSIONKEY: 'alice', ...fields });
    const reply = await post(sandbox, path, body, origin === undefined ? {} : { origin });
    assert.equal(reply.status, 200);
    return reply.text();
  };

  it('carries a ticket that opens the session, and no login key', async () => {
    await post(sandbox, '/services/SessionProvisioning/StartSession2', { groupid: '21489', sessionKey: 'alice' });
    const html = await openView(
      { LOGINKEY: await loginKey(sandbox), WAIT: '0', NAME: 'Ada <b>' },
      sandbox.origins.console,
    );
    assert.match(html, /not Glance/);
    assert.doesNotMatch(html, /\$1\$/);
    const view = viewOf(html);
    assert.equal(view?.['postTo'], sandbox.origins.console);
    assert.deepEqual(view['agent'], { id: 'agent-42', name: 'Ada <b>' });
    const viewer = await openLine(sandbox, '/sandbox/view', sandbox.origins.glance);
    viewer.send({ type: 'view', ticket: view['ticket'] });
    assert.equal(((await viewer.next('started'))['session'] as { key: string }).key, 'alice');
    viewer.close();
  });

  it('says back to the agent what it was posted', async () => {
    const fields = { NAME: 'Ada', EMAIL: 'ada@company.example', PHONE: '+1 503', ORIGIN: 'Cairn', XID: 'NW-1' };
    const html = await openView({ LOGINKEY: await loginKey(sandbox), WAIT: '1', AGENTVIDEO: '1', ...fields });
    const said = { name: 'Ada', email: 'ada@company.example', phone: '+1 503', origin: 'Cairn', xid: 'NW-1' };
    assert.deepEqual(viewOf(html)?.['agent'], { id: 'agent-42', ...said, video: true });
    const off = await openView({ LOGINKEY: await loginKey(sandbox), WAIT: '1', AGENTVIDEO: '0' });
    assert.deepEqual(viewOf(off)?.['agent'], { id: 'agent-42', name: 'Ada Park', video: false });
  });

  it('is opened by GET too, names in any case', async () => {
    const query = new URLSearchParams({
      sessionKey: 'alice',
      wait: '1',
      PartnerId: '21489',
      partneruserid: 'agent-42',
      loginkey: await loginKey(sandbox),
      email: 'ada@company.example',
    });
    const reply = await fetch(`${sandbox.origins.glance}${path}?${query}`, {
      headers: { referer: `${sandbox.origins.console}/` },
    });
    const view = viewOf(await reply.text());
    assert.equal(view?.['wait'], true);
    await post(sandbox, '/services/SessionProvisioning/StartSession2', { groupid: '21489', sessionKey: 'alice' });
    const viewer = await openLine(sandbox, '/sandbox/view', sandbox.origins.glance);
    viewer.send({ type: 'view', ticket: view['ticket'] });
    await viewer.next('agents');
    const [agent] = sandbox.core.sessions.find('21489', 'alice')?.agents ?? [];
    assert.deepEqual([agent?.openedBy, agent?.email], ['GET', 'ada@company.example']);
    viewer.close();
  });

  it('talks to no page off the allow list', async () => {
    const html = await openView({ LOGINKEY: await loginKey(sandbox), WAIT: '1' }, 'https://foreign.example');
    assert.equal(viewOf(html)?.['postTo'], null);
  });

  it('says so when there is no session and nobody waits', async () => {
    const html = await openView({ LOGINKEY: await loginKey(sandbox), WAIT: '0' });
    assert.match(html, /no running session with the key alice/);
  });

  it('asks for a sign-in when the login key is bad or missing, and goes on from there', async () => {
    assert.match(await openView({ LOGINKEY: 'nonsense' }), /was not accepted/);
    const html = await openView({ WAIT: '1', XID: 'NW-1' }, sandbox.origins.console);
    assert.match(html, /Sign in/);
    assert.equal(viewOf(html), undefined);
    const kept = [...html.matchAll(/<input type="hidden" name="(.*?)" value="(.*?)" \/>/g)].map(
      ([, name = '', value = '']) => [name, value],
    );
    const form = new URLSearchParams([...kept, ['signin', 'agent-43']]);
    const reply = await post(sandbox, path, form, { origin: sandbox.origins.glance });
    const view = viewOf(await reply.text());
    assert.deepEqual(view?.['agent'], { id: 'agent-43', name: 'Ben Ortiz', xid: 'NW-1' });
    assert.equal(view['postTo'], sandbox.origins.console);
    const forged = await post(sandbox, path, form, { origin: 'https://foreign.example' });
    assert.equal(viewOf(await forged.text()), undefined);
  });

  it('asks for the key when there is none', async () => {
    const reply = await fetch(`${sandbox.origins.glance}/agentjoin/AgentJoin.aspx`);
    assert.match(await reply.text(), /Session key/);
  });
});
