import { expect } from '@open-wc/testing';
import { openByPage, openLater } from '../../src/viewer/own.js';
import { needs } from './engine.js';
import { until } from './until.js';
import { ENDED, speaks, ViewerPage } from './viewer-place.js';

const OPENED = { type: 'viewer-opened' };
const LOST = { type: 'viewer-closed', certain: true };
const OUT_OF_REACH = { type: 'viewer-closed', certain: false };

describe('the viewer in a place of the page’s own', () => {
  let page: ViewerPage;
  beforeEach(async () => {
    page = new ViewerPage();
    await page.enter();
  });
  afterEach(() => page.leave());

  describe('opened by the page', () => {
    const byPage = (openwindow: (url: string) => unknown) => {
      const { heard, request } = page.request();
      return { heard, viewer: openByPage(page.place, openwindow, request) };
    };

    it('in a window it hands over: one request, and the window is closed with the viewer', async function () {
      needs(this, 'remoteSource');
      let opened!: Window;
      let result!: ReturnType<typeof byPage>;
      await page.click(() => (result = byPage((url) => (opened = window.open(url, 'Glance', 'width=800')!))));
      await speaks(opened);
      expect(result.heard).to.deep.equal([OPENED]);
      expect(await page.requested()).to.deep.equal(['GET']);
      expect(page.targets).to.deep.equal([]);
      expect(result.viewer!.show()).to.equal(true);
      page.hear(ENDED, opened);
      expect(result.heard.at(-1)).to.deep.equal({ type: 'viewer-ended', by: 'customer' });
      result.viewer!.close();
      expect(opened.closed).to.equal(true);
      expect(page.isLeftAlone).to.equal(true);
    });

    it('in a window it keeps to itself: out of reach until it speaks', async () => {
      let result!: ReturnType<typeof byPage>;
      await page.click(() => (result = byPage((url) => void window.open(url, 'Glance', 'width=800'))));
      // It may have spoken before the driver tells of its click.
      expect(result.heard.slice(0, 2)).to.deep.equal([OPENED, OUT_OF_REACH]);
      const opened = await speaks();
      expect(result.heard).to.deep.equal([OPENED, OUT_OF_REACH, OPENED]);
      expect(result.viewer!.show()).to.equal(true);
      opened.close();
      await until('it is noticed', () => {
        page.clock.tick();
        return result.heard.length > 3;
      });
      expect(result.heard.at(-1)).to.deep.equal(LOST);
      expect(page.isLeftAlone).to.equal(true);
    });

    it('in a frame: watched, emptied with the viewer, and left as it is when it is only let go', async () => {
      // Each in a frame of its own: in WebKit the sandbox's viewer stays silent where the page loads it a second time.
      const inFrame = () => {
        const frame = page.frame('<iframe name="mine"></iframe>');
        return { frame, ...byPage((url) => Object.assign(frame, { src: url })) };
      };
      const first = inFrame();
      await speaks(first.frame.contentWindow);
      page.clock.tick();
      expect(first.heard).to.deep.equal([OPENED]);
      first.viewer!.release();
      expect(first.frame.contentDocument).to.equal(null);
      const second = inFrame();
      await speaks(second.frame.contentWindow);
      expect(second.viewer!.move('2')).to.equal(false);
      second.viewer!.close();
      expect(second.frame.src).to.equal('about:blank');
      expect(second.frame.name).to.equal('mine');
      expect(page.isLeftAlone).to.equal(true);
      const third = inFrame();
      await speaks(third.frame.contentWindow);
      third.frame.remove();
      page.clock.tick();
      expect(third.heard).to.deep.equal([OPENED, LOST]);
    });

    it('is not taken for a frame of the viewer’s page that nobody handed over', async () => {
      const { heard, viewer } = byPage(() => undefined);
      let url = '';
      byPage((address) => void (url = address)).viewer!.release();
      const frame = page.frame();
      frame.src = url;
      await speaks(frame.contentWindow);
      expect(heard).to.deep.equal([OPENED, OUT_OF_REACH]);
      viewer!.release();
      expect(page.isLeftAlone).to.equal(true);
    });
  });

  describe('named later', () => {
    const later = () => {
      const { heard, request } = page.request();
      return { heard, ...openLater(page.place, request) };
    };

    it('as a window’s name: one form, and a second call does nothing', async () => {
      const { heard, viewer, open } = later();
      expect(heard).to.deep.equal([]);
      let first: boolean | undefined;
      await page.click(() => (first = open('crm-viewer')));
      expect(first).to.equal(true);
      const opened = await speaks();
      expect(open('crm-viewer')).to.equal(false);
      expect(page.targets).to.deep.equal(['crm-viewer']);
      expect(await page.requested()).to.deep.equal(['POST']);
      expect(heard).to.deep.equal([OPENED]);
      const again = speaks(opened);
      expect(viewer.move('2')).to.equal(true);
      await again;
      viewer.close();
      expect(opened.closed).to.equal(true);
      expect(page.isLeftAlone).to.equal(true);
    });

    it('as a window’s name, without a click: refused, and open to another try', async function () {
      needs(this, 'popupBlocker');
      await until('no click of before counts any more', () => !navigator.userActivation.isActive);
      const { heard, viewer, open } = later();
      expect(open('crm-viewer')).to.equal(false);
      expect([heard, page.targets]).to.deep.equal([[], []]);
      expect(open(page.frame())).to.equal(true);
      viewer.close();
    });

    it('as a frame’s name: as that frame', async () => {
      const frame = page.frame('<iframe name="panel" src="/sandbox/state"></iframe>');
      const { heard, viewer, open } = later();
      expect(open('panel')).to.equal(true);
      await speaks(frame.contentWindow);
      expect(page.targets).to.deep.equal([frame.name]);
      expect(frame.name).to.not.equal('panel');
      page.clock.tick();
      expect(heard).to.deep.equal([OPENED]);
      viewer.close();
      expect([frame.name, frame.getAttribute('src')]).to.deep.equal(['panel', '/sandbox/state']);
      await until('the page’s own is back', () => frame.contentDocument?.URL.endsWith('/sandbox/state'));
      expect(page.isLeftAlone).to.equal(true);
    });

    it('as a frame: as the page’s own', async () => {
      const frame = page.frame('<iframe name="panel"></iframe>');
      const { heard, viewer, open } = later();
      expect(open(frame)).to.equal(true);
      expect(open(frame)).to.equal(false);
      await speaks(frame.contentWindow);
      expect(page.targets).to.have.lengthOf(1);
      expect(heard).to.deep.equal([OPENED]);
      viewer.release();
      expect(frame.name).to.equal('panel');
      expect(frame.isConnected).to.equal(true);
    });

    it('as a window without a name: under one it is given', async () => {
      const { heard, viewer, open } = later();
      let opened!: Window;
      let done: boolean | undefined;
      await page.click(() => (done = open((opened = window.open('')!))));
      expect(done).to.equal(true);
      expect(page.targets[0]).to.match(/^glance-\d/);
      await speaks(opened);
      expect(await page.requested()).to.deep.equal(['POST']);
      expect(heard).to.deep.equal([OPENED]);
      const again = speaks(opened);
      expect(viewer.move('2')).to.equal(true);
      await again;
      expect(page.targets[1]).to.equal(page.targets[0]);
      viewer.close();
      expect(opened.closed).to.equal(true);
    });

    it('as a window with a name: under its own', async () => {
      const { open } = later();
      let opened!: Window;
      await page.click(() => open((opened = window.open('', 'crm-console')!)));
      await speaks(opened);
      expect(page.targets).to.deep.equal(['crm-console']);
    });

    it('as a window that shows another origin, or a frame with a viewer: not at all', async () => {
      const frame = page.frame();
      const one = later();
      one.open(frame);
      await speaks(frame.contentWindow);
      const other = later();
      expect(other.open(frame)).to.equal(false);
      expect(other.open(frame.contentWindow!)).to.equal(false);
      expect(other.open(window)).to.equal(false);
      expect(page.targets).to.have.lengthOf(1);
      one.viewer.close();
      other.viewer.close();
      expect(page.isLeftAlone).to.equal(true);
    });

    it('by opening the address itself: the window that speaks is the one, and nothing is posted', async () => {
      const { request } = page.request();
      let url = '';
      openByPage(page.place, (address) => void (url = address), request)!.release();
      const { heard, viewer, open } = later();
      await page.click(() => void window.open(url));
      const opened = await speaks();
      expect(heard).to.deep.equal([OPENED]);
      expect(open('crm-viewer')).to.equal(false);
      expect(page.targets).to.deep.equal([]);
      viewer.close();
      expect(opened.closed).to.equal(true);
      expect(page.isLeftAlone).to.equal(true);
    });
  });
});
