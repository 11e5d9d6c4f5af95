import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, readCodes } from '../readme-codes.js';
import { table } from '../readme-table.js';
import { renewed } from '../readme.js';

describe('the README’s tables', () => {
  const makers = { one: () => 'new one\n', two: () => 'new two' };
  const between = (one: string, two: string): string =>
    `before\n\n<!-- one -->\n\n${one}\n\n<!-- /one -->\n\nbetween <!-- two -->\n\n${two}\n\n<!-- /two -->\nafter`;

  it('are made anew between their markers, and nothing else is touched', () => {
    assert.equal(renewed(between('old | one', '$& $1'), makers), between('new one', 'new two'));
  });

  it('stay as they are when they are up to date', () => {
    const text = between('new one', 'new two');
    assert.equal(renewed(text, makers), text);
  });

  it('are not made where markers are missing, double or the wrong way round', () => {
    const { one } = makers;
    for (const text of ['', '<!-- one -->', '<!-- /one --> <!-- one -->', '<!-- one --><!-- /one --><!-- one -->'])
      assert.throws(() => renewed(text, { one }), /has not once <!-- one -->/, text);
  });

  it('keep a bar that stands in a cell', () => {
    assert.equal(table(['a', 'b'], [['1|2', '3']]), '| a | b |\n|---|---|\n| 1\\|2 | 3 |');
  });
});

describe('the table of codes', () => {
  it('has what stands at each member, and what the agent reads', () => {
    const lines = codes().split('\n');
    const row = lines.find((line) => line.startsWith('| `popup-blocked` |')) ?? '';
    assert.match(row, /The browser blocked the viewer\. Press Open viewer\. \| The browser did not open/);
    assert.match(row, /allows pop-ups for the page/);
    assert.match(
      lines.find((line) => line.startsWith('| `no-such-session` |')) ?? '',
      /\| Session … has not started\. \|/,
    );
  });

  it('reads comments of one line and of several, with and without a fix', () => {
    const text = `export type NoticeCode =
      /** One. */
      | 'a'
      /**
       * Two,
       * and more.
       * @fix Do
       * this.
       */
      | 'b'
      | 'c';`;
    assert.deepEqual(readCodes('NoticeCode', text), [
      { code: 'a', means: 'One.', fix: '' },
      { code: 'b', means: 'Two, and more.', fix: 'Do this.' },
      { code: 'c', means: '', fix: '' },
    ]);
  });

  it('is not made of anything but a union of texts', () => {
    assert.throws(() => readCodes('ErrorCode', `export type NoticeCode = 'a' | 'b';`), /no union ErrorCode/);
    assert.throws(() => readCodes('NoticeCode', `export type NoticeCode = 'a' | 1;`), /union of texts/);
  });
});
