import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import { openInWindow } from '../../src/viewer/window.js';
import { CASES, value } from './anything.js';
import { GLANCE, OPENED, PlayedPage, PlayedWindow } from './played-page.js';

/** Whatever is posted to the agent's page, only a viewer of ours is heard, and only what makes sense. */

type Who = 'viewer' | 'stranger' | 'framed' | 'opened by another' | 'nobody' | 'port';

const message = fc.record({
  who: fc.constantFrom<Who>('viewer', 'viewer', 'stranger', 'framed', 'opened by another', 'nobody', 'port'),
  origin: fc.oneof(
    fc.constant(GLANCE),
    fc.constantFrom('null', '', `${GLANCE}:444`, `${GLANCE}.example`, 'http://www.glance.net', 'https://glance.net'),
    fc.webUrl(),
    fc.string(),
  ),
  data: fc.oneof(
    value,
    fc.record({
      glanceEvent: fc.oneof(fc.constantFrom('sessionEnded', 'SESSIONENDED', 'sessionStarted'), value),
      data: value,
    }),
  ),
});

const frame = (page: PlayedPage): object =>
  Object.assign(Object.create(new PlayedWindow(page)) as object, { top: page });

describe('whatever is posted to the page', () => {
  it('is heard from the viewer’s own window at Glance’s origin, and is an end or nothing', () => {
    const page = new PlayedPage();
    const { heard, request } = page.request();
    openInWindow(page.place, 'popup', request);
    const ours = [...page.windows.values()][0];
    const sources: Readonly<Record<Who, unknown>> = {
      viewer: ours,
      stranger: new PlayedWindow(page),
      framed: frame(page),
      'opened by another': new PlayedWindow({}),
      nobody: null,
      port: new MessageChannel().port1,
    };
    let ends = 0;
    fc.assert(
      fc.property(message, ({ who, origin, data }) => {
        page.hear(data, sources[who], origin);
        const said = readViewerMessage(data);
        if (who === 'viewer' && origin === GLANCE && said?.type === 'viewer-ended') ends++;
        assert.equal(heard.length, 1 + ends);
      }),
      CASES,
    );
    assert.ok(ends > 0, 'chance has come that far');
    assert.ok(heard.slice(1).every(({ type }) => type === 'viewer-ended'));
  });

  it('lets no window be taken for the viewer but a top window of Glance’s that this page has opened', () => {
    let adopted = 0;
    fc.assert(
      fc.property(message, ({ who, origin, data }) => {
        const page = new PlayedPage();
        const { heard } = page.byPage(undefined);
        const before = heard.length;
        const sources: Readonly<Record<Who, unknown>> = {
          viewer: new PlayedWindow(page),
          stranger: page,
          framed: frame(page),
          'opened by another': new PlayedWindow({}),
          nobody: undefined,
          port: {},
        };
        page.hear(data, sources[who], origin);
        const counts = who === 'viewer' && origin === GLANCE && readViewerMessage(data) !== undefined;
        if (counts) adopted++;
        assert.deepEqual(heard.slice(before, before + 1), counts ? [OPENED] : []);
      }),
      CASES,
    );
    assert.ok(adopted > 0, 'chance has come that far');
  });
});
