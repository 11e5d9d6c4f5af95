import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import { add, failureOf, none, writeCounts, type Counts } from './counts.js';

// The unit lane: test/unit/**/*.test.ts in plain Node, each file in a process of its own.
// Writes what it came to into test/.results/unit.json.

const files = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => resolve('test/unit', file))
  .sort();

const skipped: Counts = { ...none, skipped: 1 };
let counts = none;
// The time limit is one for each file and each test.
const events = run({ files, concurrency: true, timeout: 400_000 });
events.on('data', (event: TestEvent) => {
  counts = add(counts, ofEvent(event));
});
events.pipe(new spec()).pipe(process.stdout);
await finished(events);
writeCounts('unit.json', counts);
if (counts.failed > 0) process.exitCode = 1;

function ofEvent(event: TestEvent): Counts {
  if (event.type === 'test:fail') {
    if (event.data.todo !== undefined) return skipped;
    const cause: unknown = event.data.details.error;
    const how = typeof cause === 'object' && cause !== null && 'failureType' in cause ? cause.failureType : '';
    // A parent that failed only by its children is not one more failure.
    if (how === 'subtestsFailed') return none;
    const file = event.data.file ? relative(process.cwd(), event.data.file) : '';
    return failureOf(`${file} › ${event.data.name}`, event.data.details.error.cause);
  }
  if (event.type !== 'test:pass' || event.data.details.type === 'suite') return none;
  if (event.data.skip !== undefined || event.data.todo !== undefined) return skipped;
  // Node reports a file without tests as a passed test of the file's name.
  if (files.includes(resolve(event.data.name))) {
    console.log(`No test in ${event.data.name}`);
    return failureOf(event.data.name, 'has no test');
  }
  return { ...none, passed: 1 };
}
