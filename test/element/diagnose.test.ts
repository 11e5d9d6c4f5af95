import { expect } from '@open-wc/testing';
import type { Check, Diagnosis, Finding, GlanceJoin } from '../../src/index.js';
import { createLoginKey } from '../../src/login-key/index.js';
import { Customer } from './customer.js';
import {
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
  secondCopy,
  set,
  stage,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { faults, origins, seen, setFaults, type Fault } from './sandbox.js';
import { clock, joined, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

const MINUTE = 60_000;

const host = (origin: string): string => new URL(origin).host;

function of(diagnosis: Diagnosis, check: Check): Finding {
  const found = diagnosis.findings.find((each) => each.check === check);
  if (!found) throw new Error(`no finding of ${check} in\n${String(diagnosis)}`);
  return found;
}

/** `ok`, `failed auth-refused`, … */
function outcome(diagnosis: Diagnosis, check: Check): string {
  const { result, code } = of(diagnosis, check);
  return code ? `${result} ${code}` : result;
}

/** What is not well, and where it says what can be done. */
function troubles({ findings }: Diagnosis): string[] {
  return findings
    .filter(({ result }) => result !== 'ok' && result !== 'skipped')
    .map(({ check, result, code, hint }) => {
      expect(hint, `what can be done about ${check}`).to.match(/^\S.*\.$/);
      return [check, result, code].filter(Boolean).join(' ');
    });
}

describe('diagnose()', () => {
  const uncaught: unknown[] = [];
  const onUncaught = (event: PromiseRejectionEvent): void => void uncaught.push(event.reason);
  beforeEach(() => window.addEventListener('unhandledrejection', onUncaught));
  afterEach(() => {
    window.removeEventListener('unhandledrejection', onUncaught);
    expect(uncaught.splice(0)).to.deep.equal([]);
  });
  playSurroundings();

  it('finds nothing where all is well but a viewer that has never been opened', async () => {
    await Customer.arrives();
    const join = place();
    await comesTo(join, 'present');
    const diagnosis = await join.diagnose();
    expect(troubles(diagnosis)).to.deep.equal(['pop-ups unknown']);
    expect(diagnosis.ok).to.equal(true);
    expect(of(diagnosis, 'settings').message).to.equal(
      `group 21489, ${origins.glance}, loginkey, authurl at ${location.host}, presence on`,
    );
    expect(of(diagnosis, 'look-up').message).to.contain('is on the site');
    expect(of(diagnosis, 'origin').message).to.contain(location.origin);
    expect(of(diagnosis, 'clock').message).to.contain(location.host);
    expect(of(diagnosis, 'page').message).to.contain(navigator.userAgent);
  });

  it('asks for no second login key or authorization, and says that they were there', async () => {
    const join = place();
    await comesTo(join, 'absent');
    const diagnosis = await join.diagnose();
    expect(of(diagnosis, 'login-key').message).to.match(/^At hand, for (59|60) min\.$/);
    expect(of(diagnosis, 'authorization').message).to.match(/^At hand, for (119|120) min\.$/);
    expect(await seen('/loginkey')).to.have.lengthOf(1);
    expect(await seen('/services/AuthorizationService.svc/rest/Authorize')).to.have.lengthOf(1);
  });

  it('works on an element without presence, and tries no more than it needs', async () => {
    const join = place(keyOnly);
    const diagnosis = await join.diagnose();
    expect(outcome(diagnosis, 'login-key')).to.equal('ok');
    expect(outcome(diagnosis, 'presence')).to.equal('ok');
    for (const check of ['authorization', 'look-up', 'socket', 'session'] as const)
      expect(outcome(diagnosis, check)).to.equal('skipped');
    expect(await seen('/agent')).to.deep.equal([]);
  });

  it('reaches a customer’s own server, where presence is not load balanced', async () => {
    const join = place({ ...watching, groupid: '20555', authurl: '/loginkey?groupid=20555' });
    await comesTo(join, 'absent');
    expect(outcome(await join.diagnose(), 'socket')).to.equal('unknown');
    await Customer.arrives('alice', 'https://shop.example/', '20555');
    expect(outcome(await join.diagnose(), 'socket')).to.equal('ok');
  });

  describe('finds', () => {
    const authorize = '/services/AuthorizationService.svc/rest/Authorize';
    const settings = '/services/authorizationservice/GetVisitorSettings3';
    const session = '/services/SessionService.asmx/LookupPartnerSession2';
    const cases: Record<string, [fault: Fault, check: Check, outcome: string]> = {
      'a login-key service that refuses': [
        { path: '/loginkey', do: 'status', status: 401 },
        'login-key',
        'failed auth-refused',
      ],
      'a login-key service that fails': [
        { path: '/loginkey', do: 'status', status: 500 },
        'login-key',
        'failed auth-unreachable',
      ],
      'a login-key service that redirects': [
        { path: '/loginkey', do: 'status', status: 302 },
        'login-key',
        'failed auth-redirected',
      ],
      'a login-key service that answers a page': [
        { path: '/loginkey', do: 'status', status: 200, body: '<!doctype html>' },
        'login-key',
        'failed auth-bad-reply',
      ],
      'a login key that ran out before it came': [
        { path: '/loginkey', do: 'status', status: 200, body: '$1$1000000000$abc' },
        'clock',
        'failed auth-clock',
      ],
      'a Glance that is down': [{ path: settings, do: 'status', status: 503 }, 'presence', 'failed auth-unreachable'],
      'an authorization that is refused': [
        { path: authorize, do: 'status', status: 403 },
        'authorization',
        'failed auth-refused',
      ],
      'an authorization that fails': [
        { path: authorize, do: 'status', status: 503 },
        'authorization',
        'failed auth-unreachable',
      ],
      'an authorization that is none': [
        { path: authorize, do: 'status', status: 200, body: '{}' },
        'authorization',
        'failed lookup-failed',
      ],
      'a look-up of the customer that fails': [
        { path: '/lookupvisitor', do: 'status', status: 503 },
        'look-up',
        'failed auth-unreachable',
      ],
      'a look-up of the customer that answers garbage': [
        { path: '/lookupvisitor', do: 'garbage' },
        'look-up',
        'failed lookup-failed',
      ],
      'a socket that is refused': [
        { path: '/agent', do: 'status', status: 403 },
        'socket',
        'warning presence-degraded',
      ],
      'a look-up of the session that is cut off': [{ path: session, do: 'drop' }, 'session', 'failed lookup-failed'],
      'a look-up of the session that answers garbage': [
        { path: session, do: 'garbage' },
        'session',
        'failed lookup-failed',
      ],
    };
    for (const [what, [fault, check, expected]] of Object.entries(cases))
      it(what, async () => {
        await faults(fault);
        const diagnosis = await place().diagnose();
        expect(outcome(diagnosis, check), String(diagnosis)).to.equal(expected);
        expect(troubles(diagnosis).some((each) => each.startsWith(check))).to.equal(true);
        await faults();
      });

    it('a group without presence', async () => {
      const join = place({ ...watching, groupid: '20000', authurl: '/loginkey?groupid=20000' });
      expect(outcome(await join.diagnose(), 'presence')).to.equal('failed presence-disabled');
    });

    it('an agent without the right to presence, on a page that Glance knows', async () => {
      const join = place({ ...watching, puid: 'agent-without-presence' });
      join.getLoginKey = () =>
        createLoginKey({ apiKey: 'sandbox-api-key-21489', groupId: '21489', partnerUserId: 'agent-without-presence' });
      const diagnosis = await join.diagnose();
      expect(outcome(diagnosis, 'authorization')).to.equal('failed auth-refused');
      expect(outcome(diagnosis, 'origin')).to.equal('ok');
    });

    it('a page that Glance does not know, and where that is set', async () => {
      await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
      const diagnosis = await place().diagnose();
      expect(outcome(diagnosis, 'origin')).to.equal('failed origin-not-allowed');
      expect(of(diagnosis, 'origin').hint).to.contain('CRM and Chat Integration');
    });

    it('a page that Glance does not know any more', async () => {
      const join = place();
      await comesTo(join, 'absent');
      await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
      const diagnosis = await join.diagnose();
      expect(outcome(diagnosis, 'authorization')).to.equal('ok');
      expect(outcome(diagnosis, 'origin')).to.equal('failed origin-not-allowed');
    });

    it('a login-key service that agents have to wait for', async () => {
      await faults({ path: '/loginkey', do: 'hold' });
      const running = place().diagnose();
      await until('it is asked', async () => (await seen('/loginkey')).length > 0);
      await clock.pass(4_000);
      await faults();
      const finding = of(await running, 'login-key');
      expect(finding.result).to.equal('warning');
      expect(finding.ms).to.be.within(4_000, 9_000);
    });

    it('a login-key service that does not answer', async () => {
      await faults({ path: '/loginkey', do: 'silence' });
      const running = place().diagnose();
      await until('it is asked', async () => (await seen('/loginkey')).length > 0);
      await clock.pass(20_000);
      expect(outcome(await running, 'login-key')).to.equal('failed auth-timeout');
      await faults();
    });

    it('a socket that opens and stays silent', async () => {
      await faults({ path: '/agent', do: 'silence' });
      const join = place();
      const running = join.diagnose();
      await until('there is its own socket beside the element’s', () => traffic.sockets.length === 2);
      await clock.pass(10_000);
      expect(outcome(await running, 'socket')).to.equal('warning presence-degraded');
      await faults();
    });

    it('this computer’s clock, where the server tells the time', async () => {
      await clock.pass(10 * MINUTE);
      const soon = place({ ...keyOnly, authurl: '/loginkey?expiresin=300' });
      const expired = await soon.diagnose();
      expect(outcome(expired, 'login-key')).to.equal('warning auth-clock');
      expect(outcome(expired, 'clock')).to.equal('warning auth-clock');
      expect(of(expired, 'clock').message).to.contain(`10 min ahead of that of ${location.host}`);
      const later = await place(keyOnly).diagnose();
      expect(outcome(later, 'clock')).to.equal('warning auth-clock');
    });

    it('settings that are missing or not valid, and asks for nothing then', async () => {
      const missing = await place({ groupid: 'northwind', glancebaseurl: origins.glance }).diagnose();
      expect(outcome(missing, 'settings')).to.equal('failed config-missing');
      expect(of(missing, 'settings').message).to.contain('puid, authurl');
      const invalid = await place({ ...watching, glancebaseurl: 'https://glance.example' }).diagnose();
      expect(outcome(invalid, 'settings')).to.equal('failed config-invalid');
      expect(of(invalid, 'settings').message).to.contain('glancebaseurl');
      expect(traffic.requests).to.deep.equal([]);
    });

    it('a visitorid that cannot be one', async () => {
      const diagnosis = await place({ ...watching, visitorid: 'not an id' }).diagnose();
      expect(outcome(diagnosis, 'settings')).to.equal('warning visitorid-invalid');
    });

    it('what the page was warned of', async () => {
      const { warn } = console;
      console.warn = () => undefined;
      try {
        const diagnosis = await place({ ...keyOnly, openwhen: 'sometimes' }).diagnose();
        expect(outcome(diagnosis, 'settings')).to.equal('warning');
        expect(of(diagnosis, 'settings').message).to.contain('openwhen="sometimes"');
      } finally {
        console.warn = warn;
      }
    });

    it('what is not well about the page, each with what can be done', async () => {
      const join = place(keyOnly);
      const found = async (target: object, name: string, descriptor: PropertyDescriptor) => {
        const own = Object.getOwnPropertyDescriptor(target, name);
        Object.defineProperty(target, name, { configurable: true, ...descriptor });
        try {
          return of(await join.diagnose(), 'page');
        } finally {
          if (own) Object.defineProperty(target, name, own);
          else Reflect.deleteProperty(target, name);
        }
      };
      const denied = (): never => {
        throw new DOMException('', 'SecurityError');
      };
      const cases: [target: object, name: string, descriptor: PropertyDescriptor, fact: string, hint: string][] = [
        [navigator, 'onLine', { value: false }, 'offline', 'Go online.'],
        [window, 'isSecureContext', { value: false }, 'not secure', 'Use https.'],
        [window, 'sessionStorage', { get: denied }, 'no session storage', 'Allow session storage.'],
        [window, 'crossOriginIsolated', { value: true }, 'isolated', 'Cross-Origin-Opener-Policy'],
        [window, 'origin', { value: 'null' }, 'sandbox without allow-same-origin', 'Add that to the sandbox.'],
      ];
      for (const [target, name, descriptor, fact, help] of cases) {
        const { result, message, hint } = await found(target, name, descriptor);
        expect(result, fact).to.equal('warning');
        expect(message).to.contain(`, ${fact}, `);
        expect(hint).to.contain(help);
      }
      const hidden = await found(document, 'hidden', { value: true });
      expect([hidden.result, hidden.hint]).to.deep.equal(['ok', undefined]);
      expect(hidden.message).to.contain('hidden');
    });

    it('that pop-ups are blocked, once one was', async () => {
      viewers.blocked = true;
      const alice = await Customer.arrives();
      const join = place();
      await comesTo(join, 'present');
      await press(join, 'Join');
      await alice.takesPart();
      await comesTo(join, 'joinable');
      expect(outcome(await join.diagnose(), 'pop-ups')).to.equal('warning popup-blocked');
      viewers.blocked = false;
      await press(join, 'Open viewer');
      await comesTo(join, 'in-session');
      expect(outcome(await join.diagnose(), 'pop-ups')).to.equal('ok');
    });
  });

  describe('of an element in a frame', () => {
    /**
     * The element by itself in a page with this policy, in a frame with this sandbox. The policy names this origin
     * in full: in a frame without an address of its own, Firefox takes `'self'` for nobody.
     */
    const framed = async (policy: string, sandbox?: string): Promise<GlanceJoin> => {
      const frame = document.createElement('iframe');
      if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
      const attributes = Object.entries(watching).map(([name, value]) => `${name}="${value}"`);
      frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
        <script type="module" src="/src/index.ts"></script><glance-join ${attributes.join(' ')}></glance-join>`;
      stage.append(frame);
      return until('the element is there', () => {
        const found = frame.contentDocument?.querySelector('glance-join');
        return typeof found?.diagnose === 'function' ? found : undefined;
      });
    };

    it('finds what a Content Security Policy blocks, by directive and host', async () => {
      const join = await framed(`connect-src ${location.origin}`);
      const diagnosis = await join.diagnose();
      expect(outcome(diagnosis, 'login-key')).to.equal('ok');
      // The page hears of it a task after the first call has failed.
      expect(outcome(diagnosis, 'presence')).to.be.oneOf(['failed auth-unreachable', 'failed csp-blocked']);
      expect(outcome(await join.diagnose(), 'presence')).to.equal('failed csp-blocked');
      expect(of(diagnosis, 'csp').result).to.equal('warning');
      expect(of(diagnosis, 'csp').message).to.equal(`connect-src ${host(origins.glance)}`);
      expect(of(diagnosis, 'page').message).to.contain('framed');
    });

    it('finds that only the socket is blocked', async () => {
      const diagnosis = await (await framed(`connect-src ${location.origin} ${origins.glance}`)).diagnose();
      expect(outcome(diagnosis, 'look-up')).to.equal('ok');
      expect(outcome(diagnosis, 'socket')).to.equal('warning presence-degraded');
      expect(of(diagnosis, 'csp').message).to.equal(`connect-src ${host(origins.glance)}`);
    });

    it('finds what its sandbox lacks for a viewer', async () => {
      const join = await framed(`connect-src *`, 'allow-scripts allow-same-origin allow-forms');
      const { result, message } = of(await join.diagnose(), 'page');
      expect(result).to.equal('warning');
      expect(message).to.contain('sandbox without allow-popups, allow-popups-to-escape-sandbox');
    });
  });

  it('finds a second copy of the script', async () => {
    const copy = await secondCopy();
    const join = place(keyOnly);
    expect(outcome(await join.diagnose(), 'version')).to.equal('ok');
    copy.define('glance-join', customElements);
    expect(outcome(await join.diagnose(), 'version')).to.equal('warning');
  });

  describe('changes nothing', () => {
    /** What the page sees of the element, before and after. */
    const unchanged = async (join: GlanceJoin): Promise<void> => {
      const told = () => [course(join).join(), notices(join).join(), errors(join).join()];
      const looks = () => [join.state, join.phase, join.notice, join.shadowRoot!.textContent.replace(/\d+:\d\d/g, '')];
      const [before, looked, sockets] = [told(), looks(), traffic.openSockets];
      await join.diagnose();
      await traffic.isOver();
      expect(told()).to.deep.equal(before);
      expect(looks()).to.deep.equal(looked);
      expect(traffic.openSockets).to.equal(sockets);
    };

    it('while the customer is there', async () => {
      await Customer.arrives();
      const join = place();
      await comesTo(join, 'present');
      await until('it is known where they are', () => join.visitor?.page);
      await join.updateComplete;
      await unchanged(join);
    });

    it('while the customer is asked', async () => {
      const alice = await Customer.arrives();
      const join = place();
      await comesTo(join, 'present');
      await press(join, 'Join');
      await alice.isAsked();
      await comesTo(join, 'inviting', 'sent');
      await unchanged(join);
      expect(alice.questions).to.have.lengthOf(1);
      alice.declines();
      await isTold(join, 'declined');
    });

    it('in session, whose key it looks up where no customer is watched', async () => {
      const { join } = await joined();
      await unchanged(join);
      const alone = place(keyOnly);
      await enterKey(alone, 'alice');
      await comesTo(alone, 'in-session');
      await unchanged(alone);
      expect(outcome(await alone.diagnose(), 'session')).to.equal('ok');
    });

    it('where there is no login key; but one that is to be had again serves the button, too', async () => {
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      const join = place();
      await comesTo(join, 'error');
      await unchanged(join);
      await faults();
      expect(outcome(await join.diagnose(), 'login-key')).to.equal('ok');
      await comesTo(join, 'absent');
    });

    it('where presence was refused', async () => {
      await setFaults({ faults: [], allowedOrigins: { remove: [location.origin] } });
      const join = place();
      await isTold(join, 'presence-unavailable');
      await unchanged(join);
    });
  });

  describe('leaves nothing behind', () => {
    const nothing = async (): Promise<void> => {
      await until('what was under way is over', () => traffic.pending === 0 && traffic.openSockets === 0);
      expect(traffic.held).to.deep.equal({});
      expect(clock.running).to.equal(0);
    };

    for (const path of ['/loginkey', '/lookupvisitor', '/agent', '/services/SessionService.asmx'])
      it(`when the element leaves while ${path} is silent`, async () => {
        await Customer.arrives();
        await faults({ path, do: 'silence' });
        const join = place();
        const running = join.diagnose();
        await until('it is asked', async () => {
          const { requests } = traffic;
          return requests.some((each) => each.toLowerCase().includes(path.toLowerCase()));
        });
        join.remove();
        const diagnosis = await running;
        expect(diagnosis.findings.some(({ code }) => code === 'detached')).to.equal(true);
        await faults();
        await nothing();
      });

    it('when other settings are taken meanwhile, and tells of those it began with', async () => {
      await faults({ path: '/lookupvisitor', do: 'delay', ms: 1_000 });
      const join = place();
      const running = join.diagnose();
      await until('it looks the customer up', async () => (await seen('/lookupvisitor')).length > 0);
      join.groupid = '20541';
      join.authurl = '/loginkey?groupid=20541';
      await until('they are taken', async () => (await seen('/loginkey')).length === 2);
      const diagnosis = await running;
      expect(of(diagnosis, 'settings').message).to.contain('group 21489');
      expect(outcome(diagnosis, 'session')).to.equal('ok');
      join.remove();
      await nextTask();
      await nothing();
    });
  });

  it('never rejects: of an element that is in no page it says so', async () => {
    const diagnosis = await make().diagnose();
    expect(outcome(diagnosis, 'page')).to.equal('failed detached');
    const gone = place();
    await comesTo(gone, 'absent');
    gone.remove();
    await nextTask();
    expect(outcome(await gone.diagnose(), 'page')).to.equal('failed detached');
  });

  describe('reads as a text without any secret, and without anybody’s id', () => {
    const secrets = {
      puid: 'agent-43',
      visitorid: 'cust-private-7',
      agentname: 'Adalbert Park',
      agentemail: 'ada@crm.example',
      agentphone: '+1 503 555 0100',
      reportingexternalid: 'case-private',
    };
    const keys: string[] = [];
    let restore: () => void;
    beforeEach(() => {
      keys.length = 0;
      restore = replace(window, 'fetch', (fetch) => async (input, init) => {
        const reply = await fetch(input, init);
        const text = await reply.clone().text();
        if (typeof input === 'string' && /loginkey|authorize/i.test(input))
          keys.push(...(text.match(/[\w$.-]{20,}/g) ?? []));
        return reply;
      });
    });
    afterEach(() => restore());

    const diagnosed = async (): Promise<void> => {
      const join = make({ ...watching, ...secrets, authurl: '/loginkey?shape=apikey&session=query-secret' });
      set(join, {
        authheaders: { Authorization: 'Bearer header-secret' },
        authbody: new URLSearchParams({ partneruserid: secrets.puid, Token: 'body-secret' }),
      });
      stage.append(join);
      const diagnosis = await join.diagnose();
      const text = `${String(diagnosis)}\n${JSON.stringify(diagnosis)}`;
      expect(text).to.contain('login-key');
      for (const secret of [...Object.values(secrets), 'header-secret', 'body-secret', 'query-secret', ...keys])
        expect(text).not.to.contain(secret);
      expect(text).not.to.match(/sandbox-api-key|Bearer|[?&]\w+=/);
    };

    it('where all is well', async () => {
      await diagnosed();
      expect(keys.some((key) => key.startsWith('$1$'))).to.equal(true);
      expect(keys.some((key) => key.startsWith('eyJ'))).to.equal(true);
    });

    const broken: Record<string, Fault> = {
      'the login-key service': { path: '/loginkey', do: 'status', status: 500, body: 'secret' },
      'the authorization': { path: '/services/AuthorizationService.svc', do: 'status', status: 403 },
      'the look-up of the customer': { path: '/lookupvisitor', do: 'garbage' },
      'the socket': { path: '/agent', do: 'status', status: 403 },
      'the look-up of the session': { path: '/services/SessionService.asmx', do: 'drop' },
    };
    for (const [what, fault] of Object.entries(broken))
      it(`where ${what} is broken`, async () => {
        await faults(fault);
        await diagnosed();
      });
  });
});
