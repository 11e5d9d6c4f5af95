import { expect } from '@open-wc/testing';
import { Customer } from './customer.js';
import { comesTo, course, isTold, mainButton, notices, part, place, press, rejection, text, watching } from './join.js';
import { faults, sandboxState } from './sandbox.js';
import { clock, playSurroundings, traffic, viewers } from './surroundings.js';
import { until } from './until.js';

describe('an invitation', () => {
  let alice: Customer;
  playSurroundings();
  beforeEach(async () => {
    alice = await Customer.arrives();
  });

  const present = async (attributes: Readonly<Record<string, string>> = watching) => {
    const join = place(attributes);
    await comesTo(join, 'present');
    return join;
  };

  it('goes through its phases to a session, and tells each', async () => {
    const join = await present();
    const steps: string[] = [];
    join.addEventListener('glancestatechange', ({ detail: { state, previous, phase = '', visitorId } }) =>
      steps.push([previous, state, phase, visitorId].join(' ')),
    );
    const invitation = join.invite();
    expect([join.state, join.phase], 'at once').to.deep.equal(['inviting', 'sent']);
    await alice.isAsked();
    expect(alice.questions).to.deep.equal([{ sessionKey: 'alice' }]);
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    alice.accepts();
    await comesTo(join, 'inviting', 'accepted');
    expect(viewers.frames, 'nothing opens before the session runs').to.have.lengthOf(0);
    await alice.starts();
    await invitation;
    await comesTo(join, 'in-session');
    expect(viewers.frames).to.have.lengthOf(1);
    expect(viewers.posted[0]?.fields).to.include({ SESSIONKEY: 'alice' });
    expect(steps).to.deep.equal([
      'present inviting preparing alice',
      'inviting inviting sent alice',
      'inviting inviting displayed alice',
      'inviting inviting accepted alice',
      'inviting in-session  alice',
    ]);
  });

  it('shows whom it is for and how long it takes', async () => {
    const join = await present();
    await press(join, 'Join');
    await clock.pass(12_000);
    await until('twelve seconds are shown', () => /^0:1[2-9]$/.test(text(join, 'timer') ?? ''));
    expect(text(join, 'visitor')).to.equal('alice');
    expect(mainButton(join).getAttribute('aria-disabled')).to.equal('true');
  });

  it('that is declined leads back, and says so', async () => {
    const join = await present();
    const invitation = rejection(join.invite());
    await alice.isAsked();
    alice.sees();
    alice.declines();
    await isTold(join, 'declined');
    expect(join.state).to.equal('present');
    expect(await invitation).to.deep.equal({ code: 'cancelled', cause: 'declined' });
    expect(text(join, 'notice')).to.contain(join.notice!.message);
    expect(viewers.frames).to.have.lengthOf(0);
  });

  it('that is cancelled leads back without a word, and a late yes opens nothing by itself', async () => {
    const join = await present();
    const invitation = rejection(join.invite());
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    await press(join, 'Cancel');
    expect(join.state).to.equal('present');
    expect(await invitation).to.include({ code: 'cancelled' });
    expect(notices(join)).to.deep.equal([]);
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'joinable');
    await isTold(join, 'late-accept');
    expect(viewers.frames).to.have.lengthOf(0);
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
    expect(viewers.frames).to.have.lengthOf(1);
  });

  it('that nobody answers ends after 90 seconds', async () => {
    const join = await present();
    const invitation = rejection(join.invite());
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    await clock.pass(80_000);
    expect(join.state).to.equal('inviting');
    await clock.pass(10_000);
    await isTold(join, 'no-answer');
    expect(await invitation).to.deep.equal({ code: 'cancelled', cause: 'no-answer' });
  });

  it('that is accepted ends when no session starts within 30 seconds', async () => {
    const join = await present();
    const invitation = rejection(join.invite());
    await alice.isAsked();
    alice.accepts();
    await comesTo(join, 'inviting', 'accepted');
    await clock.pass(30_000);
    await isTold(join, 'session-failed');
    expect(join.state).to.equal('present');
    expect(await invitation).to.deep.equal({ code: 'cancelled', cause: 'session-failed' });
  });

  it('ends when the customer’s page fails to start', async () => {
    const join = await present();
    const invitation = rejection(join.invite());
    await alice.isAsked();
    alice.fails();
    await isTold(join, 'session-failed');
    expect(join.state).to.equal('present');
    expect(await invitation).to.include({ code: 'cancelled' });
  });

  it('goes on when the customer looks away, and when they come back', async () => {
    const join = await present();
    await press(join, 'Join');
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    alice.vanishes();
    await until('her going is heard of', () => traffic.heardOfGoing);
    await clock.pass(5_000);
    await isTold(join, 'customer-away');
    expect([join.state, join.phase]).to.deep.equal(['inviting', 'displayed']);
    alice = await Customer.arrives();
    await isTold(join, 'customer-arrived');
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'in-session');
  });

  it('is asked once, however often and fast the button is pressed', async () => {
    const join = await present();
    for (let times = 0; times < 5; times++) mainButton(join).click();
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    for (let times = 0; times < 5; times++) mainButton(join).click();
    alice.declines();
    await isTold(join, 'declined');
    expect(alice.questions).to.have.lengthOf(1);
    expect(course(join).filter((state) => state === 'inviting/sent')).to.have.lengthOf(1);
    expect(part(join, 'key-form')).to.equal(null);
  });

  it('is sent once the line is up again, when it was down', async () => {
    const join = await present();
    await faults({ path: '/agent', do: 'drop', times: 1 }, { path: '/agent', do: 'hold' });
    await until('the line is down', () => traffic.sockets[0]!.readyState === WebSocket.CLOSED);
    await press(join, 'Join');
    await faults();
    await alice.isAsked();
    await comesTo(join, 'inviting', 'sent');
    expect(alice.questions).to.have.lengthOf(1);
  });

  it('that was accepted while the line was down is found by looking', async () => {
    const join = await present();
    await press(join, 'Join');
    await alice.isAsked();
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    await faults({ path: '/agent', do: 'drop' });
    await until('the line is down', async () => (await sandboxState()).sockets.agent === 0);
    alice.accepts();
    await alice.starts();
    await faults();
    window.dispatchEvent(new Event('online'));
    await comesTo(join, 'in-session');
    expect(viewers.frames).to.have.lengthOf(1);
  });

  it('with openwhen="asked" opens the viewer in the click, and closes it when declined', async () => {
    const join = await present({ ...watching, openwhen: 'asked' });
    mainButton(join).click();
    expect(viewers.open, 'in the click').to.equal(1);
    expect(viewers.posted[0]?.fields).to.include({ SESSIONKEY: 'alice', WAIT: '1' });
    await alice.isAsked();
    alice.declines();
    await isTold(join, 'declined');
    expect(viewers.open).to.equal(0);
    mainButton(join).click();
    await alice.isAsked(2);
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'in-session');
    expect(viewers.open).to.equal(1);
    expect(viewers.frames).to.have.lengthOf(2);
  });

  it('with openwhen="asked" asks all the same when the viewer is blocked', async () => {
    const join = await present({ ...watching, openwhen: 'asked' });
    viewers.blocked = true;
    mainButton(join).click();
    await alice.takesPart();
    await comesTo(join, 'joinable');
    viewers.blocked = false;
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
  });

  it('keeps its line’s words when the agent looks away and back', async () => {
    const join = await present();
    await press(join, 'Join');
    await alice.isAsked();
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await comesTo(join, 'inviting', 'sent');
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    expect(alice.questions).to.have.lengthOf(1);
  });
});
