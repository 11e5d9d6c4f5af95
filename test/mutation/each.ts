import fc from 'fast-check';
import type { Context, RootHookObject } from 'mocha';

// The same values in every run: a mutant that was killed once is killed again. That it was is enough: no
// time goes into the shortest way to do it.
fc.configureGlobal({ seed: 1, endOnFailure: true });

export const mochaHooks = {
  beforeEach(this: Context) {
    // A promise that a mutant leaves open fails its test, and holds up nothing else.
    this.currentTest?.timeout(10_000);
  },
} satisfies RootHookObject;
