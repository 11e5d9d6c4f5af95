import type { ErrorCode, NoticeCode } from './codes.js';

export type Check =
  | 'version'
  | 'settings'
  | 'login-key'
  | 'presence'
  | 'authorization'
  | 'look-up'
  | 'socket'
  | 'session'
  | 'origin'
  | 'clock'
  | 'csp'
  | 'pop-ups'
  | 'page';

/** What one check has come to. */
export interface Finding {
  readonly check: Check;
  /** `warning`: it works, but not well. `unknown`: it cannot be told from here. `skipped`: it was not tried. */
  readonly result: 'ok' | 'warning' | 'failed' | 'unknown' | 'skipped';
  /** What was seen. */
  readonly message: string;
  /** What the administrator can do, wherever the result is not `ok`. */
  readonly hint?: string;
  readonly code?: ErrorCode | NoticeCode;
  /** How long it took, where something was asked for. */
  readonly ms?: number;
}

/** What is seen where one looks: a finding without its name. */
export type Seen = readonly [result: Finding['result'], message: string, hint?: string, code?: Finding['code']];

/**
 * What `diagnose()` has found: in English, whatever the page's language, for it ends up in tickets.
 * `String(diagnosis)` can go there as it is: no credential is in it, no query, and nobody's id.
 */
export class Diagnosis {
  /** Whether no check has failed. */
  readonly ok: boolean;

  constructor(
    readonly version: string,
    /** ISO 8601. */
    readonly at: string,
    readonly findings: readonly Finding[],
  ) {
    this.ok = findings.every(({ result }) => result !== 'failed');
  }

  toString(): string {
    const lines = this.findings.map(
      ({ check, result, message, hint, code, ms }) =>
        result.padEnd(8) +
        check.padEnd(14) +
        message +
        (code ? ` [${code}]` : '') +
        (ms ? ` ${ms} ms` : '') +
        (hint ? `\n${' '.repeat(22)}${hint}` : ''),
    );
    return [`glance-join ${this.version}, ${this.at}`, ...lines].join('\n');
  }
}
