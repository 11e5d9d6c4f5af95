import type { Patient, ServerClock } from './diagnose.js';
import type { Seen } from './diagnosis.js';
import { CLOCK_OFF, LOGIN_KEY_LONGEST, RENEW, SLOW } from './limits.js';
import type { LineEvent, LoginKey } from './ports.js';

// What `diagnose()` makes of what it sees: a result, a sentence, and where it is not well, what can be done.

export const settingsSeen = ({ problem, invalidVisitorId, warned, settings }: Patient): Seen => {
  if (problem) return ['failed', `Missing or not valid: ${problem.settings?.join(', ') ?? ''}.`, SET, problem.code];
  const wrong = [...(invalidVisitorId ? ['visitorid cannot be one'] : []), ...warned];
  return wrong.length
    ? ['warning', [settings, ...wrong].join('; '), SET, invalidVisitorId ? 'visitorid-invalid' : undefined]
    : ['ok', settings];
};

const SET = 'Set them as the README says.';

/** @param expired it had run out before it came */
export const keySeen = (left: number, kept: boolean, expired: boolean, ms: number): Seen => {
  const message = lasting(left, kept);
  if (expired) return ['warning', 'It had run out before it came.', 'See clock.', 'auth-clock'];
  if (left <= RENEW) return ['warning', message, 'Let keys live an hour, and see why no new one comes.'];
  return ms > SLOW ? ['warning', message, 'Make the service faster: agents wait for it.'] : ['ok', message];
};

/** @param lookedUp whether presence can be had by REST */
export const socketSeen = (said: LineEvent['type'] | 'silent' | undefined, lookedUp: boolean): Seen => {
  if (said === 'connected') return ['ok', 'Connected.'];
  if (!said) return ['unknown', 'It is known only while the customer is on the site.', 'Diagnose then.'];
  const message = said === 'silent' ? 'No answer.' : 'Blocked or refused.';
  const hint = 'Let this page reach it by wss: connect-src, firewall, proxy.';
  return [lookedUp ? 'warning' : 'failed', message, hint, 'presence-degraded'];
};

/**
 * @param expired the login key had run out before it came
 * @param refused and Glance does not take it
 */
export const clockSeen = (
  loginKey: LoginKey | undefined,
  expired: boolean,
  refused: boolean,
  now: number,
  server: ServerClock | undefined,
): Seen => {
  // No key is good for longer than a day: how far this clock is behind, at the least.
  const behind = (loginKey?.expires ?? now) - now - LOGIN_KEY_LONGEST;
  const { host, ahead } = server ?? { host: 'the login-key service', ahead: Math.max(0, behind) };
  const off = Math.abs(ahead) > CLOCK_OFF;
  const message = off
    ? `It is ${minutes(Math.abs(ahead))} ${ahead < 0 ? 'ahead of' : 'behind'} that of ${host}.`
    : server
      ? `It agrees with that of ${host}.`
      : expired
        ? 'No login key fits it.'
        : 'It fits the login key.';
  if (off || expired)
    return [
      refused ? 'failed' : 'warning',
      message,
      'Set it, or mend the expiry that the service signs.',
      'auth-clock',
    ];
  return server || loginKey ? ['ok', message] : ['unknown', 'Nothing came that tells the time.', 'Mend login-key.'];
};

export const popUpsSeen = ({ opensLate, opened, words }: Patient): Seen => {
  const [blocked, hint] = words('popup-blocked');
  if (opened === false) return ['warning', blocked, hint, 'popup-blocked'];
  return opened || !opensLate
    ? ['ok', opened ? 'The last one opened.' : 'None is needed.']
    : ['unknown', 'Not known before the first opens.', hint];
};

/** For how long something is good, and whether it was there before. */
export const lasting = (left: number, kept: boolean): string => `${kept ? 'At hand' : 'New'}, for ${minutes(left)}.`;

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;
