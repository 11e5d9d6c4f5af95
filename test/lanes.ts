import { fileURLToPath } from 'node:url';
import { add, failureOf, none, resultFile, type Counts } from './counts.js';
import type { Engine } from './engines.js';

export interface Lane {
  name: string;
  title: string;
  /** What Node is started with. */
  args: string[];
  /** When it has to be done. */
  minutes: number;
  /** What it needs, found or installed before it starts. */
  browser?: Engine;
  env?: NodeJS.ProcessEnv;
  /** Not part of `npm test`, but of `npm test -- <name>`. */
  onlyNamed?: true;
  /** What the lane's runner writes. A lane without one is a single check, passed when it exits with 0. */
  result?: { file: string; read(json: unknown): Counts };
}

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const eslint = 'node_modules/eslint/bin/eslint.js';
const prettier = 'node_modules/prettier/bin/prettier.cjs';
const webTestRunner = 'node_modules/@web/test-runner/dist/bin.js';
const tsx = ['--import', 'tsx'];

export const lanes: readonly Lane[] = [
  {
    name: 'types',
    title: 'tsc',
    args: ['node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'],
    minutes: 8,
  },
  {
    name: 'lint',
    title: 'eslint',
    args: [eslint, '-c', 'test/eslint.config.js', '--max-warnings', '0', '.'],
    minutes: 15,
  },
  {
    name: 'format',
    title: 'prettier',
    args: [prettier, '--check', '--log-level', 'warn', '.'],
    minutes: 8,
  },
  {
    name: 'readme',
    title: 'the tables of the README are what the sources say',
    args: [...tsx, 'test/readme.ts', '--check'],
    minutes: 3,
  },
  {
    name: 'unit',
    title: 'node --test',
    args: [...tsx, 'test/unit.ts'],
    minutes: 15,
    result: { file: 'unit.json', read: asCounts },
  },
  {
    name: 'model',
    title: '2,000 courses of anything that can happen',
    args: [...tsx, 'test/model/run.ts', '2000'],
    minutes: 12,
    // The same courses each time: chance is for `npm run test:chaos`.
    env: { SEED: process.env['SEED'] ?? '20271' },
  },
  {
    name: 'fresh',
    title: 'dist/ is what the sources build',
    args: [...tsx, 'test/fresh-dist.ts'],
    minutes: 8,
  },
  {
    name: 'package',
    title: 'publint, on the package as it is packed',
    args: ['node_modules/publint/src/cli.js', '--strict'],
    minutes: 3,
  },
  {
    name: 'package-types',
    title: 'attw: the types are found by each name, in each way',
    args: ['node_modules/@arethetypeswrong/cli/dist/index.js', '--pack', '.', '--profile', 'esm-only'],
    minutes: 3,
  },
  {
    name: 'unused',
    title: 'knip: nothing is there that nobody uses',
    args: ['node_modules/knip/bin/knip.js', '--config', 'test/knip.json', '--treat-config-hints-as-errors'],
    minutes: 5,
  },
  { name: 'size', title: 'dist/ is small enough', args: [...tsx, 'test/sizes.ts'], minutes: 3 },
  browserLane('element', 'in Chromium, against the sandbox'),
  browserLane('faults', 'every fault: what the agent sees, and that it recovers'),
  engineLane('firefox', 'the same in Firefox'),
  engineLane('webkit', 'the same in WebKit'),
  playwrightLane('e2e', 'agent and customer in two browsers'),
  playwrightLane('dist', 'what is delivered, by script tag'),
  // With the engines as long again as all others: continuous integration runs them after those.
  {
    ...playwrightLane('consoles', 'in pages of other people’s making, by their own tools', 'chromium', 40),
    onlyNamed: true,
  },
  // Hundreds of megabytes of packages, for one page.
  { ...playwrightLane('flex-ui', 'the plugin in the real Flex UI', 'chromium', 30), onlyNamed: true },
  playwrightLane('firefox', 'the same under a strict policy, in Firefox', 'firefox'),
];

function browserLane(name: 'element' | 'faults', title: string): Lane {
  const file = `${name}.json`;
  return {
    name,
    title,
    args: [...tsx, webTestRunner, '--config', 'test/web-test-runner.config.ts'],
    minutes: 25,
    browser: 'chromium',
    env: { TEST_LANE: name },
    result: { file, read: asCounts },
  };
}

/** The element's own lane in another engine: for `npm run test:engines`. */
function engineLane(engine: Engine, title: string): Lane {
  const name = `element-${engine}`;
  const file = `${name}.json`;
  return {
    ...browserLane('element', title),
    name,
    browser: engine,
    env: { TEST_LANE: 'element', ENGINE: engine, RESULT: file },
    result: { file, read: asCounts },
    onlyNamed: true,
  };
}

function playwrightLane(name: string, title: string, browser: Lane['browser'] = 'chromium', minutes = 20): Lane {
  const file = `${name}.json`;
  return {
    name,
    title,
    args: ['node_modules/playwright/cli.js', 'test', '-c', 'test/playwright.config.ts', '--project', name],
    minutes,
    browser,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: resultFile(file), LANE_MINUTES: String(minutes) },
    result: { file, read: fromPlaywright },
  };
}

function asCounts(json: unknown): Counts {
  const failures = list(json, 'failures').map(String);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((name) => numberOf(json, name));
  return { passed: passed!, failed: failed!, skipped: skipped!, failures };
}

function fromPlaywright(json: unknown): Counts {
  const stats = field(json, 'stats');
  const ran: Counts = { ...none, passed: numberOf(stats, 'expected'), skipped: numberOf(stats, 'skipped') };
  const outside = list(json, 'errors').map((error) => failureOf('outside the tests', field(error, 'message')));
  const failed = list(json, 'suites').flatMap((suite) => failuresIn(suite, ''));
  if (failed.length !== numberOf(stats, 'unexpected') + numberOf(stats, 'flaky')) {
    throw new Error('The result does not hold every failure it counts.');
  }
  return [...outside, ...failed].reduce(add, ran);
}

/** One for each test of this suite of Playwright's that failed, also if only at first. */
function failuresIn(suite: unknown, above: string): Counts[] {
  const name = [above, field(suite, 'title')].filter(Boolean).join(' › ');
  const own = list(suite, 'specs').flatMap((spec) =>
    list(spec, 'tests')
      .filter((test) => ['unexpected', 'flaky'].includes(String(field(test, 'status'))))
      .map((test) => {
        const errors = list(test, 'results').map((result) => field(field(result, 'error'), 'message'));
        return failureOf(`${name} › ${String(field(spec, 'title'))}`, errors.find(Boolean));
      }),
  );
  return [...own, ...list(suite, 'suites').flatMap((inner) => failuresIn(inner, name))];
}

function numberOf(json: unknown, name: string): number {
  const value = field(json, name);
  if (typeof value !== 'number') throw new Error(`The result has no number ${name}.`);
  return value;
}

function field(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined;
}

function list(value: unknown, name: string): unknown[] {
  const items = field(value, name);
  return Array.isArray(items) ? items : [];
}
