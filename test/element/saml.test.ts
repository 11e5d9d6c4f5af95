import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { GlanceJoin } from '../../src/index.js';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import {
  button,
  comesTo,
  enterKey,
  errors,
  heard,
  mainButton,
  part,
  place,
  press,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { needs } from './engine.js';
import { replace } from './replace.js';
import { faults, origins, sandboxState, seen, signIn } from './sandbox.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';

const page = '/account/getloginkey.aspx';
const { groupid: _, authurl: __, ...noGroup } = watching;
const saml = { ...noGroup, groupid: '21489', authmethod: 'samlloginkey' };

const hiddenFrame = (): HTMLIFrameElement | null => document.querySelector('body > iframe[hidden]');

describe('the sign-in by SAML', () => {
  let clock: SkippingClock;
  let traffic: Traffic;
  /** Windows opened for a sign-in, played by frames. */
  let opened: { url: URL; frame: HTMLIFrameElement; loaded: Promise<unknown> }[];
  let blocked: 'blocks the window' | 'throws at it, as Firefox does in a sandbox' | undefined;
  let restoreOpen: () => void;
  beforeEach(() => {
    (traffic = new Traffic()).install();
    (clock = new SkippingClock()).install();
    opened = [];
    blocked = undefined;
    restoreOpen = replace(window, 'open', () => (url) => {
      if (blocked === 'blocks the window') return null;
      if (blocked) throw new DOMException('no', 'NotAllowedError');
      const frame = document.createElement('iframe');
      frame.src = String(url);
      document.body.append(frame);
      // One that is sent elsewhere while its first page comes may stay there.
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      opened.push({ url: new URL(String(url)), frame, loaded });
      return frame.contentWindow;
    });
  });
  afterEach(async () => {
    restoreOpen();
    for (const { frame } of opened) frame.remove();
    clock.uninstall();
    traffic.uninstall();
    stage.replaceChildren();
    await nextTask();
    await nextTask();
    expect(hiddenFrame(), 'no frame is left behind').to.equal(null);
  });

  const isAsked = (times = 1) =>
    until(
      'Glance’s page is loaded',
      async () => (await seen(page)).filter(({ status }) => status === 200).length >= times,
    );

  const isInTrouble = async (join: GlanceJoin) => {
    await comesTo(join, 'error');
    expect(errors(join)).to.deep.equal(['saml-failed']);
    expect(text(join, 'label')).to.equal('Sign in');
    expect(text(join, 'message')).to.equal(heard(join, 'glanceerror')[0]!.message);
    expect(hiddenFrame()).to.equal(null);
  };

  /** Nobody is signed in: Glance's page shows its form, and says nothing. */
  const fallsSilent = async (attributes: Readonly<Record<string, string>> = saml) => {
    const join = place(attributes);
    await isAsked();
    await clock.pass(15_100);
    await isInTrouble(join);
    return join;
  };

  /** The agent sends the form that the window shows. */
  const sendsForm = async (who: Parameters<typeof signIn>[0]): Promise<void> => {
    const { url, frame, loaded } = opened[0]!;
    await loaded;
    await signIn(who);
    frame.src = `${url.href}&again`;
  };

  const say = (data: unknown, source: MessageEventSource | null, origin = origins.glance) =>
    window.dispatchEvent(new MessageEvent('message', { data, origin, source }));

  /** What would let another agent in, if it counted. */
  const forged = async () => {
    const reply = await fetch('/loginkey?partneruserid=agent-43', { method: 'POST' });
    const { loginKey } = (await reply.json()) as { loginKey: string };
    const login = `partnerid=21489&partneruserid=agent-43~${loginKey}`;
    return { glanceEvent: 'authenticateSucceeded', data: { loginKey: login } };
  };

  for (const authmethod of ['samlloginkey', 'saml', 'SAML'])
    it(`lets an agent in who is signed in already, unseen: authmethod="${authmethod}"`, async () => {
      await signIn({ puid: 'agent-42' });
      // A frame that has its answer goes at once.
      await faults({ path: page, do: 'hold' });
      const join = place({ ...saml, authmethod });
      await until('there is a frame', hiddenFrame);
      const { src, hidden } = hiddenFrame()!;
      expect(hidden).to.equal(true);
      expect(new URL(src).origin + new URL(src).pathname).to.equal(origins.glance + page);
      expect(new URL(src).searchParams.get('idpid')).to.equal('21489');
      expect(src).not.to.contain('agent-42');
      await faults();
      await comesTo(join, 'absent');
      expect(hiddenFrame()).to.equal(null);
      expect(errors(join)).to.deep.equal([]);
      expect(opened).to.deep.equal([]);
    });

  it('takes group and agent from the reply, whatever is set', async () => {
    await signIn({ puid: 'a&b=c+d@é', groupid: '20541' });
    const join = place({ ...saml, groupid: '20541', puid: 'somebody', openlocation: 'iframe' });
    await comesTo(join, 'absent');
    await startsInGroup('20541', '12345');
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    const agent = await until('the viewer has let them in', async () => (await sandboxState()).sessions[0]?.agents[0]);
    expect(agent).to.include({ partneruserid: 'a&b=c+d@é' });
  });

  it('asks by the agent’s id where no group is set, and takes the group from the reply', async () => {
    await signIn({ puid: 'agent-42', groupid: '20541' });
    await faults({ path: page, do: 'hold' });
    const join = place({ ...noGroup, authmethod: 'samlloginkey', openlocation: 'iframe' });
    const { src } = await until('there is a frame', hiddenFrame);
    expect([...new URL(src).searchParams].filter(([name]) => name.startsWith('idp'))).to.deep.equal([
      ['idpusername', 'agent-42'],
    ]);
    await faults();
    await comesTo(join, 'absent');
    const asked = traffic.requests.find((url) => /rest\/Authorize/i.test(url))!;
    expect(new URL(asked).searchParams.get('groupid')).to.equal('20541');
    await startsInGroup('20541', '12345');
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    await until('the viewer has let them in', async () => (await sandboxState()).sessions[0]?.agents.length === 1);
  });

  it('that is turned away is told at once', async () => {
    await signIn({ fails: true });
    await isInTrouble(place(saml));
  });

  it('is given up when nothing is heard for 15 seconds', async () => {
    const join = place(saml);
    await isAsked();
    await clock.pass(10_000);
    expect(join.state).to.equal('connecting');
    expect(hiddenFrame()).not.to.equal(null);
    await clock.pass(5_100);
    await isInTrouble(join);
  });

  it('goes on in a window that the agent’s click opens, whose message lets them in', async () => {
    const join = await fallsSilent();
    expect(opened).to.deep.equal([]);
    await press(join, 'Sign in');
    expect(opened).to.have.lengthOf(1);
    const { url } = opened[0]!;
    expect(url.origin + url.pathname).to.equal(origins.glance + page);
    expect(url.searchParams.get('idpid')).to.equal('21489');
    expect(join.state, 'until the agent has signed in').to.equal('error');
    await sendsForm({ puid: 'agent-42' });
    await comesTo(join, 'absent');
    expect(text(join, 'label')).to.equal('Join');
    expect(part(join, 'notice')).to.equal(null);
  });

  it('is tried again when the agent comes back from a window that was closed without a word', async () => {
    const join = await fallsSilent();
    await press(join, 'Sign in');
    await opened[0]!.loaded;
    await signIn({ puid: 'agent-42' });
    opened[0]!.frame.remove();
    window.dispatchEvent(new Event('focus'));
    await comesTo(join, 'absent');
  });

  it('that fails in the window, too, leaves the button, which opens another', async () => {
    const join = await fallsSilent();
    await press(join, 'Sign in');
    await sendsForm({ fails: true });
    await until('it has failed again', () => errors(join).length > 1);
    await comesTo(join, 'error');
    expect(text(join, 'label')).to.equal('Sign in');
    await press(join, 'Sign in');
    expect(opened).to.have.lengthOf(2);
  });

  for (const how of ['blocks the window', 'throws at it, as Firefox does in a sandbox'] as const)
    it(`says so when the browser ${how}, and the button stays`, async () => {
      const join = await fallsSilent();
      blocked = how;
      await press(join, 'Sign in');
      expect(errors(join)).to.deep.equal(['saml-failed', 'popup-blocked']);
      expect(text(join, 'label')).to.equal('Sign in');
      blocked = undefined;
      await press(join, 'Sign in');
      expect(opened).to.have.lengthOf(1);
    });

  it('lets a key be entered all the same', async () => {
    const join = await fallsSilent();
    await press(join, 'Enter key');
    expect(text(join, 'key-hint')).to.contain('You will sign in at Glance.');
    // The form has a login key asked for, in case it is to be had now.
    await isAsked(2);
  });

  it('with samlpopup waits for the agent’s click from the start', async () => {
    await signIn({ puid: 'agent-42' });
    const join = place({ ...saml, authmethod: 'samlpopup' });
    await isInTrouble(join);
    await nextTask();
    expect(await seen(page), 'nothing is loaded before the click').to.deep.equal([]);
    await press(join, 'Sign in');
    await comesTo(join, 'absent');
    expect(opened).to.have.lengthOf(1);
  });

  it('with samlpopup works in a real window, which closes by itself', async () => {
    restoreOpen();
    const windows: (Window | null)[] = [];
    restoreOpen = replace(window, 'open', (open) => (...asked) => {
      const view = open.apply(window, asked);
      windows.push(view);
      return view;
    });
    await signIn({ puid: 'agent-42' });
    const join = place({ ...saml, authmethod: 'samlpopup' });
    await isInTrouble(join);
    const { x, y, width, height } = mainButton(join).getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
    await comesTo(join, 'absent');
    expect(windows).to.have.lengthOf(1);
    await until('it is closed', () => windows[0]?.closed);
  });

  const strangers: Record<string, (frame: Window) => [MessageEventSource | null, string]> = {
    'another window of Glance’s origin': () => [window, origins.glance],
    'nobody of Glance’s origin': () => [null, origins.glance],
    'its own frame at another origin': (frame) => [frame, origins.console],
    'its own frame at no origin': (frame) => [frame, 'null'],
  };
  for (const [who, from] of Object.entries(strangers)) {
    it(`hears nothing from ${who}: in the hidden frame`, async function () {
      if (who.startsWith('its own frame')) needs(this, 'remoteSource');
      const message = await forged();
      const join = place(saml);
      await isAsked();
      say(message, ...from(hiddenFrame()!.contentWindow!));
      say({ glanceEvent: 'authenticateFailed' }, ...from(hiddenFrame()!.contentWindow!));
      await nextTask();
      expect(join.state).to.equal('connecting');
      await clock.pass(15_100);
      await isInTrouble(join);
    });

    it(`hears nothing from ${who}: in the window`, async () => {
      const message = await forged();
      const join = place({ ...saml, authmethod: 'samlpopup' });
      await isInTrouble(join);
      await press(join, 'Sign in');
      say(message, ...from(opened[0]!.frame.contentWindow!));
      await nextTask();
      expect(join.state).to.equal('error');
      expect(opened[0]!.frame.isConnected).to.equal(true);
      await sendsForm({ puid: 'agent-42' });
      await comesTo(join, 'absent');
    });
  }

  it('is not deceived by what makes no sense, from the right frame', async () => {
    await signIn({ puid: 'agent-42' });
    await faults({ path: page, do: 'hold' });
    const join = place(saml);
    const frame = await until('there is a frame', hiddenFrame);
    for (const data of [null, 7, 'authenticateSucceeded', {}, { glanceEvent: 7 }, { glanceEvent: 'sessionEnded' }])
      say(data, frame.contentWindow);
    await faults();
    await comesTo(join, 'absent');
    expect(errors(join)).to.deep.equal([]);
  });

  it('is left alone when the element goes: no frame, no timer, no listener', async () => {
    const before = { timers: clock.running, held: traffic.held };
    const join = place(saml);
    await until('there is a frame', hiddenFrame);
    join.remove();
    await until('the frame is gone', () => !hiddenFrame());
    await until('nothing is left', () => clock.running === before.timers);
    expect(traffic.held).to.deep.equal(before.held);
    await signIn({ puid: 'agent-42' });
    await nextTask();
    expect(errors(join)).to.deep.equal([]);
  });

  it('in a window is forgotten when the element goes', async () => {
    const join = place({ ...saml, authmethod: 'samlpopup' });
    await isInTrouble(join);
    await press(join, 'Sign in');
    join.remove();
    await nextTask();
    expect(traffic.held).to.deep.equal({});
  });

  it('is asked for anew when another agent or group is set', async () => {
    await signIn({ puid: 'agent-42' });
    await Customer.arrives();
    const join = place(saml);
    await comesTo(join, 'present');
    await signIn({ puid: 'agent-43', groupid: '20541' });
    set(join, { groupid: '20541' });
    await until('they are not there in that group', () => join.state === 'absent');
    expect(await seen(page)).to.have.lengthOf(2);
    expect(button(join, 'Sign in')).to.equal(undefined);
  });

  /** A session of a customer of that group. */
  const startsInGroup = async (groupid: string, sessionKey: string): Promise<void> => {
    const url = `${origins.glance}/services/SessionProvisioning/StartSession2`;
    const headers = { 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ groupid, sessionKey }) });
  };
});
