import {
  environments,
  lineNames,
  lines,
  needs,
  type Opening,
  originOf,
  type Page,
  policy,
  toldWithout,
} from './csp.js';
import { table } from './readme-table.js';

// The README's part on the Content Security Policy, from the one table in test/csp.ts.

const opened: Readonly<Record<Opening, string>> = {
  tab: '`tab`',
  window: '`window`',
  iframe: '`iframe`, of the element or of the page',
  openwindow: 'a window that `openwindow(url)` opens',
};
const page = (glance: string, opens: Opening): Page => ({ glance, opens, authurl: "'self'" });
const production = originOf('production');

export function csp(): string {
  return [
    ['```', `Content-Security-Policy: ${policy(page(production, 'tab'))}`, '```'].join('\n'),
    table(
      ['directive', 'has to allow', 'for', 'without it the agent reads'],
      lineNames.map((name) => {
        const { directive, shown, what } = lines[name];
        const told = toldWithout(name);
        return [
          `\`${directive}\``,
          shown,
          what,
          told ? `${told.sentence} – ${told.hint}` : 'nothing: there is no button',
        ];
      }),
    ),
    table(
      ['`glancebaseurl`', 'Glance, by `https:` and `wss:`', 'Glance’s web server'],
      [
        ...environments.map((name) => hostsOf(`\`${name}\``, originOf(name))),
        hostsOf('an origin of your own', 'https://glance.example'),
      ],
    ),
    table(
      ['the viewer opens in', '`form-action`', '`frame-src`'],
      (Object.keys(opened) as Opening[]).map((opens) => [
        opened[opens],
        ...(['form', 'frame'] as const).map((name) =>
          needs(page(production, opens), name) ? 'Glance’s web server' : '–',
        ),
      ]),
    ),
  ].join('\n\n');
}

/** The same as Salesforce has it: origins, each with the directives it is allowed in. */
export function trustedUrls(): string {
  const desk: Page = { glance: production, opens: 'iframe', authurl: 'https://login.example' };
  const directives = ['connect-src', 'frame-src'];
  const rows = lineNames
    .filter((name) => directives.includes(lines[name].directive))
    .map((name) => {
      const { directive, sources, what } = lines[name];
      const [url] = sources(desk);
      return [`\`${url}\``, `\`${directive}\``, what];
    });
  return table(['URL', 'CSP directive', 'for'], rows);
}

function hostsOf(name: string, glance: string): string[] {
  const sources = (['services', 'socket'] as const).flatMap((line) => lines[line].sources(page(glance, 'tab')));
  return [name, sources.map((source) => `\`${source}\``).join(' '), `\`${glance}\``];
}
