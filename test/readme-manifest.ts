import { readManifest } from './manifest.js';
import { table } from './readme-table.js';

// The README's tables of what the element has, as its manifest tells it.

const manifest = readManifest();

/** What a member is another name of. */
const sameAs = (description: string): string | undefined => /^The same as `(\w+)`\.$/.exec(description)?.[1];

const code = (text: string): string => `\`${text}\``;

type Settable = Pick<(typeof manifest.attributes)[number], 'name' | 'description' | 'type' | 'default'>;

/** Those of a name, with its other names beside it; spellings with capitals are told of once, for all. */
function rows(members: readonly Settable[]): string[][] {
  const own = members.filter(({ description }) => !sameAs(description));
  return own.map((member) => {
    const others = members.filter(
      ({ name, description }) => sameAs(description) === member.name && !/[A-Z]/.test(name),
    );
    const names = [member, ...others].map(({ name }) => code(name + called(member.type))).join(', ');
    return [names, values(member) + member.description];
  });
}

/** What a function that is set is called with. */
function called({ text }: { readonly text: string }): string {
  const [, given] = /^\(\((.*?)\) =>/.exec(text) ?? [];
  return given === undefined ? '' : `(${given.replace(/: \w+/g, '')})`;
}

/** The words that can be set, the default first told. */
function values(member: Settable): string {
  if (member.default === undefined) return '';
  const words = [...member.type.text.matchAll(/'([^']+)'/g)].map(([, word]) => word!);
  const first = member.default.replaceAll("'", '');
  return words.length === 0
    ? ''
    : `${words.map((word) => code(word) + (word === first ? ' (default)' : '')).join(', ')}. `;
}

export const attributes = (): string => table(['attribute', 'meaning'], rows(manifest.attributes));

export const properties = (): string => {
  const only = manifest.members.filter((member) => member.kind === 'field').filter(({ attribute }) => !attribute);
  return table(['property only', ''], rows(only));
};

export const methods = (): string =>
  table(
    ['method', ''],
    manifest.members.flatMap((member) =>
      member.kind === 'method' ? [[code(`${member.name}(${parameters(member)})`), member.description]] : [],
    ),
  );

const parameters = ({ parameters = [] }: { parameters?: readonly { name: string; optional?: boolean }[] }): string =>
  parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');

export const events = (): string =>
  table(
    ['event', 'when, and its `detail`'],
    manifest.events.map(({ name, description }) => [code(name), description]),
  );

export const states = (): string =>
  table(
    ['state', ''],
    manifest.cssStates.map(({ name, description }) => [code(name), description]),
  );

export const style = (): string =>
  [
    table(
      ['custom property', 'default', 'of'],
      manifest.cssProperties.map((each) => [code(each.name), code(each.default), each.description]),
    ),
    `**Parts.** ${inWords(manifest.cssParts)}`,
    `**Slots.** ${inWords(manifest.slots)}`,
  ].join('\n\n');

const inWords = (named: readonly { name: string; description: string }[]): string =>
  named.map(({ name, description }) => `${code(name)} ${lowered(description.replace(/\.$/, ''))}`).join(' · ');

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
