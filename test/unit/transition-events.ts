import type { SessionEvent } from '../../src/session/events.js';
import { Course, CUSTOMER, FOUND, invitation, inWords, present, RECORD } from './played.js';

/** Every event there is, and states to meet them in, by the names the table uses. */

type Meeting = SessionEvent | ((course: Course) => Course);

export const EVENTS = {
  invite: { type: 'invite', viewer: 'accepted' },
  'invite-asked': { type: 'invite', viewer: 'asked' },
  join: { type: 'join', key: '55555' },
  'invite-camera': { type: 'invite-camera', phone: '+49 171 5550100' },
  cancel: { type: 'cancel' },
  'open-viewer': { type: 'open-viewer' },
  leave: { type: 'leave' },
  end: { type: 'end' },
  retry: { type: 'retry' },
  dismiss: { type: 'dismiss' },
  prepare: { type: 'prepare' },
  'login-ready': { type: 'login-ready' },
  'login-failed': { type: 'login-failed', problem: { code: 'auth-refused' } },
  'taken-up': { type: 'taken-up', record: RECORD },
  offline: { type: 'offline', told: true },
  'offline-elsewhere': { type: 'offline', told: false },
  online: { type: 'online' },
  'in-view': { type: 'in-view' },
  'out-of-view': { type: 'out-of-view' },
  'presence-refused': { type: 'presence-refused', reason: 'origin-not-allowed' },
  'presence-polled': { type: 'presence-polled', polled: true },
  'presence-lost': { type: 'presence-lost' },
  'presence-resumed': { type: 'presence-resumed' },
  'visitor-here': { type: 'visitor-here' },
  'visitor-away': { type: 'visitor-away' },
  'away-5-s': (course) => course.send({ type: 'visitor-away' }).pass(5_000),
  'visitor-page': { type: 'visitor-page', page: { page: 'https://shop.example/' } },
  displayed: { type: 'terms', status: 'displayed' },
  accepted: { type: 'terms', status: 'accepted' },
  declined: { type: 'terms', status: 'declined' },
  'session-started': { type: 'session-started' },
  'session-ended': { type: 'session-ended', by: 'customer' },
  'visitor-error': { type: 'visitor-error' },
  preparing: (course) => course.preparing(),
  prepared: (course) => course.prepared(invitation()),
  'other-key': (course) => course.prepared(invitation('order-66')),
  'not-wanted': (course) => course.prepared(),
  'not-prepared': (course) => course.failed('no consent'),
  'other-prepared': { type: 'prepared', id: 999_999, invitation: invitation() },
  asked: (course) => course.asked(),
  'camera-invited': (course) => course.invited(),
  'camera-failed': (course) => course.notInvited(),
  claimed: (course) => course.claimed(),
  'other-claimed': { type: 'claimed', id: 999_999 },
  signal: { type: 'signal', data: { cart: 3 } },
  found: (course) => course.answer(FOUND),
  'not-found': (course) => course.answer('none'),
  'look-up-failed': (course) => course.answer('failed'),
  'other-answer': { type: 'looked-up', id: 999_999, answer: FOUND },
  'joined-elsewhere': { type: 'joined-elsewhere', id: 999_999 },
  'viewer-opened': { type: 'viewer-opened' },
  'viewer-blocked': { type: 'viewer-blocked' },
  'viewer-closed': { type: 'viewer-closed', certain: true },
  'viewer-cut-off': { type: 'viewer-closed', certain: false },
  'viewer-alive': { type: 'viewer-alive' },
  'viewer-started': { type: 'viewer-started' },
  'viewer-ended': { type: 'viewer-ended' },
  tick: { type: 'tick' },
  'next-due': (course) => (course.dueAtAll ? course.pass(course.due - course.now) : course.pass(3_600_000)),
} as const satisfies Record<string, Meeting>;

export type EventName = keyof typeof EVENTS;

/** Every type of event is met above, by itself or as what a course does; else this does not compile. */
type Met<M> = M extends SessionEvent ? M['type'] : never;
type ByCourse = 'preparing' | 'asked' | 'camera-invited' | 'camera-failed';
type Missing = Exclude<SessionEvent['type'], Met<(typeof EVENTS)[EventName]> | ByCourse>;
true satisfies [Missing] extends [never] ? true : Missing;

