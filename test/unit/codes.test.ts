import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type Code, readCodes } from '../readme-codes.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** Where codes are only listed, worded, or found out about. */
const TELLING = /^(session\/(codes|diagnos\w+|examination|seen)|element\/(surroundings|strings\/.*))\.ts$/;

/** Operators that hand on what stands after them. */
const GIVING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
]);

/** Codes that the sources give to somebody: not those they compare with, sort by or name a property with. */
const given = new Set(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !TELLING.test(file))
    .flatMap((file) => givenIn(readFileSync(src + file, 'utf8'))),
);

function givenIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isGiven(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function isGiven(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return GIVING.has(parent.operatorToken.kind);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  const listed = ts.isArrayLiteralExpression(parent) && ts.isNewExpression(parent.parent);
  return !listed && !ts.isCaseClause(parent) && !ts.isLiteralTypeNode(parent);
}

describe('the codes', () => {
  const all: readonly Code[] = [...readCodes('NoticeCode'), ...readCodes('ErrorCode')];

  it('are those of the design', () => {
    assert.equal(readCodes('NoticeCode').length, 18);
    // And one more: the page's own policy is told apart from a service that is down.
    assert.equal(readCodes('ErrorCode').length, 20);
  });

  it('each say what they mean, and what fixes it', () => {
    for (const { code, means, fix } of all) {
      assert.match(means, /^[A-Z`].*\.$/, code);
      assert.match(fix, /^$|^[A-Z].*\.$/, code);
    }
    const withoutFix = all.filter(({ fix }) => !fix).map(({ code }) => code);
    assert.deepEqual(withoutFix, ['customer-arrived', 'session-ended', 'resumed']);
  });

  it('each are given to somebody, somewhere', () => {
    const never = all.map(({ code }) => code).filter((code) => !given.has(code));
    assert.deepEqual(never, []);
  });
});

describe('a code is given', () => {
  const cases: Record<string, [text: string, codes: string[]]> = {
    'by a call or an object': [`f('a'); x = { code: 'b' }; throw new E('c');`, ['a', 'b', 'c']],
    'by a choice': [`f(x ? 'a' : y ?? 'b')`, ['a', 'b']],
    'but not by a comparison, a case, a list to look in, a type or a name': [
      `if (x === 'a') y; switch (x) { case 'b': } new Set(['c']); let z: 'd'; w = { 'e': 1 };`,
      [],
    ],
  };
  for (const [how, [text, codes]] of Object.entries(cases))
    it(how, () => {
      assert.deepEqual(givenIn(text), codes);
    });
});
