import { expect } from '@open-wc/testing';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import { comesAgainTo, comesTo, course, heard, mainButton, notices, place, stage, text, watching } from './join.js';
import { type Fault, faults, sandboxState, seen } from './sandbox.js';
import { Traffic } from './traffic.js';
import { drawn, until } from './until.js';

describe('a customer who is watched', () => {
  /** Neither a line is to be had nor an answer. */
  const nothing: Fault[] = ['/agent', '/lookupvisitor'].map((path) => ({ path, do: 'drop' }));
  let clock: SkippingClock;
  let traffic: Traffic;
  beforeEach(() => {
    (clock = new SkippingClock()).install();
    (traffic = new Traffic()).install();
  });
  afterEach(() => {
    traffic.uninstall();
    clock.uninstall();
  });

  it('is not there at first, and there with the next frame', async () => {
    const join = place();
    await comesTo(join, 'absent');
    await Customer.arrives();
    await comesTo(join, 'present');
    expect(course(join)).to.deep.equal(['connecting', 'absent', 'present']);
    expect(
      heard(join, 'glancepresencechange')
        .map(({ present }) => present)
        .slice(0, 2),
    ).to.deep.equal([false, true]);
  });

  it('is known at once when there before', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    expect(course(join)).to.deep.equal(['connecting', 'present']);
  });

  it('is shown by host and path of the page, never by what follows them', async () => {
    const join = place();
    await comesTo(join, 'absent');
    const alice = await Customer.arrives('alice', 'https://shop.example/tents?card=4111#secret');
    await until('the page is shown', () => text(join, 'visitor') === 'shop.example/tents');
    expect(join.visitor).to.include({ present: true, page: 'https://shop.example/tents', browser: 'Firefox 153' });
    alice.goesTo('https://shop.example/cart/?coupon=secret');
    await until('the next page is shown', () => text(join, 'visitor') === 'shop.example/cart/');
    const told = JSON.stringify(heard(join, 'glancepresencechange'));
    expect(told).to.contain('https://shop.example/cart/');
    expect(told + join.shadowRoot!.innerHTML).not.to.match(/4111|secret/);
  });

  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'no address', '']) {
    it(`is there without a page when the page says it is “${url}”`, async () => {
      const alice = await Customer.arrives('alice', url);
      const join = place();
      await comesTo(join, 'present');
      alice.goesTo(url);
      await until('the page has spoken', () => join.visitor?.platform === 'Linux');
      expect(join.visitor?.page).to.equal(undefined);
    });
  }

  it('is gone only when gone for five seconds', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await until('all is answered', () => traffic.pending === 0 && !!join.visitor?.page);
    alice.vanishes();
    await until('her going is heard of', () => traffic.heardOfGoing);
    await clock.pass(3_000);
    expect(join.state).to.equal('present');
    await clock.pass(2_000);
    await comesTo(join, 'absent');
    expect(join.visitor).to.have.property('present', false);
    expect(join.visitor?.page).to.equal(undefined);
  });

  it('is not gone while going from page to page', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    alice.vanishes();
    await until('her going is heard of', () => traffic.heardOfGoing);
    await Customer.arrives('alice', 'https://shop.example/cart');
    await until('the next page is shown', () => text(join, 'visitor') === 'shop.example/cart');
    await clock.pass(6_000);
    expect(course(join)).to.deep.equal(['connecting', 'present']);
  });

  it('stays as shown while the line is down for a moment', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await faults({ path: '/agent', do: 'drop', times: 1 });
    await until(
      'the line is up again',
      async () => (await seen('/agent')).filter((r) => r.status === 101).length === 2,
    );
    await until('it is looked who is there', async () => (await seen('/lookupvisitor')).length === 2);
    await traffic.isOver();
    expect(course(join)).to.deep.equal(['connecting', 'present']);
    expect(notices(join)).to.deep.equal([]);
  });

  it('is unknown, not absent, while the line stays down, and back with the line', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await faults(...nothing);
    await until('it has tried again', () => traffic.sockets.length >= 2);
    await clock.pass(5_000);
    await comesTo(join, 'connecting');
    expect(join.visitor).to.equal(undefined);
    await faults();
    window.dispatchEvent(new Event('online'));
    await comesTo(join, 'present');
    expect(course(join)).to.deep.equal(['connecting', 'present', 'connecting', 'present']);
  });

  it('who left while the line was down is absent when it is back', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await faults(...nothing);
    await until('it has tried again', () => traffic.sockets.length >= 2);
    await clock.pass(5_000);
    await comesTo(join, 'connecting');
    alice.vanishes();
    // The sandbox's look-up keeps a customer for five seconds of its own; here they are over.
    await faults({ path: '/lookupvisitor', do: 'status', status: 200, body: '{}' });
    window.dispatchEvent(new Event('online'));
    await comesTo(join, 'absent');
  });

  it('is watched again where the server has no answer to the line', async () => {
    await faults({ message: 'connected', do: 'silence', times: 1 });
    await Customer.arrives();
    const join = place();
    await until('a line is open', async () => (await seen('/agent')).length === 1);
    await clock.pass(10_500);
    await clock.pass(1_000);
    await comesTo(join, 'present');
    expect(traffic.openSockets).to.equal(1);
  });

  it('is watched in spite of frames that make no sense', async () => {
    await faults(
      ...['', '[]', 'null', '{"mtype":7,"data":[]}', '{"mtype":"presence"}'].map((body) => ({
        message: '*',
        do: 'garbage' as const,
        body,
        times: 1,
      })),
    );
    const alice = await Customer.arrives();
    const join = place();
    await until('a line is open', async () => (await seen('/agent')).length === 1);
    for (const page of ['a', 'b', 'c', 'd', 'e']) alice.goesTo(`https://shop.example/${page}`);
    await until('the faults are used up', async () => {
      alice.goesTo('https://shop.example/last');
      return (await sandboxState()).faults.every(({ times }) => times === 0);
    });
    await clock.pass(10_500);
    await clock.pass(1_000);
    await comesTo(join, 'present');
  });

  describe('out of view', () => {
    const far = document.createElement('div');
    far.style.height = '5000px';
    beforeEach(() => stage.append(far));
    afterEach(() => {
      far.remove();
      scrollTo(0, 0);
    });

    it('is not watched until the element comes into view', async () => {
      await Customer.arrives();
      const join = place();
      await comesTo(join, 'connecting');
      await drawn();
      await clock.pass(5_000);
      expect(traffic.requests).to.deep.equal([]);
      join.scrollIntoView();
      await comesTo(join, 'present');
    });

    it('is let go after ten seconds, and seen again when in view', async () => {
      await Customer.arrives();
      const join = place();
      join.scrollIntoView();
      await comesTo(join, 'present');
      scrollTo(0, 0);
      await drawn();
      await clock.pass(9_000);
      expect(traffic.openSockets).to.equal(1);
      await clock.pass(1_000);
      await until('the line is closed', () => traffic.openSockets === 0);
      expect(join.state, 'the last that was known').to.equal('present');
      join.scrollIntoView();
      await until('a line is open', () => traffic.openSockets === 1);
      await until('it is looked who is there', async () => (await seen('/lookupvisitor')).length === 2);
      expect(course(join)).to.deep.equal(['connecting', 'present']);
    });

    it('is unknown when the element comes back after more than 30 seconds', async () => {
      await Customer.arrives();
      const join = place();
      join.scrollIntoView();
      await comesTo(join, 'present');
      scrollTo(0, 0);
      await drawn();
      await clock.pass(10_000);
      await until('the line is closed', () => traffic.openSockets === 0);
      await clock.pass(31_000);
      await comesAgainTo(join, 'present', () => join.scrollIntoView());
      expect(course(join)).to.deep.equal(['connecting', 'present', 'connecting', 'present']);
    });

    it('is never let go by an eager element', async () => {
      await Customer.arrives();
      const join = place({ ...watching, eager: '' });
      await comesTo(join, 'present');
      await clock.pass(60_000);
      expect(traffic.openSockets).to.equal(1);
      expect(traffic.held).not.to.have.property('observed');
    });

    it('is not let go by an element that is hidden', async () => {
      await Customer.arrives();
      const join = place();
      join.scrollIntoView();
      await comesTo(join, 'present');
      join.hidden = true;
      await drawn();
      await clock.pass(60_000);
      expect(traffic.openSockets).to.equal(1);
    });

    it('is not let go while being asked', async () => {
      const alice = await Customer.arrives();
      const join = place();
      join.scrollIntoView();
      await comesTo(join, 'present');
      mainButton(join).click();
      await alice.isAsked();
      scrollTo(0, 0);
      await drawn();
      await clock.pass(15_000);
      expect(traffic.openSockets).to.equal(1);
      alice.sees();
      await comesTo(join, 'inviting', 'displayed');
    });
  });
});
