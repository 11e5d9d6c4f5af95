import { readFileSync } from 'node:fs';
import * as analyzer from '@custom-elements-manifest/analyzer';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import ts from 'typescript';
import { inOneLine, members, parsed } from './sources.js';

// What the element is, for tools: dist/custom-elements.json, and what editors make of it. All of it is read from the
// sources, each thing where it is: settings and methods from the class, events and states from their types, parts, slots
// and custom properties from what is said at the template and the sheet. The README's tables are made of it.

interface Named {
  readonly name: string;
  /** What it is, in Markdown. */
  readonly description: string;
}

interface Field extends Named {
  readonly kind: 'field';
  readonly type: { readonly text: string };
  readonly default?: string;
  readonly readonly?: boolean;
  /** The attribute that sets it, too. */
  readonly attribute?: string;
}

interface Method extends Named {
  readonly kind: 'method';
  readonly parameters?: readonly { readonly name: string; readonly optional?: boolean }[];
}

export interface GlanceJoinManifest extends Named {
  readonly kind: 'class';
  readonly customElement: true;
  readonly tagName: string;
  readonly superclass: { readonly name: string; readonly package: string };
  readonly attributes: readonly (Named & Pick<Field, 'type' | 'default'> & { readonly fieldName: string })[];
  readonly members: readonly (Field | Method)[];
  readonly events: readonly (Named & Pick<Field, 'type'>)[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly (Named & { readonly default: string })[];
  readonly cssStates: readonly Named[];
}

const tag = 'glance-join';
const module = 'dist/glance-join.js';

export function readManifest(): GlanceJoinManifest {
  const { description, members: all } = readClass();
  const fields = all.filter((member) => member.kind === 'field');
  const tree = documented('src/element/templates.ts', 'template');
  const sheet = documented('src/element/styles.ts', 'styles');
  const those = (from: readonly Documented[], kind: string): Named[] =>
    from.filter((each) => each.kind === kind).map(({ name, text }) => ({ name, description: text }));
  return {
    kind: 'class',
    customElement: true,
    name: 'GlanceJoin',
    tagName: tag,
    description,
    superclass: { name: 'LitElement', package: 'lit' },
    attributes: fields.flatMap(({ attribute, name, description, type, default: value }) =>
      attribute === undefined
        ? []
        : {
            name: attribute,
            fieldName: name,
            description,
            // An attribute is a text anyway; what is left is what may be in it.
            type: { text: type.text.replace(/ \| (?:null|undefined|string(?= \|))/g, '') },
            ...(value === undefined ? {} : { default: value }),
          },
    ),
    members: all,
    events: members('src/element/events.ts', 'GlanceJoinEventMap').map(({ name, text, type }) => ({
      name,
      description: text,
      type: { text: type },
    })),
    slots: those(tree, 'slot'),
    cssParts: those(tree, 'csspart'),
    cssProperties: those(sheet, 'cssprop').map(({ name, description: text }) => {
      const [, description, value] = /^(.*\.) `([^`]+)`$/.exec(text) ?? [];
      if (!description || !value) throw new Error(`${name} does not say what it is where nothing is set.`);
      return { name, description, default: value };
    }),
    cssStates: [
      ...members('src/session/snapshot.ts', 'StateName').map(({ name, text }) => ({ name, description: text })),
      ...those(sheet, 'cssState'),
    ],
  };
}

/** Every file that is made of it, by its name in dist/. */
export function manifestFiles(): Record<string, string> {
  const element = readManifest();
  const declaration = { name: element.name, module };
  const manifest = {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: module,
        declarations: [element],
        exports: [
          { kind: 'js', name: element.name, declaration },
          { kind: 'custom-element-definition', name: tag, declaration },
        ],
      },
    ],
  };
  // What reads it changes it.
  const copy = (): object => structuredClone(manifest);
  const options = {
    hideLogs: true,
    hideMethodDocs: true,
    labels: { slots: 'Slots', events: 'Events', cssProperties: 'Custom properties', cssParts: 'Parts' },
  };
  return {
    'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(copy() as never, options),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(copy() as never, options),
    'web-types.json': getWebTypesData(copy() as never, options),
  };
}

/** As the analyzer tells of a class. */
interface Analyzed {
  readonly name: string;
  readonly description?: string;
  readonly members: readonly (Partial<Omit<Method, 'kind'>> & {
    readonly kind: 'field' | 'method';
    readonly name: string;
    readonly type?: { readonly text: string };
    readonly readonly?: boolean;
    readonly static?: boolean;
    readonly privacy?: string;
  })[];
}

/** The class behind the tag, with the settings it inherits: what a page can read, set and call. */
function readClass(): Named & { members: (Field | Method)[] } {
  // Its types leave out what it is there for.
  const { create, ts: own } = analyzer as unknown as {
    create: (what: { modules: ts.SourceFile[] }) => { modules: { declarations: Analyzed[] }[] };
    ts: typeof ts;
  };
  const modules = ['src/element/settings.ts', 'src/element/glance-join.ts'].map((file) => {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    return own.createSourceFile(file, text, own.ScriptTarget.ES2022, true);
  });
  const [, [{ name, description, members: all }]] = create({ modules }).modules.map(
    ({ declarations }) => declarations,
  ) as [unknown, [Analyzed]];
  const said = readSettings();
  const types = new Map<string, string>();
  const result = all
    .filter((each) => !each.static && !each.privacy && each.name !== 'connectedMoveCallback')
    .map((each): Field | Method => {
      const named = { name: each.name, description: inOneLine(each.description) };
      if (each.kind === 'method') return { kind: 'method', ...named, parameters: each.parameters ?? [] };
      const text = spelledOut(each.type?.text ?? 'unknown', types);
      types.set(each.name, text);
      return {
        kind: 'field',
        ...named,
        type: { text },
        ...(each.readonly ? { readonly: true } : {}),
        ...said.get(each.name),
      };
    });
  return { name, description: inOneLine(description), members: result };
}

/** What the sources say of a setting beside its sentence: its attribute, and what it counts as where it is not set. */
function readSettings(): Map<string, Pick<Field, 'default' | 'attribute'>> {
  const found = parsed('src/element/settings.ts').statements.find((statement) => ts.isClassDeclaration(statement));
  const declared = found?.members.find((node) => node.name?.getText() === 'properties');
  const entries = declared && ts.isPropertyDeclaration(declared) ? declared.initializer : undefined;
  if (!found || !entries || !ts.isObjectLiteralExpression(entries)) throw new Error('No properties are declared.');
  const outside = ['presession', 'getloginkey'];
  for (const entry of entries.properties)
    if (ts.isPropertyAssignment(entry) && entry.initializer.getText() === 'propertyOnly')
      outside.push(entry.name.getText());

  return new Map(
    found.members.filter(ts.isPropertyDeclaration).map((node) => {
      const name = node.name.getText();
      const tagged = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default');
      const text = ts.getTextOfJSDocComment(tagged?.comment);
      const isOff = node.type?.kind === ts.SyntaxKind.BooleanKeyword;
      return [
        name,
        {
          ...(text ? { default: `'${text}'` } : isOff ? { default: 'false' } : {}),
          ...(name === name.toLowerCase() && !outside.includes(name) ? { attribute: name } : {}),
        },
      ];
    }),
  );
}

/** Without the names that only the sources have. */
function spelledOut(type: string, others: ReadonlyMap<string, string>): string {
  return inOneLine(type)
    .replace(/Settings\['(\w+)'\]/g, (_, name: string) => others.get(name) ?? 'unknown')
    .replace(/^Given<(.*)>$/, (_, given: string) => `${given.includes('=>') ? `(${given})` : given} | null | undefined`)
    .replace(/\bOther\b/, 'string')
    .replace("LoginKeySource['authBody']", 'BodyInit | object | (() => unknown)');
}

interface Documented {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** What the tags before a constant say: `@csspart base - Everything.` */
function documented(file: string, constant: string): Documented[] {
  const statement = parsed(file).statements.find(
    (each) => ts.isVariableStatement(each) && each.declarationList.declarations[0]?.name.getText() === constant,
  );
  if (!statement) throw new Error(`${file} has no ${constant}.`);
  return ts.getJSDocTags(statement).map(({ tagName, comment }) => {
    const [, name, text] = /^([\w-]+) - (.*)$/s.exec(ts.getTextOfJSDocComment(comment) ?? '') ?? [];
    if (!name || !text) throw new Error(`@${tagName.text} in ${file} has no name and sentence.`);
    return { kind: tagName.text, name, text: inOneLine(text) };
  });
}
