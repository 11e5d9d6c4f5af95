import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UNCONVERTIBLE } from './played-glance.js';

/** What the tests of parsers throw at them: values and texts in which chance comes past the first question. */

/** Every parser of outside data is tried with so many. */
export const CASES = { numRuns: 10_000 };

/** Names and values that mean something to some parser. */
const names = fc.constantFrom(
  ...'mtype type data keepalive connected status reason url browser browserver platform loginKey expiration'.split(' '),
  ...'apiKey glanceEvent presenceUrl isPresenceLoadBalanced visitorpresent visitorfound authToken __proto__'.split(' '),
  ...'sessionKey calltype direct directserver httpsport'.split(' '),
);
const words = fc.constantFrom(
  ...'connected visitorsock visitorconn presence terms visitorsessionstart visitorsessionend visitorerror'.split(' '),
  ...'error redirect displayed accepted declined visitor sessionEnded true false signal'.split(' '),
  ...'https://shop.example/a?b#c presence.glance.net $1$1800003600$AAAA javascript:alert(1) __proto__'.split(' '),
  ...'authenticateSucceeded authenticateFailed partnerid=7&partneruserid=%E0%A4%A~$1$1800003600$AAAA'.split(' '),
);

export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.boolean(),
    fc.double(),
    fc.constant(null),
    fc.string(),
    fc.constant(UNCONVERTIBLE),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(names, fc.string()), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

const markup = fc
  .array(
    fc.constantFrom(
      ...'< > </ id agentjoinurl a: 0 / <id> </id> <agentjoinurl> <calltype> </calltype> & <s:Fault>'.split(' '),
      ' ',
    ),
  )
  .map((parts) => parts.join(''));

export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  value.map((one) => JSON.stringify(one)),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  markup,
  fc.constantFrom('constructor', '__proto__', 'toString', 'https://', '//', '\0'),
);

/** Texts that would keep a careless parser busy: long, deep, and over and over the beginning of something. */
const endless: readonly string[] = [
  '[',
  '{"a":',
  '<',
  '<id>',
  '<a:',
  'a',
  ' ',
  ',',
  '0',
  '$1$1',
  '=',
  '~',
  '%',
  'https://a.',
  'partnerid=1&',
  'a.glance.net:',
].flatMap((unit) => {
  const long = unit.repeat(Math.ceil(100_000 / unit.length));
  return [
    long,
    `${long}!`,
    `$1$${long}`,
    `<id>${long}`,
    `{"mtype":"error","data":${long}`,
    JSON.stringify({ loginKey: long }),
  ];
});

/** Milliseconds. What goes over a text once takes a few, what does so again and again takes many seconds. */
const SOON = 2_000;

/** Nothing stops a test in the midst of a pattern, so each answer is timed: by what it costs, whoever works beside it. */
export async function isSoonRead(what: string, read: (long: string) => boolean | Promise<boolean>): Promise<void> {
  for (const long of endless) {
    const before = process.cpuUsage();
    assert.ok(await read(long), `${what}: ${long.slice(0, 40)}`);
    assert.ok(process.cpuUsage(before).user < SOON * 1_000, `${what} takes too long: ${long.slice(0, 40)}`);
  }
}

/** As deep as a frame can be. */
export const deep = '['.repeat(32_000) + ']'.repeat(32_000);
