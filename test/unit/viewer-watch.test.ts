import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VIEWER_CLOSED } from '../../src/session/limits.js';
import type { ViewerEvent } from '../../src/session/ports.js';
import { openByPage, openLater } from '../../src/viewer/own.js';
import { openInWindow } from '../../src/viewer/window.js';
import { GLANCE, OPENED, PlayedPage, PlayedWindow } from './played-page.js';

const ready = { glanceEvent: 'viewerReady' };
const ended = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };
const ENDED: ViewerEvent = { type: 'viewer-ended', by: 'customer' };
const FORBIDDEN: ViewerEvent = { type: 'viewer-blocked', reason: 'csp-blocked' };
const closed = (certain: boolean): ViewerEvent => ({ type: 'viewer-closed', certain });

const inWindow = (page: PlayedPage, sessionKey?: string) => {
  const { heard, request } = page.request(sessionKey);
  const viewer = openInWindow(page.place, 'popup', request);
  return { heard, viewer, window: [...page.windows.values()].at(-1)! };
};

describe('a viewer in a window', () => {
  it('tells that it is open, under a name nobody else has, and is posted to once', () => {
    const page = new PlayedPage();
    const one = inWindow(page);
    const other = inWindow(page, '2');
    assert.deepEqual(one.heard, [OPENED]);
    assert.equal(page.posted.length, 2);
    const names = page.posted.map(({ target }) => target);
    assert.notEqual(names[0], names[1]);
    assert.deepEqual(page.names, names);
    assert.deepEqual(page.asked, [
      ['', names[0], 'popup'],
      ['', names[1], 'popup'],
    ]);
    assert.equal(page.posted[0]!.fields['NAME'], 'Ada');
    other.viewer!.close();
    assert.equal(other.window.closed, true);
    assert.equal(one.window.closed, false);
  });

  it('is none when the browser refuses it, or from outside the page', () => {
    const refused = new PlayedPage();
    refused.blocked = true;
    const outside = new PlayedPage();
    outside.reachable = false;
    for (const page of [refused, outside]) {
      const { viewer, heard } = inWindow(page);
      assert.equal(viewer, undefined);
      assert.deepEqual(heard, []);
      page.nothingIsLeft();
    }
    assert.deepEqual(outside.asked, []);
  });

  for (const mayPost of [true, false])
    it(`that the page’s policy forbids is closed, and told to be: submit() ${mayPost ? 'says nothing' : 'throws'}`, () => {
      const page = new PlayedPage();
      page.mayPost = mayPost;
      const { viewer, heard, window } = inWindow(page);
      page.forbids('form-action', `${GLANCE}/agentjoin/AgentView.aspx`);
      assert.deepEqual(heard, [OPENED, closed(true), FORBIDDEN]);
      assert.equal(window.closed, true);
      assert.equal(viewer!.show(), false);
      page.nothingIsLeft();
    });

  it('is not closed for what else the policy forbids, or only reports', () => {
    const page = new PlayedPage();
    const { heard, window } = inWindow(page);
    page.forbids('form-action', 'https://www.glance.net.example/agentjoin/AgentView.aspx');
    page.forbids('form-action', 'inline');
    page.forbids('form-action', GLANCE, 'report');
    page.forbids('frame-src', GLANCE);
    page.forbids('connect-src', GLANCE);
    page.hear(ready, window);
    page.forbids('form-action', GLANCE);
    assert.deepEqual(heard, [OPENED]);
    assert.equal(window.closed, false);
  });

  it('tells that it is alive, and that it shows the session', () => {
    const page = new PlayedPage();
    const { window } = inWindow(page);
    page.hear(ready, window);
    page.hear({ glanceEvent: 'sessionStarted' }, window);
    assert.deepEqual(page.signs, ['viewer-alive', 'viewer-started']);
  });

  it('moves to another session in the same window, while it is there', () => {
    const page = new PlayedPage();
    const { viewer, window } = inWindow(page);
    assert.equal(viewer!.move('b c'), true);
    assert.equal(page.posted.length, 2);
    assert.equal(page.posted[1]!.target, page.posted[0]!.target);
    assert.equal(page.posted[1]!.fields['SESSIONKEY'], 'b c');
    window.close();
    assert.equal(viewer!.move('d'), false);
    assert.equal(viewer!.show(), false);
    assert.equal(page.posted.length, 2);
  });

  it('is noticed when it goes: within a second, or when the agent comes back', () => {
    const page = new PlayedPage();
    const first = inWindow(page);
    page.hear(ready, first.window);
    first.window.close();
    page.clock.pass(VIEWER_CLOSED);
    const second = inWindow(page);
    page.hear(ready, second.window);
    second.window.close();
    page.dispatchEvent(new Event('focus'));
    for (const { heard } of [first, second]) assert.deepEqual(heard, [OPENED, closed(true)]);
    page.nothingIsLeft();
  });

  it('that never spoke and went within ten seconds is only perhaps closed', () => {
    const page = new PlayedPage();
    const early = inWindow(page);
    early.window.close();
    page.clock.pass(VIEWER_CLOSED);
    const late = inWindow(page);
    page.clock.pass(10_000);
    late.window.close();
    page.clock.pass(VIEWER_CLOSED);
    assert.deepEqual(early.heard.at(-1), closed(false));
    assert.deepEqual(late.heard.at(-1), closed(true));
  });

  it('is believed by origin and source only', () => {
    const page = new PlayedPage();
    const { heard, window } = inWindow(page);
    const stranger = new PlayedWindow(page);
    for (const origin of ['null', '', 'https://www.glance.net.example', 'http://www.glance.net'])
      page.hear(ended, window, origin);
    for (const source of [stranger, page, null, undefined]) page.hear(ended, source);
    assert.deepEqual(heard, [OPENED]);
    page.hear(ended, window);
    assert.deepEqual(heard, [OPENED, ENDED]);
  });

  for (const how of ['close', 'release'] as const)
    it(`leaves nothing behind after ${how}, and says nothing any more`, () => {
      const page = new PlayedPage();
      const { heard, viewer, window } = inWindow(page);
      viewer![how]();
      page.nothingIsLeft();
      assert.equal(window.closed, how === 'close');
      page.hear(ended, window);
      window.close();
      page.clock.pass(60_000);
      assert.deepEqual(heard, [OPENED]);
      viewer!.close();
      viewer!.release();
      page.nothingIsLeft();
    });
});

