import { expect } from '@open-wc/testing';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import {
  comesAgainTo,
  comesTo,
  course,
  heard,
  isTold,
  mainButton,
  notices,
  part,
  place,
  press,
  rejection,
  text,
  watching,
} from './join.js';
import { faults, sandboxState } from './sandbox.js';
import { Traffic } from './traffic.js';
import { until } from './until.js';
import { Viewers } from './viewers.js';

describe('another customer', () => {
  let viewers: Viewers;
  let traffic: Traffic;
  beforeEach(() => {
    (viewers = new Viewers()).install();
    (traffic = new Traffic()).install();
  });
  afterEach(() => {
    traffic.uninstall();
    viewers.uninstall();
  });

  const page = 'https://shop.example';

  it('is followed at once, and nothing of the one before is shown', async () => {
    const alice = await Customer.arrives('alice', `${page}/tents`);
    await Customer.arrives('bob', `${page}/boots`);
    const join = place();
    await until('her page is shown', () => text(join, 'visitor') === 'shop.example/tents');
    join.visitorid = 'bob';
    await join.updateComplete;
    expect(join.state).to.equal('connecting');
    expect(join.visitor).to.equal(undefined);
    expect(text(join, 'base')).not.to.contain('tents');
    await until('his page is shown', () => text(join, 'visitor') === 'shop.example/boots');
    await until('one line is left', () => traffic.openSockets === 1);
    alice.goesTo(`${page}/cart`);
    alice.vanishes();
    await until('the sandbox sees her go', async () => (await sandboxState()).sockets.visitor === 1);
    expect(text(join, 'visitor')).to.equal('shop.example/boots');
    expect(heard(join, 'glancepresencechange').map(({ visitorId }) => visitorId)).to.include.members(['alice', 'bob']);
  });

  it('may be nobody, and the first again', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    join.removeAttribute('visitorid');
    await comesTo(join, 'idle');
    await until('the line is closed', () => traffic.openSockets === 0);
    expect(join.visitor).to.equal(undefined);
    join.visitorid = 'alice';
    await comesTo(join, 'present');
    expect(traffic.openSockets).to.equal(1);
  });

  it('is not watched while presence is off', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    join.presence = false;
    await comesTo(join, 'idle');
    await until('the line is closed', () => traffic.openSockets === 0);
    join.presence = true;
    await comesTo(join, 'present');
  });

  it('many times in a row ends with the last', async () => {
    await Customer.arrives('bob');
    const join = place();
    for (const name of ['carol', 'dave', 'erin', 'bob']) {
      join.visitorid = name;
      await join.updateComplete;
    }
    await comesTo(join, 'present');
    expect(join.visitor).to.have.property('present', true);
    await until('one line is left', () => traffic.openSockets === 1);
    expect(heard(join, 'glancepresencechange').every(({ visitorId }) => visitorId === 'bob')).to.equal(true);
  });

  it('is the one who is asked, even in the task in which they were set', async () => {
    await Customer.arrives('alice');
    await Customer.arrives('bob');
    const join = place();
    await comesTo(join, 'present');
    join.visitorid = 'bob';
    expect(await rejection(join.invite()), 'of him nothing is known yet').to.include({ code: 'not-present' });
    const asked = heard(join, 'glancestatechange').filter(({ state }) => state === 'inviting');
    expect(asked, 'Alice, who is not set any more, is not asked').to.deep.equal([]);
    await comesTo(join, 'present');
  });

  it('calls off the question to the one before', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    const invitation = join.invite().catch((error: unknown) => error);
    await alice.isAsked();
    join.visitorid = 'bob';
    await comesTo(join, 'absent');
    expect(await invitation).to.include({ code: 'cancelled' });
    await alice.starts();
    // What he does later is heard: what she did before would have been.
    await Customer.arrives('bob');
    await comesTo(join, 'present');
    await until('all is answered', () => traffic.pending === 0);
    expect(course(join)).not.to.include('joinable').and.not.to.include('in-session');
    expect(viewers.frames).to.have.lengthOf(0);
    expect(notices(join)).to.deep.equal([]);
  });

  it('does not end the session of the one before, who stays named until its end', async () => {
    const alice = await Customer.arrives();
    await Customer.arrives('bob', `${page}/boots`);
    const join = place();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    join.visitorid = 'bob';
    await until('he is known', () => join.visitor?.page === `${page}/boots`);
    expect(join.state).to.equal('in-session');
    expect(text(join, 'status')).to.contain('alice');
    expect(mainButton(join).textContent).to.contain('Show viewer');
    alice.ends();
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ visitorId: 'alice', sessionKey: 'alice' });
    await isTold(join, 'session-ended');
    expect(text(join, 'visitor')).to.equal('shop.example/boots');
    await until('one line is left', () => traffic.openSockets === 1);
    // His own session has nothing new by that.
    part(join, 'dismiss')!.click();
    await join.updateComplete;
    expect([join.notice, text(join, 'notice')]).to.deep.equal([undefined, undefined]);
    await press(join, 'Join');
    await comesTo(join, 'inviting', 'sent');
  });

  it('is followed at once, too, while the report of the one before still waits for its id', async () => {
    const clock = new SkippingClock();
    clock.install();
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await faults({ path: '/services/SessionService.asmx/', do: 'silence' });
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    alice.ends();
    await comesTo(join, 'present');
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
    join.visitorid = null;
    await comesTo(join, 'idle').finally(() => clock.uninstall());
    await clock.pass(5_000);
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    expect(heard(join, 'glancesessionend')[0]).to.include({ sessionId: '', visitorId: 'alice' });
    await until('no line is left', () => traffic.openSockets === 0);
  });

  it('may be nobody, and the one in session again, who goes on being shown', async () => {
    const alice = await Customer.arrives();
    const join = place(watching);
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    for (const visitorid of [null, 'alice', 'bob', 'alice', null, 'alice']) {
      join.visitorid = visitorid;
      await join.updateComplete;
      expect(join.state, String(visitorid)).to.equal('in-session');
    }
    await comesAgainTo(join, 'present', () => alice.ends());
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    await press(join, 'Join');
    await alice.isAsked(2);
  });

  it('who is the one in session again shows that session once', async () => {
    const alice = await Customer.arrives();
    const join = place(watching);
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    join.visitorid = 'bob';
    await join.updateComplete;
    join.visitorid = 'alice';
    await join.updateComplete;
    expect(join.state).to.equal('in-session');
    await comesAgainTo(join, 'present', () => alice.ends());
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    await press(join, 'Join');
    await alice.isAsked(2);
    expect(heard(join, 'glancesessionend')).to.have.lengthOf(1);
  });
});
