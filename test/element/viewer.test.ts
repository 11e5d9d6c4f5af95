import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import { button, comesTo, course, heard, isTold, keyOnly, mainButton, notices, place, stage, typeKey } from './join.js';
import { replace } from './replace.js';
import { origins, sandboxState } from './sandbox.js';
import { nextTask, until } from './until.js';

describe('the viewer, in real windows', () => {
  let restore: () => void;
  const windows: Window[] = [];
  const addresses: string[] = [];
  beforeEach(() => {
    addresses.length = 0;
    restore = replace(window, 'open', (open) => (url, name, features) => {
      const opened = open.call(window, url, name, features);
      addresses.push(String(url));
      if (opened) windows.push(opened);
      return opened;
    });
  });
  afterEach(() => {
    restore();
    for (const opened of windows.splice(0)) opened.close();
  });

  /** A real click, from which the browser lets a window open. */
  const click = async (target: HTMLElement) => {
    const { x, y, width, height } = target.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
  };

  const present = async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await join.updateComplete;
    return { join, alice };
  };
  const joined = async () => {
    const { join, alice } = await present();
    await click(mainButton(join));
    await alice.takesPart();
    await comesTo(join, 'in-session');
    return { join, alice };
  };
  const agentIsIn = () =>
    until('the agent is in the session', async () =>
      (await sandboxState()).sessions.some(({ agents }) => agents[0]?.name === 'Ada Park'),
    );

  it('opens by itself after the customer’s yes, shows the session, and closes with Leave', async () => {
    const { join } = await joined();
    await agentIsIn();
    expect(windows).to.have.lengthOf(1);
    expect(addresses, 'no credential is in the address').to.deep.equal(['']);
    expect(join.shadowRoot!.querySelector('form')).to.equal(null);
    await click(button(join, 'Leave')!);
    await comesTo(join, 'joinable');
    expect(windows[0]!.closed).to.equal(true);
    await until('the agent is out', async () => (await sandboxState()).sockets.view === 0);
    await click(mainButton(join));
    await comesTo(join, 'in-session');
    await agentIsIn();
    expect(windows).to.have.lengthOf(2);
  });

  it('opens in the click itself when the key’s session runs', async () => {
    const alice = await Customer.arrives();
    await alice.starts('12345');
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await typeKey(join, '12345');
    await click(button(join, 'Connect')!);
    await comesTo(join, 'in-session');
    await agentIsIn();
  });

  it('is blocked without a click, and one click on the same button opens it', async function () {
    needs(this, 'popupBlocker');
    const { join, alice } = await present();
    const main = mainButton(join);
    main.focus();
    await until('no click of before counts any more', () => !navigator.userActivation.isActive);
    main.click();
    await alice.takesPart();
    await comesTo(join, 'joinable');
    await isTold(join, 'popup-blocked');
    expect(windows).to.have.lengthOf(0);
    expect(mainButton(join)).to.equal(main);
    expect(join.shadowRoot!.activeElement).to.equal(main);
    await click(main);
    await comesTo(join, 'in-session');
    expect(windows).to.have.lengthOf(1);
    await agentIsIn();
  });

  it('that the agent closes is left', async () => {
    const { join } = await joined();
    await agentIsIn();
    windows[0]!.close();
    window.dispatchEvent(new Event('focus'));
    await comesTo(join, 'joinable');
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
  });

  it('tells the end before the line does, and its words stay on screen', async () => {
    const alice = await Customer.arrives();
    await alice.starts('12345');
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await typeKey(join, '12345');
    await click(button(join, 'Connect')!);
    await comesTo(join, 'in-session');
    await agentIsIn();
    alice.ends();
    await comesTo(join, 'idle');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({
      sessionKey: '12345',
      outcome: 'joined',
      endedBy: 'customer',
    });
    expect(windows[0]!.closed).to.equal(false);
  });

  describe('is not spoken for', () => {
    /** Messages as anybody could send them; a real viewer's end is the only one that counts. */
    const ended = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };
    const say = (data: unknown, origin: string, source: MessageEventSource | null) =>
      window.dispatchEvent(new MessageEvent('message', { data, origin, source }));

    const staysInSession = async (join: GlanceJoin, states: number) => {
      await nextTask();
      await join.updateComplete;
      expect(join.state).to.equal('in-session');
      expect(course(join)).to.have.lengthOf(states);
      expect(notices(join)).to.deep.equal([]);
    };

    it('by another window, whatever its origin', async function () {
      needs(this, 'remoteSource');
      const { join } = await joined();
      const states = course(join).length;
      const frame = stage.appendChild(document.createElement('iframe'));
      for (const source of [frame.contentWindow, window, null]) say(ended, origins.glance, source);
      await staysInSession(join, states);
    });

    it('by its own window at another origin', async function () {
      needs(this, 'remoteSource');
      const { join } = await joined();
      const states = course(join).length;
      for (const origin of [location.origin, 'null', '', `${origins.glance}.example`, 'https://glance.example'])
        say(ended, origin, windows[0]!);
      await staysInSession(join, states);
    });

    it('by messages that make no sense', async () => {
      const { join } = await joined();
      const states = course(join).length;
      const errors: string[] = [];
      const onError = (event: ErrorEvent) => errors.push(event.message);
      window.addEventListener('error', onError);
      const cyclic: Record<string, unknown> = { glanceEvent: {} };
      cyclic['data'] = cyclic;
      const nonsense = [undefined, null, 0, '', 'sessionEnded', [], [ended], {}, { glanceEvent: 7 }, cyclic, new Map()];
      for (const data of [...nonsense, { glanceEvent: 'noSuchEvent', data: null }])
        say(data, origins.glance, windows[0]!);
      window.removeEventListener('error', onError);
      expect(errors).to.deep.equal([]);
      await staysInSession(join, states);
      say(ended, origins.glance, windows[0]!);
      await until('its own word counts', () => join.state !== 'in-session');
    });
  });

  it('is not opened by a late yes', async () => {
    const { join, alice } = await present();
    await click(mainButton(join));
    await alice.isAsked();
    await click(button(join, 'Cancel')!);
    await comesTo(join, 'present');
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'joinable');
    expect(windows).to.have.lengthOf(0);
  });
});
