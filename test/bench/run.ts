import { writeFileSync } from 'node:fs';
import { openStage } from './browser.js';
import { flipping } from './flipping.js';
import { joining } from './joining.js';
import { surroundings } from './machine.js';
import { mounting } from './mounting.js';
import { painting } from './painting.js';
import { installRivals } from './rivals.js';
import { asMarkdown, type Section } from './table.js';
import { watching } from './watching.js';
import { weighing } from './weighing.js';

// `npm run bench` measures everything once, prints it as one table, and writes that to RESULTS.md beside this file.
// Times are of this machine and this minute: only what was measured in the same run can be compared.

delete process.env['NODE_ENV'];

const began = Date.now();
const note = (what: string): void => console.error(`${((Date.now() - began) / 1_000).toFixed(0)} s: ${what}`);

note('the rivals are installed');
await installRivals();
note('everything is weighed');
const sections: Section[] = [...(await weighing())];
const stage = await openStage();
let where: string;
try {
  where = surroundings(stage.browser.version());
  for (const measure of [mounting, flipping, joining, watching, painting]) {
    note(measure.name);
    sections.push(...[await measure(stage)].flat());
  }
} finally {
  await stage.close();
}

const page = `# Measured

By \`npm run bench\`, all in one run. Times are compared within it only, and no test asserts one.

${where}

${asMarkdown(sections)}
`;
console.log(page);
writeFileSync(new URL('RESULTS.md', import.meta.url), page);
note('done');
