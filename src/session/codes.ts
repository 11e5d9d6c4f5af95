/** What a notice can say. A notice stands beside the state; it never changes it. */
export type NoticeCode =
  | 'declined'
  | 'no-answer'
  | 'late-accept'
  | 'customer-arrived'
  | 'customer-away'
  | 'session-failed'
  | 'session-other-key'
  | 'popup-blocked'
  | 'no-such-session'
  | 'session-ended'
  | 'session-missed'
  | 'end-unconfirmed'
  | 'resumed'
  | 'offline'
  | 'presence-degraded'
  | 'presence-unavailable'
  | 'visitorid-invalid'
  | 'sms-failed';

/** What can go wrong: the `code` of an error event and of a rejected method. */
export type ErrorCode =
  | 'config-missing'
  | 'config-invalid'
  | 'auth-timeout'
  | 'auth-unreachable'
  | 'auth-refused'
  | 'auth-redirected'
  | 'auth-bad-reply'
  | 'auth-clock'
  | 'saml-failed'
  | 'origin-not-allowed'
  | 'presence-disabled'
  | 'lookup-failed'
  | 'presession-failed'
  | 'busy'
  | 'not-present'
  | 'cancelled'
  | 'disabled'
  | 'detached'
  | 'popup-blocked';

/** A failure: its code, and as `cause` what a developer needs to find out why. */
export class GlanceError extends Error {
  override readonly name = 'GlanceError';
  constructor(
    readonly code: ErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** What a failure is for an agent; one that says nothing of itself is that nothing could be reached. */
export const codeOf = (error: unknown): ErrorCode => (error instanceof GlanceError ? error.code : 'auth-unreachable');
