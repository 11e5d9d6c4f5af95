import { readManifest } from './manifest.js';
import { table } from './readme-table.js';

// The README's tables of what the element has, as its manifest tells it.

const manifest = readManifest();

/** What a member is another name of. */
const sameAs = (description: string): string | undefined => /^The same as `(\w+)`\.$/.exec(description)?.[1];

const code = (text: string): string => `\`${text}\``;

/** Those of a name, with its other names beside it; spellings with capitals are told of once, for all. */
function rows(members: typeof manifest.attributes | typeof manifest.members): string[][] {
  const own = members.filter(({ description }) => !sameAs(description));
  return own.map((member) => {
    const others = members.filter(
      ({ name, description }) => sameAs(description) === member.name && !/[A-Z]/.test(name),
    );
    const names = [member, ...others].map(({ name }) => code(name)).join(', ');
    return [names, values(member) + member.description];
  });
}

/** The words that can be set, the default first told. */
function values(member: object): string {
  if (!('type' in member) || !('default' in member)) return '';
  const words = [...(member.type as { text: string }).text.matchAll(/'([^']+)'/g)].map(([, word]) => word!);
  const first = String(member.default).replaceAll("'", '');
  return words.length === 0
    ? ''
    : `${words.map((word) => code(word) + (word === first ? ' (default)' : '')).join(', ')}. `;
}

export const attributes = (): string => table(['attribute', 'meaning'], rows(manifest.attributes));

export const properties = (): string => {
  const only = manifest.members.filter((member) => member.kind === 'field' && member.attribute === undefined);
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
