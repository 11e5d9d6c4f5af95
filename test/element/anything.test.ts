import fc from 'fast-check';
import { anything, pressMain } from './anything-commands.js';
import { comesToTruth, leavesNothing } from './anything-invariants.js';
import { type Beginning, World } from './anything-world.js';
import { engine } from './engine.js';

// Courses of anything that can happen to agent, customers, network and page, in a real browser against the sandbox.
// They are always the same ones. `SEED=7 RUNS=200 npm test -- element` plays others, and SEED, FCPATH and REPLAY, as a
// failure prints them, play that one again; NOSHRINK=1 stops at the first (web-test-runner.config.ts hands them on).

interface Courses {
  readonly SEED?: string;
  readonly FCPATH?: string;
  readonly REPLAY?: string;
  readonly RUNS?: string;
  readonly NOSHRINK?: string;
}

const {
  SEED = '20260',
  FCPATH,
  REPLAY,
  // The courses try the element, not the engine: outside Chromium the first of them are enough.
  RUNS = engine === 'chromium' ? '40' : '15',
  NOSHRINK,
} = (window as Window & { __courses?: Courses }).__courses ?? {};

interface Start extends Beginning {
  /** How far things have come when the course begins. */
  readonly from: 'nothing' | 'here' | 'asked' | 'in session';
  /** Whether the second element is there from the beginning. */
  readonly second: boolean;
}

const start: fc.Arbitrary<Start> = fc.record({
  seed: fc.noShrink(fc.nat()),
  autojoin: fc.constantFrom(false, false, true),
  from: fc.constantFrom(
    'in session' as const,
    'here' as const,
    'nothing' as const,
    'asked' as const,
    'in session' as const,
  ),
  second: fc.constantFrom(false, false, true),
});

async function begin(world: World, { from, second }: Start): Promise<void> {
  const [first, other] = world.elements;
  await world.insert(first!, 'alice');
  if (second) await world.insert(other!, 'alice');
  await world.quiet();
  if (from === 'nothing') return;
  await world.arrives('alice');
  await world.quiet();
  if (from === 'here') return;
  pressMain(first!, world);
  await world.quiet();
  if (from === 'asked') return;
  world.answers('alice').accepts();
  await world.starts('alice');
  await world.quiet();
}

describe('whatever happens', function () {
  this.timeout(280_000);

  it('what must hold holds', async () => {
    let course: readonly string[] = [];
    const property = fc.asyncProperty(start, anything(REPLAY), async (beginning, commands) => {
      const world = new World(beginning);
      await world.enter();
      try {
        await begin(world, beginning);
        await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
        await comesToTruth(world);
        await leavesNothing(world);
      } catch (error) {
        ({ course } = world);
        throw error;
      } finally {
        await world.leave();
      }
    });
    const result = await fc.check(property, {
      seed: Number(SEED),
      numRuns: Number(RUNS),
      ...(FCPATH !== undefined && { path: FCPATH }),
      endOnFailure: !!NOSHRINK,
      // What is left of a failing course when this is over is short enough.
      interruptAfterTimeLimit: 240_000,
      markInterruptAsFailure: true,
    });
    if (!result.failed) return;
    const { errorInstance: broken } = result;
    const why = broken instanceof Error ? broken.message : String(broken);
    throw new Error([why, await fc.asyncDefaultReportMessage(result), ...course].join('\n'));
  });
});
