import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import { comesTo, course, heard, keyOnly, place, press, rejection, watching } from './join.js';
import { seen } from './sandbox.js';
import { passesUntil, playSurroundings, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

const lookUp = '/services/SessionService.asmx/LookupPartnerSession2';

describe('two elements', () => {
  playSurroundings();

  describe('for one customer', () => {
    const two = async () => {
      const alice = await Customer.arrives();
      const [first, second] = [place(), place()];
      await comesTo(first, 'present');
      await comesTo(second, 'present');
      return { alice, first, second };
    };

    it('show one question and one session; the one that began it tells of it', async () => {
      const { alice, first, second } = await two();
      await press(second, 'Join');
      await comesTo(first, 'inviting', 'sent');
      await alice.takesPart();
      await comesTo(first, 'in-session');
      await comesTo(second, 'in-session');
      expect(viewers.frames).to.have.lengthOf(1);
      expect(alice.questions).to.have.lengthOf(1);
      alice.ends();
      await comesTo(first, 'present');
      await until('it is reported', () => heard(second, 'glancesessionend').length === 1);
      expect(heard(second, 'glancesessionstart')).to.have.lengthOf(1);
      expect(heard(first, 'glancesessionstart')).to.deep.equal([]);
      expect(heard(first, 'glancesessionend')).to.deep.equal([]);
    });

    it('let the first in the document tell of a session the customer has started', async () => {
      const { alice, first, second } = await two();
      await alice.starts();
      await comesTo(second, 'joinable');
      expect(heard(first, 'glancesessionstart')).to.have.lengthOf(1);
      expect(heard(second, 'glancesessionstart')).to.deep.equal([]);
    });

    it('let either cancel, leave and end', async () => {
      const { alice, first, second } = await two();
      const invitation = rejection(first.invite());
      await comesTo(second, 'inviting', 'sent');
      await press(second, 'Cancel');
      expect(await invitation).to.include({ code: 'cancelled' });
      await press(first, 'Join');
      await alice.isAsked(2);
      alice.accepts();
      await alice.starts();
      await comesTo(second, 'in-session');
      await press(second, 'Leave');
      await comesTo(first, 'joinable');
      await press(second, 'End');
      await comesTo(first, 'present');
      await until('it is reported', () => heard(first, 'glancesessionend').length === 1);
      expect(heard(second, 'glancesessionend')).to.deep.equal([]);
    });

    it('keep the session when the one that began it goes; the other tells of its end', async () => {
      const { alice, first, second } = await two();
      await press(second, 'Join');
      await alice.takesPart();
      await comesTo(first, 'in-session');
      second.remove();
      await nextTask();
      expect(first.state).to.equal('in-session');
      alice.ends();
      await until('it is reported', () => heard(first, 'glancesessionend').length === 1);
      expect(heard(second, 'glancesessionend')).to.deep.equal([]);
    });

    it('lose the question when the one that asked it goes', async () => {
      const { alice, first, second } = await two();
      await press(second, 'Join');
      await alice.isAsked();
      second.remove();
      await comesTo(first, 'present');
      expect(course(first)).to.include('inviting/sent');
    });

    it('share nothing with an element of another agent', async () => {
      const { alice, first } = await two();
      const other = place({ ...watching, puid: 'agent-43' });
      await comesTo(other, 'present');
      await press(first, 'Join');
      await alice.isAsked();
      expect(other.state).to.equal('present');
      await press(first, 'Cancel');
    });
  });

  describe('for the same key', () => {
    const two = async () => {
      const [first, second] = [place(keyOnly), place(keyOnly)];
      await comesTo(first, 'idle');
      await comesTo(second, 'idle');
      return { first, second };
    };

    it('join it once, in one viewer', async () => {
      const end = await sessionByKey('12345');
      const { first, second } = await two();
      await Promise.all([first.join('12345'), until('the first joins', () => first.state === 'in-session')]);
      await second.join('12345');
      expect(second.state).to.equal('in-session');
      expect(viewers.frames).to.have.lengthOf(1);
      expect(heard(first, 'glancesessionstart')).to.have.lengthOf(1);
      expect(heard(second, 'glancesessionstart')).to.deep.equal([]);
      end();
      await passesUntil('the end is found', () => first.state === 'idle' && second.state === 'idle');
      await until('it is reported', () => heard(first, 'glancesessionend').length === 1);
      expect(heard(second, 'glancesessionend')).to.deep.equal([]);
    });

    it('wait for it together: both calls are settled when it is there', async () => {
      const { first, second } = await two();
      const settled: string[] = [];
      const call = (join: GlanceJoin) =>
        join.join('12345').then(
          () => settled.push(join.state),
          () => settled.push('rejected'),
        );
      const one = call(first);
      await comesTo(first, 'waiting');
      const other = call(second);
      await comesTo(second, 'waiting');
      await nextTask();
      expect(settled).to.deep.equal([]);
      const before = (await seen(lookUp)).length;
      await sessionByKey('12345');
      await passesUntil('it is found', () => first.state === 'in-session');
      await Promise.all([one, other]);
      expect(settled).to.deep.equal(['in-session', 'in-session']);
      expect(second.state).to.equal('in-session');
      expect(viewers.frames).to.have.lengthOf(1);
      expect((await seen(lookUp)).length - before, 'one looks for both').to.be.at.most(3);
    });

    it('join it once, too, where it is the other’s own customer’s', async () => {
      const alice = await Customer.arrives();
      const [hers, keyed] = [place(), place(keyOnly)];
      await comesTo(hers, 'present');
      await comesTo(keyed, 'idle');
      await alice.starts();
      await comesTo(hers, 'joinable');
      await keyed.join('alice');
      await comesTo(hers, 'in-session');
      expect(keyed.state).to.equal('in-session');
      expect(viewers.frames).to.have.lengthOf(1);
      alice.ends();
      await comesTo(hers, 'present');
      await comesTo(keyed, 'idle');
      await until('it is reported', () => heard(hers, 'glancesessionend').length === 1);
      expect(heard(keyed, 'glancesessionstart')).to.deep.equal([]);
      expect(heard(keyed, 'glancesessionend')).to.deep.equal([]);
    });

    it('wait for it together where it is the other’s own customer’s, who has not started it', async () => {
      const alice = await Customer.arrives();
      const [hers, keyed] = [place(), place(keyOnly)];
      await comesTo(hers, 'present');
      await comesTo(keyed, 'idle');
      const joined = keyed.join('alice');
      await comesTo(hers, 'waiting');
      await alice.starts();
      await passesUntil('it is found', () => hers.state === 'in-session');
      await joined;
      expect(viewers.frames).to.have.lengthOf(1);
    });

    it('show it when its customer is set after it was joined by key', async () => {
      const alice = await Customer.arrives();
      await alice.starts();
      const keyed = place(keyOnly);
      await comesTo(keyed, 'idle');
      await keyed.join('alice');
      const hers = place();
      await comesTo(hers, 'in-session');
      await until('she is known', () => hers.visitor?.present === true);
      await nextTask();
      expect(viewers.frames).to.have.lengthOf(1);
      expect(heard(keyed, 'glancesessionstart')).to.have.lengthOf(1);
      expect(heard(hers, 'glancesessionstart')).to.deep.equal([]);
    });

    it('stop waiting together', async () => {
      const { first, second } = await two();
      const one = rejection(first.join('12345'));
      await comesTo(first, 'waiting');
      const other = rejection(second.join('12345'));
      await comesTo(second, 'waiting');
      await second.cancel();
      expect(await one).to.include({ code: 'cancelled' });
      expect(await other).to.include({ code: 'cancelled' });
      await comesTo(first, 'idle');
      await comesTo(second, 'idle');
    });

    it('do not give up one wait for another', async () => {
      const { first, second } = await two();
      const one = rejection(first.join('12345'));
      const other = rejection(second.join('54321'));
      await comesTo(first, 'waiting');
      await comesTo(second, 'waiting');
      expect(await rejection(second.join('12345'))).to.include({ code: 'busy' });
      await first.cancel();
      await second.cancel();
      expect(await one).to.include({ code: 'cancelled' });
      expect(await other).to.include({ code: 'cancelled' });
      await comesTo(second, 'idle');
    });
  });
});
