import { expect } from '@open-wc/testing';
import type { GlanceJoin, GlanceJoinEventMap } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import {
  button,
  comesTo,
  enterKey,
  heard,
  isTold,
  keyOnly,
  mainButton,
  notices,
  place,
  press,
  rejection,
  set,
  stage,
  typeKey,
  watching,
} from './join.js';
import { click, noViewerIsLeft, Openings } from './openings.js';
import { replace } from './replace.js';
import { origins, sandboxState } from './sandbox.js';
import { drawn, until } from './until.js';
import { Viewers } from './viewers.js';

type Attributes = Readonly<Record<string, string>>;
type Properties = Readonly<Record<string, unknown>>;

const KEY = '12345';

/** An element in whose customer's session nobody is yet: "Open viewer" is on its button. */
const joinable = async (attributes: Attributes = {}, properties: Properties = {}) => {
  const alice = await Customer.arrives();
  await alice.starts();
  const join = place({ ...watching, ...attributes });
  set(join, properties);
  await comesTo(join, 'joinable');
  return { join, alice };
};

const ownFrame = (join: GlanceJoin) => join.shadowRoot!.querySelector('iframe');

const pageFrame = (markup: string, parent: ParentNode = stage) => {
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  parent.append(holder.content);
  return parent.querySelector('iframe')!;
};

