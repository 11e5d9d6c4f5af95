import { expect } from '@open-wc/testing';
import { Customer } from './customer.js';
import { button, comesTo, heard, keyOnly, mainButton, part, place, press, rejection, watching } from './join.js';
import { until } from './until.js';
import { Viewers } from './viewers.js';

describe('an invitation is refused', () => {
  let viewers: Viewers;
  let alice: Customer;
  beforeEach(async () => {
    (viewers = new Viewers()).install();
    alice = await Customer.arrives();
  });
  afterEach(() => viewers.uninstall());

  const present = async (attributes: Readonly<Record<string, string>> = watching) => {
    const join = place(attributes);
    await comesTo(join, 'present');
    return join;
  };

  it('while the customer is not there', async () => {
    const join = place({ ...watching, visitorid: 'nobody' });
    await comesTo(join, 'absent');
    expect(await rejection(join.invite())).to.include({ code: 'not-present' });
    expect(join.state).to.equal('absent');
  });

  it('where no customer is watched', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    expect(await rejection(join.invite())).to.include({ code: 'not-present' });
  });

  it('while one is under way', async () => {
    const join = await present();
    await press(join, 'Join');
    expect(await rejection(join.invite())).to.include({ code: 'busy' });
    expect(await rejection(join.join('12345'))).to.include({ code: 'busy' });
    await alice.isAsked();
    expect(alice.questions).to.have.lengthOf(1);
    expect(join.state).to.equal('inviting');
  });

  it('while a key is waited for', async () => {
    const join = await present();
    const waiting = rejection(join.join('12345'));
    expect(await rejection(join.invite())).to.include({ code: 'busy' });
    expect(await rejection(join.join('54321'))).to.include({ code: 'busy' });
    await join.cancel();
    expect(await waiting).to.include({ code: 'cancelled' });
  });

  it('while the element is disabled', async () => {
    const join = await present({ ...watching, disabled: '' });
    expect(mainButton(join).getAttribute('aria-disabled')).to.equal('true');
    expect(button(join, 'Enter key')!.getAttribute('aria-disabled')).to.equal('true');
    mainButton(join).click();
    button(join, 'Enter key')!.click();
    expect(await rejection(join.invite())).to.include({ code: 'disabled' });
    expect(await rejection(join.join('12345'))).to.include({ code: 'disabled' });
    await join.updateComplete;
    expect(part(join, 'key-form')).to.equal(null);
    expect(join.state).to.equal('present');
    expect(alice.questions).to.deep.equal([]);
  });

  it('while the element is disabled, the form for a key included', async () => {
    const join = await present({ ...watching, disabled: '' });
    expect(await rejection(join.join())).to.include({ code: 'disabled' });
    await join.updateComplete;
    expect(part(join, 'key-form')).to.equal(null);
  });

  it('but a disabled element can still cancel, and open, leave and end the session', async () => {
    const join = await present();
    await press(join, 'Join');
    join.disabled = true;
    await press(join, 'Cancel');
    await comesTo(join, 'present');
    join.disabled = false;
    await press(join, 'Join');
    await alice.isAsked(2);
    join.disabled = true;
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'in-session');
    await press(join, 'Leave');
    await comesTo(join, 'joinable');
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
    await press(join, 'End');
    await comesTo(join, 'present');
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
  });
});
