import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { createLoginKey } from '../../src/login-key/index.js';
import { sessionByKey } from './customer.js';
import { comesTo, course, enterKey, errors, heard, isTold, part, place, press, text, watching } from './join.js';
import { seen, setFaults } from './sandbox.js';
import { clock, playSurroundings, traffic, viewers } from './surroundings.js';
import { until } from './until.js';

describe('presence that is refused', () => {
  playSurroundings();

  // The company signs for its own agents only; this one's subscription has no presence.
  const keyWithoutPresence = () =>
    createLoginKey({ apiKey: 'sandbox-api-key-21489', groupId: '21489', partnerUserId: 'agent-without-presence' });

  const isUnavailable = async (join: GlanceJoin, code: string, hint: string) => {
    await comesTo(join, 'idle');
    await isTold(join, 'presence-unavailable');
    expect(errors(join)).to.deep.equal([code]);
    expect(heard(join, 'glancenotice')[0]).to.have.property('hint').that.contains(hint);
    expect(text(join, 'notice')).to.contain(heard(join, 'glancenotice')[0]!.message);
    expect(text(join, 'hint')).to.contain(hint);
    expect(part(join, 'retry')).not.to.equal(null);
  };

  it('by the group leaves the key', async () => {
    const join = place({ ...watching, groupid: '20000', authurl: '/loginkey?groupid=20000' });
    await isUnavailable(join, 'presence-disabled', 'Glance');
    expect(await seen('/agent')).to.deep.equal([]);
  });

  it('to this page leaves the key, and names what the administrator can do', async () => {
    await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
    await isUnavailable(place(), 'origin-not-allowed', 'CRM and Chat Integration');
  });

  it('to this agent leaves the key', async () => {
    const join = place({ ...watching, puid: 'agent-without-presence' });
    join.getLoginKey = keyWithoutPresence;
    await isUnavailable(join, 'auth-refused', 'puid');
  });

  it('is tried again when the agent asks for it', async () => {
    await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
    const join = place();
    await isTold(join, 'presence-unavailable');
    await press(join, 'Try again');
    await isTold(join, 'presence-unavailable', 2);
    await setFaults({ faults: [], allowedOrigins: { add: [location.origin] } });
    await press(join, 'Try again');
    await comesTo(join, 'absent');
    expect(part(join, 'retry')).to.equal(null);
    expect(part(join, 'notice')).to.equal(null);
    expect(course(join).slice(-2)).to.deep.equal(['connecting', 'absent']);
  });

  it('does not keep a session from being joined by its key', async () => {
    await sessionByKey('77777');
    const join = place({ ...watching, puid: 'agent-without-presence' });
    join.getLoginKey = keyWithoutPresence;
    await isTold(join, 'presence-unavailable');
    await enterKey(join, '77777');
    await comesTo(join, 'in-session');
    expect(viewers.posted[0]?.fields).to.include({ SESSIONKEY: '77777', PARTNERUSERID: 'agent-without-presence' });
  });

  it('is not asked for again by itself', async () => {
    await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
    const join = place();
    await isTold(join, 'presence-unavailable');
    // As the page sends it: what the browser holds back from another origin Glance never sees.
    const asked = () => traffic.requests.filter((url) => url.includes('/rest/Authorize')).length;
    const before = asked();
    expect(before).to.be.greaterThan(0);
    window.dispatchEvent(new Event('online'));
    await clock.pass(60_000);
    await until('all is answered', () => traffic.pending === 0);
    expect(asked()).to.equal(before);
  });
});
