import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRecord, recordOf, type SessionRecord } from '../../src/session/record.js';
import { isKey } from '../../src/session/session-key.js';
import { plain, RECORD } from './played.js';

const read = (value: unknown): unknown => plain(readRecord(JSON.stringify(value)));
const whole: SessionRecord = {
  ...RECORD,
  visitorId: 'alice',
  callType: 'cobrowse',
  labels: { origin: 'CRM', externalId: 'case 7' },
  endedBy: 'agent',
};

describe('the record of a session', () => {
  it('is read as it was kept', () => {
    assert.deepEqual(read(whole), plain(whole));
    assert.deepEqual(read({ ...whole, endedBy: 'customer' }), plain({ ...whole, endedBy: 'customer' }));
  });

  it('is all that is kept of a session, whatever else is known of it', () => {
    const more = { ...whole, loginKey: 'secret', token: 'secret', phone: 'secret', nextLook: 7 };
    const kept = recordOf({ ...more, kind: 'joined', id: 1, viewer: 'open', endBy: 7, toldBy: 'agent' });
    assert.deepEqual(kept, whole);
  });

  for (const [what, text] of Object.entries({
    nothing: null,
    'an empty text': '',
    'no JSON': '{"key":',
    'a list': '[]',
    'a word': '"key"',
    'no key': JSON.stringify({ ...whole, key: undefined }),
    'a key that can be none': JSON.stringify({ ...whole, key: '<b>' }),
    'a customer who can be none': JSON.stringify({ ...whole, visitorId: 'a b' }),
    'no start': JSON.stringify({ ...whole, since: undefined }),
    'a start that is no time': JSON.stringify({ ...whole, since: 1e300 }),
    'a start before time': JSON.stringify({ ...whole, since: -1 }),
  }))
    it(`is none: ${what}`, () => assert.equal(readRecord(text), undefined));

  it('is used without what is malformed in it', () => {
    const odd = { sessionId: 7, callType: {}, labels: 'x', opened: 'yes', viewerName: '_top', endedBy: 'me' };
    assert.deepEqual(read({ ...whole, ...odd }), {
      key: whole.key,
      since: whole.since,
      visitorId: 'alice',
      labels: {},
      opened: false,
    });
  });

  it('names no window but one that a button has opened', () => {
    for (const viewerName of [
      ['glance-1'],
      'my-glance-1',
      '_self',
      '_top',
      'crm',
      'glance-x',
      'glance-1;',
      `glance-${'1'.repeat(65)}`,
    ])
      assert.equal(readRecord(JSON.stringify({ ...whole, viewerName }))?.viewerName, undefined, String(viewerName));
  });

  it('holds no text without end', () => {
    const long = 'x'.repeat(100_000);
    const labels = { origin: long, externalId: long };
    const record = readRecord(JSON.stringify({ ...whole, sessionId: long, callType: long, labels }));
    assert.ok(record && JSON.stringify(record).length < 2_000);
  });

  it('never throws, and has a key and a time, whatever is kept there', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
            .map((some) => JSON.stringify({ ...whole, ...some })),
        ),
        (text) => {
          const record = readRecord(text);
          assert.ok(!record || (isKey(record.key) && Number.isSafeInteger(record.since)));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