describe('a viewer the page opens itself', () => {
  it('is asked for once, by the address with the login key', () => {
    const page = new PlayedPage();
    const urls: string[] = [];
    const { request } = page.request();
    const loginKey = { key: '$1$9$x', groupId: '21489', partnerUserId: 'a&b=c+d@é', expires: 0 };
    openByPage(page.place, (url) => void urls.push(url), { ...request, loginKey });
    assert.equal(urls.length, 1);
    const { searchParams } = new URL(urls[0]!);
    assert.equal(searchParams.get('loginkey'), '$1$9$x');
    assert.equal(searchParams.get('partneruserid'), 'a&b=c+d@é');
    assert.equal(searchParams.get('name'), 'Ada');
  });

  it('is watched by the window that comes back', () => {
    const page = new PlayedPage();
    const window = new PlayedWindow(page);
    const { heard, viewer } = page.byPage(window);
    assert.equal(viewer!.show(), true);
    assert.equal(window.shown, 1);
    assert.equal(viewer!.move('2'), false);
    page.hear(ready, window);
    window.close();
    page.clock.pass(VIEWER_CLOSED);
    assert.deepEqual(heard, [OPENED, closed(true)]);
    page.nothingIsLeft();
  });

  it('is blocked when the page returns null or throws', () => {
    const page = new PlayedPage();
    const { viewer, heard } = page.byPage(null);
    assert.equal(viewer, undefined);
    const oops = new Error('oops');
    const { request, heard: also } = page.request();
    const thrown = openByPage(
      page.place,
      () => {
        throw oops;
      },
      request,
    );
    assert.equal(thrown, undefined);
    assert.deepEqual(page.errors, [oops]);
    assert.deepEqual([heard, also], [[], []]);
    page.nothingIsLeft();
  });

  for (const [what, returned] of [
    ['nothing', undefined],
    ['a promise', Promise.resolve(null)],
    ['something else', 7],
  ] as const)
    it(`is open and out of reach when the page returns ${what}, until it speaks`, () => {
      const page = new PlayedPage();
      const { heard, viewer } = page.byPage(returned);
      assert.deepEqual(heard, [OPENED, closed(false)]);
      assert.equal(viewer!.show(), false);
      const window = new PlayedWindow(page);
      page.hear(ready, window);
      assert.deepEqual(heard, [OPENED, closed(false), OPENED]);
      assert.equal(viewer!.show(), true);
      page.hear(ended, window);
      assert.deepEqual(heard.at(-1), ENDED);
      viewer!.close();
      assert.equal(window.closed, true);
      page.nothingIsLeft();
    });

  it('is not taken for a frame, for a window somebody else has opened, or for one at another origin', () => {
    const page = new PlayedPage();
    const { heard, viewer } = page.byPage(undefined);
    const frame = Object.assign(Object.create(new PlayedWindow(page)) as object, { top: page });
    for (const source of [frame, new PlayedWindow({}), new PlayedWindow(null), null, new MessageChannel().port1])
      page.hear(ended, source);
    page.hear(ended, new PlayedWindow(page), 'https://www.glance.example');
    page.hear('nonsense', new PlayedWindow(page));
    assert.deepEqual(heard, [OPENED, closed(false)]);
    viewer!.release();
    page.nothingIsLeft();
  });

  it('is not taken for the viewer of another session, not even when that one is over', () => {
    const page = new PlayedPage();
    const other = inWindow(page, '1');
    const { heard, viewer } = page.byPage(undefined, '2');
    page.hear(ended, other.window);
    other.viewer!.release();
    page.hear(ended, other.window);
    assert.deepEqual(other.heard, [OPENED, ENDED]);
    assert.deepEqual(heard, [OPENED, closed(false)]);
    viewer!.release();
    page.nothingIsLeft();
  });

  it('is found in the window of a session before, which the page uses again', () => {
    const page = new PlayedPage();
    const window = new PlayedWindow(page);
    const first = page.byPage(undefined, '1');
    page.hear(ended, window);
    first.viewer!.release();
    const second = page.byPage(undefined, '2');
    page.hear(ready, window);
    assert.deepEqual(second.heard.at(-1), OPENED);
    assert.equal(second.viewer!.show(), true);
  });

  it('that the page puts in the place of another is that one’s end, and is left alone by it', () => {
    const page = new PlayedPage();
    const window = new PlayedWindow(page);
    const first = page.byPage(window, '1');
    page.hear(ready, window);
    const second = page.byPage(window, '2');
    page.hear(ended, window);
    page.clock.pass(VIEWER_CLOSED);
    assert.deepEqual(first.heard, [OPENED, closed(true)]);
    assert.deepEqual(second.heard, [OPENED, ENDED]);
    first.viewer!.close();
    assert.equal(window.closed, false);
  });

  it('in a frame that the page’s policy forbids is emptied, and told to be', () => {
    const page = new PlayedPage();
    const frame = Object.assign(new EventTarget(), { contentWindow: new PlayedWindow(page), src: GLANCE });
    const { heard } = page.byPage(frame);
    page.forbids('frame-src', GLANCE);
    assert.deepEqual(heard, [OPENED, closed(true), FORBIDDEN]);
    assert.equal(frame.src, 'about:blank');
    page.nothingIsLeft();
  });

  it('is closed by the page only where it is there', () => {
    const page = new PlayedPage();
    const { viewer } = page.byPage(undefined);
    viewer!.close();
    page.nothingIsLeft();
  });
});

