// What each code means, and what fixes it, stands here and in the README, whose tables are made of it (test/readme.ts).

/** What a notice can say. A notice stands beside the state; it never changes it. */
export type NoticeCode =
  /**
   * The customer was asked, and said no.
   * @fix Agree with the customer, then press Join again.
   */
  | 'declined'
  /**
   * The customer did not answer the question within 90 seconds. While presence comes by REST a no cannot be seen,
   * and ends like this too.
   * @fix Ask whether they see the dialog, then press Join again.
   */
  | 'no-answer'
  /**
   * The customer said yes to a question that had been called off. Nothing opens by itself.
   * @fix Press Open viewer to join after all, or End.
   */
  | 'late-accept'
  /** The customer came to the site while a key was waited for, or is back while the question is before them. */
  | 'customer-arrived'
  /**
   * The customer's page is out of sight while they are asked: they look at another tab, often the terms. The
   * question stands.
   * @fix Wait. Nothing is lost until the question's time is up.
   */
  | 'customer-away'
  /**
   * The customer said yes, but no session started within 30 seconds, or their page told of an error; or this page
   * stopped the invitation, which is said with it.
   * @fix Press Join again. If it stays so, the administrator looks for errors on the customer's page: Glance's
   * script, its cookies, its Content Security Policy.
   */
  | 'session-failed'
  /**
   * The customer started a session by themselves, under a key of its own.
   * @fix Enter the key that the customer reads out. The administrator has the site start sessions under the visitor
   * id.
   */
  | 'session-other-key'
  /**
   * The browser did not open the viewer's window. The session runs.
   * @fix Press Open viewer. The administrator allows pop-ups for the page, or sets `openwhen="asked"`.
   */
  | 'popup-blocked'
  /**
   * No session runs under the key that was entered: after 15 seconds it is still waited for, after 10 minutes (a
   * phone's camera: 30) no more.
   * @fix Compare the key with the customer, who has to start the session.
   */
  | 'no-such-session'
  /** The session is over, and reported. */
  | 'session-ended'
  /**
   * The session was over before the viewer was open. It is reported as `missed`.
   * @fix Press Join again. The administrator allows pop-ups for the page, so that viewers open by themselves.
   */
  | 'session-missed'
  /**
   * The session was to end, but still runs, or nobody could tell.
   * @fix Press End again, or have the customer end it on their page.
   */
  | 'end-unconfirmed'
  /** The session was found again after this page was reloaded. */
  | 'resumed'
  /**
   * This computer is offline. What runs goes on, but nothing is heard of it.
   * @fix Go online again: the button recovers by itself.
   */
  | 'offline'
  /**
   * The presence socket is not to be had, so the customer is looked up every few seconds instead: news of them comes
   * late, and a no is not seen.
   * @fix The administrator lets the page reach Glance's presence hosts by `wss:` (`connect-src`, firewall, proxy).
   */
  | 'presence-degraded'
  /**
   * Presence is refused to the group, the page or the agent, as the error that comes with it says. Keys still work.
   * @fix What fixes that error; then press Try again.
   */
  | 'presence-unavailable'
  /**
   * What is set as `visitorid` cannot be one, so nobody is watched. Keys still work.
   * @fix The integrator sets the id that the customer's page gives to Glance: 1 to 62 of `A–Z a–z 0–9 _ ~ . -`.
   */
  | 'visitorid-invalid'
  /**
   * The text message to the phone was not sent; why is said with it.
   * @fix Check the number. The administrator lets the agent join sessions that show a phone's camera, a right of the
   * Glance user.
   */
  | 'sms-failed';

/** What can go wrong: the `code` of an error event and of a rejected method. */
export type ErrorCode =
  /**
   * A setting is missing without which nothing can work: `groupid`, `puid` or a way to get a login key.
   * @fix The integrator sets what is named.
   */
  | 'config-missing'
  /**
   * A setting, or what a method was called with, cannot be what it should be.
   * @fix The integrator corrects what is named; for a method, its argument.
   */
  | 'config-invalid'
  /**
   * The login-key service took longer than 20 seconds, or Glance longer than 10.
   * @fix Press Try again. The administrator makes the service faster.
   */
  | 'auth-timeout'
  /**
   * The login-key service or Glance gave no answer, or one with a status that tells of a fault. The browser does not
   * tell a page whether it was the network or CORS.
   * @fix Press Try again. The administrator looks whether `authurl` runs, whether its CORS headers name the page, and
   * whether `connect-src` lets the page call it.
   */
  | 'auth-unreachable'
  /**
   * The login-key service (401, 403) does not know the agent, or Glance does not take the key, or gives the agent no
   * presence.
   * @fix Sign in to this page again. The administrator checks that `puid` is a user of the group with the right to
   * presence, and that keys are signed with this group's API key.
   */
  | 'auth-refused'
  /**
   * `authurl` leads elsewhere, mostly to a log-in page: the agent's session with the page has ended.
   * @fix Sign in to this page again. The integrator lets `authurl` answer 401 instead.
   */
  | 'auth-redirected'
  /**
   * The login-key service answered something without a login key in it.
   * @fix The integrator lets `authurl` return `{loginKey, expiration}` as JSON, or the bare key.
   */
  | 'auth-bad-reply'
  /**
   * The login key had expired when it came, and Glance does not take it: a clock is wrong, this computer's or the
   * service's, or the expiry that is signed.
   * @fix The administrator sets that clock; `diagnose()` tells which. Keys should live an hour.
   */
  | 'auth-clock'
  /**
   * Glance does not know the agent yet, or may not use its cookies in a frame of this page.
   * @fix Press Sign in. The administrator lets the page frame Glance (`frame-src`) and allows its third-party
   * cookies.
   */
  | 'saml-failed'
  /**
   * Glance does not serve agents on pages of this origin.
   * @fix The administrator adds the origin under Settings > Cobrowse Settings > CRM and Chat Integration.
   */
  | 'origin-not-allowed'
  /**
   * The page's own Content Security Policy forbids what is needed: a call, or the viewer.
   * @fix The integrator allows it in the page's policy, as the table of directives says.
   */
  | 'csp-blocked'
  /**
   * The group has no presence. Keys still work.
   * @fix The administrator asks Glance to turn it on, or removes `presence`.
   */
  | 'presence-disabled'
  /**
   * Glance did not answer what it was asked, or not in a way that is understood.
   * @fix Try again. If it stays so, the administrator looks at firewall and proxy, then asks Glance.
   */
  | 'lookup-failed'
  /**
   * The page's `presessionfunc`, or what it gave to `waitUntil`, threw, rejected or took longer than a minute.
   * @fix The integrator finds what it threw in `cause`.
   */
  | 'presession-failed'
  /**
   * The button is inviting, waiting or in session already.
   * @fix The integrator waits, or calls `cancel()` or `end()` first.
   */
  | 'busy'
  /**
   * The customer is not there to be asked or sent to; for `openViewer()`, `leave()` and `end()`, no session runs.
   * @fix The integrator asks `state` first.
   */
  | 'not-present'
  /**
   * What was asked for has come to nothing; `cause` is the notice that says why, if there is one.
   * @fix As for that notice.
   */
  | 'cancelled'
  /**
   * The element is `disabled`.
   * @fix The integrator enables it.
   */
  | 'disabled'
  /**
   * The element is in no page, or left it meanwhile.
   * @fix The integrator keeps it in the page.
   */
  | 'detached'
  /**
   * The browser did not open the window that was asked for: the viewer, or Glance's log-in.
   * @fix As for the notice. Call `openViewer()` in a click.
   */
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
