import { codeOf, type ErrorCode, GlanceError, type NoticeCode } from './codes.js';
import type { Check, Finding, Seen } from './diagnosis.js';
import type { Clock } from './ports.js';

/** The agent's sentence for a code, and the administrator's. */
export type Words = (code: ErrorCode | NoticeCode) => readonly [message: string, hint?: string, ...rest: unknown[]];

/** Takes down what is seen, check after check, and asks for what has to be asked for. */
export interface Examination {
  readonly findings: readonly Finding[];
  /** How calls have failed that Glance answers only where it knows the page's origin. */
  readonly failures: readonly GlanceError[];
  /** Rejects when the element has left the page. */
  readonly left: Promise<never>;
  /** Nothing more is asked. */
  readonly end: () => void;
  readonly add: (check: Check, seen: Seen, ms?: number) => void;
  /**
   * @param look nothing where something that it takes is missing
   * @returns what came, if it came
   */
  readonly ask: <T>(
    check: Check,
    look: (() => Promise<T>) | false | '' | undefined,
    see: (found: T, ms: number) => Seen,
  ) => Promise<T | undefined>;
}

export const createExamination = (clock: Clock, words: Words, over: AbortSignal): Examination => {
  const findings: Finding[] = [];
  const failures: GlanceError[] = [];
  const ended = new AbortController();
  const left = new Promise<never>((_, reject) => {
    over.addEventListener('abort', () => reject(new GlanceError('detached')), ended);
  });
  left.catch(() => undefined);

  const add: Examination['add'] = (check, [result, message, hint, code], ms) => {
    findings.push({ check, result, message, hint, code, ms });
  };

  const ask: Examination['ask'] = async (check, look, see) => {
    const began = clock.now();
    const took = (): number => clock.now() - began;
    if (!look) {
      add(check, ['skipped', 'Something that it takes is missing.', 'Mend what failed; set presence and visitorid.']);
      return undefined;
    }
    try {
      if (over.aborted) throw new GlanceError('detached');
      const found = await Promise.race([left, look()]);
      add(check, see(found, took()), took());
      return found;
    } catch (error) {
      const code = codeOf(error);
      const { cause } = error as Error;
      const [said, hint] = check === 'login-key' || SAME_FOR_ALL.test(code) ? words(code) : ['No answer.'];
      if (code === 'detached') add(check, LEFT);
      else {
        const status = typeof cause === 'number' ? ` Status ${cause}.` : '';
        add(check, ['failed', said + status, hint ?? OF_GLANCE, code], took());
        if (check !== 'login-key' && check !== 'presence') failures.push(error as GlanceError);
      }
      return undefined;
    }
  };
  return { findings, failures, left, add, ask, end: () => ended.abort() };
};

export const LEFT: Seen = ['skipped', 'The element is in no page.', 'Diagnose it where it stands.', 'detached'];

/** Codes that mean the same whoever is asked. */
const SAME_FOR_ALL = /refused|allowed|disabled|blocked|clock/;

/** What can be done where Glance does not answer as it should. */
const OF_GLANCE = 'Let this page reach Glance: connect-src, firewall, proxy.';
