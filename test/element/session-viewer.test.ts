import { expect } from '@open-wc/testing';
import { Customer, sessionByKey } from './customer.js';
import {
  comesTo,
  enterKey,
  heard,
  isTold,
  keyOnly,
  mainButton,
  notices,
  place,
  press,
  rejection,
  set,
} from './join.js';
import { origins } from './sandbox.js';
import { clock, joined, playSurroundings, viewers } from './surroundings.js';

describe('the viewer of a session', () => {
  playSurroundings();

  it('is left by closing the viewer, and can be opened again', async () => {
    const { join } = await joined();
    await press(join, 'Leave');
    await comesTo(join, 'joinable');
    expect(viewers.open).to.equal(0);
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
    await join.openViewer();
    await comesTo(join, 'in-session');
    expect(viewers.open).to.equal(1);
    const names = viewers.posted.map(({ target }) => target);
    expect(new Set(names).size, 'a window of its own each time').to.equal(2);
  });

  it('is left when the agent closes the viewer’s window', async () => {
    const { join } = await joined();
    await clock.pass(11_000);
    viewers.closeLast();
    await clock.pass(1_000);
    await comesTo(join, 'joinable');
    expect(notices(join)).to.deep.equal([]);
  });

  it('is shown, not opened twice, when its viewer is open', async () => {
    const { join } = await joined();
    const before = viewers.shown;
    await press(join, 'Show viewer');
    expect(viewers.shown).to.equal(before + 1);
    expect(viewers.frames).to.have.lengthOf(1);
  });

  it('whose viewer is blocked can be opened with one press on the same button', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    viewers.blocked = true;
    await press(join, 'Join');
    const main = mainButton(join);
    main.focus();
    await alice.takesPart();
    await comesTo(join, 'joinable');
    await isTold(join, 'popup-blocked');
    expect(join.shadowRoot!.activeElement).to.equal(main);
    expect(main.textContent).to.contain('Open viewer');
    expect(await rejection(join.openViewer())).to.include({ code: 'popup-blocked' });
    viewers.blocked = false;
    main.click();
    await comesTo(join, 'in-session');
    expect(join.notice).to.equal(undefined);
  });

  it('opens at the Glance its login key is for, whatever Glance is set by then', async () => {
    const { join } = await joined();
    await join.leave();
    await comesTo(join, 'joinable');
    set(join, { presence: false, glancebaseurl: 'https://glance.example' });
    await join.updateComplete;
    await press(join, 'Open viewer');
    await comesTo(join, 'in-session');
    expect(viewers.posted).to.have.lengthOf(2);
    for (const { action } of viewers.posted) expect(new URL(action).origin).to.equal(origins.glance);
  });

  for (const [location, features] of [
    ['tab', ''],
    ['window', 'popup'],
    ['moon', ''],
  ] as const) {
    it(`opens where openlocation="${location}" says`, async () => {
      await sessionByKey('12345');
      const join = place({ ...keyOnly, openlocation: location });
      await enterKey(join, '12345');
      await comesTo(join, 'in-session');
      expect(viewers.features[0]).to.satisfy((given: string) => (features ? given.startsWith(features) : !given));
      expect(viewers.features[0]).not.to.match(/noopener|noreferrer/);
    });
  }
});
