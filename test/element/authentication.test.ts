import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { SkippingClock } from './clock.js';
import { Customer } from './customer.js';
import {
  comesAgainTo,
  comesTo,
  course,
  enterKey,
  errors,
  isTold,
  keyOnly,
  make,
  notices,
  place,
  press,
  set,
  stage,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { faults, origins, sandboxState, seen } from './sandbox.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

/** Taken before a test counts the page's own. */
const fetch = window.fetch.bind(window);

const authorizePath = '/services/AuthorizationService.svc/rest/Authorize';

describe('the agent', () => {
  let traffic: Traffic;
  let clock: SkippingClock;
  beforeEach(() => {
    (traffic = new Traffic()).install();
    (clock = new SkippingClock()).install();
  });
  afterEach(() => {
    clock.uninstall();
    traffic.uninstall();
  });

  /** A login key as the company's server makes it; each differs from the others. */
  let expiry = 600;
  const newKey = async (puid = 'agent-42', query = ''): Promise<string> => {
    const seconds = ++expiry;
    const reply = await fetch(`/loginkey?partneruserid=${puid}&expiresin=${seconds}${query}`, { method: 'POST' });
    return ((await reply.json()) as { loginKey: string }).loginKey;
  };
  /** Attributes without any way to authenticate. */
  const { authurl: _, ...bare } = watching;
  const withKey = async (loginkey: string): Promise<GlanceJoin> => {
    const join = make(bare);
    set(join, { loginkey });
    stage.append(join);
    return join;
  };
  const asked = async () => ({
    keys: (await seen('/loginkey')).length,
    authorizations: (await seen(authorizePath)).length,
  });

  describe('is vouched for by authbody', () => {
    const token = { Token: 's-1' };
    const form = new FormData();
    form.set('Token', 's-1');
    const bodies: Record<string, [body: unknown, type?: string]> = {
      'as URLSearchParams': [new URLSearchParams(token)],
      'as text, of the type the headers say': ['Token=s-1', 'application/x-www-form-urlencoded'],
      'as an object, which goes as a form': [token],
      'as an object, which goes as JSON where the headers say so': [token, 'application/json'],
      'as FormData': [form],
      'as a Blob': [new Blob(['Token=s-1'], { type: 'application/x-www-form-urlencoded' })],
      'as a function': [() => new URLSearchParams(token)],
      'as an async function': [async () => token],
    };
    for (const [what, [authbody, type]] of Object.entries(bodies))
      it(what, async () => {
        // The agent is named in the address: a body of the page's own is sent as it is.
        const join = make({ ...watching, authurl: '/loginkey?token=s-1' });
        set(join, { authbody, authheaders: type && { 'Content-Type': type } });
        stage.append(join);
        await comesTo(join, 'absent');
        expect(await asked()).to.deep.equal({ keys: 1, authorizations: 1 });
      });

    it('and not by a wrong one', async () => {
      const join = make({ ...watching, authurl: '/loginkey?token=s-1' });
      set(join, { authbody: { Token: 's-2' } });
      stage.append(join);
      await comesTo(join, 'error');
      expect(errors(join)).to.deep.equal(['auth-refused']);
    });

    it('which is asked each time, when it is a function', async () => {
      let tokens = 0;
      const join = make({ ...watching, authurl: '/loginkey?token=s-2' });
      set(join, { authbody: () => ({ Token: `s-${++tokens}` }) });
      stage.append(join);
      await comesTo(join, 'error');
      await press(join, 'Try again');
      await comesTo(join, 'absent');
      expect(tokens).to.equal(2);
    });

    const broken: Record<string, () => unknown> = {
      throws: () => {
        throw new Error('no session');
      },
      rejects: () => Promise.reject(new Error('no session')),
    };
    for (const [what, authbody] of Object.entries(broken))
      it(`and is told when it ${what}; nothing is posted`, async () => {
        const join = make(watching);
        set(join, { authbody });
        stage.append(join);
        await comesTo(join, 'error');
        expect(errors(join)).to.deep.equal(['auth-unreachable']);
        expect((await asked()).keys).to.equal(0);
      });
  });

  it('is vouched for by authheaders, which may change while the customer is watched', async () => {
    const join = make({ ...watching, authurl: '/loginkey?token=s-1' });
    set(join, { authheaders: { Authorization: 'Bearer s-1' } });
    stage.append(join);
    await comesTo(join, 'absent');
    await comesAgainTo(join, 'error', () => set(join, { authheaders: { Authorization: 'Bearer s-2' } }));
    await comesAgainTo(join, 'absent', () => set(join, { authheaders: { Authorization: 'Bearer s-1' } }));
  });

  describe('whose page sets the login key', () => {
    it('is let in by it, and no service is asked', async () => {
      const join = await withKey(await newKey());
      await comesTo(join, 'absent');
      expect(await asked(), 'the key is the test’s own').to.deep.equal({ keys: 1, authorizations: 1 });
    });

    it('is let in by it, whatever authurl and getLoginKey there are', async () => {
      const join = make({ ...watching, authurl: '/loginkey?token=never' });
      const getLoginKey = () => Promise.reject(new Error('not asked'));
      set(join, { loginkey: await newKey(), getLoginKey });
      stage.append(join);
      await comesTo(join, 'absent');
      expect(errors(join)).to.deep.equal([]);
    });

    it('keeps the customer in sight when it is renewed, and views with the new one', async () => {
      const viewers = new Viewers();
      viewers.install();
      try {
        const alice = await Customer.arrives();
        const join = await withKey(await newKey());
        await comesTo(join, 'present');
        const before = course(join).length;
        const next = await newKey();
        join.loginkey = next;
        await join.updateComplete;
        await nextTask();
        expect(course(join)).to.have.lengthOf(before);
        await press(join, 'Join');
        await alice.takesPart();
        await comesTo(join, 'in-session');
        expect(viewers.posted[0]!.fields).to.include({ LOGINKEY: next });
        expect(traffic.sockets.filter(({ url }) => url.endsWith('/agent'))).to.have.lengthOf(1);
      } finally {
        viewers.uninstall();
      }
    });

    it('is let in by the next one when the one before had run out', async () => {
      const join = await withKey('$1$1000000000$abc');
      await comesTo(join, 'error');
      expect(errors(join)).to.deep.equal(['auth-clock']);
      join.loginkey = await newKey();
      await comesTo(join, 'absent');
      expect(errors(join)).to.deep.equal(['auth-clock']);
    });

    it('is let in by the next one when the one before was no key', async () => {
      const join = await withKey('no key at all');
      await comesTo(join, 'error');
      expect(errors(join)).to.deep.equal(['auth-bad-reply']);
      join.loginkey = await newKey();
      await comesTo(join, 'absent');
    });

    it('is let in by the next one when Glance has refused the one before', async () => {
      const join = await withKey(await newKey('agent-43'));
      await isTold(join, 'presence-unavailable');
      expect(errors(join)).to.deep.equal(['auth-refused']);
      join.loginkey = await newKey();
      await comesTo(join, 'absent');
      expect(notices(join)).to.deep.equal(['presence-unavailable']);
    });

    it('is asked for another way when it takes the key away', async () => {
      const join = await withKey(await newKey());
      await comesTo(join, 'absent');
      set(join, { loginkey: null });
      await comesTo(join, 'unconfigured');
      await until('nobody is watched', () => traffic.openSockets === 0);
      set(join, { authurl: '/loginkey' });
      await comesTo(join, 'absent');
    });

    it('keeps it out of the page, and takes none from the attribute', async () => {
      const key = await newKey();
      const join = make({ ...bare, loginkey: key });
      stage.append(join);
      await comesTo(join, 'unconfigured');
      join.removeAttribute('loginkey');
      set(join, { loginkey: key });
      await comesTo(join, 'absent');
      expect(join.outerHTML + join.shadowRoot!.innerHTML).not.to.contain(key);
    });
  });

  describe('who changes drops what was kept', () => {
    const changes: Record<string, [attributes: Record<string, string>, change: Record<string, unknown>]> = {
      'another agent': [watching, { puid: 'agent-43' }],
      'another group': [watching, { groupid: '20541', authurl: '/loginkey?groupid=20541' }],
      'another service': [watching, { authurl: '/loginkey?tenant=7' }],
      'other headers': [watching, { authheaders: { 'X-Tenant': '7' } }],
      'another body': [watching, { authbody: { tenant: '7', partneruserid: 'agent-42' } }],
      'another Glance by name': [
        { ...watching, glancebaseurl: `${origins.glance}/` },
        { glancebaseurl: origins.glance },
      ],
    };
    for (const [what, [attributes, change]] of Object.entries(changes)) {
      const same = what === 'another Glance by name';
      it(same ? 'but not for the same Glance by another address' : what, async () => {
        const join = place(attributes);
        await comesTo(join, 'absent');
        const before = await asked();
        if (same) set(join, change);
        else await comesAgainTo(join, 'absent', () => set(join, change));
        await nextTask();
        const more = same ? 0 : 1;
        expect(await asked()).to.deep.equal({ keys: before.keys + more, authorizations: before.authorizations + more });
        await until('one line is left', () => traffic.openSockets === 1);
      });
    }

    it('but nothing for headers and a body that say the same', async () => {
      const join = place(watching);
      const same = () => ({
        authheaders: { 'X-Tenant': '7' },
        authbody: new URLSearchParams({ partneruserid: 'agent-42' }),
      });
      set(join, same());
      await comesTo(join, 'absent');
      const before = course(join).length;
      set(join, same());
      await join.updateComplete;
      await nextTask();
      expect(course(join)).to.have.lengthOf(before);
      expect(await asked()).to.deep.equal({ keys: 1, authorizations: 1 });
    });

    it('for a sign-in by SAML, and back', async () => {
      await fetch('/sandbox/saml', { method: 'POST', body: '{"puid":"agent-42"}' });
      const join = place(watching);
      await comesTo(join, 'absent');
      await comesAgainTo(join, 'absent', () => set(join, { authmethod: 'saml' }));
      expect(await seen('/account/getloginkey.aspx')).to.have.lengthOf(1);
      await comesAgainTo(join, 'absent', () => set(join, { authmethod: 'loginkey' }));
      expect(await asked()).to.deep.equal({ keys: 2, authorizations: 3 });
    });
  });

  describe('of any name, like a&b=c+d@é', () => {
    const puid = 'a&b=c+d@é';

    it('is let in, looks a session up, and views it', async () => {
      const join = place({ ...watching, puid, openlocation: 'iframe' });
      await comesTo(join, 'absent');
      const alice = await Customer.arrives('12345');
      await alice.starts();
      await enterKey(join, '12345');
      await comesTo(join, 'in-session');
      // A refused look-up opens the viewer too: it must have been found.
      const looks = (await seen('/services/SessionService.asmx/LookupPartnerSession2')).map(({ status }) => status);
      expect(new Set(looks)).to.deep.equal(new Set([200]));
      const agent = await until(
        'the viewer has let them in',
        async () => (await sandboxState()).sessions[0]?.agents[0],
      );
      expect(agent).to.include({ partneruserid: puid, name: 'Zoë Ampersand' });
    });

    it('views where the page opens the viewer itself', async () => {
      const join = place({ ...keyOnly, puid });
      const frame = document.createElement('iframe');
      stage.append(frame);
      join.openwindow = (url) => {
        frame.src = url;
        return frame;
      };
      const alice = await Customer.arrives('12345');
      await alice.starts();
      await enterKey(join, '12345');
      const agent = await until(
        'the viewer has let them in',
        async () => (await sandboxState()).sessions[0]?.agents[0],
      );
      expect(agent).to.include({ partneruserid: puid });
    });

    it('invites a phone’s camera', async () => {
      const join = place({ ...keyOnly, puid });
      await comesTo(join, 'idle');
      const invited = join.inviteCamera('+1 555 0100').catch(() => undefined);
      await until('it is invited', async () => (await seen('/api/SessionInvitation/smsInvite/'))[0]?.status === 200);
      await join.cancel();
      await invited;
    });
  });

  describe('whose login key', () => {
    it('is about to run out has a new one before it does, while the customer is watched', async () => {
      const join = place({ ...watching, authurl: '/loginkey?expiresin=300' });
      await comesTo(join, 'absent');
      await clock.pass(200_000);
      await until('all is answered', () => traffic.pending === 0);
      expect((await asked()).keys).to.equal(1);
      await clock.pass(45_000);
      await until('there is a new one', async () => (await asked()).keys === 2 && traffic.pending === 0);
      expect(course(join).at(-1)).to.equal('absent');
    });

    it('is refused by Glance has one new one', async () => {
      const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
      const forged = JSON.stringify({ loginKey: `$1$${inAnHour}$${'A'.repeat(43)}` });
      await faults({ path: '/loginkey', do: 'status', status: 200, body: forged, times: 1 });
      const join = place(watching);
      await comesTo(join, 'absent');
      expect((await seen(authorizePath)).map(({ status }) => status)).to.deep.equal([401, 200]);
      expect((await asked()).keys).to.equal(2);
      expect(errors(join)).to.deep.equal([]);
    });

    it('is refused by Glance again is not asked for a third time by itself', async () => {
      let made = 0;
      const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
      const restore = replace(
        window,
        'fetch',
        (fetch) => (input, init) =>
          String(input instanceof Request ? input.url : input).includes('/loginkey')
            ? Promise.resolve(Response.json({ loginKey: `$1$${inAnHour}$${String(made++).padStart(43, 'A')}` }))
            : fetch(input, init),
      );
      const join = place(watching);
      await isTold(join, 'presence-unavailable').finally(restore);
      expect(made).to.equal(2);
      expect(errors(join)).to.deep.equal(['auth-refused']);
    });
  });
});
