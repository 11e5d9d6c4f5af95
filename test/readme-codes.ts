import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { en } from '../src/element/strings/en.js';
import { table } from './readme-table.js';

// The README's tables of codes: what each means and what fixes it, as src/session/codes.ts says at each, and what the
// agent reads, as the strings have it.

export interface Code {
  readonly code: string;
  readonly means: string;
  /** Nothing where there is nothing to be done. */
  readonly fix: string;
}

const source = new URL('../src/session/codes.ts', import.meta.url);

/** The members of a union of texts, each with what the comment before it says. */
export function readCodes(union: 'NoticeCode' | 'ErrorCode', text = readFileSync(source, 'utf8')): Code[] {
  const file = ts.createSourceFile('codes.ts', text, ts.ScriptTarget.Latest);
  const declared = file.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === union,
  );
  if (!declared || !ts.isTypeAliasDeclaration(declared) || !ts.isUnionTypeNode(declared.type)) {
    throw new Error(`src/session/codes.ts has no union ${union}.`);
  }
  // The bar stands between a comment and its member, so the comment is looked for since the member before.
  let end = declared.type.pos;
  return declared.type.types.map((member) => {
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) {
      throw new Error(`${union} is a union of texts.`);
    }
    const comment = /\/\*\*(.*?)\*\//s.exec(text.slice(end, member.getStart(file)))?.[1] ?? '';
    end = member.end;
    const [means = '', fix = ''] = comment
      .replace(/^\s*\*/gm, '')
      .split('@fix')
      .map((words) => words.replace(/\s+/g, ' ').trim());
    return { code: member.literal.text, means, fix };
  });
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
