import type { ErrorCode, NoticeCode, Phase, StateName } from '../../src/index.js';
import type { Page, Step } from './scene.js';

/** One fault: what the agent sees while it lasts, and that it passes. */
export interface Row {
  /** What goes wrong, as the beginning of a sentence. */
  readonly fault: string;
  readonly page?: Page;
  /** Alice is on the site, unless it says otherwise. */
  readonly alice?: 'away';
  /** Where the agent is when it strikes. */
  readonly at?: Moment;
  /** What goes wrong. At `opening`, before the page opens. */
  readonly lays?: readonly Step[];
  /** What happens then. */
  readonly then?: readonly Step[];
  readonly shows: Seen;
  /** How it is cleared: by lifting all faults, unless it says otherwise. */
  readonly clears?: readonly Step[];
  /** Left out: all stays as it is shown. */
  readonly recovers?: Seen;
  /** What the page's own functions throw, which is the page's to see. */
  readonly uncaught?: readonly string[];
  /** What the integrator is warned of in the console. */
  readonly warns?: RegExp;
}

export type Moment =
  /** The page is about to open. */
  | 'opening'
  /** It is open, and what is known of Alice is shown. */
  | 'watching'
  /** Alice has the question before her. */
  | 'asking'
  /** Her session runs, and the viewer is open. */
  | 'in session';

/** What is seen of the agent's page, from the fault on or from its clearing. What is left out has not been. */
export interface Seen {
  readonly state: StateName;
  readonly phase?: Phase;
  /** Notices given, in their order. */
  readonly notices?: readonly NoticeCode[];
  /** Errors told to the page, in their order. */
  readonly errors?: readonly ErrorCode[];
  /** Viewers opened in all; one where the viewer is open. */
  readonly viewers?: number;
  /** Reports given in all. */
  readonly reports?: number;
  /** The states on the way, in their order; left out, any way will do. */
  readonly by?: readonly string[];
  /** How much time may pass until then, in milliseconds: none, and 30 s for what recovers by itself. */
  readonly within?: number;
  /** The buttons the agent has, by name; left out, any will do. */
  readonly offers?: readonly string[];
  /** What the agent reads beside the button. */
  readonly reads?: RegExp;
  /** What the administrator can do. */
  readonly hint?: RegExp;
  /** What else can be seen. */
  readonly also?: Step;
}
