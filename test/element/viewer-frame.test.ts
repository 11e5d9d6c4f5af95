import { expect } from '@open-wc/testing';
import { findFrame, makeFrame, openInFrame } from '../../src/viewer/frame.js';
import { needs } from './engine.js';
import { origins } from './sandbox.js';
import { until } from './until.js';
import { ENDED, speaks, ViewerPage } from './viewer-place.js';

/* eslint wc/no-closed-shadow-root: off -- a frame may stand in any tree */

const OPENED = { type: 'viewer-opened' };
const LOST = { type: 'viewer-closed', certain: true };

describe('the viewer in a frame', () => {
  let page: ViewerPage;
  beforeEach(async () => {
    page = new ViewerPage();
    await page.enter();
  });
  afterEach(() => page.leave());

  const make = () => makeFrame(document, 'Customer’s page', origins.glance);
  const open = (frame: HTMLIFrameElement, own: boolean, sessionKey?: string) => {
    const { heard, request } = page.request(sessionKey);
    return { heard, frame, viewer: openInFrame(page.place, frame, { own }, request) };
  };
  const openOwn = () => open(page.stage.appendChild(make()), true);
  /** Open for a second, and with a word of its own. */
  const alive = async (opened: ReturnType<typeof open>) => {
    await speaks(opened.frame.contentWindow);
    page.clock.tick();
    return opened;
  };

  describe('made for it', () => {
    it('is named for people, and may do what a viewer needs, at Glance only', () => {
      const frame = make();
      expect(frame.title).to.equal('Customer’s page');
      expect(frame.part.contains('viewer')).to.equal(true);
      expect(frame.isConnected).to.equal(false);
      const allowed = frame.allow.split('; ');
      expect(allowed).to.include(`camera ${origins.glance}`).and.to.include(`clipboard-write ${origins.glance}`);
      for (const one of allowed) expect(one.split(' ')[1]).to.equal(origins.glance);
    });

    it('gets one form, by a name of its own, and neither page nor frame shows the login key', async () => {
      const { heard, frame } = await alive(openOwn());
      expect(page.targets).to.deep.equal([frame.name]);
      expect(frame.name).to.match(/^glance-\d/);
      expect(await page.requested()).to.deep.equal(['POST']);
      expect(heard).to.deep.equal([OPENED]);
      expect(frame.getAttribute('src')).to.equal(null);
      expect(page.place.root.childNodes).to.have.lengthOf(0);
    });

    for (const how of ['close', 'release'] as const)
      it(`goes with ${how}, and nothing listens any more`, async () => {
        const { heard, frame, viewer } = await alive(openOwn());
        viewer![how]();
        expect(frame.isConnected).to.equal(false);
        expect(page.isLeftAlone).to.equal(true);
        expect(heard).to.deep.equal([OPENED]);
        expect([viewer!.show(), viewer!.move('2')]).to.deep.equal([false, false]);
      });

    it('opens no viewer outside the page, or where no form can be sent, and does not stay', () => {
      expect(open(make(), true).viewer).to.equal(undefined);
      (page.place.root as ShadowRoot).host.remove();
      const { viewer, heard, frame } = openOwn();
      expect([viewer, heard, frame.isConnected]).to.deep.equal([undefined, [], false]);
      expect(page.targets).to.deep.equal([]);
      expect(page.isLeftAlone).to.equal(true);
    });
  });

  describe('of the page', () => {
    for (const how of ['close', 'release'] as const) {
      it(`gets its name and address back after ${how}`, async () => {
        const frame = page.frame('<iframe name="crm" src="/sandbox/state"></iframe>');
        const { viewer } = await alive(open(frame, false));
        expect(frame.name).to.not.equal('crm');
        expect(page.targets).to.deep.equal([frame.name]);
        viewer![how]();
        expect([frame.name, frame.getAttribute('src')]).to.deep.equal(['crm', '/sandbox/state']);
        await until('the page’s own is back', () =>
          frame.contentDocument?.location.pathname.startsWith('/sandbox/state'),
        );
        expect(page.isLeftAlone).to.equal(true);
      });

      it(`is empty again after ${how} when it was empty`, async () => {
        const frame = page.frame();
        const { viewer } = await alive(open(frame, false));
        expect(frame.contentDocument).to.equal(null);
        viewer![how]();
        expect(frame.name).to.equal('');
        await until('it is empty', () => frame.contentDocument?.URL === 'about:blank');
        expect(frame.isConnected).to.equal(true);
      });
    }

    it('gets back what its markup gave it to show', async () => {
      const frame = page.frame('<iframe srcdoc="<p>No session</p>"></iframe>');
      const { viewer } = await alive(open(frame, false));
      viewer!.close();
      await until(
        'its own text is back',
        () => frame.contentDocument?.querySelector('p')?.textContent === 'No session',
      );
    });

    for (const how of ['close', 'release'] as const)
      it(`does not show a viewer that was still on its way at ${how}`, async () => {
        const frame = page.frame('<iframe srcdoc="<p>No session</p>"></iframe>');
        await until('it shows the page’s own', () => frame.contentDocument?.querySelector('p'));
        open(frame, false).viewer![how]();
        await alive(openOwn());
        expect(frame.contentDocument!.querySelector('p')!.textContent).to.equal('No session');
      });

    it('is used whatever it shows, of another origin too', async () => {
      const frame = page.frame(`<iframe name="crm" src="${origins.glance}/agentjoin/AgentJoin.aspx"></iframe>`);
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      const { viewer, heard } = await alive(open(frame, false));
      page.clock.tick();
      expect(heard).to.deep.equal([OPENED]);
      expect(page.targets).to.deep.equal([frame.name]);
      viewer!.close();
      // Only by its name again can the page put something else into it.
      expect(window.open('/sandbox/state', 'crm')).to.equal(frame.contentWindow);
    });

    it('keeps what the page has put there meanwhile', async () => {
      const frame = page.frame('<iframe src="about:blank"></iframe>');
      const { heard } = await alive(open(frame, false));
      frame.src = '/sandbox/state?mine';
      await until('the viewer is lost', () => heard.length === 2);
      expect(heard[1]).to.deep.equal(LOST);
      expect(frame.getAttribute('src')).to.equal('/sandbox/state?mine');
      expect(page.isLeftAlone).to.equal(true);
    });

    it('keeps a name the page has given it meanwhile, and shows the page’s own again all the same', async () => {
      const frame = page.frame('<iframe name="crm" srcdoc="<p>No session</p>"></iframe>');
      const { viewer } = await alive(open(frame, false));
      frame.name = 'other';
      viewer!.close();
      expect(frame.name).to.equal('other');
      await until('its own text is back', () => frame.contentDocument?.querySelector('p'));
    });

    it('that has been moved, and has another viewer by now, is left to that one', async () => {
      const frame = page.frame();
      const first = await alive(open(frame, false, '1'));
      page.stage.prepend(frame);
      const second = open(frame, false, '2');
      first.viewer!.close();
      await alive(second);
      expect(second.heard).to.deep.equal([OPENED]);
      expect(second.viewer!.show()).to.equal(true);
    });

    it('is never taken over for a second session', async () => {
      const frame = page.frame('<iframe id="place"></iframe>');
      const first = await alive(open(frame, false, '1'));
      const { name } = frame;
      expect(findFrame(page.stage, 'place')).to.equal(undefined);
      const second = open(frame, false, '2');
      expect([second.viewer, second.heard]).to.deep.equal([undefined, []]);
      expect(frame.name).to.equal(name);
      expect(page.targets).to.have.lengthOf(1);
      first.viewer!.release();
      expect(findFrame(page.stage, 'place')).to.equal(frame);
      await alive(open(frame, false, '2'));
      expect(first.heard).to.deep.equal([OPENED]);
    });

    it('is found by its id in the nearest root above the element', () => {
      const outer = page.stage.appendChild(document.createElement('section')).attachShadow({ mode: 'closed' });
      const inner = outer.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
      const element = inner.appendChild(document.createElement('div'));
      const own = element.attachShadow({ mode: 'open' });
      expect(findFrame(element, 'there')).to.equal(undefined);
      const inDocument = page.frame('<iframe id="there"></iframe>');
      expect(findFrame(element, 'there')).to.equal(inDocument);
      expect(findFrame(own, 'there')).to.equal(inDocument);
      const inOuter = page.frame('<iframe id="there"></iframe>', outer);
      expect(findFrame(element, 'there')).to.equal(inOuter);
      inner.append(Object.assign(document.createElement('div'), { id: 'there' }));
      expect(findFrame(element, 'there'), 'a div is no frame').to.equal(inOuter);
      inner.replaceChildren(element);
      const inInner = page.frame('<iframe id="there"></iframe>', inner);
      expect(findFrame(element, 'there')).to.equal(inInner);
      expect(findFrame(document.createElement('i'), 'there'), 'from no page').to.equal(undefined);
    });
  });

  it('is waited for: an empty frame before the viewer comes is not a lost one', async () => {
    const { heard, frame } = openOwn();
    const first = speaks(frame.contentWindow);
    for (let seconds = 0; seconds < 20; seconds++) page.clock.tick();
    await first;
    page.clock.tick();
    expect(heard).to.deep.equal([OPENED]);
  });

  it('may be in any tree, however closed', async () => {
    const root = page.stage.appendChild(document.createElement('section')).attachShadow({ mode: 'closed' });
    const { frame } = await alive(open(root.appendChild(make()), true));
    expect(page.targets).to.deep.equal([frame.name]);
  });

  const losses: Record<string, (frame: HTMLIFrameElement) => void> = {
    'is taken out of the page': (frame) => frame.remove(),
    'is moved': (frame) => page.stage.appendChild(document.createElement('section')).append(frame),
    'is emptied': (frame) => {
      frame.src = 'about:blank';
    },
  };
  for (const [what, lose] of Object.entries(losses))
    for (const own of [true, false])
      it(`that ${what} has lost it, and is not posted to again: ${own ? 'made for it' : 'the page’s'}`, async () => {
        const { heard, frame, viewer } = await alive(open(page.stage.appendChild(make()), own));
        lose(frame);
        await until('it is noticed', () => {
          page.clock.tick();
          return heard.length > 1;
        });
        page.clock.tick();
        expect(heard).to.deep.equal([OPENED, LOST]);
        expect([viewer!.show(), viewer!.move('2')]).to.deep.equal([false, false]);
        expect(page.targets).to.have.lengthOf(1);
        expect(page.isLeftAlone).to.equal(true);
      });

  it('is surely lost with its frame, even before its first word', () => {
    const { heard, frame } = openOwn();
    frame.remove();
    page.clock.tick();
    expect(heard).to.deep.equal([OPENED, LOST]);
  });

  it('that is moved is noticed without a timer', async () => {
    const { heard, frame } = await alive(openOwn());
    page.stage.prepend(frame);
    await until('it is noticed', () => heard.length > 1);
    expect(heard).to.deep.equal([OPENED, LOST]);
  });

  it('that is moved without a reload keeps it', async function () {
    needs(this, 'moveBefore');
    const { heard, frame, viewer } = await alive(openOwn());
    const there = page.stage.appendChild(document.createElement('section'));
    (there as Element & { moveBefore(node: Node, child: null): void }).moveBefore(frame, null);
    page.clock.tick();
    expect(heard).to.deep.equal([OPENED]);
    expect(viewer!.show()).to.equal(true);
  });

  it('moves to another session by one more form, in the same frame', async () => {
    const { heard, frame, viewer } = await alive(openOwn());
    const again = speaks(frame.contentWindow);
    expect(viewer!.move('777')).to.equal(true);
    await again;
    expect(page.targets).to.deep.equal([frame.name, frame.name]);
    expect(await page.requested()).to.deep.equal(['POST', 'POST']);
    page.clock.tick();
    expect(heard).to.deep.equal([OPENED]);
  });

  it('is believed by origin and source only', async function () {
    needs(this, 'remoteSource');
    const { heard, frame } = await alive(openOwn());
    const other = page.frame();
    for (const source of [other.contentWindow, window, null]) page.hear(ENDED, source);
    for (const origin of ['null', '', location.origin, `${origins.glance}.example`])
      page.hear(ENDED, frame.contentWindow, origin);
    expect(heard).to.deep.equal([OPENED]);
    page.hear(ENDED, frame.contentWindow);
    expect(heard).to.deep.equal([OPENED, { type: 'viewer-ended', by: 'customer' }]);
  });

  it('is shown by bringing it into view and giving it the focus', async () => {
    page.stage.append(
      Object.assign(document.createElement('div'), { style: 'height: 5000px' }),
      Object.assign(document.createElement('i'), { id: 'below' }),
    );
    const { frame, viewer } = await alive(openOwn());
    window.scrollTo(0, 0);
    expect(viewer!.show()).to.equal(true);
    expect(document.activeElement).to.equal(frame);
    await until('it is in view', () => frame.getBoundingClientRect().top < window.innerHeight);
  });
});
