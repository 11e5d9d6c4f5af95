import { expect } from '@open-wc/testing';
import type { View } from '../../src/element/templates.js';
import { duration } from '../../src/element/strings/index.js';
import { asked, Look, now, snapshots, visitor } from './looks.js';

customElements.define('glance-join-look', Look);

describe('what the agent sees', () => {
  let look: Look;
  const show = (changes: Partial<View>) => look.show(changes);
  const find = (part: string) => look.shadowRoot!.querySelector<HTMLElement>(`[part~="${part}"]`);
  const press = (part: string) => find(part)!.click();
  const text = (part: string) => find(part)?.textContent.replace(/\s+/g, ' ').trim();

  beforeEach(async () => {
    asked.length = 0;
    look = new Look();
    document.body.append(look);
    await look.updateComplete;
  });
  afterEach(() => look.remove());

  it('keeps one main button, its focus, and the place of what is around it in every state', async () => {
    const button = find('button')!;
    button.focus();
    const { width, height } = look.getBoundingClientRect();
    for (const [name, snapshot] of Object.entries(snapshots)) {
      await show({ snapshot });
      expect(find('button'), name).to.equal(button);
      expect(look.shadowRoot!.activeElement, name).to.equal(button);
      expect(look.getBoundingClientRect()).to.include({ width, height });
      expect(button.part.contains(snapshot.state), name).to.equal(true);
      expect(find('base')!.part.contains(snapshot.state)).to.equal(true);
    }
  });

  it('asks for nothing with the main button while what was asked for is under way', async () => {
    for (const snapshot of Object.values(snapshots).filter(
      ({ state, ending }) => state === 'inviting' || state === 'waiting' || ending,
    )) {
      await show({ snapshot });
      expect(find('button')!.getAttribute('aria-disabled')).to.equal('true');
      press('button');
    }
    expect(asked).to.deep.equal([]);
  });

  it('lets a disabled button still open, leave and end', async () => {
    await show({ disabled: true, snapshot: { state: 'present', visitor } });
    press('button');
    press('key-open');
    expect(asked).to.deep.equal([]);
    await show({ snapshot: { state: 'in-session', sessionKey: '12345', since: now } });
    for (const part of ['button', 'leave', 'end']) press(part);
    expect(asked).to.deep.equal(['main', 'leave', 'end']);
  });

  it('shows where the customer is, host and path', async () => {
    await show({ snapshot: { state: 'present', visitor } });
    expect(text('visitor')).to.equal('shop.example/tents/two-person');
  });

  it('describes a page by the whole of its address, whatever is in that', async () => {
    await show({ snapshot: { state: 'present', visitor: { ...visitor, page: "https://shop.example/a|b/$&/$'c" } } });
    expect(find('button')!.title).to.equal("The customer is on the site. shop.example/a|b/$&/$'c");
  });

  it('says which setting is missing', async () => {
    await show({ snapshot: snapshots['unconfigured']! });
    expect(text('status')).to.equal('puid missing');
  });

  it('shows whom the clock is for, and keeps the clock out of the live regions', async () => {
    await show({
      snapshot: { state: 'inviting', phase: 'sent', visitorId: 'alice', since: now - 12_000 },
    });
    expect(text('visitor')).to.equal('alice');
    expect(text('timer')).to.equal('0:12');
    expect(find('timer')!.closest('[role=status],[role=alert]')).to.equal(null);
  });

  it('submits the key on Enter and closes the form on Escape, before the page hears of it', async () => {
    await show({ form: { entry: 'key', value: '12345' } });
    const form = find('key-form') as HTMLFormElement;
    form.requestSubmit();
    let heard = false;
    const listen = () => (heard = true);
    document.addEventListener('keydown', listen);
    find('key-input')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    document.removeEventListener('keydown', listen);
    expect(asked).to.deep.equal(['submit', 'closeForm']);
    expect(heard).to.equal(false);
  });

  it('ties the sentence about a wrong key to the field', async () => {
    await show({ form: { entry: 'key', value: '1', problem: 'No such key.' } });
    const input = find('key-input')!;
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    const about = look.shadowRoot!.getElementById(input.getAttribute('aria-describedby')!);
    expect(about!.textContent).to.contain('No such key.');
  });

  it('gives the administrator the way out of a refusal', async () => {
    await show({
      snapshot: {
        state: 'idle',
        retryPresence: true,
        notice: { code: 'presence-unavailable', seq: 1, reason: 'origin-not-allowed' },
      },
    });
    expect(text('hint')).to.contain('CRM and Chat Integration');
    press('retry');
    press('dismiss');
    expect(asked).to.deep.equal(['retry', 'dismiss']);
  });

  it('speaks through two regions that are there from the start', async () => {
    const [polite, assertive] = ['status', 'alert'].map((role) => look.shadowRoot!.querySelector(`[role=${role}]`)!);
    await show({ announce: { polite: 'one', assertive: 'two' }, snapshot: { state: 'absent' } });
    expect(look.shadowRoot!.querySelector('[role=status]')).to.equal(polite);
    expect(polite!.textContent).to.equal('one');
    expect(assertive!.textContent).to.equal('two');
    expect(getComputedStyle(polite!).display).not.to.equal('none');
  });

  it('follows the colour scheme of the page', async () => {
    const surface = () => getComputedStyle(look.shadowRoot!.querySelector('.group')!).backgroundColor;
    const light = surface();
    look.style.colorScheme = 'dark';
    expect(surface()).not.to.equal(light);
  });

  it('never runs a clock below zero', () => {
    expect(duration(now + 5000, now)).to.equal('0:00');
    expect(duration(now - 723_999, now)).to.equal('12:03');
    expect(duration(now - 3_723_000, now)).to.equal('1:02:03');
    expect(duration(now - 108_000_000, now), 'over a weekend').to.equal('30:00:00');
  });
});
