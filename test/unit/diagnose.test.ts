import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { type ErrorCode, GlanceError } from '../../src/session/codes.js';
import { diagnose, type Patient, type Surroundings, undiagnosed } from '../../src/session/diagnose.js';
import type { Check, Diagnosis, Finding } from '../../src/session/diagnosis.js';
import { CUSTOMER, FOUND, outcome, turn } from './played.js';
import { HOUR, PAGE, watched, world, type World } from './played-agent.js';

const MINUTE = 60_000;

const PAGE_AROUND: Surroundings = {
  origin: 'https://crm.example',
  facts: 'https://crm.example, a browser',
  hint: '',
  blocked: () => Promise.resolve(''),
  serverClock: () => undefined,
};

const words: Patient['words'] = (code) => [`It is ${code}.`, `Mend ${code}.`];

type Changes = Partial<Patient> & { readonly around?: Partial<Surroundings> };

const patient = ({ agent }: World, { around, ...changes }: Changes = {}): Patient => ({
  agent,
  versions: ['1.2.3'],
  settings: 'group 21489',
  warned: [],
  visitorId: CUSTOMER,
  opensLate: true,
  opened: true,
  words,
  ...changes,
  page: { ...PAGE_AROUND, ...around },
});

const stays = new AbortController().signal;

/** Opens the socket, as soon as there is one. */
const answering = async (w: World): Promise<void> => {
  await turn();
  w.services.lines.at(-1)?.say({ type: 'connected', keepalive: 30 });
};

const run = async (w: World, changes?: Changes, socket: (w: World) => unknown = answering): Promise<Diagnosis> => {
  const { signal } = new AbortController();
  const running = diagnose(patient(w, changes), signal);
  await socket(w);
  const diagnosis = await running;
  for (const { check, result, message, hint } of diagnosis.findings) {
    assert.match(message, /\S/, check);
    if (result === 'ok') assert.equal(hint, undefined, check);
    else assert.match(hint ?? '', /^[A-Z].*\.$/, `what can be done about ${check}`);
  }
  assert.equal(w.clock.running, 0, 'no timer is left');
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
  assert.ok(
    w.services.lines.every(({ closed }) => closed),
    'no socket is left',
  );
  return diagnosis;
};

const of = (diagnosis: Diagnosis, check: Check): Finding => {
  const [finding, ...more] = diagnosis.findings.filter((each) => each.check === check);
  assert.ok(finding && !more.length, `one finding of ${check}`);
  return finding;
};

const results = ({ findings }: Diagnosis): Record<string, string> =>
  Object.fromEntries(findings.map(({ check, result, code }) => [check, code ? `${result} ${code}` : result]));

const fails =
  (code: ErrorCode, cause?: unknown) =>
  <T>(): Promise<T> =>
    Promise.reject(new GlanceError(code, { cause }));

