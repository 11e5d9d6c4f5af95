import { en } from '../src/element/strings/en.js';
import { table } from './readme-table.js';
import { members } from './sources.js';

// The README's tables of codes: what each means and what fixes it, as src/session/codes.ts says at each, and what the
// agent reads, as the strings have it.

export interface Code {
  readonly code: string;
  readonly means: string;
  /** Nothing where there is nothing to be done. */
  readonly fix: string;
}

/** The members of a union of codes, each with what the comment before it says. */
export function readCodes(union: 'NoticeCode' | 'ErrorCode', text?: string): Code[] {
  return members('src/session/codes.ts', union, text).map(({ name, text: means, tags }) => ({
    code: name,
    means,
    fix: tags['fix'] ?? '',
  }));
}

export function codes(): string {
  const head = ['what it means', 'what fixes it'];
  const rows = (union: 'NoticeCode' | 'ErrorCode'): string[][] =>
    readCodes(union).map(({ code, means, fix }) => [`\`${code}\``, said(code), means, fix || '–']);
  return [
    table(['notice', 'the agent reads', ...head], rows('NoticeCode')),
    table(['error', 'the agent reads', ...head], rows('ErrorCode')),
  ].join('\n\n');
}

/** What the agent reads, where they do: errors that only a page's own calls meet have no sentence. */
function said(code: string): string {
  const words: Readonly<Record<string, string>> = en.said;
  return (words[code] ?? '').split('|')[0]?.replace('{}', '…') ?? '';
}
