import { expect } from '@open-wc/testing';
import type { GlanceJoin, Report } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  askedElsewhere,
  button,
  claimIsOver,
  comesAgainTo,
  comesTo,
  enterKey,
  errors,
  firstSightIsOver,
  heard,
  mainButton,
  part,
  press,
  record,
  set,
  stage,
  text,
} from './join.js';
import { replace } from './replace.js';
import { origins, seen } from './sandbox.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

// The props of the React plugin, each by its own name and as React hands it over: as a property.

type Props = Readonly<Record<string, unknown>>;

const usual = { groupid: 21489, puid: 'agent-42', authurl: '/loginkey', glancebaseurl: origins.glance };
const withAlice = { ...usual, presence: true, visitorid: 'alice' };

const render = (props: Props): GlanceJoin => {
  const join = document.createElement('glance-join');
  record(join);
  set(join, props);
  stage.append(join);
  return join;
};

describe('the React plugin’s property', () => {
  let viewers: Viewers;
  let traffic: Traffic;
  beforeEach(() => {
    (traffic = new Traffic()).install();
    (viewers = new Viewers()).install();
  });
  afterEach(() => {
    viewers.uninstall();
    traffic.uninstall();
  });

  const joined = async (props: Props = {}): Promise<{ join: GlanceJoin; alice: Customer; id: string }> => {
    const alice = await Customer.arrives();
    const join = render({ ...withAlice, ...props });
    await comesTo(join, 'present');
    await press(join, 'Join');
    const id = await alice.takesPart();
    await comesTo(join, 'in-session');
    return { join, alice, id };
  };
  const ended = async (props: Props) => {
    const { join, alice, id } = await joined(props);
    await until('its id is known', () => traffic.pending === 0);
    await nextTask();
    alice.ends();
    await until('it is reported', () => heard(join, 'glancesessionend').length > 0);
    return { report: heard(join, 'glancesessionend')[0]!, id };
  };
  const refused = async (props: Props): Promise<GlanceJoin> => {
    const join = render({ ...withAlice, ...props });
    await comesTo(join, 'error');
    expect(errors(join)).to.deep.equal(['auth-refused']);
    return join;
  };

  it('authbody: goes to the login-key service as the body, from a value or a function', async () => {
    const authurl = '/loginkey?token=t-1';
    const join = await refused({ authurl });
    join.authbody = new URLSearchParams({ Token: 't-1' });
    await comesTo(join, 'absent');
    const other = await refused({ authurl, puid: 'agent-43' });
    other.authbody = () => new URLSearchParams({ Token: 't-1' });
    await comesTo(other, 'absent');
  });

  it('authheaders: go to the login-key service', async () => {
    const join = await refused({ authurl: '/loginkey?token=t-2' });
    join.authheaders = {
      'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
      Authorization: 'Bearer t-2',
    };
    await comesTo(join, 'absent');
  });

  for (const authmethod of ['loginkey', 'LOGINKEY', undefined])
    it(`authmethod: ${authmethod ?? 'left out'} asks the login-key service`, async () => {
      await comesTo(render({ ...withAlice, authmethod }), 'absent');
      expect(await seen('/loginkey')).to.have.lengthOf(1);
    });

  for (const authmethod of ['samlloginkey', 'SAMLLOGINKEY', 'SAML'])
    it(`authmethod: ${authmethod} asks Glance’s own sign-in, and needs no group and no authurl`, async () => {
      await fetch('/sandbox/saml', { method: 'POST', body: '{"puid":"agent-42"}' });
      const join = render({ ...withAlice, authmethod, groupid: undefined, authurl: undefined });
      await comesTo(join, 'absent');
      expect(await seen('/loginkey')).to.deep.equal([]);
      expect(await seen('/account/getloginkey.aspx')).to.have.lengthOf(1);
    });

  it('authmethod: SAMLPOPUP waits for the agent’s click', async () => {
    const join = render({ ...withAlice, authmethod: 'SAMLPOPUP' });
    await comesTo(join, 'error');
    expect(errors(join)).to.deep.equal(['saml-failed']);
    expect(await seen('/account/getloginkey.aspx')).to.deep.equal([]);
  });

  it('authurl: is the address of the login-key service, of another origin too', async () => {
    await comesTo(render({ ...withAlice, authurl: `${origins.console}/loginkey?tenant=7` }), 'absent');
    const asked = traffic.requests.find((url) => url.includes('/loginkey'));
    expect(asked).to.equal(`${origins.console}/loginkey?tenant=7&partneruserid=agent-42`);
    expect((await seen('/loginkey')).map(({ method }) => method)).to.deep.equal(['POST']);
  });

  it('custominvoke: names the function of the customer’s page that is called instead, and its arguments', async () => {
    const sent: string[] = [];
    const restore = replace(
      WebSocket.prototype,
      'send',
      (send) =>
        function (this: WebSocket, frame) {
          sent.push(frame as string);
          send.call(this, frame);
        },
    );
    const custominvoke = { func: 'customFunctionName', args: { dataParameter: 'dataValue' } };
    const alice = await Customer.arrives();
    const join = render({ ...withAlice, custominvoke });
    try {
      await comesTo(join, 'present');
      await press(join, 'Join');
      await comesTo(join, 'inviting', 'sent');
    } finally {
      restore();
    }
    const { data } = JSON.parse(sent.find((frame) => frame.includes('"invoke"'))!) as { data: unknown };
    const args = { dataParameter: 'dataValue', sessionKey: 'alice' };
    expect(data).to.deep.equal({ func: 'GLANCE_COBROWSE.Custom.customFunctionName', args });
    await alice.starts();
    await until('what that function started is found', () => join.state === 'joinable' || join.state === 'in-session');
  });

  for (const debugmode of [true, false])
    it(`debugmode: ${String(debugmode)} turns the log ${debugmode ? 'on' : 'off'}`, async () => {
      const said: unknown[] = [];
      const restores = (['debug', 'groupCollapsed'] as const).map((name) =>
        replace(console, name, () => (what: unknown) => void said.push(what)),
      );
      const join = render({ ...withAlice, debugmode });
      await comesTo(join, 'absent').finally(() => {
        join.remove();
        restores.forEach((restore) => restore());
      });
      expect(said.some((what) => String(what).startsWith('[glance-join]'))).to.equal(debugmode);
    });

  it('gicon: true shows an icon beside the label, false and nothing do not', async () => {
    const join = render(usual);
    const icons: boolean[] = [];
    for (const gicon of [undefined, true, false]) {
      set(join, { gicon });
      await comesTo(join, 'idle');
      icons.push(!!part(join, 'icon')!.querySelector('svg'));
    }
    expect(icons).to.deep.equal([false, true, false]);
  });

  const environments = {
    production: 'https://www.glance.net/',
    beta: 'https://beta.glance.net/',
    staging: 'https://www.myglance.net/',
    dw3: 'https://dw3.myglance.org/',
    Beta: 'https://beta.glance.net/',
  };
  for (const [glancebaseurl, origin] of Object.entries(environments))
    it(`glancebaseurl: ${glancebaseurl} is ${origin}`, async () => {
      const asked = await askedElsewhere(() => render({ ...withAlice, glancebaseurl }));
      expect(asked.startsWith(origin), asked).to.equal(true);
    });

  for (const groupid of [20541, '20541'])
    it(`groupid: the ${typeof groupid} is the group that is asked for`, async () => {
      await comesTo(render({ ...withAlice, groupid, authurl: '/loginkey?groupid=20541' }), 'absent');
      const query = traffic.requests.find((url) => /rest\/Authorize/i.test(url))!;
      expect(new URL(query).searchParams.get('groupid')).to.equal('20541');
    });

  it('iframeid: is the page’s iframe in which the viewer opens', async () => {
    const frame = document.createElement('iframe');
    frame.id = 'panel';
    stage.append(frame);
    const { join } = await joined({ openlocation: 'iframe', iframeid: 'panel' });
    expect(viewers.posted.map(({ target }) => target)).to.deep.equal([frame.name]);
    expect(frame.name).not.to.equal('');
    expect(part(join, 'viewer')).to.equal(null);
  });

  const places = { tab: [''], window: ['popup,width=800,height=800,left=10,top=10'], iframe: [] };
  for (const [openlocation, features] of Object.entries(places))
    it(`openlocation: ${openlocation} is where the viewer opens`, async () => {
      const { join } = await joined({ openlocation });
      expect(viewers.features).to.deep.equal(features);
      expect(!!part(join, 'viewer')).to.equal(openlocation === 'iframe');
      expect(join.matches(':state(framed)')).to.equal(openlocation === 'iframe');
      expect(viewers.posted).to.have.lengthOf(1);
    });

  it('openlocation: left out is a tab', async () => {
    await joined();
    expect(viewers.features).to.deep.equal(['']);
  });

  it('openwindow: opens the viewer itself, at an address with the login key in it', async () => {
    const asked: string[] = [];
    await joined({ openwindow: (url: string) => void asked.push(url) });
    expect(asked).to.have.lengthOf(1);
    const { origin, pathname, searchParams } = new URL(asked[0]!);
    expect(origin + pathname).to.equal(`${origins.glance}/agentjoin/AgentView.aspx`);
    expect(searchParams.get('loginkey')).to.match(/^\$1\$\d+\$/);
    expect(searchParams.get('partneruserid')).to.equal('agent-42');
    expect(searchParams.get('SessionKey')).to.equal('alice');
    expect(viewers.frames).to.deep.equal([]);
    expect(viewers.posted).to.deep.equal([]);
  });

  for (const customopenwindow of [true, false])
    it(`customopenwindow: ${String(customopenwindow)} changes nothing`, async () => {
      await joined({ customopenwindow });
      expect(viewers.features).to.deep.equal(['']);
      expect(viewers.posted).to.have.lengthOf(1);
    });

  it('presence: true watches the customer, false and nothing do not', async () => {
    await Customer.arrives();
    const join = render({ ...usual, visitorid: 'alice' });
    await comesTo(join, 'idle');
    join.presence = true;
    await comesTo(join, 'present');
    join.presence = false;
    await comesTo(join, 'idle');
    await until('nobody is watched', () => traffic.openSockets === 0);
  });

  for (const name of ['presessionfunc', 'presession'])
    it(`${name}: does its work before the customer is asked, and may give the session’s key`, async () => {
      let finish: (args: object) => void = () => undefined;
      const work = new Promise<object>((resolve) => (finish = resolve));
      const alice = await Customer.arrives();
      const join = render({ ...withAlice, [name]: () => work });
      await comesTo(join, 'present');
      await press(join, 'Join');
      await comesTo(join, 'inviting', 'preparing');
      expect(alice.questions).to.deep.equal([]);
      finish({ sessionKey: 'case-7', agent: 'Ada' });
      await alice.isAsked();
      expect(alice.questions).to.deep.equal([{ sessionKey: 'case-7', agent: 'Ada' }]);
      alice.accepts();
      await alice.starts('case-7');
      await comesTo(join, 'in-session');
      expect(viewers.posted[0]!.fields).to.include({ SESSIONKEY: 'case-7' });
    });

  for (const name of ['presessionfunc', 'presession'])
    it(`${name}: asks nobody when it fails`, async () => {
      await Customer.arrives();
      const join = render({ ...withAlice, [name]: () => Promise.reject(new Error('no case')) });
      await comesTo(join, 'present');
      await comesAgainTo(join, 'present', () => press(join, 'Join'));
      expect(errors(join)).to.deep.equal(['presession-failed']);
      expect(traffic.said.join()).not.to.contain('showTerms');
    });

  it('puid: is whose login key is asked for, and who views', async () => {
    await joined({ puid: 'agent-43' });
    expect(traffic.requests.find((url) => url.includes('/loginkey'))).to.contain('partneruserid=agent-43');
    expect(viewers.posted[0]!.fields).to.include({ PARTNERUSERID: 'agent-43' });
  });

  for (const name of ['reportingCallback', 'reportingcallback'])
    it(`${name}: is called once, with the four fields it always had`, async () => {
      const reports: Report[] = [];
      const { report, id } = await ended({ [name]: (data: Report) => void reports.push(data) });
      expect(reports).to.deep.equal([report]);
      const { sessionId, sessionStart, sessionEnd, duration } = reports[0]!;
      expect(sessionId).to.equal(id);
      for (const time of [sessionStart, sessionEnd]) expect(new Date(time).toISOString()).to.equal(time);
      expect(duration).to.equal(Math.round((Date.parse(sessionEnd) - Date.parse(sessionStart)) / 1000));
    });

  it('visitorid: is who is watched, from the moment it is set', async () => {
    await Customer.arrives('bob', 'https://shop.example/boots');
    const join = render(withAlice);
    await comesTo(join, 'absent');
    join.visitorid = 'bob';
    await comesTo(join, 'present');
    await until('their page is shown', () => text(join, 'visitor') === 'shop.example/boots');
    expect(heard(join, 'glancepresencechange').at(-1)).to.include({ visitorId: 'bob' });
  });

  for (const name of ['errorMessage', 'errormessage'])
    it(`${name}: is said in place of what went wrong`, async () => {
      const join = await refused({ authurl: '/loginkey?token=t-3', [name]: 'Call the help desk.' });
      expect(text(join, 'message')).to.equal('Call the help desk.');
      expect(heard(join, 'glanceerror')[0]!.message).to.equal('Call the help desk.');
    });

  for (const name of ['reportingOrigin', 'reportingorigin'])
    it(`${name}: travels with the session, and is in its report`, async () => {
      const { report } = await ended({ [name]: 'crm' });
      expect(viewers.posted[0]!.fields).to.include({ ORIGIN: 'crm' }).and.not.to.have.property('XID');
      expect(report).to.include({ origin: 'crm', externalId: undefined });
    });

  for (const name of ['reportingExternalId', 'reportingexternalid'])
    it(`${name}: travels with the session, and is in its report`, async () => {
      const { report } = await ended({ [name]: 'case-7' });
      expect(viewers.posted[0]!.fields).to.include({ XID: 'case-7' }).and.not.to.have.property('ORIGIN');
      expect(report).to.include({ externalId: 'case-7', origin: undefined });
    });

  for (const name of ['uiVersion', 'uiversion'])
    it(`${name}: 1 is a button, 2 a card with more of the customer`, async () => {
      await Customer.arrives();
      const join = render(withAlice);
      await comesTo(join, 'present');
      await until('their browser is known', () => join.visitor?.browser);
      const cards: boolean[] = [];
      for (const version of [1, 2, '2', '1']) {
        set(join, { [name]: version });
        await join.updateComplete;
        cards.push(!!text(join, 'details')?.includes('Firefox'));
      }
      expect(cards).to.deep.equal([false, true, true, false]);
    });

  it('loginkey: is used instead of a service', async () => {
    const reply = await fetch('/loginkey?partneruserid=agent-42', { method: 'POST' });
    const { loginKey } = (await reply.json()) as { loginKey: string };
    const join = render({ ...withAlice, authurl: undefined, loginkey: loginKey });
    await comesTo(join, 'absent');
    expect(await seen('/loginkey'), 'but for the test’s own').to.have.lengthOf(1);
    expect(join.outerHTML).not.to.contain(loginKey);
  });

  for (const autojoin of [true, false])
    it(`autojoin: ${autojoin ? 'opens' : 'does not open'} what the customer starts unasked`, async () => {
      const alice = await Customer.arrives();
      const join = render({ ...withAlice, autojoin });
      await comesTo(join, 'present');
      await firstSightIsOver();
      await alice.starts();
      await comesTo(join, autojoin ? 'in-session' : 'joinable');
      await claimIsOver();
      expect(viewers.posted).to.have.lengthOf(autojoin ? 1 : 0);
    });

  it('languagemanager: is taken and left alone', async () => {
    const asked: unknown[] = [];
    const languagemanager = new Proxy({}, { get: (_, name) => void asked.push(name) });
    const join = render({ ...usual, languagemanager });
    await comesTo(join, 'idle');
    expect(text(join, 'label')).to.equal('Join');
    expect(join.languagemanager === languagemanager).to.equal(true);
    expect(asked).to.deep.equal([]);
  });

  for (const name of ['mobileCameraShare', 'mobilecamerashare', 'camerashare'])
    it(`${name}: shows the button that invites a phone’s camera`, async () => {
      const join = render({ ...usual, [name]: true });
      await comesTo(join, 'idle');
      expect(button(join, 'Invite a phone’s camera')).not.to.equal(undefined);
      set(join, { [name]: false });
      await join.updateComplete;
      expect(button(join, 'Invite a phone’s camera')).to.equal(undefined);
    });

  it('that is left undefined, or null, counts as not set', async () => {
    const names =
      'authbody authheaders authmethod custominvoke debugmode errorMessage gicon iframeid loginkey openlocation ' +
      'openwindow presence presession presessionfunc reportingCallback reportingExternalId reportingOrigin uiVersion ' +
      'visitorid autojoin mobileCameraShare customopenwindow languagemanager';
    for (const nothing of [undefined, null]) {
      const join = render({ ...Object.fromEntries(names.split(' ').map((name) => [name, nothing])), ...usual });
      await enterKey(join, '12345');
      await comesTo(join, 'waiting');
      expect(errors(join)).to.deep.equal([]);
      expect(mainButton(join).querySelector('svg.busy')).not.to.equal(null);
      join.remove();
    }
  });
});
