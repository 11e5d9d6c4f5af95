import { expect } from '@open-wc/testing';
import type { GlanceJoin, Report } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  comesTo,
  enterKey,
  heard,
  isTold,
  keyOnly,
  make,
  place,
  press,
  rejection,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { faults, origins } from './sandbox.js';
import { clock, joined as joinedBy, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

/** Taken before a test counts the page's own. */
const fetch = window.fetch.bind(window);

describe('the report of a session', () => {
  playSurroundings();

  const joined = (properties: object, attributes: Readonly<Record<string, string>> = watching) => {
    return joinedBy(() => {
      const join = make(attributes);
      set(join, properties as Readonly<Record<string, unknown>>);
      stage.append(join);
      return join;
    });
  };
  const isReported = async (join: GlanceJoin): Promise<Report> => {
    await until('it is reported', () => heard(join, 'glancesessionend').length > 0);
    return heard(join, 'glancesessionend')[0]!;
  };

  it('goes to reportingcallback once, frozen, every field in it, after the event', async () => {
    const calls: { report: Report; state: string; told: number }[] = [];
    const { join, alice, id } = await joined({
      reportingcallback(report: Report) {
        calls.push({ report, state: join.state, told: heard(join, 'glancesessionend').length });
      },
      reportingorigin: 'crm',
      reportingexternalid: 'case-7',
    });
    await clock.pass(8_000);
    alice.ends();
    const report = await isReported(join);
    await isTold(join, 'session-ended');
    await clock.pass(30_000);
    expect(calls).to.have.lengthOf(1);
    expect(calls[0]!.report).to.equal(report);
    expect(calls[0]!.told).to.equal(1);
    expect(calls[0]!.state).not.to.equal('in-session');
    const { sessionStart, sessionEnd, duration, ...rest } = report;
    expect(rest).to.deep.equal({
      sessionId: id,
      sessionKey: 'alice',
      visitorId: 'alice',
      outcome: 'joined',
      endedBy: 'customer',
      origin: 'crm',
      externalId: 'case-7',
    });
    expect(duration).to.be.within(8, 10);
    for (const time of [sessionStart, sessionEnd]) expect(new Date(time).toISOString()).to.equal(time);
    expect(Object.isFrozen(report)).to.equal(true);
  });

  it('goes to the callback that is set when it ends, and to none where none is', async () => {
    const calls: string[] = [];
    const { join, alice } = await joined({ reportingcallback: () => calls.push('first') });
    join.reportingcallback = () => calls.push('second');
    alice.ends();
    await isReported(join);
    await comesTo(join, 'present');
    expect(calls).to.deep.equal(['second']);
    join.reportingcallback = null;
    await press(join, 'Join');
    await alice.isAsked(2);
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'in-session');
    alice.ends();
    await until('it is reported', () => heard(join, 'glancesessionend').length === 2);
    expect(calls).to.deep.equal(['second']);
  });

  it('goes to one callback where two elements show the session', async () => {
    const calls: string[] = [];
    const other = make(watching);
    set(other, { reportingcallback: () => calls.push('other') });
    stage.append(other);
    const { join, alice } = await joined({ reportingcallback: () => calls.push('began it') });
    alice.ends();
    await isReported(join);
    await comesTo(other, 'present');
    expect(calls).to.deep.equal(['began it']);
  });

  it('stops nothing when its callback throws, which the page hears of as an uncaught error', async () => {
    const thrown = new Error('the CRM is down');
    const uncaught: unknown[] = [];
    const restore = replace(window, 'reportError', () => (error: unknown) => void uncaught.push(error));
    try {
      const { join, alice } = await joined({
        reportingcallback: () => {
          throw thrown;
        },
      });
      alice.ends();
      await isReported(join);
      await isTold(join, 'session-ended');
      await comesTo(join, 'present');
      expect(uncaught).to.deep.equal([thrown]);
      await press(join, 'Join');
      await alice.isAsked(2);
      await join.cancel();
    } finally {
      restore();
    }
  });

  it('still settles end() when its callback throws', async () => {
    const restore = replace(window, 'reportError', () => () => undefined);
    try {
      const { join } = await joined({
        reportingcallback: () => {
          throw new Error('the CRM is down');
        },
      });
      expect(await join.end()).to.include({ endedBy: 'agent', sessionKey: 'alice' });
    } finally {
      restore();
    }
  });

  it('bears origin and external id as they were when the session began, as the viewer was told', async () => {
    const { join, alice } = await joined({ reportingorigin: 'crm', reportingexternalid: 'case-7' });
    set(join, { reportingorigin: 'desk', reportingexternalid: 'case-8' });
    await join.updateComplete;
    await press(join, 'Leave');
    await press(join, 'Open viewer');
    expect(viewers.posted).to.have.lengthOf(2);
    for (const { fields } of viewers.posted) expect(fields).to.include({ ORIGIN: 'crm', XID: 'case-7' });
    alice.ends();
    expect(await isReported(join)).to.include({ origin: 'crm', externalId: 'case-7' });

    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.isAsked(2);
    alice.accepts();
    await alice.starts();
    await comesTo(join, 'in-session');
    expect(viewers.posted.at(-1)!.fields).to.include({ ORIGIN: 'desk', XID: 'case-8' });
  });

  it('bears them from attributes too, and the customer’s page is not told', async () => {
    const labels = { reportingorigin: 'crm & co', reportingexternalid: 'a/7' };
    const { join, alice } = await joined({}, { ...watching, ...labels });
    expect(viewers.posted[0]!.fields).to.include({ ORIGIN: 'crm & co', XID: 'a/7' });
    expect(alice.questions).to.deep.equal([{ sessionKey: 'alice' }]);
    alice.ends();
    expect(await isReported(join)).to.include({ origin: 'crm & co', externalId: 'a/7' });
  });

  it('bears neither where neither is set', async () => {
    const { join, alice } = await joined({});
    expect(viewers.posted[0]!.fields).not.to.have.any.keys('ORIGIN', 'XID');
    alice.ends();
    expect(JSON.stringify(await isReported(join))).not.to.match(/"origin"|"externalId"/);
  });

  describe('errormessage', () => {
    const said = 'Call the help desk, extension 7.';
    const alert = (join: GlanceJoin) => join.shadowRoot!.querySelector('[role=alert]')!.textContent;

    it('is said in place of every sentence about an error: shown, spoken, told', async () => {
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      const join = place({ ...watching, errormessage: said });
      await comesTo(join, 'error');
      expect(text(join, 'message')).to.equal(said);
      expect(alert(join)).to.equal(said);
      const [error] = heard(join, 'glanceerror');
      expect(error).to.include({ code: 'auth-unreachable', message: said });
      expect(error!.hint, 'the administrator’s sentence stays').to.contain('authurl');
      await faults();
      await press(join, 'Try again');
      await comesTo(join, 'absent');
      expect(part(join)).not.to.contain(said);
    });

    it('is said in place of what is missing', async () => {
      const join = place({ ...watching, puid: '', errormessage: said });
      await comesTo(join, 'unconfigured');
      expect(text(join, 'status')).to.equal(said);
      expect(heard(join, 'glanceerror')[0]).to.include({ code: 'config-missing', message: said });
    });

    it('may be set while the error is shown, and taken away', async () => {
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      const join = place(watching);
      await comesTo(join, 'error');
      const before = text(join, 'message');
      join.errormessage = said;
      await join.updateComplete;
      expect(text(join, 'message')).to.equal(said);
      join.errormessage = '';
      await join.updateComplete;
      expect(text(join, 'message')).to.equal(before);
    });

    it('is not said of what is no error', async () => {
      const alice = await Customer.arrives();
      const join = place({ ...watching, errormessage: said });
      await comesTo(join, 'present');
      await press(join, 'Join');
      await alice.isAsked();
      alice.declines();
      await isTold(join, 'declined');
      expect(text(join, 'message')).to.equal('The customer declined.');
    });

    const part = (join: GlanceJoin): string => join.shadowRoot!.textContent;
  });

  describe('of another kind', () => {
    const kinds: Record<string, string> = {
      screenshare: '12345 · Screen share',
      ScreenShare: '12345 · Screen share',
      video: '12345 · Video',
      cobrowse: '12345',
      somethingnew: '12345',
    };
    for (const [calltype, words] of Object.entries(kinds))
      it(`is called what it is: ${calltype}`, async () => {
        const join = place(keyOnly);
        await comesTo(join, 'idle');
        await startsOfKind(calltype, '12345');
        await enterKey(join, '12345');
        await comesTo(join, 'in-session');
        expect(text(join, 'visitor')).to.equal(words);
        await press(join, 'Leave');
        expect(text(join, 'visitor')).to.equal(words);
      });

    it('is spoken as what it is', async () => {
      const join = place(keyOnly);
      await comesTo(join, 'idle');
      await startsOfKind('screenshare', '12345');
      await enterKey(join, '12345');
      await comesTo(join, 'in-session');
      expect(join.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('12345 · Screen share');
    });

    /** A session that a phone has started by Glance's mobile SDK. */
    const startsOfKind = async (calltype: string, sessionKey: string): Promise<void> => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ groupid: '21489', sessionKey, calltype });
      await fetch(`${origins.glance}/services/SessionProvisioning/StartSession2`, { method: 'POST', headers, body });
    };
  });

  describe('debugmode', () => {
    let lines: string[];
    let depth: number;
    let groups: number;
    let restores: (() => void)[];
    beforeEach(() => {
      lines = [];
      depth = groups = 0;
      const keep = (...said: unknown[]) => void lines.push(said.map(written).join(' '));
      restores = [
        ...(['debug', 'log', 'info'] as const).map((name) => replace(console, name, () => keep)),
        ...(['group', 'groupCollapsed'] as const).map((name) =>
          replace(console, name, () => (...said: unknown[]) => {
            depth++;
            groups++;
            keep(...said);
          }),
        ),
        replace(console, 'groupEnd', () => () => {
          depth--;
        }),
      ];
    });
    afterEach(() => {
      stage.replaceChildren();
      for (const restore of restores) restore();
    });
    const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify({ value }));

    it('logs a whole session in closed groups, with no secret in them', async () => {
      const sent: string[] = [];
      const restore = replace(
        WebSocket.prototype,
        'send',
        (send) =>
          function (this: WebSocket, frame) {
            sent.push(frame as string);
            send.call(this, frame);
          },
      );
      restores.push(restore);
      const invoke = { func: 'ask', args: { note: 'a word to the customer' } };
      const { join, alice } = await joinedByOwnKey({ debugmode: true, custominvoke: invoke });
      await join.signal({ note: 'a word to the customer' }).catch(() => undefined);
      const key = viewers.posted[0]!.fields['LOGINKEY']!;
      const { authorization } = JSON.parse(sent.find((frame) => frame.includes('authorization'))!) as {
        authorization: string;
      };
      alice.ends();
      await isReported(join);
      await until('all is over', () => join.state === 'present' || join.state === 'absent');
      const phone = join.inviteCamera('+1 555 0100199');
      await until('the phone is invited', () => join.state === 'waiting' && traffic.pending === 0);
      await join.cancel();
      await rejection(phone);

      const log = lines.join('\n');
      for (const step of [
        'settings',
        'present → inviting',
        'inviting → in-session',
        'Authorize 200',
        'presence, sent:',
      ])
        expect(log).to.contain(step);
      expect(groups).to.be.greaterThan(3);
      expect(depth, 'every group is closed').to.equal(0);
      expect(lines.filter((line) => line.startsWith('[glance-join]'))).not.to.be.empty;
      const [, , , signature = ''] = key.split('$');
      expect(signature).to.have.lengthOf(43);
      for (const secret of [signature, authorization, 'own-key-98765', '5550100199', '555 0100199', 'a word to'])
        expect(log, secret).not.to.contain(secret);
      expect(log, 'the query of an address').not.to.match(/https?:[^\s"]*\?/);
    });

    it('logs no key that the agent types', async () => {
      const join = place({ ...keyOnly, debugmode: '' });
      await comesTo(join, 'idle');
      await enterKey(join, '98765');
      await comesTo(join, 'waiting');
      await until('it is answered', () => traffic.pending === 0);
      await clock.pass(16_000);
      await isTold(join, 'no-such-session');
      expect(lines.join('\n')).to.contain('waiting').and.not.to.contain('98765');
    });

    it('is off again when it is turned off, or its element goes', async () => {
      const join = place({ ...keyOnly, debugmode: '' });
      await comesTo(join, 'idle');
      expect(lines).not.to.be.empty;
      join.debugmode = false;
      await join.updateComplete;
      lines.length = 0;
      await enterKey(join, '98765');
      await until('it is answered', () => traffic.requests.length > 0 && traffic.pending === 0);
      expect(lines).to.deep.equal([]);
      join.debugmode = true;
      await join.updateComplete;
      join.remove();
      await nextTask();
      lines.length = 0;
      const other = place(keyOnly);
      await comesTo(other, 'idle');
      expect(lines).to.deep.equal([]);
    });

    const joinedByOwnKey = async (properties: object) => {
      const alice = await Customer.arrives();
      const join = make(watching);
      set(join, { ...properties, presessionfunc: () => ({ sessionKey: 'own-key-98765' }) });
      stage.append(join);
      await comesTo(join, 'present');
      await press(join, 'Join');
      await comesTo(join, 'inviting', 'sent');
      alice.accepts();
      await alice.starts('own-key-98765');
      await comesTo(join, 'in-session');
      return { join, alice };
    };
  });
});
