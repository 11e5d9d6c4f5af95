import { readFileSync, rmSync } from 'node:fs';
import { ensureChromium, ensureFirefox, ensureWebKit } from './browser.js';
import { add, failureOf, none, resultFile, type Counts } from './counts.js';
import { lanes, type Lane } from './lanes.js';
import { runProgram } from './program.js';

// `npm test` runs every lane but those that are only run by name, `npm test -- unit element` some. All of them run,
// whatever failed before; the last line says what they came to.

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !lanes.some((lane) => lane.name === name));
if (unknown.length > 0) {
  console.error(`No lane ${unknown.join(', ')}. There are: ${lanes.map((lane) => lane.name).join(', ')}.`);
  process.exit(1);
}

let total = none;
const times: string[] = [];
for (const lane of lanes) {
  if (chosen.length > 0 ? !chosen.includes(lane.name) : lane.onlyNamed) continue;
  const began = Date.now();
  total = add(total, await runLane(lane));
  times.push(`${lane.name} ${((Date.now() - began) / 60_000).toFixed(1)}`);
}

// Once more, at the end: what went before is more than anyone reads, or keeps.
if (total.failures.length > 0) console.log(`\nFailed:\n- ${total.failures.join('\n- ')}`);
console.log(`\nMinutes: ${times.join(', ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runLane(lane: Lane): Promise<Counts> {
  console.log(`\n== ${lane.name}: ${lane.title}`);
  const env: NodeJS.ProcessEnv = { ...process.env, ...lane.env };
  // Tests and build must not differ by what the shell happens to say.
  delete env['NODE_ENV'];
  if (lane.result) rmSync(resultFile(lane.result.file), { force: true });
  try {
    if (lane.browser === 'chromium') env['CHROME_PATH'] = ensureChromium();
    if (lane.browser === 'firefox') env['FIREFOX_PATH'] = ensureFirefox();
    if (lane.browser === 'webkit') ensureWebKit();
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return failureOf(lane.name, error);
  }
  const end = await runProgram(lane.args, env, lane.minutes);
  if (end !== 'ok') console.log(`${lane.name}: ${end}`);
  if (!lane.result) return end === 'ok' ? { ...none, passed: 1 } : failureOf(lane.name, end);

  const counts = read(lane.result);
  if (!counts) {
    console.log(`${lane.name}: the runner left no result`);
    return failureOf(lane.name, 'the runner left no result');
  }
  if (counts.passed + counts.failed === 0) {
    console.log(`${lane.name}: no test ran`);
    return add(counts, failureOf(lane.name, 'no test ran'));
  }
  // A runner that ended badly although every test passed has failed somewhere outside them.
  return end !== 'ok' && counts.failed === 0 ? add(counts, failureOf(lane.name, end)) : named(counts, lane.name);
}

/** Each failure with its lane before it. */
function named(counts: Counts, lane: string): Counts {
  return { ...counts, failures: counts.failures.map((failure) => `${lane}: ${failure}`) };
}

function read(result: NonNullable<Lane['result']>): Counts | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(resultFile(result.file), 'utf8'));
    return result.read(json);
  } catch {
    return undefined;
  }
}