describe('a viewer whose place the page will name', () => {
  const later = (page: PlayedPage) => {
    const { heard, request } = page.request();
    return { heard, ...openLater(page.place, request) };
  };

  it('is not open, and tells nothing', () => {
    const page = new PlayedPage();
    const { heard, viewer } = later(page);
    page.clock.pass(60_000);
    assert.deepEqual([heard, page.asked, page.posted], [[], [], []]);
    assert.equal(viewer.show(), false);
    assert.equal(viewer.move('2'), false);
    viewer.release();
    page.nothingIsLeft();
  });

  it('opens in the window of a name, once', () => {
    const page = new PlayedPage();
    const { heard, viewer, open } = later(page);
    assert.equal(open('CRM'), true);
    assert.equal(open('CRM'), false);
    assert.equal(open('other'), false);
    assert.deepEqual(
      page.posted.map(({ target }) => target),
      ['CRM'],
    );
    assert.deepEqual(heard, [OPENED]);
    assert.equal(viewer.move('2'), true);
    viewer.close();
    assert.equal(page.windows.get('CRM')!.closed, true);
    page.nothingIsLeft();
  });

  for (const name of ['_blank', '_self', '_top', '_parent', ''])
    it(`opens under a name of its own when called with “${name}”`, () => {
      const page = new PlayedPage();
      assert.equal(later(page).open(name), true);
      assert.match(page.posted[0]!.target, /^glance-\d/);
    });

  it('may be tried again when it was refused', () => {
    const page = new PlayedPage();
    page.blocked = true;
    const { heard, open } = later(page);
    assert.equal(open('CRM'), false);
    assert.deepEqual(heard, []);
    page.blocked = false;
    assert.equal(open('CRM'), true);
    assert.equal(page.posted.length, 1);
  });

  it('opens in no window that cannot be named, that is closed, or that is the page itself', () => {
    const page = new PlayedPage();
    const { open } = later(page);
    const gone = Object.defineProperty(new PlayedWindow(page), 'name', { value: 'x' });
    gone.close();
    for (const window of [new PlayedWindow(page), gone, page, null]) assert.equal(open(window as never), false);
    assert.deepEqual(page.posted, []);
  });

  it('is the window that speaks, when the page has opened the address itself', () => {
    const page = new PlayedPage();
    const { heard, viewer, open } = later(page);
    const window = new PlayedWindow(page);
    page.hear(ready, window);
    assert.deepEqual(heard, [OPENED]);
    assert.equal(open('CRM'), false);
    assert.deepEqual(page.posted, []);
    viewer.close();
    assert.equal(window.closed, true);
    page.nothingIsLeft();
  });

  for (const how of ['close', 'release'] as const)
    it(`opens nothing any more after ${how}`, () => {
      const page = new PlayedPage();
      const { heard, viewer, open } = later(page);
      viewer[how]();
      assert.equal(open('CRM'), false);
      page.hear(ready, new PlayedWindow(page));
      assert.deepEqual([heard, page.asked], [[], []]);
      page.nothingIsLeft();
    });
});