describe('the place of the viewer', () => {
  let openings: Openings;
  let endSession: () => void;
  beforeEach(async () => {
    (openings = new Openings()).install();
    endSession = await sessionByKey(KEY);
  });
  afterEach(() => openings.uninstall());

  /** An element that is to join by key. */
  const ready = async (attributes: Attributes = {}, parent: ParentNode = stage, properties: Properties = {}) => {
    const join = place({ ...keyOnly, ...attributes }, parent);
    set(join, properties);
    await comesTo(join, 'idle');
    return join;
  };
  /** In session without a click of the agent's, which only a frame can be. */
  const inFrame = async (attributes: Attributes = {}, parent?: ParentNode) => {
    const join = await ready({ openlocation: 'iframe', ...attributes }, parent);
    await enterKey(join, KEY);
    await comesTo(join, 'in-session');
    await openings.areLive(1);
    return join;
  };
  /** In session by real clicks. */
  const byClick = async (join: GlanceJoin) => {
    await typeKey(join, KEY);
    await click(button(join, 'Connect')!);
    await comesTo(join, 'in-session');
  };
  const endings: Readonly<Record<string, (join: GlanceJoin) => unknown>> = {
    'is left': (join) => press(join, 'Leave'),
    'the customer ends': () => endSession(),
  };

  describe('a window of its own', () => {
    it('is of the size the page wants, and always in reach', async () => {
      const join = await ready({
        openlocation: 'window',
        windowfeatures: 'noopener,width=480, noreferrer=1,height=360',
      });
      await byClick(join);
      expect(openings.features).to.have.lengthOf(1);
      expect(openings.features[0]).to.match(/width=480.*height=360/);
      expect(openings.features[0]).to.not.match(/noopener|noreferrer/);
      expect(openings.windows, 'a handle came back').to.have.lengthOf(1);
      await openings.areLive(1);
      endSession();
      await comesTo(join, 'idle');
      expect(heard(join, 'glancesessionend')[0], 'its own word has been heard').to.include({ endedBy: 'customer' });
    });

    it('is a tab, where nothing else is said', async () => {
      const join = await ready({ windowfeatures: 'width=480' });
      await byClick(join);
      expect(openings.features).to.deep.equal(['']);
      await openings.areLive(1);
      await press(join, 'Leave');
      expect(openings.windows[0]!.closed).to.equal(true);
    });
  });

  describe('a frame of the page', () => {
    const markup = '<iframe id="crm" name="mine" src="/sandbox/state"></iframe>';

    for (const [how, end] of Object.entries(endings))
      it(`is used by its id, and is the page’s again when the session ${how}`, async () => {
        const frame = pageFrame(markup);
        const join = await inFrame({ iframeid: 'crm' });
        expect(openings.posted.map(({ target }) => target)).to.deep.equal([frame.name]);
        expect([ownFrame(join), join.matches(':state(framed)'), openings.windows.length]).to.deep.equal([
          null,
          false,
          0,
        ]);
        await end(join);
        await until('the viewer is not its any more', () => join.state !== 'in-session');
        expect([frame.name, frame.getAttribute('src'), frame.isConnected]).to.deep.equal([
          'mine',
          '/sandbox/state',
          true,
        ]);
        await until('it shows the page’s own', () => frame.contentDocument?.URL.endsWith('/sandbox/state'));
        await noViewerIsLeft();
      });

    it('may stand in a root around the element’s own', async () => {
      const host = stage.appendChild(document.createElement('section'));
      const outer = host.attachShadow({ mode: 'open' });
      const frame = pageFrame(markup, outer);
      const far = pageFrame(markup);
      const inner = outer.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
      const join = await inFrame({ iframeid: 'crm' }, inner);
      expect(
        openings.posted.map(({ target }) => target),
        'the nearest of that id',
      ).to.deep.equal([frame.name]);
      expect(far.name).to.equal('mine');
      await press(join, 'Leave');
      expect(frame.name).to.equal('mine');
    });

    it('that is not there is warned of, and one is made', async () => {
      const said: string[] = [];
      const restore = replace(console, 'warn', () => (what: unknown) => void said.push(String(what)));
      const join = await inFrame({ iframeid: 'nowhere' });
      restore();
      expect(ownFrame(join)).to.not.equal(null);
      expect(said.filter((what) => what.includes('nowhere'))).to.have.lengthOf(1);
    });
  });

  describe('a frame made in the element', () => {
    for (const [how, end] of Object.entries(endings))
      it(`has a name for people and may do little; it goes when the session ${how}`, async () => {
        const join = await inFrame();
        const frame = ownFrame(join)!;
        expect(frame.title).to.equal('The customer’s page');
        expect(frame.part.contains('viewer')).to.equal(true);
        expect(frame.getAttribute('src'), 'no address is in the page').to.equal(null);
        const allowed = frame.allow.split('; ');
        expect(allowed).to.have.members(
          ['camera', 'microphone', 'display-capture', 'fullscreen', 'clipboard-write'].map(
            (feature) => `${feature} ${origins.glance}`,
          ),
        );
        expect(join.matches(':state(framed)')).to.equal(true);
        expect(openings.windows).to.have.lengthOf(0);
        await end(join);
        await until('it goes', () => ownFrame(join) === null);
        await until('the element is not framed', () => !join.matches(':state(framed)'));
        await noViewerIsLeft();
      });

    for (const [attribute, value] of [
      ['openlocation', 'flex'],
      ['openlocation', 'IFrame'],
      ['opentype', 'iframe'],
      ['opentype', 'flex'],
    ] as const)
      it(`is what ${attribute}="${value}" means`, async () => {
        const join = await ready({ [attribute]: value });
        await enterKey(join, KEY);
        await comesTo(join, 'in-session');
        expect(ownFrame(join)).to.not.equal(null);
        expect(openings.windows).to.have.lengthOf(0);
      });

    it('is what the property opentype means', async () => {
      const join = await ready({}, stage, { opentype: 'flex' });
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      expect(ownFrame(join)).to.not.equal(null);
    });
  });

  describe('a frame that is lost', () => {
    const losses: Readonly<Record<string, [attributes: Attributes, lose: (join: GlanceJoin) => void]>> = {
      'the element’s own, taken out': [{}, (join) => ownFrame(join)!.remove()],
      'the element’s own, reloaded': [{}, (join) => (ownFrame(join)!.src = 'about:blank')],
      'the element’s own, moved with it': [{}, (join) => stage.appendChild(document.createElement('div')).append(join)],
      'the page’s, taken out': [{ iframeid: 'crm' }, () => stage.querySelector('iframe')!.remove()],
      'the page’s, moved': [{ iframeid: 'crm' }, () => stage.append(stage.querySelector('iframe')!)],
      'the page’s, put to other use': [
        { iframeid: 'crm' },
        () => (stage.querySelector('iframe')!.src = '/sandbox/state?other'),
      ],
    };
    for (const [which, [attributes, lose]] of Object.entries(losses))
      it(`(${which}) is left, nothing is sent again by itself, and one press opens a viewer`, async () => {
        pageFrame('<iframe id="crm" name="mine"></iframe>');
        const join = await inFrame(attributes);
        lose(join);
        await until('the loss is noticed', () => {
          window.dispatchEvent(new Event('focus'));
          return join.state === 'joinable';
        });
        await noViewerIsLeft();
        await drawn();
        expect(openings.posted).to.have.lengthOf(1);
        expect(notices(join)).to.deep.equal([]);
        expect(ownFrame(join)).to.equal(null);
        await press(join, 'Open viewer');
        await comesTo(join, 'in-session');
        expect(openings.posted).to.have.lengthOf(2);
        await openings.areLive(2);
      });
  });

  describe('of the page’s own opener', () => {
    let asked: URL[];
    beforeEach(() => {
      asked = [];
    });
    const opener = (open: (url: string) => unknown) => (url: string) => {
      asked.push(new URL(url));
      return open(url);
    };

    it('gets an address with the login key, every value of it encoded', async () => {
      const puid = 'a&b=c+d@é';
      const frame = pageFrame('<iframe></iframe>');
      const openwindow = opener((url) => Object.assign(frame, { src: url }));
      const join = await ready({ puid, agentname: 'Ann Ü & Co' }, stage, { openwindow });
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      const [address] = asked;
      expect(address!.origin + address!.pathname).to.equal(`${origins.glance}/agentjoin/AgentView.aspx`);
      const told = new Map([...address!.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
      expect([told.get('partneruserid'), told.get('name'), told.get('sessionkey')]).to.deep.equal([
        puid,
        'Ann Ü & Co',
        KEY,
      ]);
      expect(told.get('loginkey')).to.match(/^\$1\$\d+\$/);
      await openings.areLive(1);
      expect((await sandboxState()).sessions[0]?.agents[0]).to.include({ name: 'Ann Ü & Co', partneruserid: puid });
    });

    it('may hand over a window: shown, watched and closed as one of ours', async () => {
      const openwindow = opener((url) => window.open(url, 'crm', 'width=500'));
      const join = await ready({}, stage, { openwindow });
      await byClick(join);
      await openings.areLive(1);
      expect(openings.posted, 'the page has opened it').to.have.lengthOf(0);
      await press(join, 'Show viewer');
      expect(asked).to.have.lengthOf(1);
      await press(join, 'Leave');
      expect(openings.windows[0]!.closed).to.equal(true);
      await comesTo(join, 'joinable');
      await click(mainButton(join));
      await comesTo(join, 'in-session');
      expect(asked).to.have.lengthOf(2);
      await openings.areLive(2);
      openings.windows[1]!.close();
      window.dispatchEvent(new Event('focus'));
      await comesTo(join, 'joinable');
    });

    it('may hand over a frame, which is emptied with the viewer', async () => {
      const frame = pageFrame('<iframe name="mine"></iframe>');
      const openwindow = opener((url) => Object.assign(frame, { src: url }));
      const join = await ready({}, stage, { openwindow });
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      await openings.areLive(1);
      await press(join, 'Leave');
      await comesTo(join, 'joinable');
      expect([frame.src, frame.name]).to.deep.equal(['about:blank', 'mine']);
      await noViewerIsLeft();
    });

    for (const [how, end] of Object.entries(endings))
      it(`may keep it to itself: it is ours once it speaks (${how})`, async () => {
        const openwindow = opener((url) => void window.open(url, 'crm', 'width=500'));
        const join = await ready({}, stage, { openwindow });
        await byClick(join);
        await openings.areLive(1);
        await end(join);
        await until('it is over', () => join.state !== 'in-session');
        const left = join.state === 'joinable';
        expect(openings.windows[0]!.closed, 'its last words stay on screen, unless it is left').to.equal(left);
        const reports = heard(join, 'glancesessionend').map(({ outcome, endedBy }) => [outcome, endedBy]);
        expect(reports).to.deep.equal(left ? [] : [['joined', 'customer']]);
      });

    it('that opens in a place nobody hears of is in session all the same, and is not asked twice at once', async () => {
      const join = await ready({}, stage, { openwindow: opener(() => undefined) });
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      for (let times = 0; times < 3; times++) mainButton(join).click();
      expect(asked).to.have.lengthOf(1);
      await press(join, 'Leave');
      await comesTo(join, 'joinable');
      expect(asked).to.have.lengthOf(1);
      await press(join, 'Open viewer');
      expect(asked).to.have.lengthOf(2);
    });

    it('may say with null that it could not', async () => {
      const join = await ready({}, stage, { openwindow: opener(() => null) });
      await enterKey(join, KEY);
      await comesTo(join, 'joinable');
      expect(notices(join)).to.deep.equal(['popup-blocked']);
      expect(await rejection(join.openViewer())).to.include({ code: 'popup-blocked' });
      expect(asked).to.have.lengthOf(2);
      expect([openings.windows.length, openings.posted.length]).to.deep.equal([0, 0]);
    });

    it('may fail: that is the page’s error, and the viewer can be opened again', async () => {
      const reported: unknown[] = [];
      const restore = replace(window, 'reportError', () => (error: unknown) => void reported.push(error));
      const error = new RangeError('No room.');
      const frame = pageFrame('<iframe></iframe>');
      const openwindow = opener((url) => {
        if (asked.length === 1) throw error;
        return Object.assign(frame, { src: url });
      });
      const join = await ready({}, stage, { openwindow });
      await enterKey(join, KEY);
      await comesTo(join, 'joinable');
      restore();
      expect(reported).to.deep.equal([error]);
      expect(notices(join)).to.deep.equal(['popup-blocked']);
      await press(join, 'Open viewer');
      await comesTo(join, 'in-session');
      await openings.areLive(1);
    });
  });

  describe('as a listener of glanceviewer wants it', () => {
    type Detail = GlanceJoinEventMap['glanceviewer']['detail'];
    const target = () => pageFrame('<iframe name="mine"></iframe>');
    /** Cancels each, and keeps its detail. */
    const cancelling = (join: GlanceJoin, open: (detail: Detail) => unknown = () => undefined) => {
      const details: Detail[] = [];
      join.addEventListener('glanceviewer', (event) => {
        event.preventDefault();
        details.push(event.detail);
        open(event.detail);
      });
      return details;
    };

    for (const location of ['tab', 'window', 'iframe'] as const)
      it(`(${location}) tells the place and an address without credentials`, async () => {
        const join = await ready({ openlocation: location, reportingexternalid: 'case 7' });
        const [details, paths] = [cancelling(join), [] as EventTarget[][]];
        stage.addEventListener('glanceviewer', (event) => paths.push(event.composedPath()), { once: true });
        await enterKey(join, KEY);
        await comesTo(join, 'joinable');
        const [detail] = details;
        expect(Object.isFrozen(detail)).to.equal(true);
        expect(paths[0]).to.include(document.documentElement);
        const url = new URL(detail!.url);
        expect([detail!.location, url.origin + url.pathname]).to.deep.equal([
          location,
          `${origins.glance}/agentjoin/AgentView.aspx`,
        ]);
        const told = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
        expect([told.get('sessionkey'), told.get('groupid'), told.get('xid')]).to.deep.equal([KEY, '21489', 'case 7']);
        expect([told.has('loginkey'), told.has('partneruserid')]).to.deep.equal([false, false]);
        expect(detail!.url).to.not.match(/\$1\$|%241%24/);
      });

    it('opens in a frame of its choice, at once', async () => {
      const frame = target();
      const join = await ready();
      const answers: boolean[] = [];
      const details = cancelling(join, ({ open }) => answers.push(open(frame), open(frame)));
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      expect(answers, 'once per event').to.deep.equal([true, false]);
      expect(openings.posted.map(({ target }) => target)).to.deep.equal([frame.name]);
      await openings.areLive(1);
      expect(openings.windows).to.have.lengthOf(0);
      await press(join, 'Show viewer');
      expect(details, 'what is open is shown').to.have.lengthOf(1);
      await press(join, 'Leave');
      expect(frame.name).to.equal('mine');
      await noViewerIsLeft();
    });

    it('opens in a frame of its choice, later', async () => {
      const join = await ready();
      const details = cancelling(join);
      await enterKey(join, KEY);
      await comesTo(join, 'joinable');
      expect([notices(join), openings.posted]).to.deep.equal([[], []]);
      const frame = target();
      expect(details[0]!.open(frame)).to.equal(true);
      await comesTo(join, 'in-session');
      await openings.areLive(1);
      expect(details[0]!.open(frame)).to.equal(false);
      endSession();
      await comesTo(join, 'idle');
      expect(heard(join, 'glancesessionend')[0]).to.include({ outcome: 'joined' });
      expect(frame.name).to.equal('mine');
    });

    it('opens in a window of its choice, by name', async () => {
      const join = await ready();
      cancelling(join, ({ open }) => open('crm'));
      await byClick(join);
      expect(openings.posted.map(({ target }) => target)).to.deep.equal(['crm']);
      expect(openings.windows).to.have.lengthOf(1);
      await openings.areLive(1);
      await press(join, 'Leave');
      expect(openings.windows[0]!.closed).to.equal(true);
    });

    it('opens in a window it has opened', async () => {
      const join = await ready();
      cancelling(join, ({ open }) => open(window.open('', 'crm', 'width=500')!));
      await byClick(join);
      expect(openings.windows).to.have.lengthOf(1);
      await openings.areLive(1);
      openings.windows[0]!.close();
      window.dispatchEvent(new Event('focus'));
      await comesTo(join, 'joinable');
    });

    it('opens nowhere until it is opened: it can be asked for again, and only the last asking counts', async () => {
      const join = await ready();
      const details = cancelling(join);
      await enterKey(join, KEY);
      await comesTo(join, 'joinable');
      await press(join, 'Open viewer');
      expect([join.state, details.length, openings.posted.length]).to.deep.equal(['joinable', 2, 0]);
      const frame = target();
      expect(details[0]!.open(frame), 'asked anew since').to.equal(false);
      expect(details[1]!.open(frame)).to.equal(true);
      await comesTo(join, 'in-session');
      expect(openings.posted).to.have.lengthOf(1);
      await openings.areLive(1);
    });

    it('does not open once the session is over, or the agent has left', async () => {
      const { join, alice } = await joinable();
      const details = cancelling(join);
      await press(join, 'Open viewer');
      await join.leave();
      expect(details[0]!.open(target()), 'left').to.equal(false);
      await press(join, 'Open viewer');
      alice.ends();
      await comesTo(join, 'present');
      expect(details[1]!.open(target()), 'over').to.equal(false);
      expect([openings.posted, openings.windows]).to.deep.equal([[], []]);
      expect(join.state).to.equal('present');
    });

    it('is told whose session it is: nobody’s, where a key was entered beside a customer', async () => {
      await Customer.arrives();
      const join = place({ ...keyOnly, openlocation: 'iframe', presence: '', visitorid: 'alice' });
      await comesTo(join, 'present');
      const told: Detail[] = [];
      join.addEventListener('glanceviewer', ({ detail }) => told.push(detail));
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      expect(told.map(({ visitorId }) => visitorId)).to.deep.equal([undefined]);
    });

    it('does not open a second one beside the one that opened by itself', async () => {
      const join = await ready({ openlocation: 'iframe' });
      const details: Detail[] = [];
      join.addEventListener('glanceviewer', ({ detail }) => details.push(detail));
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      expect(details[0]!.open(target())).to.equal(false);
      expect(openings.posted).to.have.lengthOf(1);
    });

    it('goes before openwindow', async () => {
      const frame = target();
      let calls = 0;
      const join = await ready({}, stage, { openwindow: () => calls++ });
      cancelling(join, ({ open }) => open(frame));
      await enterKey(join, KEY);
      await comesTo(join, 'in-session');
      expect(calls).to.equal(0);
      expect(openings.posted).to.have.lengthOf(1);
    });
  });

  describe('is told of the agent', () => {
    for (const [agentvideo, told] of [
      ['', '1'],
      ['true', '1'],
      ['false', '0'],
    ] as const)
      it(`by name, address, phone and agentvideo="${agentvideo}"`, async () => {
        await inFrame({
          agentname: 'Ann Ü & Co',
          agentemail: 'ann@cairn.example',
          agentphone: '+1 503 555',
          agentvideo,
        });
        expect(openings.posted[0]!.fields).to.include({
          NAME: 'Ann Ü & Co',
          EMAIL: 'ann@cairn.example',
          PHONE: '+1 503 555',
          AGENTVIDEO: told,
        });
        expect((await sandboxState()).sessions[0]!.agents[0]).to.include({
          name: 'Ann Ü & Co',
          email: 'ann@cairn.example',
          phone: '+1 503 555',
          video: told === '1',
        });
      });

    it('nothing that is not set', async () => {
      await inFrame();
      expect(openings.posted[0]!.fields).to.not.have.any.keys('NAME', 'EMAIL', 'PHONE', 'AGENTVIDEO');
    });

    it('what is set by then, as a property too', async () => {
      const join = await inFrame({ agentname: 'Before' });
      await press(join, 'Leave');
      await comesTo(join, 'joinable');
      set(join, { agentname: 'After', agentvideo: false });
      await press(join, 'Open viewer');
      expect(openings.posted[1]!.fields).to.include({ NAME: 'After', AGENTVIDEO: '0' });
    });
  });
});

describe('one session has one viewer', () => {
  let viewers: Viewers;
  beforeEach(() => (viewers = new Viewers()).install());
  afterEach(() => viewers.uninstall());

  const thrice = (...joins: GlanceJoin[]) => {
    for (let times = 0; times < 3; times++) for (const join of joins) mainButton(join).click();
  };

  const places: Readonly<Record<string, [attributes: Attributes, properties?: Properties]>> = {
    'a tab': [{}],
    'a window': [{ openlocation: 'window' }],
    'a frame in the element': [{ openlocation: 'iframe' }],
    'a frame of the page': [{ openlocation: 'iframe', iframeid: 'crm' }],
  };
  for (const [where, [attributes, properties]] of Object.entries(places))
    it(`in ${where}, however fast Open viewer is pressed`, async () => {
      pageFrame('<iframe id="crm"></iframe>');
      const { join } = await joinable(attributes, properties);
      thrice(join);
      await comesTo(join, 'in-session');
      thrice(join);
      mainButton(join).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await drawn();
      expect(viewers.posted).to.have.lengthOf(1);
      expect(viewers.frames.length).to.equal(where.includes('frame') ? 0 : 1);
      expect(join.state).to.equal('in-session');
      await press(join, 'Leave');
      thrice(join);
      expect(viewers.posted, 'and one more after leaving').to.have.lengthOf(2);
    });

  it('of the page’s opener, handed over or not', async () => {
    const frame = pageFrame('<iframe></iframe>');
    for (const returned of [frame.contentWindow, frame, undefined]) {
      let calls = 0;
      const openwindow = () => {
        calls++;
        return returned;
      };
      const { join, alice } = await joinable({}, { openwindow });
      thrice(join);
      thrice(join);
      await drawn();
      expect([calls, join.state]).to.deep.equal([1, 'in-session']);
      alice.ends();
      await comesTo(join, 'present');
      join.remove();
      alice.vanishes();
    }
  });

  it('where a listener opens it later', async () => {
    const { join } = await joinable();
    const opens: ((frame: HTMLIFrameElement) => boolean)[] = [];
    join.addEventListener('glanceviewer', (event) => {
      event.preventDefault();
      opens.push(event.detail.open);
    });
    thrice(join);
    const frame = pageFrame('<iframe></iframe>');
    const opened = opens.map((open) => open(frame));
    await comesTo(join, 'in-session');
    expect(opened.filter(Boolean)).to.have.lengthOf(1);
    expect(viewers.posted).to.have.lengthOf(1);
  });

  for (const openwhen of ['accepted', 'asked'])
    it(`and one question, however fast Join is pressed (openwhen="${openwhen}")`, async () => {
      const alice = await Customer.arrives();
      const join = place({ ...watching, openwhen });
      await comesTo(join, 'present');
      thrice(join);
      expect(viewers.posted, 'in the clicks').to.have.lengthOf(openwhen === 'asked' ? 1 : 0);
      await alice.isAsked();
      thrice(join);
      alice.accepts();
      await comesTo(join, 'inviting', 'accepted');
      thrice(join);
      await alice.starts();
      await comesTo(join, 'in-session');
      thrice(join);
      await drawn();
      expect(alice.questions).to.have.lengthOf(1);
      expect(viewers.frames).to.have.lengthOf(1);
      expect(viewers.posted).to.have.lengthOf(1);
    });

  it('however fast Connect is pressed', async () => {
    await sessionByKey(KEY);
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await typeKey(join, KEY);
    const connect = button(join, 'Connect')!;
    for (let times = 0; times < 3; times++) connect.click();
    await comesTo(join, 'in-session');
    await drawn();
    expect(viewers.posted).to.have.lengthOf(1);
  });

  it('of two elements that are pressed in the same moment, though each has a place of its own', async () => {
    const { join } = await joinable({ openlocation: 'iframe' });
    const other = place({ ...watching, openlocation: 'window' });
    await comesTo(other, 'joinable');
    thrice(other, join);
    await comesTo(join, 'in-session');
    await comesTo(other, 'in-session');
    await drawn();
    expect(viewers.posted).to.have.lengthOf(1);
    expect([viewers.open, ownFrame(join)], 'where the first pressed wants it').to.deep.equal([1, null]);
    await press(join, 'Leave');
    expect(viewers.open).to.equal(0);
    await comesTo(other, 'joinable');
    thrice(join, other);
    expect(viewers.posted).to.have.lengthOf(2);
    expect([viewers.open, ownFrame(join) !== null]).to.deep.equal([0, true]);
  });

  it('of two elements that invite in the same moment', async () => {
    const alice = await Customer.arrives();
    const [first, second] = [place({ ...watching, openwhen: 'asked' }), place({ ...watching, openwhen: 'asked' })];
    await comesTo(first, 'present');
    await comesTo(second, 'present');
    thrice(first, second);
    await alice.takesPart();
    await comesTo(first, 'in-session');
    await comesTo(second, 'in-session');
    expect(alice.questions).to.have.lengthOf(1);
    expect(viewers.posted).to.have.lengthOf(1);
  });

  describe('opened in the click, while the page still prepares', () => {
    const asking = async (presessionfunc: () => unknown, attributes: Attributes = {}) => {
      const alice = await Customer.arrives();
      const join = place({ ...watching, openwhen: 'asked', ...attributes });
      set(join, { presessionfunc });
      await comesTo(join, 'present');
      mainButton(join).click();
      return { alice, join };
    };
    const keys = () => viewers.posted.map(({ fields }) => fields['SESSIONKEY']);

    it('is moved to the key the page gives', async () => {
      let give!: (args: object) => void;
      const { alice, join } = await asking(() => new Promise((resolve) => (give = resolve)));
      expect([viewers.open, join.phase]).to.deep.equal([1, 'preparing']);
      expect(keys()).to.deep.equal(['alice']);
      give({ sessionKey: 'case-4711' });
      await alice.isAsked();
      expect(keys()).to.deep.equal(['alice', 'case-4711']);
      expect(viewers.posted[1]!.target, 'the same window').to.equal(viewers.posted[0]!.target);
      expect(viewers.posted[1]!.fields['WAIT']).to.equal('1');
      alice.accepts();
      await alice.starts('case-4711');
      await comesTo(join, 'in-session');
      expect([viewers.frames.length, viewers.open, keys().length]).to.deep.equal([1, 1, 2]);
    });

    it('is moved in the frame of the element, too', async () => {
      const { alice, join } = await asking(async () => ({ sessionKey: 'case-4711' }), { openlocation: 'iframe' });
      const frame = ownFrame(join);
      await alice.isAsked();
      expect(keys()).to.deep.equal(['alice', 'case-4711']);
      expect(new Set(viewers.posted.map(({ target }) => target))).to.deep.equal(new Set([frame!.name]));
      alice.declines();
      await isTold(join, 'declined');
      expect(ownFrame(join)).to.equal(null);
    });

    it('opens under that key at once where the page needs no time', async () => {
      const { alice, join } = await asking(() => ({ sessionKey: 'case-4711' }));
      expect(keys()).to.deep.equal(['case-4711']);
      await alice.isAsked();
      alice.accepts();
      await alice.starts('case-4711');
      await comesTo(join, 'in-session');
      expect(keys()).to.deep.equal(['case-4711']);
    });

    it('stays where it is when the key stays', async () => {
      const { alice, join } = await asking(async () => ({ form: 7 }));
      await alice.takesPart();
      await comesTo(join, 'in-session');
      expect(keys()).to.deep.equal(['alice']);
    });

    it('is closed when the page fails, or the agent cancels', async () => {
      const { join } = await asking(async () => Promise.reject(new Error('No CRM.')));
      expect(viewers.open).to.equal(1);
      await isTold(join, 'session-failed');
      expect(viewers.open).to.equal(0);
      set(join, { presessionfunc: () => new Promise(() => undefined) });
      mainButton(join).click();
      expect(viewers.open).to.equal(1);
      await press(join, 'Cancel');
      expect(viewers.open).to.equal(0);
    });

    it('is not opened again when the agent has closed it meanwhile', async () => {
      let give!: (args: object) => void;
      const { alice, join } = await asking(() => new Promise((resolve) => (give = resolve)));
      viewers.closeLast();
      give({ sessionKey: 'case-4711' });
      await alice.isAsked();
      alice.accepts();
      await comesTo(join, 'inviting', 'accepted');
      expect([viewers.frames.length, viewers.open]).to.deep.equal([1, 0]);
    });
  });
});
