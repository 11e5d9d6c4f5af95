import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { GlanceJoin } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import {
  button,
  comesTo,
  enterKey,
  heard,
  keyField,
  keyOnly,
  mainButton,
  notices,
  part,
  place,
  press,
  rejection,
  stage,
  text,
  typeKey,
} from './join.js';
import { faults, seen } from './sandbox.js';
import { clock, passesUntil, playSurroundings, viewers } from './surroundings.js';
import { until } from './until.js';

const lookUp = '/services/SessionService.asmx/LookupPartnerSession2';

describe('the key', () => {
  playSurroundings();

  const idle = async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    return join;
  };
  const focused = (join: GlanceJoin) => join.shadowRoot!.activeElement;
  /** The sentence that a screen reader gives with the field. */
  const described = (join: GlanceJoin) =>
    join.shadowRoot!.getElementById(keyField(join)!.getAttribute('aria-describedby')!)!.textContent;

  it('is entered in a form the main button opens, with the focus in it', async () => {
    const join = await idle();
    const main = mainButton(join);
    expect(main.getAttribute('aria-expanded')).to.equal('false');
    main.focus();
    await press(join, 'Join');
    expect(main.getAttribute('aria-expanded')).to.equal('true');
    expect(focused(join)).to.equal(keyField(join));
    expect(keyField(join)!.labels![0]!.textContent).to.equal('Session key');
    await press(join, 'Join');
    expect(part(join, 'key-form')).to.equal(null);
    expect(focused(join)).to.equal(main);
  });

  it('is not wanted after Escape, and the focus is back where it was', async () => {
    const join = await idle();
    const heardByPage: string[] = [];
    const hear = (event: KeyboardEvent) => heardByPage.push(event.key);
    document.addEventListener('keydown', hear);
    await press(join, 'Join');
    await sendKeys({ press: 'Escape' });
    await until('the form is closed', () => !part(join, 'key-form'));
    document.removeEventListener('keydown', hear);
    expect(focused(join)).to.equal(mainButton(join));
    expect(heardByPage, 'the page around it does not close as well').to.deep.equal([]);
  });

  it('is not wanted after the form’s ×, and the focus is back where it was', async () => {
    const join = await idle();
    await press(join, 'Join');
    part(join, 'key-close')!.focus();
    part(join, 'key-close')!.click();
    await join.updateComplete;
    expect(part(join, 'key-form')).to.equal(null);
    expect(focused(join)).to.equal(mainButton(join));
  });

  it('opens by script, and does not take the focus from elsewhere when its form closes by itself', async () => {
    const join = await idle();
    await join.join();
    await join.updateComplete;
    expect(focused(join)).to.equal(keyField(join));
    const elsewhere = stage.appendChild(document.createElement('input'));
    elsewhere.focus();
    join.removeAttribute('puid');
    await comesTo(join, 'unconfigured');
    expect(part(join, 'key-form')).to.equal(null);
    expect(document.activeElement).to.equal(elsewhere);
  });

  it('is looked up once on submit, and never while it is typed', async () => {
    const join = await idle();
    await sessionByKey('12345');
    await typeKey(join, '12345');
    await until('a login key is there', async () => (await seen('/loginkey')).length === 1);
    expect(await seen(lookUp)).to.deep.equal([]);
    await press(join, 'Connect');
    await comesTo(join, 'in-session');
    expect(await seen(lookUp)).to.have.lengthOf(1);
    expect(viewers.posted[0]?.fields).to.include({ SESSIONKEY: '12345' });
  });

  it('is submitted by Enter', async () => {
    const join = await idle();
    await sessionByKey('12345');
    await press(join, 'Join');
    await sendKeys({ type: '12345' });
    await sendKeys({ press: 'Enter' });
    await comesTo(join, 'in-session');
    expect(focused(join), 'the form went from under the agent’s hands').to.equal(mainButton(join));
    expect(await seen(lookUp)).to.have.lengthOf(1);
  });

  const wrong = {
    'which is empty': '  ',
    'with a slash': '12/45',
    'which is too long': '1'.repeat(63),
    'of other letters': 'ключ',
  };
  for (const [what, typed] of Object.entries(wrong)) {
    it(`${what} is a problem at its field, and is not looked up`, async () => {
      const join = await idle();
      await enterKey(join, typed);
      const field = keyField(join)!;
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      expect(text(join, 'key-problem')).to.match(/\w/);
      expect(described(join)).to.contain(text(join, 'key-problem'));
      expect(focused(join)).to.equal(field);
      expect(join.state).to.equal('idle');
      await typeKey(join, '1');
      expect(field.getAttribute('aria-invalid')).not.to.equal('true');
      expect(text(join, 'key-problem') ?? '').to.equal('');
      expect(await seen(lookUp)).to.deep.equal([]);
    });
  }

  it('is taken without the blanks it is read out with', async () => {
    const join = await idle();
    await sessionByKey('12345');
    await enterKey(join, ' 12 3\t45 ');
    await comesTo(join, 'in-session');
    expect(viewers.posted[0]?.fields).to.include({ SESSIONKEY: '12345' });
  });

  it('that cannot be one is refused by the method too', async () => {
    const join = await idle();
    for (const key of ['', 'a/b', 'x'.repeat(63), {}, null])
      expect(await rejection(join.join(key as string))).to.include({ code: 'config-invalid' });
    expect(join.state).to.equal('idle');
  });

  it('may be a number to a page that has it as one', async () => {
    const join = await idle();
    const joining = rejection(join.join(12345 as unknown as string));
    await comesTo(join, 'waiting');
    expect(text(join, 'status')).to.contain('12345');
    await press(join, 'Cancel');
    expect(await joining).to.include({ code: 'cancelled' });
  });

  it('is shown with the time while its session is waited for, and can be cancelled', async () => {
    const join = await idle();
    const joining = rejection(join.join('12345'));
    await comesTo(join, 'waiting');
    expect(text(join, 'status')).to.contain('12345');
    await clock.pass(7_000);
    await until('seven seconds are shown', () => /^0:(0[7-9]|1\d)$/.test(text(join, 'timer') ?? ''));
    await press(join, 'Cancel');
    expect(await joining).to.include({ code: 'cancelled' });
    await comesTo(join, 'idle');
    expect(notices(join)).to.deep.equal([]);
  });

  it('stays in its field after a cancel, to be corrected', async () => {
    const join = await idle();
    await enterKey(join, '12345');
    await comesTo(join, 'waiting');
    await press(join, 'Cancel');
    await comesTo(join, 'idle');
    await press(join, 'Join');
    expect(keyField(join)!.value).to.equal('12345');
  });

  it('has gone from its field once its session was there', async () => {
    const join = await idle();
    const end = await sessionByKey('12345');
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    end();
    await passesUntil('the end is found', () => join.state === 'idle');
    await press(join, 'Join');
    expect(keyField(join)!.value).to.equal('');
  });

  it('has no session yet: that is said after 15 seconds, once, and the waiting goes on', async () => {
    const join = await idle();
    const joining = join.join('12345');
    await comesTo(join, 'waiting');
    await passesUntil('it is said', () => notices(join).length > 0);
    expect(notices(join)).to.deep.equal(['no-such-session']);
    expect(text(join, 'notice')).to.contain('12345');
    expect(join.state).to.equal('waiting');
    await sessionByKey('12345');
    await passesUntil('it is found', () => join.state === 'in-session');
    await joining;
    expect(notices(join)).to.deep.equal(['no-such-session']);
  });

  it('whose look-up fails opens the viewer, which waits', async () => {
    await faults({ path: lookUp, do: 'status', status: 500 });
    const join = await idle();
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    expect(viewers.posted[0]?.fields).to.include({ WAIT: '1', SESSIONKEY: '12345' });
  });

  it('can be entered while the customer is watched, there or not', async () => {
    const join = place({ ...keyOnly, presence: '', visitorid: 'alice' });
    await comesTo(join, 'absent');
    await press(join, 'Join');
    expect(keyField(join)).not.to.equal(null);
    await Customer.arrives();
    await comesTo(join, 'present');
    expect(keyField(join), 'an arrival does not take the form away').not.to.equal(null);
    expect(focused(join)).to.equal(keyField(join));
    expect(button(join, 'Enter key')!.getAttribute('aria-expanded')).to.equal('true');
  });

  it('is asked for when the customer starts a session under another', async () => {
    const alice = await Customer.arrives();
    const join = place({ ...keyOnly, presence: '', visitorid: 'alice' });
    await comesTo(join, 'present');
    await alice.starts('54321');
    await passesUntil('it is said', () => notices(join).includes('session-other-key'));
    await join.updateComplete;
    expect(join.state).to.equal('present');
    expect(text(join, 'notice')).to.contain('Ask for its key.');
    expect(keyField(join)).not.to.equal(null);
    expect(focused(join), 'the agent is not torn from their work').to.equal(null);
    await enterKey(join, '54321');
    await comesTo(join, 'in-session');
    expect(heard(join, 'glancesessionstart')[0]).to.include({ sessionKey: '54321' });
    expect(join.notice).to.equal(undefined);
  });
});
