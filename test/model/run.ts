import fc from 'fast-check';
import { property } from './property.js';

/**
 * Courses of anything that agents, customers, networks and pages can do, played through the whole house but for its
 * looks: desks, sessions, rules and viewers as they are, against the sandbox's own core in this process, with a
 * browser and a clock of its own. What must hold is in `invariants.ts` at every step and in `truth.ts` once
 * everything is well again; `ledger.ts` keeps the account of what the agent has asked for.
 *
 * `npm test` plays 2,000 courses, the same each time. `npm run test:chaos -- 20000` plays as many of chance's; one
 * that breaks something is made as short as it can be, told in words, and printed with the line that plays it again.
 */

const numRuns = Number(process.argv[2] ?? 2_000);
const { SEED, FCPATH, REPLAY, NOSHRINK } = process.env;
let last: readonly string[] = [];

const result = await fc.check(
  property(REPLAY, (world, failed) => {
    if (failed) last = world.course;
  }),
  {
    numRuns,
    seed: SEED ? Number(SEED) : undefined,
    endOnFailure: NOSHRINK !== undefined,
    ...(FCPATH && { path: FCPATH }),
  },
);

if (result.failed) {
  const { errorInstance: error, seed, counterexample, counterexamplePath } = result;
  const [, replay = ''] = /replayPath="([^"]*)"/.exec(fc.stringify(counterexample)) ?? [];
  console.log(error instanceof Error ? error.stack : error);
  console.log(`\n${last.join('\n')}\n\nAfter ${result.numRuns} courses. To play it again:`);
  console.log(`SEED=${seed} FCPATH='${counterexamplePath ?? ''}' REPLAY='${replay}' npm run test:chaos -- 1`);
  process.exitCode = 1;
} else
  console.log(`${result.numRuns} courses from the seed ${result.runConfiguration.seed ?? ''}, and nothing broken.`);
