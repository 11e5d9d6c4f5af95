import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import {
  button,
  comesTo,
  course,
  enterKey,
  errors,
  heard,
  isTold,
  keyOnly,
  place,
  press,
  rejection,
  text,
} from './join.js';
import { faults, sandboxState } from './sandbox.js';
import { clock, joined, passesUntil, playSurroundings, traffic, viewers } from './surroundings.js';
import { until } from './until.js';

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('a session', () => {
  playSurroundings();

  const report = async (join: GlanceJoin) => {
    await until('it is reported', () => heard(join, 'glancesessionend').length > 0);
    const reports = heard(join, 'glancesessionend');
    expect(reports).to.have.lengthOf(1);
    return reports[0]!;
  };

  it('is told at its start: its key and when it began', async () => {
    const before = Date.now();
    const { join } = await joined();
    const [start, ...more] = heard(join, 'glancesessionstart');
    expect(more).to.deep.equal([]);
    expect(start).to.include({ sessionKey: 'alice', visitorId: 'alice' });
    expect(start!.sessionStart).to.match(iso);
    expect(Date.parse(start!.sessionStart)).to.be.within(before, Date.now());
  });

  it('is reported once at its end, each field of its kind', async () => {
    const { join, alice, id } = await joined();
    await clock.pass(12_000);
    alice.ends();
    const given = await report(join);
    expect(given).to.include({
      sessionId: id,
      sessionKey: 'alice',
      visitorId: 'alice',
      outcome: 'joined',
      endedBy: 'customer',
    });
    expect(given.sessionStart).to.match(iso).and.to.equal(heard(join, 'glancesessionstart')[0]!.sessionStart);
    expect(given.sessionEnd).to.match(iso);
    expect(given.duration).to.be.a('number').and.to.be.within(12, 14);
    expect(given.duration % 1).to.equal(0);
    expect(Date.parse(given.sessionEnd) - Date.parse(given.sessionStart)).to.be.closeTo(given.duration * 1000, 999);
    expect(Object.isFrozen(given)).to.equal(true);
    await isTold(join, 'session-ended');
    await clock.pass(30_000);
    expect(heard(join, 'glancesessionend')).to.have.lengthOf(1);
    expect(join.state).to.equal('present');
  });

  it('that is ended resolves with the report', async () => {
    const { join, alice } = await joined();
    const given = await join.end();
    expect(given).to.include({ endedBy: 'agent', sessionKey: 'alice', outcome: 'joined' });
    expect(given).to.deep.equal(await report(join));
    expect(viewers.open).to.equal(0);
    expect((await sandboxState()).sessions.every(({ endedAt }) => endedAt)).to.equal(true);
    await comesTo(join, 'present');
    expect(alice.questions).to.have.lengthOf(1);
  });

  it('that is being ended lets nothing else be asked', async () => {
    const { join, alice } = await joined();
    alice.obeys = false;
    const ending = rejection(join.end());
    await join.updateComplete;
    expect(join.state, 'until it is confirmed').to.equal('in-session');
    for (const name of ['Leave', 'End', 'Open viewer', 'Cancel']) expect(button(join, name), name).to.equal(undefined);
    expect(viewers.open).to.equal(0);
    await clock.pass(5_000);
    await ending;
  });

  it('that goes on although it was ended says so, and can be opened again', async () => {
    const { join, alice } = await joined();
    alice.vanishes();
    const ending = rejection(join.end());
    await clock.pass(5_000);
    expect(await ending).to.deep.equal({ code: 'cancelled', cause: 'end-unconfirmed' });
    await isTold(join, 'end-unconfirmed');
    await comesTo(join, 'joinable');
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
  });

  it('goes on while the customer goes from page to page, and while the line is down', async () => {
    const { join, alice } = await joined();
    alice.goesTo('https://shop.example/cart');
    await faults({ path: '/agent', do: 'drop' });
    await until('the line is down', async () => (await sandboxState()).sockets.agent === 0);
    await clock.pass(6_000);
    expect(join.state).to.equal('in-session');
    const { length } = traffic.frames;
    await faults();
    window.dispatchEvent(new Event('online'));
    // A socket that is open is not yet one on which Alice's end would be told.
    await until('the line is up', () => traffic.frames.slice(length).some((frame) => frame.includes('visitorsock')));
    expect(course(join).at(-1)).to.equal('in-session');
    alice.ends();
    await comesTo(join, 'present');
  });

  it('that ended while the line was down is found to have ended', async () => {
    const { join, alice } = await joined();
    await faults({ path: '/agent', do: 'drop' });
    await until('the line is down', async () => (await sandboxState()).sockets.agent === 0);
    alice.ends();
    await until('it has ended', async () => (await sandboxState()).sessions.every(({ endedAt }) => endedAt));
    await faults();
    window.dispatchEvent(new Event('online'));
    await passesUntil('the end is found', () => join.state !== 'in-session');
    expect(await report(join)).to.include({ outcome: 'joined', endedBy: 'unknown' });
  });

  it('of a key is found to have ended by looking, twice', async () => {
    const end = await sessionByKey('12345');
    const join = place(keyOnly);
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    end();
    await until('it has ended', async () => (await sandboxState()).sessions.every(({ endedAt }) => endedAt));
    await passesUntil('the end is found', () => join.state === 'idle');
    const given = await report(join);
    expect(given).to.include({ sessionKey: '12345', outcome: 'joined', endedBy: 'unknown' });
    expect(given.visitorId).to.equal(undefined);
    expect(given.sessionId).to.match(/^\d+$/);
  });

  it('that the customer has started can be opened with one press', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await alice.starts();
    await comesTo(join, 'joinable');
    expect(viewers.frames).to.have.lengthOf(0);
    expect(text(join, 'label')).to.equal('Open viewer');
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
  });

  it('that ran before the element was there is found', async () => {
    const alice = await Customer.arrives();
    const id = await alice.starts();
    const join = place();
    await comesTo(join, 'joinable');
    expect(heard(join, 'glancesessionstart')[0]).to.include({ sessionKey: 'alice', sessionId: id });
  });

  it('that ended before its viewer was open is reported as missed', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await alice.starts();
    await comesTo(join, 'joinable');
    alice.ends();
    await isTold(join, 'session-missed');
    expect(await report(join)).to.include({ outcome: 'missed', endedBy: 'customer' });
  });

  it('is not there to be opened, left or ended when none runs', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    for (const asked of [join.openViewer(), join.leave(), join.end()])
      expect(await rejection(asked)).to.include({ code: 'not-present' });
    await join.cancel();
    expect(join.state).to.equal('idle');
    expect(errors(join)).to.deep.equal([]);
  });
});
