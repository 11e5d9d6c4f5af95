import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { add, failureOf, none, writeCounts, type Counts } from './counts.js';

/**
 * Writes what a lane in the browser came to into this file of test/.results/, and says what the runner lets pass.
 * Written after each file of tests: of a run that breaks off or hangs, it is known what passed and where it stood.
 */
export function countReporter(file: string): Reporter {
  const waiting = new Set<string>();
  let total = none;
  return {
    start({ testFiles }) {
      for (const testFile of testFiles) waiting.add(named(testFile));
      writeCounts(file, brokeOff(waiting));
    },
    reportTestFileResults({ sessionsForTestFile, testFile }) {
      waiting.delete(named(testFile));
      total = sessionsForTestFile.map(ofSession).reduce(add, total);
      writeCounts(file, waiting.size > 0 ? add(total, brokeOff(waiting)) : total);
    },
  };
}

/** What is so for as long as files are left. They run one at a time and in this order: the first has not ended. */
function brokeOff(waiting: ReadonlySet<string>): Counts {
  const [running] = waiting;
  return failureOf(running!, `the run broke off here; files without a result: ${waiting.size}`);
}

function ofSession(session: TestSession): Counts {
  const file = named(session.testFile);
  const counts = session.testResults ? ofSuite(session.testResults, file) : none;
  const complaint = outsideTests(session, counts);
  if (!complaint) return counts;
  console.log(`${file}: ${complaint}`);
  return add(counts, failureOf(file, complaint));
}

function named(testFile: string): string {
  return relative(process.cwd(), testFile);
}

/** What is wrong with a file although none of its tests says so: one failure of its own. */
function outsideTests(session: TestSession, counts: Counts): string | undefined {
  // The runner only logs a rejected promise that nobody caught.
  if (session.logs.some((log) => /^An error was thrown in a Promise outside a test/.test(String(log[0])))) {
    return 'a rejected promise was caught by nobody';
  }
  if (!session.passed && counts.failed === 0) return 'broke outside its tests';
  return counts.passed + counts.failed + counts.skipped === 0 ? 'has no test' : undefined;
}

function ofSuite(suite: TestSuiteResult, above: string): Counts {
  const name = [above, suite.name].filter(Boolean).join(' › ');
  const own = suite.tests.map((test) => {
    if (test.skipped || test.passed) return { ...none, [test.skipped ? 'skipped' : 'passed']: 1 };
    return failureOf(`${name} › ${test.name}`, test.error?.message);
  });
  return [...own, ...suite.suites.map((inner) => ofSuite(inner, name))].reduce(add, none);
}
