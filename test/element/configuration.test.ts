import { expect } from '@open-wc/testing';
import { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  comesAgainTo,
  comesTo,
  errors,
  heard,
  isTold,
  keyOnly,
  notices,
  part,
  place,
  press,
  set,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { origins, seen } from './sandbox.js';
import { Traffic } from './traffic.js';
import { drawn, nextTask, until } from './until.js';

describe('the settings', () => {
  let traffic: Traffic;
  beforeEach(() => (traffic = new Traffic()).install());
  afterEach(() => traffic.uninstall());

  const without = (name: string) => Object.fromEntries(Object.entries(watching).filter(([each]) => each !== name));

  /** It is unconfigured, says which setting it is about, on screen and in its event, and is quiet. */
  const names = async (join: GlanceJoin, setting: string, code: 'config-missing' | 'config-invalid') => {
    await join.updateComplete;
    await drawn();
    expect(join.state).to.equal('unconfigured');
    expect(join.matches(':state(unconfigured)')).to.equal(true);
    expect(text(join, 'label')).to.equal('Not set up');
    expect(text(join, 'status')).to.contain(setting);
    const [error] = heard(join, 'glanceerror');
    expect(error).to.include({ code });
    expect(error?.message).to.contain(setting);
    expect(errors(join)).to.have.lengthOf(1);
    expect(traffic.requests).to.deep.equal([]);
  };

  for (const setting of ['groupid', 'puid', 'authurl']) {
    it(`names ${setting} when it is missing, and sends nothing`, async () => {
      await names(place(without(setting)), setting, 'config-missing');
    });
    it(`names ${setting} when it is blank, and sends nothing`, async () => {
      await names(place({ ...watching, [setting]: ' ' }), setting, 'config-missing');
    });
  }

  it('names all that is missing', async () => {
    const join = place({ glancebaseurl: origins.glance });
    await names(join, 'groupid', 'config-missing');
    expect(text(join, 'status')).to.match(/groupid, puid, authurl/);
  });

  const malformed: Record<string, [setting: string, value: string]> = {
    'a group that is no number': ['groupid', 'northwind'],
    'a group with a path in it': ['groupid', '21489/../1'],
    'an authurl that cannot be an address': ['authurl', 'https://:bad'],
    'an authurl of script': ['authurl', 'javascript:alert(1)'],
    'an authurl on an open line to elsewhere': ['authurl', 'http://login.example/key'],
    'an authurl with a name and password': ['authurl', 'https://a:b@login.example/key'],
    'a Glance nobody knows': ['glancebaseurl', 'mars'],
    'an origin that is not Glance’s': ['glancebaseurl', 'https://glance.example'],
    'an origin that only looks like Glance’s': ['glancebaseurl', 'https://evilglance.net'],
    'an origin behind Glance’s name': ['glancebaseurl', 'https://www.glance.net@evil.example'],
    'Glance on an open line': ['glancebaseurl', 'http://www.glance.net'],
  };
  for (const [what, [setting, value]] of Object.entries(malformed)) {
    it(`refuses ${what}, and sends nothing`, async () => {
      await names(place({ ...watching, [setting]: value }), setting, 'config-invalid');
    });
  }

  it('takes another https origin by property only', async () => {
    const sent: string[] = [];
    // Nothing leaves the machine: the request is only noted.
    const restore = replace(window, 'fetch', () => (input) => {
      sent.push(input instanceof Request ? input.url : input.toString());
      return Promise.reject(new TypeError('offline'));
    });
    const join = place(keyOnly);
    const getLoginKey = () => `$1$${Math.floor(Date.now() / 1000) + 600}$abc`;
    set(join, { glancebaseurl: 'https://glance.example', presence: true, visitorid: 'alice', getLoginKey });
    await until('it asks there', () => sent.length > 0).finally(restore);
    expect(sent[0]).to.match(/^https:\/\/glance\.example\/services\//);
    expect(join.state).to.equal('connecting');
  });

  it('counts an origin in the attribute as the attribute’s, however it came to the property', async () => {
    const join = place({ ...watching, glancebaseurl: 'https://glance.example' });
    join.glancebaseurl = join.getAttribute('glancebaseurl');
    await names(join, 'glancebaseurl', 'config-invalid');
  });

  it('can do nothing until it is set up', async () => {
    const join = place(without('puid'));
    await join.updateComplete;
    expect(part(join, 'button')!.getAttribute('aria-disabled')).to.equal('true');
    part(join, 'button')!.click();
    await join.updateComplete;
    expect(part(join, 'key-form')).to.equal(null);
    const refusal = await join.join('12345').catch((error: unknown) => error);
    expect(refusal).to.have.property('code', 'config-missing');
    expect(await join.join().catch((error: unknown) => error)).to.have.property('code', 'config-missing');
    expect(traffic.requests).to.deep.equal([]);
  });

  it('works as soon as what was missing is there', async () => {
    const join = place(without('puid'));
    await join.updateComplete;
    expect(join.state).to.equal('unconfigured');
    join.puid = 'agent-42';
    await comesTo(join, 'absent');
    expect(text(join, 'label')).to.equal('Join');
    expect(errors(join)).to.deep.equal(['config-missing']);
  });

  it('counts what a listener of its own error sets', async () => {
    // What the page does here is worth Lit's remark, not ours.
    GlanceJoin.disableWarning?.('change-in-update');
    const join = place(without('puid'));
    join.addEventListener('glanceerror', () => (join.puid = 'agent-42'));
    await comesTo(join, 'absent');
  });

  it('is unconfigured again when a setting goes, and says so after it is', async () => {
    const join = place();
    await comesTo(join, 'absent');
    const states: string[] = [];
    join.addEventListener('glanceerror', () => states.push(join.state));
    join.removeAttribute('puid');
    await comesTo(join, 'unconfigured');
    expect(states).to.deep.equal(['unconfigured']);
    await until('its line is closed', () => traffic.openSockets === 0);
  });

  for (const visitorid of ['a b', 'alice@example.com', 'x'.repeat(63), 'ä']) {
    it(`does not watch “${visitorid.slice(0, 20)}”, and says so, but joins by key`, async () => {
      const join = place({ ...watching, visitorid });
      await comesTo(join, 'idle');
      await isTold(join, 'visitorid-invalid');
      expect(text(join, 'hint')).to.contain('visitorid');
      await drawn();
      expect(traffic.requests).to.deep.equal([]);
      await press(join, 'Join');
      expect(part(join, 'key-form')).not.to.equal(null);
    });
  }

  it('says it again of the next customer who cannot be watched', async () => {
    const join = place({ ...watching, visitorid: 'a b' });
    await isTold(join, 'visitorid-invalid');
    join.visitorid = 'c d';
    await isTold(join, 'visitorid-invalid', 2);
    const [first, second] = heard(join, 'glancenotice');
    expect(second!.seq).to.be.greaterThan(first!.seq);
  });

  it('watches any id of 62 letters, digits and _~.-', async () => {
    const visitorid = 'Aa0_~.-'.padEnd(62, 'x');
    await Customer.arrives(visitorid);
    await comesTo(place({ ...watching, visitorid }), 'present');
  });

  it('watches nobody without a customer, or without presence', async () => {
    for (const attributes of [without('visitorid'), without('presence'), { ...watching, visitorid: '' }]) {
      const join = place(attributes);
      await comesTo(join, 'idle');
      expect(notices(join)).to.deep.equal([]);
    }
    await drawn();
    expect(traffic.requests).to.deep.equal([]);
  });

  it('drops the old agent’s key and line when the agent changes, and fetches the new one’s', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await comesAgainTo(join, 'present', () => (join.puid = 'agent-43'));
    expect(await seen('/loginkey')).to.have.lengthOf(2);
    expect(await seen('/services/AuthorizationService.svc/rest/Authorize')).to.have.lengthOf(2);
    await until('one line is left', () => traffic.openSockets === 1);
  });

  it('fetches a key of the new group when the group changes', async () => {
    const join = place();
    await comesTo(join, 'absent');
    await comesAgainTo(join, 'absent', () => set(join, { groupid: 20541, authurl: '/loginkey?groupid=20541' }));
    expect(await seen('/loginkey')).to.have.lengthOf(2);
    await until('one line is left', () => traffic.openSockets === 1);
  });

  it('fetches one key for all elements of an agent', async () => {
    const joins = [place(), place({ ...watching, visitorid: 'bob' }), place()];
    for (const join of joins) await comesTo(join, 'absent');
    expect(await seen('/loginkey')).to.have.lengthOf(1);
    expect(await seen('/services/AuthorizationService.svc/rest/Authorize')).to.have.lengthOf(1);
    expect(traffic.sockets).to.have.lengthOf(2);
  });

  it('that are none of their words are reported once, naming them, and count as the first', async () => {
    const said: unknown[] = [];
    const restore = replace(console, 'warn', () => (what: unknown) => void said.push(what));
    try {
      const joins = [place({ ...keyOnly, openlocation: 'mars' }), place({ ...keyOnly, openlocation: 'mars' })];
      for (const join of joins) await join.updateComplete;
      set(place({ ...keyOnly, openlocation: 'window', openwhen: 'asked' }), { openwhen: 'accepted' });
      await nextTask();
    } finally {
      restore();
    }
    expect(said).to.have.lengthOf(1);
    expect(said[0]).to.contain('openlocation="mars"').and.to.contain('tab');
  });
});
