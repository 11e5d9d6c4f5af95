import { warnOnce } from './compose.js';
import type { Settings } from './settings.js';

/** Settings that are one of a few words; the first is the default. */
const CHOICES = {
  openlocation: ['tab', 'window', 'iframe'],
  openwhen: ['accepted', 'asked'],
  authmethod: ['loginkey', 'samlloginkey', 'samlpopup'],
  uiversion: ['1', '2'],
} as const;

/** Other words for the same. */
const SYNONYMS: Readonly<Record<string, string>> = { flex: 'iframe', saml: 'samlloginkey' };

/** Reports what is none of its words, before it matters. */
export const reportChoices = (settings: Settings): void => {
  for (const name of Object.keys(CHOICES)) chosen(settings, name as keyof typeof CHOICES);
};

/** What a setting says, in any case; what it cannot say counts as the first, and is reported once. */
export const chosen = <Name extends keyof typeof CHOICES>(
  settings: Pick<Settings, Name>,
  name: Name,
): (typeof CHOICES)[Name][number] => {
  const words: readonly (typeof CHOICES)[Name][number][] = CHOICES[name];
  const [first] = CHOICES[name];
  const said = String(settings[name] ?? '')
    .trim()
    .toLowerCase();
  const word = words.find((each) => each === (SYNONYMS[said] ?? said));
  if (!word && said) warnOnce(`${name}="${said}" is none of ${words.join(', ')}: it counts as the first`);
  return word ?? first;
};
