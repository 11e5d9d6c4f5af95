import type { ErrorCode, NoticeCode } from '../../session/codes.js';
import type { Notice, Phase, Problem, Snapshot, StateName } from '../../session/snapshot.js';
import { en, type Texts } from './en.js';

export { en };
export type { Texts };

/** The texts of one language, and how they are used. */
export type Strings = Omit<Texts, 'said'> & {
  readonly said: Readonly<Record<Face | NoticeCode, string>> & Readonly<Partial<Record<ErrorCode, string>>>;
  /** The page's language, for times of day. Not set where it is another than that of the texts. */
  readonly locale?: Intl.Locale | undefined;
  /** Said in place of every problem, where given. */
  readonly errorMessage?: string | null | undefined;
};

/** Some of the texts, as a page replaces them. */
export type OwnTexts = Some<Texts>;
type Some<T> = { readonly [K in keyof T]?: T[K] extends string ? string : Some<T[K]> };

/** These texts, with those put in their place that are given. What stands behind their last bar stays as it was. */
export const replaced = <T extends object>(texts: T, given: unknown): T =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]: [string, string | object]) => {
      const own = (given as Readonly<Record<string, unknown>> | null | undefined)?.[name];
      if (typeof text === 'object') return [name, replaced(text, own)];
      if (typeof own !== 'string') return [name, text];
      return [name, [own, ...text.split('|').slice(own.split('|').length)].join('|')];
    }),
  ) as T;

/** The state as the agent sees it: some states look different inside, one with a lost viewer as without. */
type Face = Exclude<StateName, 'inviting'> | Phase | 'ending' | 'refused' | 'sending' | 'camera' | 'sign-in';

/** The word on the main button, where it is not "Join". */
export const mainLabel = (snapshot: Snapshot, strings: Strings): string | undefined => faced(snapshot, strings)[0];

/** The few words beside it. */
export const statusWords = (snapshot: Snapshot, strings: Strings): string => {
  const { state, problem } = snapshot;
  if (state === 'unconfigured' && problem) return problemMessage(problem, strings);
  const about = subject(snapshot, strings);
  return (state === 'present' && about) || faced(snapshot, strings)[1] || about;
};

/** What the state means: the button's description, and what is spoken. */
export const statusSentence = (snapshot: Snapshot, strings: Strings): string => {
  const [label, , sentence] = faced(snapshot, strings);
  return sentence ?? `${label} ${statusWords(snapshot, strings)}`;
};

const faced = (snapshot: Snapshot, strings: Strings) => {
  const { state, phase, ending, viewerLost, retryPresence, camera, sessionKey, problem } = snapshot;
  const face = ending
    ? 'ending'
    : viewerLost
      ? 'joinable'
      : state === 'idle' && retryPresence
        ? 'refused'
        : camera
          ? sessionKey
            ? 'camera'
            : 'sending'
          : needsSignIn(problem)
            ? 'sign-in'
            : (phase ?? (state as Exclude<StateName, 'inviting'>));
  return said(face, strings, subject(snapshot, strings));
};

/** Whether only the agent's own signing in at Glance helps. */
export const needsSignIn = (problem: Problem | undefined): boolean => problem?.code === 'saml-failed';

/** What the state is about: the customer's page (host and path), the customer, or the key; and what kind of session. */
export const subject = (
  { state, visitor, visitorId, sessionKey = '', callType = '' }: Snapshot,
  strings: Strings,
): string => {
  if (state === 'present') return (visitor?.page ?? '').replace(/^\w+:\/\//, '');
  if (state === 'waiting') return sessionKey;
  const name = callType.toLowerCase();
  const kinds: Readonly<Record<string, string>> = strings.callType;
  // Of Glance's own words only: every object has a `constructor`.
  const kind = Object.hasOwn(kinds, name) && kinds[name];
  return (visitorId ?? sessionKey) + (kind ? ` · ${kind}` : '');
};

export const problemMessage = ({ code, settings }: Problem, strings: Strings): string =>
  // What is not valid without being a setting is the key of a call.
  strings.errorMessage || said(code, strings, settings?.join(', ') ?? strings.sessionKey)[0];

export const problemHint = ({ code }: Problem, strings: Strings): string | undefined => said(code, strings)[1];

/** The notice's sentence, followed by why where that is known. */
export const noticeMessage = ({ code, subject, reason }: Notice, strings: Strings): string => {
  const [sentence] = said(code, strings, subject);
  const why = reason && said(reason, strings)[0];
  // What is to be pressed does not help where something else than the browser's blocker is in the way.
  return why ? (code === 'popup-blocked' ? why : `${sentence} ${why}`) : sentence;
};

export const noticeHint = ({ code, reason }: Notice, strings: Strings): string | undefined =>
  said(reason ?? code, strings)[1];

/** The parts of what is said. What only developers meet is its own code, spelled out. */
export const said = (code: Face | NoticeCode | ErrorCode, strings: Strings, subject = ''): [string, string?, string?] =>
  (strings.said[code] ?? code.replaceAll('-', ' '))
    .split('|')
    // Filled in last, and by a function: a customer's page may have a bar or a `$&` in its path.
    .map((sentence) => sentence.replace('{}', () => subject)) as [string];

/** `0:07`, `12:34`, `1:02:03`; never runs below zero when two clocks differ. */
export const duration = (since: number, now: number): string => {
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = new Date(seconds * 1000).toISOString().slice(14, 19);
  return hours ? `${hours}:${rest}` : rest.replace(/^0/, '');
};
