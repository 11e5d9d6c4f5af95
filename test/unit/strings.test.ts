import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en, noticeHint, noticeMessage, statusSentence, statusWords } from '../../src/element/strings/index.js';

// What a customer's page or Glance has said, within the element's own sentences.

describe('a sentence', () => {
  for (const path of ['a|b', '$&', "$'", '$`', '$$', '{}', '<b>'])
    it(`says the customer’s page as it is: ${path}`, () => {
      const page = `https://shop.example/${path}`;
      const present = { state: 'present', visitor: { present: true, since: 0, page } } as const;
      assert.equal(statusWords(present, en), `shop.example/${path}`);
      assert.equal(statusSentence(present, en), `The customer is on the site. shop.example/${path}`);
    });

  for (const [callType, said] of [
    ['Video', 'Session 12345 · Video is running.'],
    ['cobrowse', 'Session 12345 is running.'],
    ['constructor', 'Session 12345 is running.'],
    ['__proto__', 'Session 12345 is running.'],
  ] as const)
    it(`names the kind of a session only where Glance’s word for it is known: ${callType}`, () => {
      assert.equal(statusSentence({ state: 'joinable', sessionKey: '12345', callType }, en), said);
    });

  it('tells an agent to press a button only where that helps', () => {
    const blocked = { code: 'popup-blocked', seq: 1 } as const;
    assert.match(noticeMessage(blocked, en), /Press Open viewer/);
    const forbidden = { ...blocked, reason: 'csp-blocked' } as const;
    assert.equal(noticeMessage(forbidden, en), 'This page’s security policy is in the way.');
    assert.match(noticeHint(forbidden, en) ?? '', /connect-src, form-action, frame-src/);
  });
});