const watched = (): Course => new Course().send({ type: 'in-view' });
const absent = (): Course => watched().send({ type: 'login-ready' }, { type: 'visitor-away' }).answer('none');
const inviting = (viewer: 'accepted' | 'asked' = 'accepted'): Course => present().send({ type: 'invite', viewer });
const pending = (): Course => inviting('asked').preparing();
const waiting = (): Course => absent().send({ type: 'join', key: '55555' });
const camera = (): Course => absent().send({ type: 'invite-camera', phone: '+49 171 5550100' });
const joinable = (): Course => present().send({ type: 'session-started' }).answer(FOUND);
const claiming = (): Course => {
  const course = present();
  course.wishes = { autojoin: true };
  return course.send({ type: 'session-started' }).answer(FOUND);
};
const inSession = (): Course =>
  joinable().send({ type: 'open-viewer' }, { type: 'viewer-opened' }, { type: 'viewer-started' });
const lookedAt = (): Course => inSession().send({ type: 'presence-resumed' });

/** A course to each state; where one has several faces that answer differently, to each of them. */
export const STATES = {
  unconfigured: () => new Course({ visitorId: CUSTOMER, problem: { code: 'config-missing', settings: ['puid'] } }),
  idle: () => new Course({}),
  'idle, presence refused': () => watched().send({ type: 'presence-refused', reason: 'presence-disabled' }),
  connecting: () => watched(),
  absent: () => absent(),
  present: () => present(),
  'present, a session was said to start': () => present().send({ type: 'session-started' }),
  'inviting, the page being told': () => inviting('asked'),
  'inviting, the page preparing': () => inviting().preparing(),
  'inviting, the page preparing, viewer to be opened': () => pending(),
  'inviting, the page preparing, viewer open': () => pending().send({ type: 'viewer-opened' }),
  'inviting, prepared': () => inviting().prepared(invitation()),
  'inviting, sent': () => inviting().sent(),
  'inviting, accepted': () => inviting().sent().send({ type: 'terms', status: 'accepted' }),
  'inviting, viewer open': () => inviting('asked').prepared(invitation()).send({ type: 'viewer-opened' }).asked(),
  'waiting, being looked up': () => waiting(),
  'waiting, between two looks': () => waiting().answer('none'),
  'waiting for a camera, phone being invited': () => camera(),
  'waiting for a camera, phone invited': () => camera().invited(),
  joinable: () => joinable(),
  'joinable, this tab to be the one': () => claiming(),
  'in-session': () => inSession(),
  'in-session, being looked up': () => lookedAt(),
  'in-session, once not found': () => lookedAt().answer('none').pass(5_000),
  'in-session, invited by another key': () =>
    inviting()
      .prepared(invitation('order-66'))
      .asked()
      .send({ type: 'terms', status: 'accepted' }, { type: 'session-started' }, { type: 'viewer-opened' })
      .send({ type: 'viewer-started' })
      .answer(FOUND),
  'in-session by another key': () => waiting().answer(FOUND).send({ type: 'viewer-opened' }),
  'in-session, viewer cut off': () => inSession().send({ type: 'viewer-closed', certain: false }),
  'in-session, viewer cut off a while ago': () =>
    inSession().send({ type: 'viewer-closed', certain: false }).pass(2_001),
  'in-session, ending': () => inSession().send({ type: 'end' }),
  'in-session, end not confirmed': () => inSession().send({ type: 'end' }).pass(5_000),
  'joinable, ending': () => joinable().send({ type: 'end' }),
  'idle, taking up a session': () => new Course({}).send({ type: 'taken-up', record: RECORD }),
  'idle, taking up a session that is not found': () =>
    new Course({}).send({ type: 'taken-up', record: RECORD }).answer('none').pass(5_000),
  'present, offline': () => present().send({ type: 'offline', told: true }),
  error: () => watched().send({ type: 'login-failed', problem: { code: 'auth-timeout' } }),
  'error, no customer': () => new Course({}).send({ type: 'login-failed', problem: { code: 'auth-timeout' } }),
} as const satisfies Record<string, () => Course>;

export type CourseName = keyof typeof STATES;

/** What an event leads to, as the table writes it: `state detail + notice: effects`. */
export function meet(name: CourseName, event: EventName): string {
  const course = STATES[name]().since;
  const { seq } = course.shown.notice ?? {};
  const meeting: Meeting = EVENTS[event];
  if (typeof meeting === 'function') meeting(course);
  else course.send(meeting);
  const { state, phase, ending, viewerLost, notice } = course.shown;
  const shown = [state, phase, ending && 'ending', viewerLost && 'cut off'].filter(Boolean).join(' ');
  const said = notice && notice.seq !== seq ? ` + ${notice.code}` : '';
  return shown + said + (course.effects.length ? `: ${course.effects.map(inWords).join(', ')}` : '');
}
