import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  comesTo,
  enterKey,
  heard,
  isTold,
  keyOnly,
  mainButton,
  notices,
  part,
  place,
  press,
  set,
  text,
  watching,
} from './join.js';
import { faults, seen } from './sandbox.js';
import { drawn, until } from './until.js';
import { Viewers } from './viewers.js';

describe('what is said beside the state', () => {
  let viewers: Viewers;
  beforeEach(() => (viewers = new Viewers()).install());
  afterEach(() => viewers.uninstall());

  const declined = async (): Promise<{ join: GlanceJoin; alice: Customer }> => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await decline(join, alice);
    return { join, alice };
  };
  const decline = async (join: GlanceJoin, alice: Customer) => {
    const [before, asked] = [notices(join).length, alice.questions.length];
    await press(join, 'Join');
    await alice.isAsked(asked + 1);
    alice.declines();
    await until('it is said', () => notices(join).length > before);
    await join.updateComplete;
  };
  const region = (join: GlanceJoin, role: 'status' | 'alert') => join.shadowRoot!.querySelector(`[role=${role}]`)!;

  it('can be read from the element as from its event', async () => {
    const { join } = await declined();
    const [told] = heard(join, 'glancenotice');
    expect(told).to.include({ code: 'declined', visitorId: 'alice' });
    expect(told!.message).to.match(/^[A-Z].+\.$/);
    expect(join.notice).to.include({ code: 'declined', message: told!.message, seq: told!.seq });
    expect(text(join, 'notice')).to.contain(told!.message);
  });

  it('goes with its ×, which leaves the focus on the main button', async () => {
    const { join } = await declined();
    part(join, 'dismiss')!.focus();
    part(join, 'dismiss')!.click();
    await join.updateComplete;
    expect(part(join, 'notice')).to.equal(null);
    expect(join.notice).to.equal(undefined);
    expect(join.shadowRoot!.activeElement).to.equal(mainButton(join));
    expect(join.state).to.equal('present');
  });

  it('goes with the agent’s next action', async () => {
    const { join, alice } = await declined();
    await press(join, 'Join');
    expect(part(join, 'notice')).to.equal(null);
    await alice.isAsked(2);
    alice.declines();
    await isTold(join, 'declined', 2);
    await press(join, 'Enter key');
    expect(part(join, 'notice'), 'opening the key form is one').to.equal(null);
  });

  it('stays by what the customer does', async () => {
    const { join, alice } = await declined();
    alice.goesTo('https://shop.example/cart');
    await until('the page is shown', () => text(join, 'visitor') === 'shop.example/cart');
    expect(join.notice?.code).to.equal('declined');
  });

  it('is told anew, and spoken anew, when it is said again', async () => {
    const { join, alice } = await declined();
    const spoken = [region(join, 'status').textContent];
    await decline(join, alice);
    spoken.push(region(join, 'status').textContent);
    const [first, second] = heard(join, 'glancenotice');
    expect(second!.code).to.equal(first!.code);
    expect(second!.seq).to.be.greaterThan(first!.seq);
    for (const words of spoken) expect(words).to.contain(first!.message);
  });

  it('is spoken anew when nothing else was said in between', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    viewers.blocked = true;
    await alice.starts();
    await comesTo(join, 'joinable');
    const spoken: (string | null)[] = [];
    for (const times of [1, 2, 3]) {
      await press(join, 'Open viewer');
      await isTold(join, 'popup-blocked', times);
      spoken.push(region(join, 'status').textContent);
    }
    for (const words of spoken) expect(words).to.contain(join.notice?.message);
    expect(spoken[1]).not.to.equal(spoken[0]);
    expect(spoken[2]).not.to.equal(spoken[1]);
  });

  it('is told anew of another customer', async () => {
    const { join } = await declined();
    const bob = await Customer.arrives('bob');
    join.visitorid = 'bob';
    await comesTo(join, 'present');
    await until('it is his', () => join.visitor?.present);
    expect(join.notice, 'what was said of the one before is gone').to.equal(undefined);
    await decline(join, bob);
    const [first, second] = heard(join, 'glancenotice');
    expect(second).to.include({ code: 'declined', visitorId: 'bob' });
    expect(second!.seq).not.to.equal(first!.seq);
  });

  it('can be put away where it is the trouble itself, and comes again with the next', async () => {
    await faults({ path: '/loginkey', do: 'status', status: 403 });
    const join = place();
    await comesTo(join, 'error');
    part(join, 'dismiss')!.click();
    await join.updateComplete;
    expect(part(join, 'notice')).to.equal(null);
    expect(join.state).to.equal('error');
    await press(join, 'Try again');
    await until('it has failed again', () => heard(join, 'glanceerror').length === 2);
    await join.updateComplete;
    expect(part(join, 'notice')).not.to.equal(null);
  });

  it('is spoken by regions that are there before they speak, and stay', async () => {
    const join = place();
    await join.updateComplete;
    const [polite, alert] = [region(join, 'status'), region(join, 'alert')];
    expect(polite.textContent).to.equal('');
    expect(alert.textContent).to.equal('');
    await Customer.arrives();
    await comesTo(join, 'present');
    expect(region(join, 'status')).to.equal(polite);
    expect(region(join, 'alert')).to.equal(alert);
  });

  it('speaks arrival, question, answer and end, and nothing else', async () => {
    const join = place();
    await join.updateComplete;
    const spoken: string[] = [];
    const listen = new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target.textContent && target.textContent !== spoken.at(-1)) spoken.push(target.textContent);
    });
    for (const role of ['status', 'alert'] as const)
      listen.observe(region(join, role), { characterData: true, childList: true, subtree: true });
    const alice = await Customer.arrives();
    await until('her page is shown', () => text(join, 'visitor') === 'shop.example/tents');
    await decline(join, alice);
    await press(join, 'Join');
    await alice.isAsked(2);
    alice.sees();
    await comesTo(join, 'inviting', 'displayed');
    alice.accepts();
    await comesTo(join, 'inviting', 'accepted');
    await alice.starts();
    await comesTo(join, 'in-session');
    alice.goesTo('https://shop.example/cart');
    await until('the next page is known', () => join.visitor?.page?.endsWith('cart'));
    alice.ends();
    await isTold(join, 'session-ended');
    await join.updateComplete;
    listen.disconnect();
    expect(spoken[0], 'arrival').to.match(/^The customer is on the site/);
    expect(spoken.slice(1)).to.deep.equal([
      'Asking… alice',
      'The customer declined.',
      'Asking… alice',
      'The customer accepted.',
      'Session alice is open.',
      'The session ended.',
    ]);
  });

  it('speaks of no time that passes', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.isAsked();
    const timer = part(join, 'timer')!;
    expect(timer.closest('[role=status],[role=alert],[aria-live=polite],[aria-live=assertive]')).to.equal(null);
    expect(timer.getAttribute('role')).to.equal('timer');
    const before = region(join, 'status').textContent;
    const first = timer.textContent;
    await until('a second has passed', () => timer.textContent !== first);
    expect(region(join, 'status').textContent).to.equal(before);
  });

  it('speaks of no page change, and of no short absence of the line', async () => {
    const alice = await Customer.arrives();
    const join = place();
    await until('the page is shown', () => text(join, 'visitor') === 'shop.example/tents');
    const before = region(join, 'status').textContent;
    alice.goesTo('https://shop.example/cart');
    await until('the next page is shown', () => text(join, 'visitor') === 'shop.example/cart');
    await faults({ path: '/agent', do: 'drop', times: 1 });
    await until(
      'there is another line',
      async () => (await seen('/agent')).filter(({ status }) => status === 101).length === 2,
    );
    await until('it is looked who is there', async () => (await seen('/lookupvisitor')).length === 2);
    await drawn();
    expect(region(join, 'status').textContent).to.equal(before);
  });

  it('leaves the main button the same node through all states', async () => {
    const alice = await Customer.arrives();
    const join = place({ ...watching, puid: '' });
    await join.updateComplete;
    const main = mainButton(join);
    main.focus();
    const still = (what: string) => {
      expect(mainButton(join), what).to.equal(main);
      expect(join.shadowRoot!.activeElement, what).to.equal(main);
    };
    join.puid = 'agent-42';
    await comesTo(join, 'present');
    still('present');
    main.click();
    await comesTo(join, 'inviting', 'sent');
    still('inviting');
    viewers.blocked = true;
    await alice.takesPart();
    await comesTo(join, 'joinable');
    still('joinable');
    viewers.blocked = false;
    main.click();
    await comesTo(join, 'in-session');
    still('in-session');
    alice.ends();
    await until('it is reported', () => heard(join, 'glancesessionend').length === 1);
    await comesTo(join, 'present');
    still('present');
    join.visitorid = null;
    await comesTo(join, 'idle');
    still('idle');
    const waiting = join.join('12345').catch(() => undefined);
    await comesTo(join, 'waiting');
    still('waiting');
    await join.cancel();
    await waiting;
    await faults({ path: '/loginkey', do: 'status', status: 403 });
    set(join, { puid: 'agent-43', visitorid: 'alice' });
    await comesTo(join, 'error');
    still('error');
  });

  it('shows the state as part token and as custom state', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    expect(join.matches(':state(idle)')).to.equal(true);
    expect(part(join, 'base')!.part.contains('idle')).to.equal(true);
    await enterKey(join, '12345');
    await comesTo(join, 'waiting');
    expect(join.matches(':state(waiting)')).to.equal(true);
    expect(join.matches(':state(idle)')).to.equal(false);
    expect(mainButton(join).part.contains('waiting')).to.equal(true);
  });
});