describe('a diagnosis of what works', () => {
  it('tries everything once, one after another', async () => {
    const w = world();
    const diagnosis = await run(w);
    assert.deepEqual(results(diagnosis), {
      version: 'ok',
      settings: 'ok',
      'login-key': 'ok',
      presence: 'ok',
      authorization: 'ok',
      'look-up': 'ok',
      socket: 'ok',
      session: 'ok',
      origin: 'ok',
      clock: 'ok',
      csp: 'ok',
      'pop-ups': 'ok',
      page: 'ok',
    });
    assert.deepEqual(w.services.asked, [
      'login key',
      'settings of 21489',
      'authorize with key 1',
      `visitor ${CUSTOMER} at presence.glance.net with token 2`,
      'socket to presence.glance.net with token 2',
      `session ${CUSTOMER}`,
    ]);
    assert.equal(diagnosis.ok, true);
    assert.deepEqual([diagnosis.version, diagnosis.at], ['1.2.3', '2027-01-15T08:00:00.000Z']);
  });

  it('uses the login key and the authorization at hand, and says so', async () => {
    const w = world();
    await w.agent.authorization();
    w.clock.pass(10 * MINUTE);
    w.services.asked.length = 0;
    const diagnosis = await run(w);
    assert.equal(of(diagnosis, 'login-key').message, 'At hand, for 50 min.');
    assert.equal(of(diagnosis, 'authorization').message, 'At hand, for 110 min.');
    assert.equal(of(diagnosis, 'origin').result, 'ok');
    assert.equal(w.services.count('login key') + w.services.count('authorize'), 0);
  });

  it('says of new ones that they are, and leaves them for what comes after', async () => {
    const w = world();
    const diagnosis = await run(w);
    assert.equal(of(diagnosis, 'login-key').message, 'New, for 60 min.');
    assert.equal(of(diagnosis, 'authorization').message, 'New, for 120 min.');
    await w.agent.authorization();
    assert.equal(w.services.count('login key') + w.services.count('authorize'), 2);
  });

  it('says how long answers took', async () => {
    const w = world();
    w.services.key = () => {
      w.clock.pass(250);
      return w.services.newKey();
    };
    assert.equal(of(await run(w), 'login-key').ms, 250);
  });

  it('tells whether the customer is there, and whether a session runs', async () => {
    const w = world();
    const here = await run(w);
    assert.deepEqual(
      [of(here, 'look-up').message, of(here, 'session').message],
      ['The customer is on the site.', 'None is running.'],
    );
    w.services.visitor = () => undefined;
    w.services.session = () => FOUND;
    const away = await run(w);
    assert.deepEqual(
      [of(away, 'look-up').message, of(away, 'session').message],
      ['The customer is not on the site.', 'One is running.'],
    );
  });

  it('asks a customer’s own server for a socket where presence is not load balanced', async () => {
    const w = world();
    w.services.server = () => ({ host: 'presence.glance.net', loadBalanced: false });
    assert.equal(of(await run(w), 'socket').result, 'ok');
    assert.equal(w.services.count('socket to pr0016.glance.net:443'), 1);
    w.services.direct = () => undefined;
    assert.equal(of(await run(w), 'socket').result, 'unknown');
    assert.equal(w.services.count('socket'), 1);
  });

  it('tries no presence where none is watched, and no session where none is its own', async () => {
    const w = world();
    w.services.server = () => undefined;
    const diagnosis = await run(w, { visitorId: undefined });
    assert.deepEqual(w.services.asked, ['login key', 'settings of 21489']);
    const { presence, authorization, socket, session, origin, 'look-up': lookUp } = results(diagnosis);
    assert.deepEqual(
      [presence, authorization, lookUp, socket, session, origin],
      ['ok', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped'],
    );
    assert.equal(diagnosis.ok, true);
  });

  it('looks up the key of the session it shows, where no customer is watched', async () => {
    const w = world();
    const diagnosis = await run(w, { visitorId: undefined, sessionKey: '55555' });
    assert.deepEqual(w.services.asked.slice(2), ['session 55555']);
    assert.deepEqual([of(diagnosis, 'session').result, of(diagnosis, 'origin').result], ['ok', 'ok']);
  });

  it('asks for the settings of the group that a login key by SAML names', async () => {
    const w = world();
    await run({ ...w, agent: { ...w.agent, groupId: '' } });
    assert.equal(w.services.count('settings of 21489'), 1);
  });

  it('is not noticed by a session that is going on', async () => {
    const w = world();
    const { session, seat, line } = await watched(w);
    const [before, seen] = [session.snapshot(), seat.seen.length];
    const timers = w.clock.running;
    const running = diagnose(patient(w), stays);
    await answering(w);
    assert.equal((await running).ok, true);
    assert.equal(session.snapshot(), before);
    assert.deepEqual([seat.seen.length, seat.news.length], [seen, 0]);
    assert.deepEqual([line.closed, w.services.line.closed], [false, true]);
    assert.equal(w.clock.running, timers);
  });
});

describe('a diagnosis of the login key', () => {
  const codes: ErrorCode[] = [
    'auth-timeout',
    'auth-unreachable',
    'auth-refused',
    'auth-redirected',
    'auth-bad-reply',
    'saml-failed',
  ];
  for (const code of codes)
    it(`finds ${code}, with the administrator’s sentence, and still asks whether Glance is there`, async () => {
      const w = world();
      w.services.key = fails(code);
      const diagnosis = await run(w);
      const { result, code: found, message, hint } = of(diagnosis, 'login-key');
      assert.deepEqual([result, found, message, hint], ['failed', code, `It is ${code}.`, `Mend ${code}.`]);
      assert.equal(diagnosis.ok, false);
      assert.deepEqual(w.services.asked, ['login key', 'settings of 21489']);
      const { authorization, session, origin, clock } = results(diagnosis);
      assert.deepEqual([authorization, session, origin, clock], ['skipped', 'skipped', 'skipped', 'unknown']);
    });

  it('tells the status it was answered with', async () => {
    const w = world();
    w.services.key = fails('auth-unreachable', 500);
    assert.match(of(await run(w), 'login-key').message, /Status 500\.$/);
  });

  it('counts what the page’s own function throws as no answer, and keeps its words to itself', async () => {
    const w = world();
    w.services.key = () => Promise.reject(new Error('secret-of-the-page'));
    const diagnosis = await run(w);
    assert.equal(of(diagnosis, 'login-key').code, 'auth-unreachable');
    assert.doesNotMatch(String(diagnosis), /secret-of-the-page/);
  });

  it('warns of a service that agents wait for', async () => {
    const w = world();
    w.services.key = () => {
      w.clock.pass(3_001);
      return w.services.newKey();
    };
    const { result, hint } = of(await run(w), 'login-key');
    assert.equal(result, 'warning');
    assert.match(hint ?? '', /faster/);
  });

  it('warns of one that is about to expire when no other is to be had', async () => {
    const w = world();
    await w.agent.loginKey();
    w.clock.pass(HOUR - MINUTE);
    w.services.key = fails('auth-unreachable');
    const { result, message } = of(await run(w), 'login-key');
    assert.deepEqual([result, message], ['warning', 'At hand, for 1 min.']);
  });
});

describe('a diagnosis of the clock', () => {
  const server = (ahead: number) => ({ serverClock: () => ({ host: 'crm.example', ahead }) });
  const expired = (w: World): void => {
    w.services.key = () => ({ ...w.services.newKey(), expires: w.clock.now() - 1 });
  };

  it('is content with one that a server agrees with', async () => {
    const { result, message } = of(await run(world(), { around: server(-59_000) }), 'clock');
    assert.deepEqual([result, message], ['ok', 'It agrees with that of crm.example.']);
  });

  it('says how far it is from that of a server, and on which side', async () => {
    const behind = of(await run(world(), { around: server(10 * MINUTE) }), 'clock');
    assert.deepEqual([behind.result, behind.code], ['warning', 'auth-clock']);
    assert.equal(behind.message, 'It is 10 min behind that of crm.example.');
    const ahead = of(await run(world(), { around: server(-10 * MINUTE) }), 'clock');
    assert.equal(ahead.message, 'It is 10 min ahead of that of crm.example.');
  });

  it('tells a wrong clock from a wrong expiry where a key had run out before it came', async () => {
    const w = world();
    expired(w);
    // Which clock it is shows in what Glance makes of the key.
    w.services.token = () => Promise.reject(new GlanceError('auth-refused'));
    const clock = await run(w, { around: server(-10 * MINUTE) });
    assert.deepEqual([of(clock, 'authorization').code, of(clock, 'clock').result], ['auth-clock', 'failed']);
    assert.match(of(clock, 'clock').message, /10 min ahead/);
    const expiry = of(await run(w, { around: server(0) }), 'clock');
    assert.deepEqual([expiry.result, expiry.message], ['failed', 'It agrees with that of crm.example.']);
    assert.match(expiry.hint ?? '', /expiry that the service signs/);
    const unknown = of(await run(w), 'clock');
    assert.deepEqual(
      [unknown.result, unknown.message, unknown.code],
      ['failed', 'No login key fits it.', 'auth-clock'],
    );
  });

  it('warns of one by which a key had run out before it came that Glance takes all the same', async () => {
    const w = world();
    expired(w);
    const diagnosis = await run(w);
    assert.equal(results(diagnosis)['login-key'], 'warning auth-clock');
    assert.equal(results(diagnosis)['clock'], 'warning auth-clock');
    assert.equal(results(diagnosis)['authorization'], 'ok');
    assert.equal(diagnosis.ok, true);
  });

  it('takes a key that would live longer than Glance lets it for a clock that is behind', async () => {
    const w = world();
    w.services.lifetime = 24 * HOUR + 10 * MINUTE;
    const { result, message } = of(await run(w), 'clock');
    assert.deepEqual([result, message], ['warning', 'It is 10 min behind that of the login-key service.']);
    w.services.lifetime = 24 * HOUR;
    w.agent.renew();
    assert.equal(of(await run(w), 'clock').result, 'ok');
  });
});

describe('a diagnosis of what Glance refuses', () => {
  it('finds a group without presence', async () => {
    const w = world();
    w.services.server = () => undefined;
    const diagnosis = await run(w);
    const { presence, 'look-up': lookUp, socket } = results(diagnosis);
    assert.deepEqual([presence, lookUp, socket], ['failed presence-disabled', 'skipped', 'skipped']);
    assert.equal(of(diagnosis, 'presence').hint, 'Mend presence-disabled.');
  });

  it('finds that the page’s own policy is in the way, with the administrator’s sentence', async () => {
    const w = world();
    w.services.server = fails('csp-blocked');
    const { code, hint } = of(await run(w), 'presence');
    assert.deepEqual([code, hint], ['csp-blocked', 'Mend csp-blocked.']);
  });

  it('finds a Glance that cannot be reached', async () => {
    const w = world();
    w.services.server = fails('auth-unreachable');
    w.services.token = fails('auth-unreachable');
    w.services.session = () => 'failed';
    const found = results(await run(w));
    const { presence, authorization, session, origin } = found;
    assert.deepEqual([presence, authorization], ['failed auth-unreachable', 'failed auth-unreachable']);
    assert.deepEqual([session, origin], ['failed lookup-failed', 'failed auth-unreachable']);
  });

  it('finds an agent who is refused, by a page that is not', async () => {
    const w = world();
    w.services.token = fails('auth-refused');
    w.services.session = () => 'failed';
    const diagnosis = await run(w);
    assert.equal(of(diagnosis, 'authorization').code, 'auth-refused');
    assert.equal(of(diagnosis, 'authorization').hint, 'Mend auth-refused.');
    assert.equal(of(diagnosis, 'origin').result, 'ok');
  });

  it('finds an origin that is not allowed, and names the setting', async () => {
    const w = world();
    w.services.token = fails('origin-not-allowed');
    w.services.session = () => 'failed';
    const diagnosis = await run(w);
    assert.equal(of(diagnosis, 'authorization').code, 'origin-not-allowed');
    const { result, code, hint } = of(diagnosis, 'origin');
    assert.deepEqual([result, code, hint], ['failed', 'origin-not-allowed', 'Mend origin-not-allowed.']);
    assert.equal(w.services.count('authorize'), 1);
  });

  it('finds an origin that is no longer allowed although there is an authorization', async () => {
    const w = world();
    await w.agent.authorization();
    w.services.visitor = fails('auth-unreachable');
    w.services.session = () => 'failed';
    w.services.token = fails('origin-not-allowed');
    const diagnosis = await run(w, {}, async () => {
      await turn();
      w.services.line.say({ type: 'closed' });
    });
    assert.equal(of(diagnosis, 'authorization').result, 'ok');
    assert.equal(of(diagnosis, 'origin').code, 'origin-not-allowed');
  });

  it('knows from a refusal that can be read that the origin is allowed', async () => {
    const w = world();
    await w.agent.authorization();
    w.services.visitor = fails('auth-unreachable', 503);
    w.services.session = () => 'failed';
    assert.equal(of(await run(w), 'origin').result, 'ok');
    assert.equal(w.services.count('authorize'), 1);
  });

  it('finds a look-up of the customer that fails, and what can be done', async () => {
    const w = world();
    w.services.visitor = fails('lookup-failed');
    const { code, hint } = of(await run(w), 'look-up');
    assert.equal(code, 'lookup-failed');
    assert.match(hint ?? '', /connect-src, firewall, proxy/);
  });

  it('finds a look-up of the session that fails, or is refused', async () => {
    const w = world();
    w.services.session = () => 'failed';
    assert.equal(of(await run(w), 'session').code, 'lookup-failed');
    w.services.session = fails('auth-refused');
    assert.equal(of(await run(w), 'session').code, 'auth-refused');
  });
});

describe('a diagnosis of the socket', () => {
  const closing = async (w: World): Promise<void> => {
    await turn();
    w.services.line.say({ type: 'closed' });
  };

  it('warns of one that is blocked, since presence comes by REST then', async () => {
    const diagnosis = await run(world(), {}, closing);
    const { result, code, hint } = of(diagnosis, 'socket');
    assert.deepEqual([result, code], ['warning', 'presence-degraded']);
    assert.match(hint ?? '', /wss.*connect-src/);
    assert.equal(diagnosis.ok, true);
  });

  it('has failed where REST has, too', async () => {
    const w = world();
    w.services.visitor = fails('lookup-failed');
    assert.equal(of(await run(w, {}, closing), 'socket').result, 'failed');
  });

  it('waits for one that is silent, but not for ever', async () => {
    const w = world();
    const running = diagnose(patient(w), stays);
    await turn();
    w.services.line.say({ type: 'other' });
    await w.pass(9_500);
    assert.equal(await outcome(running), 'open');
    await w.pass(500);
    const { result, message, ms } = of(await running, 'socket');
    assert.deepEqual([result, message, ms], ['warning', 'No answer.', 10_000]);
    assert.deepEqual([w.services.line.closed, w.clock.running], [true, 0]);
  });

  it('tries a new authorization before it believes that it is refused', async () => {
    const w = world();
    await w.agent.authorization();
    const refusing = async (): Promise<void> => {
      await turn();
      w.services.line.say({ type: 'refused' });
      await turn();
    };
    const renewed = await run(w, {}, async () => {
      await refusing();
      w.services.line.say({ type: 'connected', keepalive: 30 });
    });
    assert.equal(of(renewed, 'socket').result, 'ok');
    const refused = await run(w, {}, async () => {
      await refusing();
      await refusing();
    });
    assert.equal(of(refused, 'socket').code, 'auth-refused');
  });
});

describe('a diagnosis of the page', () => {
  it('finds settings that are missing, and tries nothing', async () => {
    const w = world();
    const problem = { code: 'config-missing', settings: ['groupid', 'puid'] } as const;
    const diagnosis = await run(w, { problem, visitorId: undefined });
    const { result, code, message } = of(diagnosis, 'settings');
    assert.deepEqual([result, code], ['failed', 'config-missing']);
    assert.match(message, /groupid, puid/);
    assert.deepEqual(w.services.asked, []);
    assert.equal(of(diagnosis, 'login-key').result, 'skipped');
  });

  it('finds a visitorid that cannot be one, and what was warned of', async () => {
    const invalid = of(await run(world(), { invalidVisitorId: 'a b', visitorId: undefined }), 'settings');
    assert.deepEqual([invalid.result, invalid.code], ['warning', 'visitorid-invalid']);
    const warned = of(await run(world(), { warned: ['openwhen="never" is none of accepted, asked'] }), 'settings');
    assert.equal(warned.result, 'warning');
    assert.equal(warned.message, 'group 21489; openwhen="never" is none of accepted, asked');
    assert.match(invalid.message, /^group 21489; visitorid/);
  });

  it('finds a second version', async () => {
    const { result, message } = of(await run(world(), { versions: ['1.2.3', '1.0.0'] }), 'version');
    assert.equal(result, 'warning');
    assert.match(message, /1\.2\.3 is at work.*1\.0\.0/);
  });

  it('tells what a Content Security Policy has blocked, also while it runs', async () => {
    const w = world();
    let blocked = '';
    const diagnosis = await run(w, { around: { blocked: async () => blocked } }, async () => {
      await answering(w);
      blocked = 'connect-src presence.glance.net';
    });
    const { result, message } = of(diagnosis, 'csp');
    assert.deepEqual([result, message], ['warning', 'connect-src presence.glance.net']);
  });

  it('knows of pop-ups what the last one has shown', async () => {
    const seen = async (changes: Changes) => results(await run(world(), changes))['pop-ups'];
    assert.equal(await seen({ opened: true }), 'ok');
    assert.equal(await seen({ opened: false }), 'warning popup-blocked');
    assert.equal(await seen({ opened: undefined }), 'unknown');
    assert.equal(await seen({ opened: undefined, opensLate: false }), 'ok');
  });

  it('warns of what is not well about the page', async () => {
    const { result, hint } = of(await run(world(), { around: { hint: 'Go online.' } }), 'page');
    assert.deepEqual([result, hint], ['warning', 'Go online.']);
  });
});

describe('a diagnosis', () => {
  it('is over at once when the element leaves, and leaves nothing', async () => {
    for (const stuck of ['key', 'server', 'token', 'visitor', 'socket', 'session'] as const) {
      const w = world();
      const over = new AbortController();
      if (stuck !== 'socket') w.services[stuck] = () => new Promise<never>(() => undefined);
      const running = diagnose(patient(w), over.signal);
      await (stuck === 'session' ? answering(w) : turn());
      assert.equal(await outcome(running), 'open', stuck);
      over.abort();
      const diagnosis = await outcome(running);
      assert.ok(typeof diagnosis === 'object', stuck);
      assert.equal(w.clock.running, 0, stuck);
      assert.ok(
        w.services.lines.every(({ closed }) => closed),
        stuck,
      );
      const own = ['server', 'visitor', 'session'].includes(stuck);
      if (own) assert.ok(w.services.signals.at(-1)?.aborted, stuck);
    }
  });

  it('asks nothing more of an element that has left', async () => {
    const w = world();
    const over = new AbortController();
    w.services.server = () => {
      over.abort();
      return { host: 'presence.glance.net', loadBalanced: true };
    };
    const diagnosis = await diagnose(patient(w), over.signal);
    assert.deepEqual(w.services.asked, ['login key', 'settings of 21489']);
    assert.equal(results(diagnosis)['authorization'], 'skipped detached');
    assert.equal(diagnosis.findings.length, 13);
  });

  it('never throws, whatever its world does', async () => {
    const w = world();
    const thrown = (): never => {
      throw new TypeError('odd');
    };
    for (const what of ['key', 'token', 'server', 'visitor', 'session', 'direct'] as const) w.services[what] = thrown;
    assert.equal((await run(w)).ok, false);
    const odd = world();
    odd.services.openPresence = thrown;
    assert.equal(of(await run(odd), 'socket').result, 'failed');
  });

  it('of an element that is in no page says so', () => {
    const diagnosis = undiagnosed(['1.2.3'], 0);
    assert.deepEqual([diagnosis.ok, diagnosis.version, diagnosis.at], [false, '1.2.3', '1970-01-01T00:00:00.000Z']);
    assert.deepEqual(
      diagnosis.findings.map(({ code }) => code),
      ['detached'],
    );
  });

  it('reads as a text, a line for each finding and one for what can be done', async () => {
    const w = world();
    w.services.key = () => {
      w.clock.pass(20);
      throw new GlanceError('auth-refused');
    };
    const lines = String(await run(w)).split('\n');
    assert.equal(lines[0], 'glance-join 1.2.3, 2027-01-15T08:00:00.000Z');
    assert.equal(lines[1], 'ok      version       1.2.3');
    assert.equal(lines[3], 'failed  login-key     It is auth-refused. [auth-refused] 20 ms');
    assert.equal(lines[4], '                      Mend auth-refused.');
  });

  it('can be posted to another window', async () => {
    const w = world();
    const { findings, ok } = structuredClone<Diagnosis>(await run(w));
    assert.deepEqual([findings.length, ok], [13, true]);
  });

  it('has nothing in it that is a secret, or somebody’s', async () => {
    for (const break_ of [undefined, 'token', 'visitor', 'session', 'server'] as const) {
      const w = world();
      w.services.visitor = () => ({ ...PAGE, page: 'https://shop.example/private' });
      if (break_) w.services[break_] = fails('auth-unreachable', new Error('said by authurl?token=t0ken'));
      const text = JSON.stringify(await run(w, { sessionKey: '55555' }));
      for (const secret of ['key 1', 'token 2', CUSTOMER, '55555', 'agent-42', 'private', 't0ken'])
        assert.doesNotMatch(text, new RegExp(secret), break_);
    }
  });
});
