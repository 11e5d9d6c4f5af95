import { LitElement } from 'lit';
import { styles } from '../../src/element/styles.js';
import { template, type Requests, type View } from '../../src/element/templates.js';
import { en } from '../../src/element/strings/index.js';
import type { Snapshot } from '../../src/session/snapshot.js';

// Every look the element has, without a session behind it: what tests measure, and what pictures are taken of.

export const now = 1_800_000_000_000;

/** What was asked for by a press, oldest first. */
export const asked: string[] = [];
const on = new Proxy({} as Requests, {
  get:
    (_, name: string) =>
    (...values: unknown[]) =>
      void asked.push([name, ...values].join(' ')),
});

/** The element as it looks: handed a view instead of making one. */
export class Look extends LitElement {
  static override styles = styles;
  readonly #internals = this.attachInternals();
  view: View = {
    snapshot: { state: 'idle' },
    now,
    strings: en,
    disabled: false,
    announce: { polite: '', assertive: '' },
    on,
  };

  async show(changes: Partial<View>): Promise<void> {
    this.view = { ...this.view, ...changes };
    this.#internals.states.clear();
    this.#internals.states.add(this.view.snapshot.state);
    this.requestUpdate();
    await this.updateComplete;
  }

  override render() {
    return template(this.view);
  }
}

export const visitor = {
  present: true,
  page: 'https://shop.example/tents/two-person',
  browser: 'Chrome 131',
  platform: 'Windows',
  since: now - 260_000,
};
const key = '12345';
const alice = 'alice';

/** One of each state, and of what a state can look like. */
export const snapshots: Readonly<Record<string, Snapshot>> = {
  unconfigured: { state: 'unconfigured', problem: { code: 'config-missing', settings: ['puid'] } },
  idle: { state: 'idle' },
  'idle, presence refused': { state: 'idle', retryPresence: true },
  connecting: { state: 'connecting' },
  absent: { state: 'absent', visitorId: alice, visitor: { present: false, since: now - 900_000 } },
  present: { state: 'present', visitorId: alice, visitor },
  'present, page unknown': { state: 'present', visitorId: alice, visitor: { present: true, since: now } },
  preparing: { state: 'inviting', phase: 'preparing', visitorId: alice, visitor, since: now - 2000 },
  sent: { state: 'inviting', phase: 'sent', visitorId: alice, visitor, since: now - 12_000 },
  displayed: { state: 'inviting', phase: 'displayed', visitorId: alice, visitor, since: now - 21_000 },
  accepted: { state: 'inviting', phase: 'accepted', visitorId: alice, visitor, since: now - 34_000 },
  waiting: { state: 'waiting', sessionKey: key, since: now - 12_000 },
  'waiting for a text message': { state: 'waiting', camera: true, sessionKey: '', since: now - 1000 },
  'waiting for a camera': { state: 'waiting', camera: true, sessionKey: key, since: now - 72_000 },
  joinable: { state: 'joinable', sessionKey: key, visitorId: alice, visitor },
  'joinable, a screen share': { state: 'joinable', sessionKey: key, callType: 'ScreenShare' },
  'in-session': { state: 'in-session', sessionKey: key, visitorId: alice, visitor, since: now - 754_000 },
  'in-session, a long one, the viewer lost': {
    state: 'in-session',
    sessionKey: key,
    since: now - 36_754_000,
    viewerLost: true,
  },
  'in-session of another customer': {
    state: 'in-session',
    sessionKey: key,
    visitorId: 'margarethe.von-hohenstein',
    other: true,
    since: now - 4_754_000,
  },
  ending: { state: 'in-session', sessionKey: key, visitorId: alice, visitor, since: now - 754_000, ending: true },
  error: { state: 'error', problem: { code: 'auth-unreachable' } },
  'error, to sign in': { state: 'error', problem: { code: 'saml-failed' } },
};

const of = (name: string): Snapshot => snapshots[name]!;

/** Each snapshot as it is, then what can be open or said beside one. */
export const looks: Readonly<Record<string, Partial<View>>> = {
  ...Object.fromEntries(Object.entries(snapshots).map(([name, snapshot]) => [name, { snapshot }])),
  'absent, with camera': { snapshot: of('absent'), camera: true },
  'present, with camera': { snapshot: of('present'), camera: true },
  'idle, presence refused, with camera': { snapshot: of('idle, presence refused'), camera: true },
  'present, with icon': { snapshot: of('present'), icon: true },
  'idle, with icon': { snapshot: of('idle'), icon: true },
  'present, disabled': { snapshot: of('present'), disabled: true },
  'the key form': { snapshot: of('idle'), form: { entry: 'key', value: '' } },
  'the key form, a wrong key': {
    snapshot: of('present'),
    form: { entry: 'key', value: '12/45', problem: en.problem.key.malformed },
  },
  'the phone form': { snapshot: of('absent'), camera: true, form: { entry: 'phone', value: '+1 503 555 0142' } },
  declined: { snapshot: { ...of('present'), notice: { code: 'declined', seq: 1 } } },
  'presence refused, and why': {
    snapshot: {
      ...of('idle, presence refused'),
      notice: { code: 'presence-unavailable', seq: 1, reason: 'origin-not-allowed' },
    },
  },
  'popup blocked': { snapshot: { ...of('joinable'), notice: { code: 'popup-blocked', seq: 1 } } },
  'error, and the key form': { snapshot: of('error'), form: { entry: 'key', value: '' } },
};
