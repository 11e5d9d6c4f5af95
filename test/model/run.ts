import fc from 'fast-check';
import { property } from './property.js';

// `npm run test:chaos -- 500`: that many courses of anything that can happen, against the sandbox's own core in this
// process, with a clock of its own. SEED, FCPATH and REPLAY, as a failure prints them, play it again; NOSHRINK stops
// at the first. It is no lane yet: courses are left that break an invariant, and each is to be settled first.

const numRuns = Number(process.argv[2] ?? 200);
let last: string[] | undefined;
const result = await fc.check(
  property(process.env['REPLAY'], (world, failed) => {
    if (failed) last = world.course;
  }),
  {
    numRuns,
    seed: Number(process.env['SEED'] ?? Date.now()),
    ...(process.env['FCPATH'] && { path: process.env['FCPATH'] }),
    endOnFailure: !!process.env['NOSHRINK'],
  },
);
if (result.failed) {
  const error: unknown = result.errorInstance;
  console.log(error instanceof Error ? error.stack : error);
  console.log(last?.join('\n'));
  console.log(await fc.asyncDefaultReportMessage(result));
  process.exitCode = 1;
} else console.log(`${result.numRuns} courses, and nothing broken.`);
