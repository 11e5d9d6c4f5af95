import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../demo/sandbox/index.js';
import { authorize, post } from './sandbox-client.js';

interface Said {
  message: { glanceEvent: string; data: { loginKey?: string; reason?: string } };
  origins: string[];
}

describe('the log-in by SAML', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.close());

  const address = '/account/getloginkey.aspx?sso=1&mode=embedded&fmt=html&';
  const open = async (asked: string): Promise<Said | undefined> => {
    const html = await (await fetch(sandbox.origins.glance + address + asked)).text();
    const block = /id="say">(.*?)<\/script>/s.exec(html)?.[1];
    return block === undefined ? undefined : (JSON.parse(block) as Said);
  };
  const control = (body: object): Promise<Response> => post(sandbox, '/sandbox/saml', body);

  it('says nothing until the agent has signed in', async () => {
    assert.equal(await open('idpid=21489'), undefined);
    const form = new URLSearchParams({ signin: 'agent-42' });
    await post(sandbox, `${address}idpid=21489`, form, { origin: 'https://foreign.example' });
    assert.equal(await open('idpid=21489'), undefined);
    await post(sandbox, `${address}idpid=21489`, form, { origin: sandbox.origins.glance });
    const said = await open('idpid=21489');
    assert.deepEqual(said?.origins, [sandbox.origins.console]);
    assert.equal(said.message.glanceEvent, 'authenticateSucceeded');
    assert.match(said.message.data.loginKey ?? '', /^partnerid=21489&partneruserid=agent-42~\$1\$\d+\$[\w-]{43}$/);
  });

  it('gives a key that Glance takes, for an agent of any name', async () => {
    const puid = 'a&b=c+d@é';
    assert.equal((await control({ puid })).status, 204);
    const { loginKey = '' } = (await open('idpid=21489'))?.message.data ?? {};
    const [who = '', key] = loginKey.split('~');
    assert.equal(new URLSearchParams(who).get('partneruserid'), puid);
    assert.equal((await authorize(sandbox, { partneruserid: puid, loginkey: key })).status, 200);
  });

  it('knows an agent by name alone, in the group they signed in for', async () => {
    await control({ puid: 'agent-42', groupid: '20541' });
    assert.match((await open('idpusername=agent-42'))?.message.data.loginKey ?? '', /^partnerid=20541&/);
    assert.equal(await open('idpusername=agent-43'), undefined);
    assert.equal(await open('idpid=21489'), undefined);
  });

  it('fails aloud for a group nobody knows, and for everybody when told to', async () => {
    assert.equal((await open('idpid=99999'))?.message.glanceEvent, 'authenticateFailed');
    await control({ puid: 'agent-42', fails: true });
    assert.equal((await open('idpid=21489'))?.message.glanceEvent, 'authenticateFailed');
  });

  it('is forgotten by signing out and by a reset', async () => {
    for (const forget of [() => control({ puid: null }), () => post(sandbox, '/sandbox/reset', {})]) {
      await control({ puid: 'agent-42' });
      assert.ok(await open('idpid=21489'));
      assert.equal((await forget()).status, 204);
      assert.equal(await open('idpid=21489'), undefined);
    }
  });

  it('is for the demo agents only', async () => {
    for (const body of [{ puid: 'mallory' }, { puid: 'agent-42', groupid: '99999' }, { puid: null, fails: 'yes' }])
      assert.equal((await control(body)).status, 400);
  });
});
