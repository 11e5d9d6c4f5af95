/**
 * Every text of the element, in English. Plain data: another language is another such object, in
 * src/element/locales/. `{}` is filled in: with attribute names, the session's customer, its key, or their page.
 */
export const en = {
  join: 'Join',
  key: 'Key',
  enterKey: 'Enter key',
  cancel: 'Cancel',
  leave: 'Leave',
  leaveAbout: 'The session goes on',
  end: 'End',
  endAbout: 'For the customer too',
  retry: 'Try again',
  close: 'Close',
  sessionKey: 'Session key',
  connect: 'Connect',
  keyHint: 'The customer starts a session and reads it out.',
  keySignIn: 'You will sign in at Glance.',
  camera: 'Invite a phone’s camera',
  phone: 'Phone number',
  send: 'Send',
  phoneHint: 'It gets a link by text message.',
  problem: {
    key: { empty: 'Session key missing', malformed: 'Only letters, digits and _ ~ . -' },
    phone: { empty: 'Phone number missing', malformed: 'Not a phone number' },
  },
  viewer: 'The customer’s page',
  /** What Glance calls a session that is no cobrowse. */
  callType: { screenshare: 'Screen share', video: 'Video', camera: 'Camera' },

  /**
   * What is said, its parts divided by bars.
   *
   * By state: the main button where it is not "Join" | the few words beside it where there is no
   * page, customer or key to name | the sentence that describes it and is spoken, where those two
   * are not enough.
   */
  said: {
    unconfigured: 'Not set up',
    idle: '|With a key',
    refused: '|No presence',
    connecting: '|Connecting…',
    absent: '|Not on the site',
    present: '|On the site|The customer is on the site. {}',
    preparing: 'Preparing…',
    sent: 'Asking…',
    displayed: 'Deciding…',
    accepted: 'Starting…||The customer accepted.',
    waiting: 'Waiting…',
    sending: 'Sending…|Text message|Sending the text message.',
    camera: 'Waiting…|Camera|Waiting for the phone’s camera.',
    joinable: 'Open viewer||Session {} is running.',
    'in-session': 'Show viewer||Session {} is open.',
    ending: 'Ending…',
    error: 'Try again|No sign-in',
    'sign-in': 'Sign in|At Glance',

    // By notice and error: a sentence | what the administrator can do. Errors that only a page's
    // own calls meet have none.
    declined: 'The customer declined.',
    'no-answer': 'The customer did not answer.',
    'late-accept': 'The customer accepted.',
    'customer-arrived': 'The customer is on the site.',
    'customer-away': 'The customer looked away.',
    'session-failed': 'The session did not start.',
    'session-other-key': 'The customer started a session. Ask for its key.',
    'popup-blocked': 'The browser blocked the viewer. Press Open viewer.|Allow pop-ups for this page.',
    'no-such-session': 'Session {} has not started.',
    'session-ended': 'The session ended.',
    'session-missed': 'The session ended before you joined.',
    'end-unconfirmed': 'The session did not end.',
    resumed: 'The session is running.',
    offline: 'You are offline.',
    'presence-degraded': 'News of the customer comes late.|Allow Glance’s web sockets, in connect-src and in proxies.',
    'presence-unavailable': 'Cannot see the customer. Keys still work.',
    'visitorid-invalid': 'Cannot see the customer. Keys still work.|Check visitorid.',
    'sms-failed': 'The text message was not sent.',

    'config-missing': '{} missing',
    'config-invalid': '{} not valid',
    'auth-timeout': 'Sign-in failed.|authurl is too slow.',
    'auth-unreachable': 'Sign-in failed.|Check authurl, CORS and connect-src.',
    'auth-refused': 'Sign-in failed.|Check puid, groupid and API key.',
    'auth-redirected': 'Sign in to this page again.|authurl must not redirect.',
    'auth-bad-reply': 'Sign-in failed.|authurl must return loginKey.',
    'auth-clock': 'Sign-in failed.|Check its clock.',
    'saml-failed': 'Sign in at Glance.',
    'origin-not-allowed':
      'Glance does not know this page.|Allow it under Settings > Cobrowse Settings > CRM and Chat Integration.',
    'csp-blocked':
      'This page’s security policy is in the way.|Allow authurl and Glance in its CSP: connect-src, form-action, frame-src.',
    'presence-disabled': 'Presence is off.|Ask Glance to turn it on.',
    'lookup-failed': 'Glance did not answer.',
    'presession-failed': 'This page stopped the invitation.',
  },
};

/** The texts of one language, whole. */
export type Texts = typeof en;
