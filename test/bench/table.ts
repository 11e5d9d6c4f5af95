import { table } from '../readme-table.js';

/** A line of the table. Without a goal it is there to be compared with. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly goal?: string;
  readonly met?: boolean;
}

export interface Section {
  readonly title: string;
  /** How it was measured, and what that leaves out. */
  readonly how: string;
  readonly rows: readonly Row[];
}

export const count = (number: number): string => number.toLocaleString('en-US');
const times = (number: number): string => `${number.toFixed(2)}×`;
export const ms = (number: number): string => `${number.toFixed(number < 10 ? 1 : 0)} ms`;

/** How many times as much as the other it is, with both. */
export function against(
  what: string,
  [ours, theirs]: readonly [number, number],
  unit: (number: number) => string,
  goal?: number,
): Row {
  const ratio = ours / theirs;
  const measured = `${times(ratio)} (${unit(ours)} against ${unit(theirs)})`;
  return goal === undefined ? { what, measured } : { what, measured, goal: `≤ ${goal}×`, met: ratio <= goal };
}

/** A count that has a limit. */
export const atMost = (what: string, counted: number, goal: number, more = ''): Row => ({
  what,
  measured: `${count(counted)}${more && ` (${more})`}`,
  goal: goal === 0 ? '0' : `≤ ${count(goal)}`,
  met: counted <= goal,
});

/** One table; the sections are lines of it. How each was measured stands below. */
export function asMarkdown(sections: readonly Section[]): string {
  const verdict = ({ goal, met }: Row): string => (goal === undefined ? '' : met ? 'yes' : 'no');
  const lines = sections.flatMap(({ title, rows }) => [
    [`**${title}**`, '', '', ''],
    ...rows.map((row) => [row.what, row.measured, row.goal ?? '', verdict(row)]),
  ]);
  const notes = sections.map(({ title, how }) => `- **${title}.** ${how}`);
  return [table(['what', 'measured', 'goal', 'met'], lines), '', ...notes].join('\n');
}
