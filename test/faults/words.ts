import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { en } from '../../src/element/strings/index.js';
import { heard } from '../element/join.js';

// What an agent reads and hears must be words of theirs.

/** Words of those who wrote the page, not of those who work with it. */
const JARGON =
  /\b(API|HTTP|JSON|XML|HTML|CORS|CSP|URL|SAML|token|socket|server|status|null|undefined|NaN|exception|error|timeout|puid|groupid|visitorid|authurl|login ?key|pre-?session|look-?up|\d{3})\b|\[object|[{}<>=$]/i;

/** The codes themselves, which nobody says. */
const CODES = Object.keys(en.said).filter((code) => code.includes('-') && code !== 'sign-in');

/** All that is on screen, spoken or shown in a tip, but what is written for the administrator. */
const words = ({ shadowRoot }: GlanceJoin): string[] =>
  [...shadowRoot!.querySelectorAll('*')].flatMap((element) => {
    if (element.closest('[part="hint"], style')) return [];
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return [...own.map(({ nodeValue }) => nodeValue), element.getAttribute('aria-label'), element.getAttribute('title')]
      .map((text) => text?.trim() ?? '')
      .filter(Boolean);
  });

/** The sentences of its events. */
const told = (join: GlanceJoin): string[] =>
  [...heard(join, 'glancenotice'), ...heard(join, 'glanceerror')].map(({ message }) => message);

export const saysNoJargon = (join: GlanceJoin): void => {
  for (const text of [...words(join), ...told(join)]) {
    expect(text).not.to.match(JARGON);
    expect(CODES.filter((code) => text.includes(code))).to.deep.equal([]);
  }
};
