/** Every limit of time, in milliseconds, in one place. */

/** The page's login-key service. */
export const AUTH_URL = 20_000;
/** A login key that could not be fetched is asked for again this often. */
export const AUTH_AGAIN = 20_000;
/** The hidden frame that signs in by SAML. */
export const SAML = 15_000;
export const AUTHORIZE = 10_000;
export const LOOK_UP = 10_000;
export const SOCKET_OPEN = 10_000;
/** A socket is silent after 2 × its keepalive + this. */
export const SILENCE = 5_000;
/** A dropped socket is not shown before this. */
export const BLIP = 5_000;
/** Presence by REST: how often, in a hidden tab, and after Glance has asked to be spared. */
export const POLL = 5_000;
export const POLL_HIDDEN = 60_000;
export const POLL_BUSY = 30_000;
/** A socket that fails this often in a row, or is lost this often in a minute, is not to be relied on. */
export const SOCKET_FAILURES = 2;
export const SOCKET_LOSSES = 3;
/** While presence comes by REST the socket is tried again this often, and trusted when it has lasted this long. */
export const SOCKET_AGAIN = 60_000;
export const SOCKET_PROVEN = 10_000;
/** A question that could not be sent is sent again this often. */
export const ASK_AGAIN = 3_000;
/** By REST the start of a session is not told: it is looked for this often. */
export const INVITATION_LOOK = 3_000;
/** How often a customer of whom only the look-up knows is looked up again: after 5, 10, 20 and 40 seconds. */
export const LOOK_AGAIN = 4;
/** A page that is back, online and seen says so by three events, all within this time. */
export const ONE_WAKE = 1_000;
/** Absence counts when it has lasted this long: a page change is shorter (traces 4.1). */
export const ABSENCE = 5_000;
/** What the page does before the customer is asked. */
export const PRESESSION = 60_000;
export const UNANSWERED = 90_000;
export const ACCEPTED_TO_STARTED = 30_000;
export const WAITING = 600_000;
/** The same for a camera: somebody has to find their phone. */
export const WAITING_CAMERA = 1_800_000;
/** From here on, waiting says that there is no such session yet. */
export const WAITING_TOLD = 15_000;
export const END_CONFIRMED = 5_000;
/** How long a report waits for its session's id. */
export const SESSION_ID = 5_000;
/** Another tab that holds a session is waited for this long: a page that is being replaced needs a moment. */
export const TAKE_UP = 2_000;
/** A session that was left is first offered to the buttons of its own customer, and to others after this. */
export const TAKE_UP_OTHER = 1_000;
/** How often a running session is looked at when presence cannot tell of its end. */
export const SESSION_LOOK = 15_000;
/** The second look after one that found nothing. */
export const SESSION_LOOK_AGAIN = 5_000;
/** A session that has just begun may be unknown to the look-up for this long. */
export const SESSION_KNOWN = 30_000;
export const VIEWER_CLOSED = 1_000;
/** A viewer out of our reach is not opened a second time within this time of the first. */
export const VIEWER_AGAIN = 2_000;
/** Out of view for this long releases the presence socket. */
export const OUT_OF_VIEW = 10_000;
/** What was known of the customer is still shown for this long after the release. */
export const STALE = 30_000;
/** A login key or authorization is renewed this long before it expires. */
export const RENEW = 60_000;
/** `diagnose()` says of what takes longer that agents wait for it. */
export const SLOW = 3_000;
/** Two clocks that differ by more are not both right. */
export const CLOCK_OFF = 60_000;
/** The longest that Glance lets a login key be good for (services 6.1). */
export const LOGIN_KEY_LONGEST = 86_400_000;
/** Minutes an authorization is asked for: the most Glance grants (services 6.5). */
export const AUTHORIZATION_MINUTES = 120;

/** The pause before look-up number `n` (from 1) for a key: the vendor's rhythm (traces 2.3). */
export const waitingPause = (n: number): number => (n <= 6 ? 3_000 : 5_000);

/** The pause before reconnection number `n` (from 1): doubling to a minute, spread by `random` in [0, 1). */
export const reconnectPause = (n: number, random: number): number =>
  Math.min(60_000, 500 * 2 ** Math.min(n - 1, 7)) * (0.5 + random / 2);
