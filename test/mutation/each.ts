import fc from 'fast-check';
import type { Context, RootHookObject } from 'mocha';

// The same values in every run: a mutant that was killed once is killed again. That it was is enough: no
// time goes into the shortest way to do it, nor into ten thousand cases on a machine that is busy.
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the plugin in its place cannot be set for all
fc.configureGlobal({ seed: 1, endOnFailure: true, interruptAfterTimeLimit: 2_000 });

// As `node --test` does it: what nobody handles fails the test that runs.
process.on('unhandledRejection', (reason) => {
  throw reason;
});

export const mochaHooks = {
  beforeEach(this: Context) {
    // A promise that a mutant leaves open fails its test, and holds up nothing else.
    this.currentTest?.timeout(10_000);
  },
} satisfies RootHookObject;
