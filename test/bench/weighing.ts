import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Weight, weightOf } from '../weight.js';
import { bundle } from './bundle.js';
import { partsOfBundle } from './parts.js';
import { RIVALS } from './rivals.js';
import { count, type Row, type Section } from './table.js';

const GOAL = 14_000;

const bytes = ({ raw, gzip, brotli }: Weight): string => `${count(raw)} / ${count(gzip)} / ${count(brotli)}`;

export async function weighing(): Promise<readonly Section[]> {
  const ours = readFileSync(new URL('../../dist/glance-join.js', import.meta.url));
  const weight = weightOf(ours);
  const { code, parts } = await partsOfBundle();
  if (code !== ours.toString()) throw new Error('dist/ is stale: run `npm run build` first.');
  const rows: Row[] = [
    {
      what: '`dist/glance-join.js`',
      measured: bytes(weight),
      goal: `≤ ${count(GOAL)} brotli`,
      met: weight.brotli <= GOAL,
    },
    await rowOf('Lit: an element with one button', fileURLToPath(new URL('page/plain-button.ts', import.meta.url))),
  ];
  for (const { what, entry } of RIVALS) rows.push(await rowOf(what, entry));
  return [
    {
      title: 'Bytes: as they are / gzip / brotli',
      how:
        `What a page loads to show the main button of each, bundled and minified by Vite as ours is; style sheets that a ` +
        `page has to import with it count. \`<whereby-embed>\` is a frame around what it loads from the vendor’s server, ` +
        `which is not counted. What is only loaded later is named beside it.`,
      rows,
    },
    {
      title: 'Where the bytes of `dist/glance-join.js` come from',
      how:
        `Each byte of the bundle as it is delivered, by its source map; together they are all of it. Outside any module are ` +
        `the notices of Lit’s licence, and what the bundler adds.`,
      rows: [
        ...parts.map((part) => ({
          what: part.name.startsWith('src/') ? `\`${part.name}\`` : part.name,
          measured: `${count(part.bytes)} (${((100 * part.bytes) / ours.length).toFixed(1)} %)`,
        })),
        sumOf(
          parts.reduce((sum, part) => sum + part.bytes, 0),
          ours.length,
        ),
      ],
    },
  ];
}

const sumOf = (sum: number, whole: number): Row => ({
  what: 'all together',
  measured: count(sum),
  goal: count(whole),
  met: sum === whole,
});

async function rowOf(what: string, entry: string): Promise<Row> {
  try {
    const { code, later } = await bundle(entry);
    return { what, measured: bytes(weightOf(code)) + (later.length ? `, and later ${bytes(weightOf(later))}` : '') };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { what, measured: `could not be bundled: ${reason}` };
  }
}
