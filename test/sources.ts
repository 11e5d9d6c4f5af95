import { readFileSync } from 'node:fs';
import ts from 'typescript';

// Reads what the sources say of themselves: the comment at each member of a type.

export interface Member {
  readonly name: string;
  /** What the comment before it says, in one line; nothing where there is none. */
  readonly text: string;
  /** What its tags say, by their names. */
  readonly tags: Readonly<Record<string, string>>;
  /** As it is written. */
  readonly type: string;
}

export function parsed(
  file: string,
  text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'),
): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

export const inOneLine = (text = ''): string => text.replace(/\s+/g, ' ').trim();

/** The members of an interface, or of a union of texts. */
export function members(file: string, name: string, text?: string): Member[] {
  const source = parsed(file, text);
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) return statement.members.map(ofInterface);
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name && ts.isUnionTypeNode(statement.type)) {
      // The bar stands between a comment and its member, so the comment is looked for since the member before.
      let end = statement.type.pos;
      return statement.type.types.map((node) => {
        if (!ts.isLiteralTypeNode(node) || !ts.isStringLiteral(node.literal))
          throw new Error(`${name} is no union of texts.`);
        const comment = /\/\*\*(.*?)\*\//s.exec(source.text.slice(end, node.getStart(source)))?.[1] ?? '';
        end = node.end;
        return { name: node.literal.text, type: node.getText(), ...read(comment.replace(/^\s*\*/gm, '')) };
      });
    }
  }
  throw new Error(`${file} has no union ${name}, and no interface.`);
}

function ofInterface(node: ts.TypeElement): Member {
  if (!ts.isPropertySignature(node)) throw new Error(`${node.getText()} is no property.`);
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.comment;
  const text = inOneLine(ts.getTextOfJSDocComment(comment));
  return { name: node.name.getText(), type: node.type?.getText() ?? 'unknown', text, tags: {} };
}

/** A comment without its stars: its sentences, and what each tag says. */
function read(comment: string): Pick<Member, 'text' | 'tags'> {
  const [text = '', ...tagged] = comment.split(/(?<=^|\s)@(?=[a-z]+\s)/).map(inOneLine);
  const tags = tagged.map((words) => words.split(/ (.*)/s) as [string, string]);
  return { text, tags: Object.fromEntries(tags) };
}
