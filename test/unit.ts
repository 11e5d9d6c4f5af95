import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import { add, none, writeCounts, type Counts } from './counts.js';

// The unit lane: test/unit/**/*.test.ts in plain Node, each file in a process of its own.
// Writes what it came to into test/.results/unit.json.

const files = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => resolve('test/unit', file))
  .sort();

let counts = none;
// The time limit is one for each file and each test.
const events = run({ files, concurrency: true, timeout: 400_000 });
events.on('data', (event: TestEvent) => {
  const one = ofEvent(event);
  if (one) counts = add(counts, { ...none, [one]: 1 });
});
events.pipe(new spec()).pipe(process.stdout);
await finished(events);
writeCounts('unit.json', counts);
if (counts.failed > 0) process.exitCode = 1;

function ofEvent(event: TestEvent): keyof Counts | undefined {
  if (event.type === 'test:fail') {
    if (event.data.todo !== undefined) return 'skipped';
    const cause: unknown = event.data.details.error;
    const how = typeof cause === 'object' && cause !== null && 'failureType' in cause ? cause.failureType : '';
    // A parent that failed only by its children is not one more failure.
    return how === 'subtestsFailed' ? undefined : 'failed';
  }
  if (event.type !== 'test:pass' || event.data.details.type === 'suite') return undefined;
  if (event.data.skip !== undefined || event.data.todo !== undefined) return 'skipped';
  // Node reports a file without tests as a passed test of the file's name.
  if (files.includes(resolve(event.data.name))) {
    console.log(`No test in ${event.data.name}`);
    return 'failed';
  }
  return 'passed';
}
