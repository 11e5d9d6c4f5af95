import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { codes, readCodes } from '../readme-codes.js';
import { type Delivered, delivered, faultOf, scriptsOf } from '../readme-integrity.js';
import { sizes } from '../readme-sizes.js';
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

describe('the table of sizes', () => {
  it('has what was measured last, and no other measure', () => {
    const text =
      '| what |\n| **Bytes: as they are** |  |  |\n| ours | 3 / 2 / 1 | ≤ 1 | yes |\n| theirs | 30 / 20 / 10 |  |  |\n| **Time** |  |';
    assert.equal(sizes(text).split('\n').slice(2).join('\n'), '| ours | 3 | 2 | 1 |\n| theirs | 30 | 20 | 10 |');
  });

  it('is not made where nothing was measured', () => {
    assert.throws(() => sizes('# Measured'), /npm run bench/);
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

describe('a script tag that a page may be copied from', () => {
  const migration = readdirSync('demo/migration').map((name) => `demo/migration/${name}`);
  const consoles = readdirSync('demo/consoles', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`demo/consoles/${name}`).map((file) => `demo/consoles/${name}/${file}`))
    .filter((file) => file.endsWith('.html'));
  const scripts = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...migration, ...consoles].flatMap((file) =>
    scriptsOf(readFileSync(file, 'utf8')).map((script) => [file, script] as const),
  );

  it('is in the README, in the pages that have moved over, and in the consoles', () => {
    for (const file of ['README.md', 'demo/migration/plain.html', 'demo/migration/flex.html', ...consoles])
      assert.ok(
        scripts.some(([found]) => found === file),
        file,
      );
  });

  for (const [file, script] of scripts)
    it(`names this version, and has the hash of the file where it has one: ${file}, ${script.replace(/\s+/g, ' ')}`, () => {
      assert.equal(faultOf(script, delivered()), undefined);
    });

  const given: Delivered = { version: '1.2.3', hashes: { 'glance-join.js': 'sha384-right' } };
  const from = (address: string, more = ''): string => `<script type="module" ${more} src="${address}"></script>`;
  const elsewhere = 'https://static.example/glance-join@1.2.3/glance-join.js';
  for (const [text, fault] of [
    [from('glance-join@1.2.3/glance-join.js'), undefined],
    [from(elsewhere, 'integrity="sha384-right"'), undefined],
    [from('glance-join.js'), 'names no version, not 1.2.3'],
    [from('/glance-join/glance-join.js'), 'names no version, not 1.2.3'],
    [from('glance-join@1/glance-join.js'), 'names 1, not 1.2.3'],
    [from('glance-join@latest/glance-join.js'), 'names latest, not 1.2.3'],
    [from('glance-join@1.2.3/join.js'), 'names join.js, which is not delivered'],
    [from(elsewhere), 'is from another host, and has no hash'],
    [from(elsewhere.replace('https:', '')), 'is from another host, and has no hash'],
    [from('glance-join@1.2.3/glance-join.js', 'integrity="sha384-wrong"'), 'has another hash than the file'],
    [from('glance-join@1.2.3/glance-join.js', 'integrity=""'), 'has another hash than the file'],
    ["<SCRIPT\n  src='glance-join.js'\n></SCRIPT>", 'names no version, not 1.2.3'],
    ['<script src=glance-join.js></script>', 'names no version, not 1.2.3'],
    [`import '${elsewhere}';`, 'is from another host, and has no hash'],
    [`await import("/glance-join.js");`, 'names no version, not 1.2.3'],
    [`import { GlanceJoin } from './glance-join@1.2.3/glance-join.js';`, undefined],
  ] as const)
    it(`${JSON.stringify(text)} ${fault ?? 'is as it should be'}`, () => {
      const [script, ...more] = scriptsOf(`Before\n${text}\nafter`);
      assert.deepEqual(more, []);
      assert.ok(script);
      assert.equal(faultOf(script, given), fault);
    });

  it('is none where nothing of this project is loaded', () => {
    assert.deepEqual(
      scriptsOf('<script src="react.js"></script> import \'glance-join\'; <glance-join></glance-join>'),
      [],
    );
  });
});
