import { expect } from '@open-wc/testing';
import { define, type GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import {
  button,
  comesTo,
  enterKey,
  errors,
  keyOnly,
  make,
  notices,
  part,
  place,
  press,
  set,
  stage,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { sandboxState, seen } from './sandbox.js';
import { nextTask, until } from './until.js';
import { Viewers } from './viewers.js';

describe('a setting', () => {
  let viewers: Viewers;
  let warnings: string[];
  let restore: () => void;
  beforeEach(() => {
    (viewers = new Viewers()).install();
    warnings = [];
    restore = replace(
      console,
      'warn',
      () =>
        (...said: unknown[]) =>
          void warnings.push(said.join(' ')),
    );
  });
  afterEach(() => {
    restore();
    viewers.uninstall();
  });

  const joins = async (join: GlanceJoin): Promise<void> => {
    await enterKey(join, '12345');
    const alice = await Customer.arrives('12345');
    await alice.starts();
    await comesTo(join, 'in-session');
  };

  describe('by another name', () => {
    const attributes = { opentype: ['window', 'openlocation'], mobilecamerashare: ['', 'camerashare'] } as const;
    for (const [alias, [value, name]] of Object.entries(attributes))
      it(`${alias} is ${name}, as an attribute`, async () => {
        const join = place({ ...keyOnly, [alias]: value });
        expect(join[name]).to.equal(value || true);
        expect(Reflect.get(join, alias)).to.equal(value || true);
        join.removeAttribute(alias);
        expect(join[name]).to.equal(value ? null : false);
        expect(join.hasAttribute(name), 'the page’s markup is its own').to.equal(false);
      });

    const presession = () => ({ sessionKey: 'case-7' });
    const reported = () => undefined;
    const getloginkey = () => '$1$1$a';
    const properties: Record<string, [value: unknown, name: string]> = {
      opentype: ['window', 'openlocation'],
      presession: [presession, 'presessionfunc'],
      mobilecamerashare: [true, 'camerashare'],
      mobileCameraShare: [true, 'camerashare'],
      errorMessage: ['Call us.', 'errormessage'],
      reportingCallback: [reported, 'reportingcallback'],
      reportingOrigin: ['crm', 'reportingorigin'],
      reportingExternalId: ['case-7', 'reportingexternalid'],
      uiVersion: [2, 'uiversion'],
      getloginkey: [getloginkey, 'getLoginKey'],
    };
    for (const [alias, [value, name]] of Object.entries(properties))
      it(`${alias} is ${name}, as a property, and either tells the other’s value`, () => {
        const join = make(keyOnly);
        expect(alias in join, 'frameworks ask whether it is a property').to.equal(true);
        set(join, { [alias]: value });
        // The runner cannot show a function that is not the one expected.
        expect(Reflect.get(join, name) === value, name).to.equal(true);
        set(join, { [alias]: undefined, [name]: value });
        expect(Reflect.get(join, alias) === value, alias).to.equal(true);
      });

    it('takes effect when it was set before the element was defined', async () => {
      const tag = 'glance-join-by-aliases';
      const alice = await Customer.arrives();
      const reports: unknown[] = [];
      stage.innerHTML = `<${tag}></${tag}>`;
      set(stage.firstElementChild!, {
        ...watching,
        presence: true,
        opentype: 'window',
        presession,
        mobileCameraShare: true,
        reportingCallback: (report: unknown) => reports.push(report),
        reportingOrigin: 'crm',
        reportingExternalId: 'case-7',
      });
      define(tag);
      const join = stage.querySelector<GlanceJoin>(tag)!;
      await comesTo(join, 'present');
      expect(button(join, 'Invite a phone’s camera')).not.to.equal(undefined);
      await press(join, 'Join');
      await alice.isAsked();
      expect(alice.questions).to.deep.equal([{ sessionKey: 'case-7' }]);
      alice.accepts();
      await alice.starts('case-7');
      await comesTo(join, 'in-session');
      expect(viewers.features).to.deep.equal(['popup,width=800,height=800,left=10,top=10']);
      alice.ends();
      await until('it is reported', () => reports.length > 0);
      expect(reports[0]).to.include({ origin: 'crm', externalId: 'case-7' });
    });
  });

  describe('that was set before the element was defined', () => {
    it('counts, the property before the attribute', async () => {
      const tag = 'glance-join-set-early';
      stage.innerHTML = `<${tag} groupid="1" puid="nobody" presence="false"></${tag}>`;
      set(stage.firstElementChild!, { ...watching, presence: true, uiversion: 2 });
      define(tag);
      const join = stage.querySelector<GlanceJoin>(tag)!;
      await comesTo(join, 'absent');
      const { groupid, puid, presence, uiversion } = join;
      expect({ groupid, puid, presence, uiversion }).to.deep.equal({
        groupid: '21489',
        puid: 'agent-42',
        presence: true,
        uiversion: 2,
      });
    });

    it('counts from markup too', async () => {
      const tag = 'glance-join-from-markup';
      const attributes = Object.entries(watching).map(([name, value]) => `${name}="${value}"`);
      stage.innerHTML = `<${tag} ${attributes.join(' ')} custominvoke='{"func":"ask"}'></${tag}>`;
      define(tag);
      const join = stage.querySelector<GlanceJoin>(tag)!;
      await comesTo(join, 'absent');
      expect(join.custominvoke).to.deep.equal({ func: 'ask' });
    });
  });

  describe('that is an object', () => {
    const values: Record<string, unknown> = {
      authheaders: { 'X-Tenant': '7' },
      authbody: { tenant: '7', floor: 3 },
      custominvoke: { func: 'ask', args: { why: 'a "case"' } },
    };
    for (const [name, value] of Object.entries(values)) {
      it(`is given as JSON in ${name}`, () => {
        const join = place({ ...keyOnly, [name]: JSON.stringify(value) });
        expect(Reflect.get(join, name)).to.deep.equal(value);
        join.removeAttribute(name);
        expect(Reflect.get(join, name)).to.equal(null);
        expect(warnings).to.deep.equal([]);
      });

      it(`is none in ${name} when it is no JSON object: said once, and the rest works`, async () => {
        for (const text of ["{'X': 1}", '7', 'null', 'func', '']) {
          const join = place({ ...keyOnly, [name]: text });
          await comesTo(join, 'idle');
          expect(Reflect.get(join, name)).to.equal(null);
        }
        expect(warnings).to.have.lengthOf(1);
        expect(warnings[0]).to.contain(name);
        await enterKey(stage.querySelector('glance-join')!, '12345');
        await until('the key is looked up', async () => (await sandboxState()).requests.length > 1);
        expect(errors(stage.querySelector('glance-join')!)).to.deep.equal([]);
      });
    }

    it('may be set as the JSON text by frameworks that make properties of attributes', async () => {
      const join = make({ ...watching, authurl: '/loginkey?token=t-1' });
      set(join, { authheaders: '{"Authorization":"Bearer t-1"}', custominvoke: '{"func":"ask"}' });
      stage.append(join);
      await comesTo(join, 'absent');
      expect(warnings.filter((said) => said.includes('custominvoke'))).to.deep.equal([]);
    });

    const secrets: Record<string, [name: string, value: object]> = {
      'an Authorization header': ['authheaders', { Authorization: 'Bearer s-1' }],
      'a Cookie header': ['authheaders', { cookie: 's-1' }],
      'a header’s token': ['authheaders', { 'X-Csrf-Token': 's-1' }],
      'a header’s key': ['authheaders', { 'X-Api-Key': 's-1' }],
      'a body’s token': ['authbody', { Token: 's-1' }],
      'a body’s key': ['authbody', { apiKey: 's-1' }],
    };
    for (const [what, [name, value]] of Object.entries(secrets))
      it(`is warned of when the markup holds ${what}, without saying it`, async () => {
        // What has been said once is not said again: a page of its own.
        const frame = stage.appendChild(document.createElement('iframe'));
        const view = frame.contentWindow as Window & { console: Console; ready?: boolean };
        const said: unknown[] = [];
        view.console.warn = (...all) => void said.push(...all);
        const script = view.document.createElement('script');
        script.type = 'module';
        script.textContent = `import '${location.origin}/src/index.ts'; window.ready = true;`;
        view.document.body.append(script);
        await until('it is loaded', () => view.ready);
        const place = (text: string): void => {
          const join = view.document.createElement('glance-join');
          join.setAttribute(name, text);
          view.document.body.append(join);
        };
        place('{"X-Tenant":"7"}');
        expect(said.filter((each) => String(each).includes(name))).to.deep.equal([]);
        place(JSON.stringify(value));
        place(JSON.stringify(value));
        const warned = said.filter((each) => String(each).includes(name));
        expect(warned).to.have.lengthOf(1);
        expect(warned[0]).to.contain('property').and.not.to.contain('s-1');
      });
  });

  describe('that is on or off', () => {
    const names = ['presence', 'eager', 'autojoin', 'gicon', 'camerashare', 'debugmode', 'disabled'] as const;
    const texts: Record<string, boolean> = { '': true, true: true, presence: true, false: false, False: false };
    for (const [value, on] of Object.entries(texts))
      it(`is ${on ? 'on' : 'off'} with ="${value}"`, () => {
        for (const name of names) expect(make({ ...keyOnly, [name]: value })[name], name).to.equal(on);
      });

    const values: [value: unknown, on: boolean][] = [
      [true, true],
      ['', true],
      ['true', true],
      [1, true],
      [false, false],
      ['false', false],
      ['False', false],
      [0, false],
      [null, false],
      [undefined, false],
    ];
    for (const [value, on] of values)
      it(`is ${on ? 'on' : 'off'} as the property ${JSON.stringify(value)}, and tells true or false`, async () => {
        const restores = (['debug', 'groupCollapsed'] as const).map((name) =>
          replace(console, name, () => () => undefined),
        );
        const join = place(keyOnly);
        for (const name of names) {
          set(join, { [name]: value });
          await join.updateComplete;
          expect(join[name], name).to.equal(on);
        }
        join.remove();
        restores.forEach((each) => each());
      });

    it('watches nobody as the property "false"', async () => {
      await Customer.arrives();
      const join = make(watching);
      set(join, { presence: 'false' });
      stage.append(join);
      await comesTo(join, 'idle');
      set(join, { presence: '' });
      await comesTo(join, 'present');
    });

    const videos: [value: unknown, told: string | undefined][] = [
      [true, '1'],
      ['', '1'],
      ['true', '1'],
      [false, '0'],
      ['false', '0'],
      [undefined, undefined],
      [null, undefined],
    ];
    for (const [agentvideo, told] of videos)
      it(`agentvideo ${JSON.stringify(agentvideo)} is told to the viewer as ${told ?? 'nothing'}`, async () => {
        const join = place(keyOnly);
        set(join, { agentvideo });
        await joins(join);
        expect(viewers.posted[0]!.fields['AGENTVIDEO']).to.equal(told);
      });

    const markup: [value: string, told: string][] = [
      ['', '1'],
      ['true', '1'],
      ['false', '0'],
    ];
    for (const [agentvideo, told] of markup)
      it(`agentvideo="${agentvideo}" is told to the viewer as ${told}`, async () => {
        await joins(place({ ...keyOnly, agentvideo }));
        expect(viewers.posted[0]!.fields['AGENTVIDEO']).to.equal(told);
      });
  });

  it('that names the group may be a number, and is the same as its text', async () => {
    const join = make(watching);
    join.groupid = 21489;
    stage.append(join);
    await comesTo(join, 'absent');
    join.groupid = ' 21489 ';
    await nextTask();
    expect(join.state).to.equal('absent');
    expect(await seen('/loginkey')).to.have.lengthOf(1);
  });

  describe('that is one of a few words', () => {
    const words: Record<string, [value: string, shown: (join: GlanceJoin) => boolean]> = {
      openlocation: [' Window ', () => viewers.features[0]!.startsWith('popup')],
      opentype: ['FLEX', (join) => !!part(join, 'viewer')],
      openwhen: ['ACCEPTED', () => viewers.features.length === 1],
    };
    for (const [name, [value, shown]] of Object.entries(words))
      it(`is taken in any case: ${name}="${value}"`, async () => {
        const join = place({ ...keyOnly, [name]: value });
        await joins(join);
        expect(shown(join)).to.equal(true);
        expect(warnings).to.deep.equal([]);
      });

    it('is taken in any case: openwhen="ASKED"', async () => {
      const alice = await Customer.arrives();
      const join = place({ ...watching, openwhen: 'ASKED' });
      await comesTo(join, 'present');
      await press(join, 'Join');
      expect(viewers.frames).to.have.lengthOf(1);
      await alice.isAsked();
    });

    const bad: Record<string, string> = { authmethod: 'kerberos', openwhen: 'never', uiversion: '3' };
    for (const [name, value] of Object.entries(bad))
      it(`is its first, and reported once, where it is none of them: ${name}="${value}"`, async () => {
        for (const each of [place({ ...watching, [name]: value }), place({ ...watching, [name]: value })]) {
          await comesTo(each, 'absent');
          expect(errors(each)).to.deep.equal([]);
          expect(notices(each)).to.deep.equal([]);
          each.requestUpdate();
          await each.updateComplete;
        }
        expect(warnings).to.have.lengthOf(1);
        expect(warnings[0]).to.contain(`${name}="${value}"`);
        expect(await seen('/loginkey')).to.have.lengthOf(1);
      });
  });

  it('that calls what no agent may call on the customer’s page is reported once, and the customer is asked', async () => {
    const alice = await Customer.arrives();
    const join = place({ ...watching, custominvoke: '{"func":"window.alert"}' });
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.isAsked();
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain('custominvoke');
  });

  it('that names an iframe which is not there is reported once, and one is made', async () => {
    const join = place({ ...keyOnly, openlocation: 'iframe', iframeid: 'nowhere' });
    await joins(join);
    expect(part(join, 'viewer')).not.to.equal(null);
    await press(join, 'Leave');
    await press(join, 'Open viewer');
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain('nowhere');
  });
});
