import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPage } from '../../src/glance/customer-page.js';
import { readViewerMessage } from '../../src/glance/viewer-messages.js';
import { plain } from './played.js';

const shown = (data: unknown): unknown => plain(readPage(data));

describe('the customer’s page', () => {
  for (const [url, page] of [
    ['https://shop.example/cart?token=secret#card', 'https://shop.example/cart'],
    ['https://shop.example', 'https://shop.example/'],
    ['http://shop.example:8080/a/b', 'http://shop.example:8080/a/b'],
    ['https://user:secret@shop.example/a', 'https://shop.example/a'],
    ['https://shop.example/ü ö', 'https://shop.example/%C3%BC%20%C3%B6'],
  ] as const)
    it(`is shown of ${url} without anything secret: ${page}`, () => {
      assert.deepEqual(shown({ url }), { page });
    });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'shttp://shop.example/cart',
    'about:blank',
    '/cart',
    '',
    7,
    null,
    {},
  ])
    it(`is not shown of ${JSON.stringify(url)}`, () => {
      assert.deepEqual(shown({ url }), {});
    });

  it('is shown with browser and platform, as far as they are told', () => {
    assert.deepEqual(shown({ browser: 'chrome', browserver: 128, platform: 'linux' }), {
      browser: 'chrome 128',
      platform: 'linux',
    });
    assert.deepEqual(shown({ browser: 'firefox', browserver: '131.0' }), { browser: 'firefox 131.0' });
    assert.deepEqual(shown({ browser: 'safari', browserver: {} }), { browser: 'safari' });
    assert.deepEqual(shown({ browser: 7, browserver: 128, platform: ['linux'] }), {});
  });

  it('never fills the button: huge values are cut', () => {
    const huge = 'x'.repeat(100_000);
    const page = readPage({ url: `https://shop.example/${huge}`, browser: huge, browserver: huge, platform: huge });
    for (const value of Object.values(page)) assert.ok(value.length <= 300, `${value.length} characters`);
    assert.deepEqual(Object.keys(page).sort(), ['browser', 'page', 'platform']);
  });

  it('has nothing else in it, whatever the customer’s page tells', () => {
    assert.deepEqual(shown({ url: 'https://shop.example/', name: 'Ann', email: 'a@b.example', phone: '1' }), {
      page: 'https://shop.example/',
    });
  });

  for (const data of [undefined, null, 'text', 7, [], [{ url: 'https://shop.example/' }]])
    it(`is unknown when presence data is ${data === undefined ? 'missing' : JSON.stringify(data)}`, () => {
      assert.deepEqual(shown(data), {});
    });
});

describe('a message from the viewer', () => {
  for (const [message, said] of [
    [
      { glanceEvent: 'sessionEnded', data: { reason: 'visitor' } },
      { type: 'viewer-ended', by: 'customer' },
    ],
    [
      { glanceEvent: 'sessionEnded', data: { reason: 'error' } },
      { type: 'viewer-ended', by: undefined },
    ],
    [{ glanceEvent: 'sessionEnded' }, { type: 'viewer-ended', by: undefined }],
    [
      { glanceEvent: 'SessionEnded', data: 'x' },
      { type: 'viewer-ended', by: undefined },
    ],
    [{ glanceEvent: 'sessionStarted', data: {} }, { type: 'viewer-started' }],
    [{ glanceEvent: 'AgentJoined' }, { type: 'viewer-started' }],
    [{ glanceEvent: 'anything' }, { type: 'viewer-alive' }],
    [{ glanceEvent: '' }, undefined],
    [{ glanceEvent: 7 }, undefined],
    [{ event: 'sessionEnded' }, undefined],
    [{ data: { glanceEvent: 'sessionEnded' } }, undefined],
    ['{"glanceEvent":"sessionEnded"}', undefined],
    [['sessionEnded'], undefined],
    [null, undefined],
    [undefined, undefined],
  ] as const)
    it(`${message === undefined ? 'nothing' : JSON.stringify(message)} is ${said ? JSON.stringify(said) : 'none'}`, () => {
      assert.deepEqual(plain(readViewerMessage(message)), plain(said));
    });
});
