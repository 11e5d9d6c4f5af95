import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  button,
  comesAgainTo,
  comesTo,
  eventNames,
  heard,
  isTold,
  keyOnly,
  make,
  notices,
  part,
  place,
  press,
  rejection,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { faults, origins, sandboxState, seen } from './sandbox.js';
import { clock, passesUntil, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

const camera = { ...keyOnly, camerashare: '', agentname: 'Ada' };
const open = 'Invite a phone’s camera';
const number = '+1 (555) 783-9642';
const path = '/api/SessionInvitation/smsInvite/';

interface Invitation {
  readonly sessionKey: string;
  readonly phone: string;
  readonly agentName: string;
  readonly sessionType: string;
  readonly sessionParams: object;
}

describe('the invitation of a phone’s camera', () => {
  playSurroundings();

  const invitations = async () =>
    ((await sandboxState()) as unknown as { invitations: readonly Invitation[] }).invitations;
  const invited = () => until('the phone is invited', async () => (await invitations())[0]);
  const field = (join: GlanceJoin) => part(join, 'phone-input') as HTMLInputElement | null;

  const type = async (join: GlanceJoin, typed: string): Promise<void> => {
    if (!field(join)) await press(join, open);
    const input = field(join)!;
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await join.updateComplete;
  };
  const send = async (join: GlanceJoin, typed = number): Promise<void> => {
    await type(join, typed);
    await press(join, 'Send');
  };
  const sent = async (attributes: Readonly<Record<string, string>> = camera) => {
    const join = place(attributes);
    await comesTo(join, attributes === camera ? 'idle' : 'absent');
    await send(join);
    const invitation = await invited();
    await until('it is waited for', () => text(join, 'label') === 'Waiting…');
    return { join, ...invitation };
  };

  /** The phone follows the link of its text message. */
  const phoneShows = async (sessionKey: string): Promise<Customer> => {
    const phone = await Customer.arrives(`phone-${sessionKey}`);
    await phone.starts(sessionKey);
    return phone;
  };
  const opens = (join: GlanceJoin) => passesUntil('its viewer is open', () => join.state === 'in-session');

  it('is offered by a button only where the page wants it, and while nothing else is under way', async () => {
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    expect(button(join, open)).to.equal(undefined);
    join.camerashare = true;
    await join.updateComplete;
    expect(button(join, open)!.getAttribute('aria-expanded')).to.equal('false');
    await send(join);
    expect(join.state).to.equal('waiting');
    await join.updateComplete;
    expect(button(join, open)).to.equal(undefined);
    await press(join, 'Cancel');
    expect(button(join, open)).not.to.equal(undefined);
  });

  it('is offered beside a customer who is there', async () => {
    await Customer.arrives();
    const join = place({ ...watching, camerashare: '' });
    await comesTo(join, 'present');
    await press(join, open);
    expect(field(join)).not.to.equal(null);
  });

  it('is not offered by a button that is disabled', async () => {
    const join = place({ ...camera, disabled: '' });
    await comesTo(join, 'idle');
    await press(join, open);
    expect(field(join)).to.equal(null);
    expect(await rejection(join.inviteCamera(number))).to.include({ code: 'disabled' });
  });

  it('is written with the keyboard alone', async () => {
    const join = place(camera);
    await comesTo(join, 'idle');
    button(join, open)!.focus();
    await sendKeys({ press: 'Enter' });
    await until('the field has the focus', () => field(join) && join.shadowRoot!.activeElement === field(join));
    expect(field(join)).to.include({ type: 'tel', autocomplete: 'off' });
    expect(field(join)!.labels![0]!.textContent).to.equal('Phone number');
    await sendKeys({ type: '+14357839642' });
    await sendKeys({ press: 'Enter' });
    await comesTo(join, 'waiting');
    const { phone, agentName, sessionType, sessionParams } = await invited();
    expect(phone).to.equal('•••••••••42');
    expect([agentName, sessionType]).to.deep.equal(['Ada', '1']);
    expect(sessionParams).to.deep.equal({ camera: 'back', resolution: '352x288' });
    expect(join.shadowRoot!.activeElement, 'the focus stays with the agent').not.to.equal(null);
  });

  it('is given up with Escape, and the focus is not lost', async () => {
    const join = place(camera);
    await comesTo(join, 'idle');
    await press(join, open);
    await until('the field has the focus', () => join.shadowRoot!.activeElement === field(join));
    await sendKeys({ press: 'Escape' });
    await until('the form is closed', () => !field(join));
    expect(join.shadowRoot!.activeElement).not.to.equal(null);
    expect(await seen(path)).to.deep.equal([]);
  });

  const wrong: Record<string, string> = {
    '': 'Phone number missing',
    '   ': 'Phone number missing',
    '12': 'Not a phone number',
    'call me': 'Not a phone number',
    '555-0100 x7': 'Not a phone number',
    [`+${'1'.repeat(40)}`]: 'Not a phone number',
  };
  for (const [typed, problem] of Object.entries(wrong))
    it(`is not sent to “${typed.slice(0, 12)}”: that is said at the field, which keeps the focus`, async () => {
      const join = place(camera);
      await comesTo(join, 'idle');
      await send(join, typed);
      expect(text(join, 'phone-problem')).to.equal(problem);
      expect(field(join)!.getAttribute('aria-invalid')).to.equal('true');
      expect(join.shadowRoot!.getElementById(field(join)!.getAttribute('aria-describedby')!)!.textContent).to.contain(
        problem,
      );
      expect(join.shadowRoot!.activeElement).to.equal(field(join));
      expect(join.state).to.equal('idle');
      if (typed) expect(await rejection(join.inviteCamera(typed))).to.include({ code: 'config-invalid' });
      else expect(await rejection(join.inviteCamera(undefined as never))).to.include({ code: 'config-invalid' });
      await type(join, number);
      expect(text(join, 'phone-problem')).to.equal('');
      expect(await seen(path)).to.deep.equal([]);
    });

  for (const typed of ['5550100', '+49 30 / 123-456', '(555) 010.0199', '0041 79 000 00 00'])
    it(`is sent to ${typed}`, async () => {
      const join = place(camera);
      await comesTo(join, 'idle');
      await send(join, typed);
      expect((await invited()).phone).to.match(new RegExp(`${typed.replace(/\D/g, '').slice(-2)}$`));
    });

  const failures: Record<string, Parameters<typeof faults>[0]> = {
    'refuses the agent': { path, do: 'status', status: 403 },
    'is down': { path, do: 'status', status: 503 },
    'is cut off': { path, do: 'drop' },
    'answers garbage': { path, do: 'garbage' },
    'answers without a key': { path, do: 'status', status: 200, body: '{"invitationText":"sent"}' },
  };
  for (const [what, fault] of Object.entries(failures))
    it(`that fails since Glance ${what} is told, and what was typed stays`, async () => {
      await faults(fault);
      const join = place(camera);
      await comesTo(join, 'idle');
      await comesAgainTo(join, 'idle', () => send(join));
      expect(notices(join)).to.deep.equal(['sms-failed']);
      const why = fault.status === 403 ? 'Sign-in failed.' : 'Glance did not answer.';
      expect(text(join, 'message')).to.equal(`The text message was not sent. ${why}`);
      await press(join, open);
      expect(field(join)!.value).to.equal(number);
      await faults();
      await press(join, 'Send');
      await invited();
      await until('it is waited for', () => text(join, 'label') === 'Waiting…');
      expect(part(join, 'notice')).to.equal(null);
    });

  it('that is not answered is given up after 10 seconds', async () => {
    await faults({ path, do: 'silence' });
    const join = place(camera);
    await comesTo(join, 'idle');
    await send(join);
    expect(text(join, 'label')).to.equal('Sending…');
    await until('it is asked', () => traffic.requests.some((url) => url.includes(path)));
    await clock.pass(10_100);
    await isTold(join, 'sms-failed');
    expect(join.state).to.equal('idle');
  });

  it('is waited for under the key of its session, which opens in the viewer', async () => {
    const { join, sessionKey } = await sent();
    expect(join.state).to.equal('waiting');
    expect(text(join, 'label')).to.equal('Waiting…');
    expect(part(join, 'timer')).not.to.equal(null);
    const phone = await phoneShows(sessionKey);
    await opens(join);
    expect(viewers.posted).to.have.lengthOf(1);
    expect(viewers.posted[0]!.fields).to.include({ SESSIONKEY: sessionKey });
    expect(heard(join, 'glancesessionstart')).to.have.lengthOf(1);
    expect(heard(join, 'glancesessionstart')[0]).to.include({ sessionKey, visitorId: undefined });
    phone.ends();
    await passesUntil('its end is found', () => join.state === 'idle');
    await press(join, open);
    expect(field(join)!.value).to.equal('');
  });

  it('says what kind of session it is', async () => {
    const { join, sessionKey } = await sent();
    await phoneShows(sessionKey);
    await opens(join);
    expect(text(join, 'visitor')).to.equal(`${sessionKey} · Camera`);
  });

  it('is waited for half an hour, without a word', async () => {
    const { join } = await sent();
    // In steps, so that the last look of each minute is answered.
    for (let minute = 0; minute < 29; minute++) {
      await clock.pass(60_000);
      await traffic.isOver();
    }
    expect(join.state).to.equal('waiting');
    expect(notices(join)).to.deep.equal([]);
    await clock.pass(61_000);
    await comesTo(join, 'idle');
    expect(notices(join)).to.deep.equal(['no-such-session']);
  });

  it('can be cancelled, and what the phone does then opens nothing', async () => {
    const { join, sessionKey } = await sent();
    await press(join, 'Cancel');
    await comesTo(join, 'idle');
    await phoneShows(sessionKey);
    await clock.pass(60_000);
    await nextTask();
    expect(join.state).to.equal('idle');
    expect(viewers.frames).to.deep.equal([]);
    expect(notices(join)).to.deep.equal([]);
  });

  it('can be cancelled while the message is being sent', async () => {
    await faults({ path, do: 'delay', ms: 150 });
    const join = place(camera);
    await comesTo(join, 'idle');
    await send(join);
    await press(join, 'Cancel');
    expect(join.state).to.equal('idle');
    await until('it is answered', async () => (await invitations()).length > 0 && traffic.pending === 0);
    await nextTask();
    expect(join.state).to.equal('idle');
    expect(notices(join)).to.deep.equal([]);
  });

  describe('by inviteCamera()', () => {
    it('resolves once the session is open', async () => {
      const join = place(keyOnly);
      const done = join.inviteCamera(` ${number} `);
      const { sessionKey } = await invited();
      await phoneShows(sessionKey);
      await opens(join);
      await done;
    });

    it('resolves once the session can be opened', async () => {
      viewers.blocked = true;
      const join = place(keyOnly);
      const done = join.inviteCamera(number);
      await phoneShows((await invited()).sessionKey);
      await passesUntil('it can be opened', () => join.state === 'joinable');
      await done;
      expect(notices(join)).to.deep.equal(['popup-blocked']);
    });

    it('rejects when the message cannot be sent, with the reason', async () => {
      await faults({ path, do: 'status', status: 403 });
      const failure = await rejection(place(keyOnly).inviteCamera(number));
      expect(failure).to.deep.equal({ code: 'auth-refused', cause: 'sms-failed' });
    });

    it('rejects when there is no login key', async () => {
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      const join = place(watching);
      await comesTo(join, 'error');
      expect(await rejection(join.inviteCamera(number))).to.include({ code: 'auth-unreachable' });
    });

    it('rejects when it is cancelled', async () => {
      const join = place(keyOnly);
      const done = rejection(join.inviteCamera(number));
      await invited();
      await join.cancel();
      expect(await done).to.deep.equal({ code: 'cancelled', cause: undefined });
    });

    it('rejects while something else is under way', async () => {
      const join = place(keyOnly);
      const done = rejection(join.join('12345'));
      await comesTo(join, 'waiting');
      expect(await rejection(join.inviteCamera(number))).to.include({ code: 'busy' });
      await join.cancel();
      await done;
    });

    it('rejects when the element goes, or is in no page', async () => {
      const join = place(keyOnly);
      const done = rejection(join.inviteCamera(number));
      await invited();
      join.remove();
      // Its going calls it off.
      expect((await done).code).to.be.oneOf(['cancelled', 'detached']);
      expect(await rejection(make(keyOnly).inviteCamera(number))).to.include({ code: 'detached' });
    });
  });

  it('tells the phone’s number to nobody but Glance', async () => {
    const said: unknown[] = [];
    const names = ['debug', 'groupCollapsed', 'log', 'info', 'warn', 'error'] as const;
    const restores = names.map((name) =>
      replace(
        console,
        name,
        () =>
          (...all: unknown[]) =>
            void said.push(all),
      ),
    );
    const told: unknown[] = [];
    const stop = new AbortController();
    for (const name of [...eventNames, 'glanceinvite', 'glanceviewer', 'glancesignal'])
      window.addEventListener(name, (event) => told.push((event as CustomEvent).detail), stop);
    const join = make({ ...camera, debugmode: '' });
    const reports: unknown[] = [];
    set(join, { reportingcallback: (report: unknown) => reports.push(report) });
    stage.append(join);
    const markup: string[] = [];
    const mutations = new MutationObserver(() => markup.push(join.outerHTML + join.shadowRoot!.innerHTML));
    mutations.observe(join.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    mutations.observe(join, { attributes: true, childList: true });
    try {
      await comesTo(join, 'idle');
      await faults({ path, do: 'status', status: 503, times: 1 });
      await comesAgainTo(join, 'idle', () => send(join));
      await send(join);
      const { sessionKey } = await invited();
      const phone = await phoneShows(sessionKey);
      await opens(join);
      phone.ends();
      await passesUntil('it is reported', () => reports.length > 0);
    } finally {
      join.remove();
      mutations.disconnect();
      stop.abort();
      restores.forEach((restore) => restore());
    }
    expect(said).not.to.be.empty;
    expect(told).not.to.be.empty;
    expect(markup).not.to.be.empty;
    const places = { said, told, reports, markup, posted: viewers.posted, requests: traffic.requests };
    const kept = { local: localStorage, session: sessionStorage, address: location.href };
    for (const [place, all] of Object.entries({ ...places, ...kept }))
      expect(
        JSON.stringify(all)
          .replace(/%[\da-f]{2}|[^\w"]/gi, '')
          .includes('5557839642'),
        place,
      ).to.equal(false);
    expect(traffic.requests.some((url) => url.startsWith(origins.glance + path))).to.equal(true);
  });
});
