import { expect } from '@open-wc/testing';
import type { ErrorCode, GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { comesTo, enterKey, errors, heard, isTold, keyOnly, part, place, press, set, text, watching } from './join.js';
import { replace } from './replace.js';
import { faults, origins, seen, type Fault } from './sandbox.js';
import { clock, passesUntil, playSurroundings, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

describe('the login key', () => {
  playSurroundings();
  const uncaught: unknown[] = [];
  const onUncaught = (event: PromiseRejectionEvent) => void uncaught.push(event.reason);

  beforeEach(() => {
    uncaught.length = 0;
    window.addEventListener('unhandledrejection', onUncaught);
  });
  afterEach(() => {
    window.removeEventListener('unhandledrejection', onUncaught);
    expect(uncaught).to.deep.equal([]);
  });

  const answers: Record<string, [fault: Omit<Fault, 'path'>, code: ErrorCode]> = {
    'is refused with 401': [{ do: 'status', status: 401 }, 'auth-refused'],
    'is refused with 403': [{ do: 'status', status: 403 }, 'auth-refused'],
    'fails with 500': [{ do: 'status', status: 500, body: 'no' }, 'auth-unreachable'],
    'is cut off': [{ do: 'drop' }, 'auth-unreachable'],
    'redirects to a log-in page': [{ do: 'status', status: 302 }, 'auth-redirected'],
    'answers a page of HTML': [{ do: 'status', status: 200, body: '<!doctype html><p>Log in' }, 'auth-bad-reply'],
    'answers nothing': [{ do: 'status', status: 204 }, 'auth-bad-reply'],
    'answers garbage': [{ do: 'garbage' }, 'auth-bad-reply'],
    'answers a number': [{ do: 'status', status: 200, body: '7' }, 'auth-bad-reply'],
    'answers null': [{ do: 'status', status: 200, body: 'null' }, 'auth-bad-reply'],
    'answers a key of another kind': [{ do: 'status', status: 200, body: '{"loginKey":{}}' }, 'auth-bad-reply'],
    'answers a key that has run out': [{ do: 'status', status: 200, body: '$1$1000000000$abc' }, 'auth-clock'],
  };

  const alert = (join: GlanceJoin) => join.shadowRoot!.querySelector('[role=alert]')!.textContent;

  /** The state is `error`, with a sentence that helps; the key can still be entered. */
  const isInTrouble = async (join: GlanceJoin, code: ErrorCode) => {
    await comesTo(join, 'error');
    expect(errors(join)).to.deep.equal([code]);
    const [{ message, hint } = { message: '' }] = heard(join, 'glanceerror');
    expect(message).to.match(/^[A-Z].+\.$/);
    expect(text(join, 'notice')).to.contain(message);
    expect(text(join, 'hint')).to.equal(hint);
    expect(alert(join)).to.contain(message);
    expect(text(join, 'label')).to.equal('Try again');
  };

  for (const [what, [fault, code]] of Object.entries(answers)) {
    it(`is asked for again by the agent when its service ${what}`, async () => {
      await faults({ path: '/loginkey', ...fault });
      const join = place();
      await isInTrouble(join, code);
      await faults();
      await press(join, 'Try again');
      await comesTo(join, 'absent');
      expect(part(join, 'notice')).to.equal(null);
      expect(alert(join)).to.equal('');
    });
  }

  it('that fails for another reason by and by is said again, though the agent has read the first', async () => {
    await faults({ path: '/loginkey', do: 'status', status: 500 });
    const join = place();
    await isInTrouble(join, 'auth-unreachable');
    part(join, 'dismiss')!.click();
    await faults({ path: '/loginkey', do: 'status', status: 302 });
    await until('it is asked for by itself, and redirects', async () => {
      if ((await seen('/loginkey')).every(({ status }) => status > 0)) await clock.pass(1_000);
      return /Sign in to this page/.test(alert(join));
    });
    await join.updateComplete;
    expect(text(join, 'notice')).to.contain('Sign in to this page');
  });

  it('is asked for again when the page comes back, and not when it has only loaded', async () => {
    const shown = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
    let asked = 0;
    const join = place();
    set(join, { getLoginKey: () => Promise.reject(new Error(`no, ${++asked}`)) });
    await isInTrouble(join, 'auth-unreachable');
    expect(asked).to.equal(1);
    // Every page says so once, when all its images and sheets are there: often after the answer.
    shown(false);
    await nextTask();
    expect(asked).to.equal(1);
    shown(true);
    await until('it is asked for again', () => asked === 2);
  });

  it('is given up when its service has not answered within 20 seconds', async () => {
    await faults({ path: '/loginkey', do: 'silence' });
    const join = place({ ...watching, authurl: `${origins.console}/loginkey` });
    await until('it is asked for', async () => (await seen('/loginkey')).some(({ method }) => method === 'POST'));
    await clock.pass(15_000);
    expect(join.state).to.equal('connecting');
    await clock.pass(5_500);
    await isInTrouble(join, 'auth-timeout');
    await faults();
    await press(join, 'Try again');
    await comesTo(join, 'absent');
  });

  it('is missed when the key form opens, where no customer is watched', async () => {
    await faults({ path: '/loginkey', do: 'status', status: 403 });
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await press(join, 'Join');
    await isInTrouble(join, 'auth-refused');
    expect(part(join, 'key-form'), 'the form that was opened stays').not.to.equal(null);
  });

  it('is not needed to join: the viewer opens without credentials', async () => {
    await faults({ path: '/loginkey', do: 'status', status: 500 });
    const join = place();
    await comesTo(join, 'error');
    await press(join, 'Enter key');
    expect(text(join, 'key-hint')).to.contain('You will sign in at Glance.');
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    expect(viewers.posted).to.have.lengthOf(1);
    const { action, fields } = viewers.posted[0]!;
    expect(action).to.equal(`${origins.glance}/agentjoin/AgentView.aspx`);
    expect(fields).to.include({ SESSIONKEY: '12345', GROUPID: '21489' });
    expect(Object.keys(fields).join()).not.to.match(/loginkey|partner/i);
  });

  it('goes to the viewer by post, and is nowhere in the page', async () => {
    const join = place(keyOnly);
    await enterKey(join, '12345');
    await comesTo(join, 'waiting');
    const alice = await Customer.arrives('12345');
    await alice.starts();
    await passesUntil('it is found', () => join.state === 'in-session');
    const { LOGINKEY: key = '', ...fields } = viewers.posted[0]!.fields;
    expect(key).to.match(/^\$1\$\d+\$/);
    expect(fields).to.include({ PARTNERID: '21489', PARTNERUSERID: 'agent-42', SESSIONKEY: '12345' });
    expect(join.outerHTML + join.shadowRoot!.innerHTML).not.to.contain(key);
    expect(join.shadowRoot!.querySelector('[type=hidden]')).to.equal(null);
    expect(JSON.stringify([localStorage, sessionStorage, location.href])).not.to.contain(key);
  });

  it('is fetched from the page’s own function, which is told the one before', async () => {
    const given: unknown[] = [];
    const join = place({ ...watching, authurl: '' });
    join.getLoginKey = async (current) => {
      given.push(current);
      const reply = await fetch('/loginkey?partneruserid=agent-42&expiresin=120', { method: 'POST' });
      return (await reply.json()) as { loginKey: string };
    };
    await comesTo(join, 'absent');
    expect(given).to.deep.equal([undefined]);
    await clock.pass(70_000);
    await press(join, 'Join');
    await until('it is asked again', () => given.length > 1);
    expect(given[1]).to.match(/^\$1\$/);
  });

  const functions: Record<string, [getLoginKey: () => unknown, code: ErrorCode]> = {
    throws: [
      () => {
        throw new Error('no');
      },
      'auth-unreachable',
    ],
    rejects: [() => Promise.reject(new Error('no')), 'auth-unreachable'],
    'returns nothing': [() => undefined, 'auth-bad-reply'],
  };
  for (const [what, [getLoginKey, code]] of Object.entries(functions)) {
    it(`is asked for again when the page’s own function ${what}`, async () => {
      const join = place();
      set(join, { getLoginKey });
      await isInTrouble(join, code);
      join.getLoginKey = null;
      await comesTo(join, 'absent');
    });
  }

  it('is given up when the page’s own function never returns', async () => {
    const join = place();
    let asked = 0;
    set(join, {
      getLoginKey: () => {
        asked++;
        return new Promise(() => undefined);
      },
    });
    await until('it is asked', () => asked === 1);
    await clock.pass(20_000);
    await isInTrouble(join, 'auth-timeout');
  });

  it('is fetched once more when Glance refuses it, and then the refusal counts', async () => {
    const authorize = '/services/AuthorizationService.svc/';
    await faults({ path: authorize, do: 'status', status: 401, times: 1 });
    let asked = 0;
    const getLoginKey = async () => {
      const query = `?partneruserid=agent-42&expiresin=${3600 + ++asked}`;
      return ((await (await fetch(`/loginkey${query}`, { method: 'POST' })).json()) as { loginKey: string }).loginKey;
    };
    const join = place(keyOnly);
    set(join, { getLoginKey, presence: true, visitorid: 'alice' });
    await comesTo(join, 'absent');
    expect(asked).to.equal(2);
    await faults({ path: authorize, do: 'status', status: 401 });
    set(join, { getLoginKey: () => getLoginKey() });
    await isTold(join, 'presence-unavailable');
    expect(asked).to.equal(4);
    expect(errors(join)).to.deep.equal(['auth-refused']);
  });

  it('sends an agent’s id as it is, whatever is in it', async () => {
    await comesTo(place({ ...watching, puid: 'a&b=c+d@é' }), 'absent');
  });

  it('goes with the headers and the query the page has set', async () => {
    const calls: [url: string, init: RequestInit | undefined][] = [];
    const restore = replace(window, 'fetch', (fetch) => (input, init) => {
      calls.push([input instanceof Request ? input.url : input.toString(), init]);
      return fetch(input, init);
    });
    const join = place({ ...watching, authurl: '/loginkey?tenant=7', authheaders: '{"X-Tenant":"7"}' });
    await comesTo(join, 'absent').finally(restore);
    const [url, init] = calls.find(([address]) => address.includes('/loginkey'))!;
    expect(new URL(url).search).to.equal('?tenant=7&partneruserid=agent-42');
    expect(init).to.include({ method: 'POST', credentials: 'same-origin' });
    expect(new Headers(init!.headers).get('x-tenant')).to.equal('7');
    expect(String(init!.body as URLSearchParams)).to.equal('partneruserid=agent-42');
  });
});
