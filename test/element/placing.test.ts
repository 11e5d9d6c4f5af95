import { expect } from '@open-wc/testing';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import {
  comesAgainTo,
  comesTo,
  course,
  heard,
  keyOnly,
  make,
  mainButton,
  place,
  press,
  rejection,
  stage,
  watching,
  enterKey,
} from './join.js';
import { origins, sandboxState } from './sandbox.js';
import { clock, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

describe('where the element stands', () => {
  playSurroundings();

  /** Nothing is left on the page of the elements that were there. */
  const nothingIsLeft = async () => {
    await nextTask();
    expect(traffic.openSockets, 'sockets').to.equal(0);
    await until('no timer is left', () => clock.running === 0);
    expect(traffic.held).to.deep.equal({});
    await until('the sandbox sees no agent', async () => (await sandboxState()).sockets.agent === 0);
  };

  it('leaves nothing behind when it goes: no socket, timer, listener, observer', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    expect(traffic.openSockets).to.equal(1);
    expect(clock.running).to.be.greaterThan(0);
    join.remove();
    await nothingIsLeft();
  });

  it('leaves nothing behind when it goes while it connects', async () => {
    const join = place({ ...watching, authurl: `${origins.console}/loginkey` });
    await until('it has asked', () => traffic.pending > 0);
    join.remove();
    await nothingIsLeft();
    const sent = traffic.requests.length;
    await clock.pass(60_000);
    expect(traffic.requests).to.have.lengthOf(sent);
  });

  it('leaves nothing behind when it goes while it waits for a key', async () => {
    const join = place(keyOnly);
    await enterKey(join, '12345');
    await comesTo(join, 'waiting');
    join.remove();
    await until('the click’s own timers are over', () => clock.running === 0);
    await nothingIsLeft();
  });

  it('leaves its viewer open when it goes in session, and stops listening', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    const told = course(join).length;
    join.remove();
    await nothingIsLeft();
    expect(viewers.open).to.equal(1);
    viewers.closeLast();
    await clock.pass(5_000);
    expect(course(join)).to.have.lengthOf(told);
    expect(heard(join, 'glancesessionend')).to.deep.equal([]);
  });

  it('calls an invitation off when it goes', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    const invitation = rejection(join.invite());
    await alice.isAsked();
    join.remove();
    expect(await invitation).to.include({ code: 'cancelled' });
    await alice.starts();
    await nothingIsLeft();
    expect(viewers.frames).to.have.lengthOf(0);
  });

  it('comes and goes many times without growing', async () => {
    const join = make();
    for (let times = 0; times < 10; times++) {
      await comesAgainTo(join, 'absent', () => stage.append(join));
      join.remove();
      await nextTask();
    }
    await nothingIsLeft();
    expect(join.shadowRoot!.querySelectorAll('[part~="button"]')).to.have.lengthOf(1);
    await comesAgainTo(join, 'absent', () => stage.append(join));
    expect(traffic.openSockets).to.equal(1);
  });

  it('works again after it was taken out and put back', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    join.remove();
    await nextTask();
    await comesAgainTo(join, 'present', () => stage.append(join));
    await press(join, 'Join');
    await alice.isAsked();
  });

  it('takes up the settings that were changed while it was out of the page', async () => {
    await Customer.arrives('bob', 'https://shop.example/boots');
    const join = place();
    await comesTo(join, 'absent');
    join.remove();
    await nextTask();
    join.visitorid = 'bob';
    stage.append(join);
    await comesTo(join, 'present');
    expect(traffic.openSockets).to.equal(1);
  });

  const moves: Record<string, (join: Element, to: Element) => void> = {
    append: (join, to) => to.append(join),
    moveBefore: (join, to) => (to as Element & { moveBefore(node: Node, child: null): void }).moveBefore(join, null),
  };
  for (const [name, move] of Object.entries(moves)) {
    describe(`moved by ${name}`, () => {
      before(function () {
        if (name === 'moveBefore') needs(this, name);
      });
      it('keeps its question, its line and its button', async () => {
        const alice = await Customer.arrives();
        const there = stage.appendChild(document.createElement('section'));
        const join = place();
        await comesTo(join, 'present');
        const button = mainButton(join);
        await press(join, 'Join');
        await alice.isAsked();
        move(join, there);
        await nextTask();
        expect([join.state, join.phase]).to.deep.equal(['inviting', 'sent']);
        alice.sees();
        await comesTo(join, 'inviting', 'displayed');
        alice.accepts();
        await alice.starts();
        await comesTo(join, 'in-session');
        expect(traffic.sockets).to.have.lengthOf(1);
        expect(mainButton(join)).to.equal(button);
        expect(viewers.frames).to.have.lengthOf(1);
      });

      it('keeps its session and reports it once', async () => {
        const alice = await Customer.arrives();
        const there = stage.appendChild(document.createElement('section'));
        const join = place();
        await comesTo(join, 'present');
        await press(join, 'Join');
        await alice.takesPart();
        await comesTo(join, 'in-session');
        const before = course(join);
        move(join, there);
        move(join, stage);
        await nextTask();
        expect(course(join)).to.deep.equal(before);
        alice.ends();
        await comesTo(join, 'present');
        await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
        expect(viewers.frames).to.have.lengthOf(1);
      });
    });
  }

  it('shares one line between two elements, and keeps it for the one that stays', async () => {
    await Customer.arrives();
    const [one, other] = [place(), place()];
    await comesTo(one, 'present');
    await comesTo(other, 'present');
    expect(traffic.sockets).to.have.lengthOf(1);
    one.remove();
    await nextTask();
    expect(traffic.openSockets).to.equal(1);
    expect(other.state).to.equal('present');
    other.remove();
    await nothingIsLeft();
  });

  it('is asked for nothing when it is in no page', async () => {
    const join = make(watching);
    for (const ask of [() => join.invite(), () => join.join('1'), () => join.openViewer(), () => join.leave()]) {
      const error = await ask().catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'detached');
    }
    expect(traffic.requests).to.deep.equal([]);
  });
});
