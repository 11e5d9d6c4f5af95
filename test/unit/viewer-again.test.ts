import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findViewer } from '../../src/viewer/again.js';
import { openInWindow } from '../../src/viewer/window.js';
import { OPENED, PlayedPage, PlayedWindow } from './played-page.js';

const NAME = 'glance-1-2-3';
const ended = { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } };

/** The agent presses Open viewer for a session whose viewer was opened under that name. */
const presses = (page: PlayedPage) => {
  const { heard, request } = page.request('12345', NAME);
  return { heard, viewer: openInWindow(page.place, 'popup', request) };
};
const looks = (page: PlayedPage, name: string | undefined = NAME) => {
  const { heard, request } = page.request('12345', name);
  return { heard, viewer: findViewer(page.place, undefined, request) };
};

describe('a viewer that was open before its button was there', () => {
  it('is found by the name of its window, brought to the front, and posted nothing', () => {
    const page = new PlayedPage();
    const window = new PlayedWindow(page);
    window.shows = true;
    page.windows.set(NAME, window);
    const { heard, viewer } = presses(page);
    assert.deepEqual(page.asked, [['', NAME, 'popup']]);
    assert.deepEqual([heard, page.posted.length, window.shown, window.closed], [[OPENED], 0, 1, false]);
    page.hear(ended, window);
    assert.equal(heard.length, 2);
    viewer?.release();
    page.nothingIsLeft();
  });

  it('and has been closed meanwhile opens in the window that comes instead', () => {
    const page = new PlayedPage();
    const { heard, viewer } = presses(page);
    assert.deepEqual(
      page.posted.map(({ target }) => target),
      [NAME],
    );
    assert.deepEqual([heard, page.windows.size], [[OPENED], 1]);
    viewer?.release();
  });

  it('is waited for without a click: no window is opened or asked for by name', () => {
    const page = new PlayedPage();
    const { heard, viewer } = looks(page);
    assert.deepEqual([heard, page.asked, page.posted], [[], [], []]);
    viewer.release();
    page.nothingIsLeft();
  });

  it('is found when it speaks', () => {
    const page = new PlayedPage();
    const { heard } = looks(page);
    page.hear(ended, new PlayedWindow(page));
    assert.deepEqual(
      heard.map(({ type }) => type),
      ['viewer-opened', 'viewer-ended'],
    );
  });

  it('in this very page is found at once, once, and without a click', () => {
    const page = new PlayedPage();
    const { request } = page.request();
    const first = openInWindow(page.place, 'popup', request);
    const [name] = page.names;
    first?.part();
    page.nothingIsLeft();
    const [window] = page.windows.values();
    assert.equal(window?.closed, false);

    const { heard, viewer } = looks(page, name);
    assert.deepEqual([heard, page.posted.length, page.asked.length], [[OPENED], 1, 1]);
    assert.equal(viewer.show(), true);
    assert.deepEqual(looks(page, name).heard, []);
    viewer.close();
    assert.equal(window.closed, true);
  });

  it('that was closed before it was looked for is not found', () => {
    const page = new PlayedPage();
    openInWindow(page.place, 'popup', page.request().request)?.part();
    const [window] = page.windows.values();
    window!.closed = true;
    assert.deepEqual(looks(page, page.names[0]).heard, []);
  });
});
