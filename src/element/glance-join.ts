import { LitElement, type PropertyValues } from 'lit';
import { GlanceError } from '../session/codes.js';
import type { News } from '../session/events.js';
import type { GetLoginKey, Seat } from '../session/ports.js';
import type { Report } from '../session/report.js';
import type { Notice, Phase, Snapshot, StateName, Visitor } from '../session/snapshot.js';
import { Announcer } from './announcer.js';
import * as compose from './compose.js';
import { type Configuration, configure, isKey, toKey } from './configuration.js';
import { createDesk } from './desk.js';
import type { GlanceJoinEventMap, NoticeDetail } from './events.js';
import { createKeyForm } from './key-form.js';
import { onSecond } from './page.js';
import { boolean } from './properties.js';
import { en, noticeHint, noticeMessage, problemHint, problemMessage } from './strings/index.js';
import { styles } from './styles.js';
import { template } from './templates.js';

/**
 * Joins a customer's Glance Cobrowse session.
 *
 * @element glance-join
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- types its events, below
export class GlanceJoin extends LitElement {
  static override readonly styles = styles;
  static override readonly properties = {
    groupid: {},
    puid: {},
    authurl: {},
    authheaders: { type: Object },
    getLoginKey: { attribute: false },
    glancebaseurl: {},
    presence: boolean,
    visitorid: {},
    eager: boolean,
    openlocation: {},
    openwhen: {},
    disabled: boolean,
    debugmode: boolean,
  };

  /** Glance group. */
  declare groupid: string | number | null;
  /** The agent's partner user id. */
  declare puid: string | null;
  /** The page's login-key service, called by POST. */
  declare authurl: string | null;
  /** Headers added to that POST. */
  declare authheaders: Readonly<Record<string, string>> | null;
  /** Instead of `authurl`: returns a login key, given the one to be replaced. */
  declare getLoginKey: GetLoginKey | null;
  /** Which Glance: `production` (default), `beta`, `staging`, `dw1`–`dw4`, or an origin. */
  declare glancebaseurl: string | null;
  /** Whether to watch the customer of `visitorid`. */
  declare presence: boolean;
  /** The customer's visitor id. */
  declare visitorid: string | null;
  /** Watches the customer out of view, too. */
  declare eager: boolean;
  /** Where the viewer opens: `tab` (default) or `window`. */
  declare openlocation: string | null;
  /** When it opens after a click: `accepted` (default), or `asked` to open in the click and wait. */
  declare openwhen: string | null;
  /** Stops inviting and joining; never cancel, open, leave or end. */
  declare disabled: boolean;
  /** Logs what is going on to the console, without secrets. */
  declare debugmode: boolean;

  readonly #internals = this.attachInternals();
  readonly #announcer = new Announcer();
  readonly #keyForm = createKeyForm(this, () => this.#desk.request({ type: 'prepare' }));
  readonly #desk = createDesk({
    element: this,
    openViewer: (request) => this.#openViewer(request),
    changed: (before, next) => this.#changed(before, next),
    tell: (news) => this.#tell(news),
  });
  #configuration: Configuration | undefined;
  #problemRead = false;
  #hadFocus = false;
  #stopSeconds: (() => void) | undefined;

  constructor() {
    super();
    this.presence = this.eager = this.disabled = this.debugmode = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move disconnects and connects again within one task: only what stays away has left.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#desk.leave();
      this.#stopSeconds?.();
      this.#stopSeconds = this.#configuration = undefined;
      compose.debugging.delete(this);
    });
  }

  /** Its presence lets `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void {
    // Nothing depends on the place.
  }

  /** What is going on. */
  get state(): StateName {
    return this.#desk.snapshot().state;
  }

  /** How far the invitation has come, while `state` is `inviting`. */
  get phase(): Phase | undefined {
    return this.#desk.snapshot().phase;
  }

  /** What stands beside the state, if anything. */
  get notice(): NoticeDetail | undefined {
    const { notice } = this.#desk.snapshot();
    return notice && worded(notice);
  }

  /** What is known of the customer that is set. */
  get visitor(): Visitor | undefined {
    return this.#desk.visitor();
  }

  /**
   * Asks the customer; resolves once their session is open or can be opened.
   * @throws GlanceError (rejects) `not-present`, `busy`, `disabled`, `cancelled` (its `cause` says
   * why: `declined`, `no-answer`, …), `detached`
   */
  async invite(): Promise<void> {
    const viewer = this.openwhen === 'asked' ? 'asked' : 'accepted';
    this.#mayBegin();
    await this.#desk.follow({ type: 'invite', viewer });
  }

  /**
   * Joins the session of this key, waiting for it to start; without a key it opens the key form.
   * @throws GlanceError (rejects) `config-invalid` for what cannot be a key, `busy`, `disabled`,
   * `cancelled`, `detached`
   */
  async join(key?: string): Promise<void> {
    this.#mayBegin();
    if (key === undefined) {
      this.#keyForm.show();
      return;
    }
    const sessionKey = toKey(key);
    if (!isKey(sessionKey)) throw new GlanceError('config-invalid');
    await this.#desk.join(sessionKey);
  }

  /**
   * Calls off the invitation, or the waiting for a key.
   * @throws GlanceError (rejects) `detached`
   */
  async cancel(): Promise<void> {
    this.#desk.request({ type: 'cancel' });
  }

  /**
   * Opens the viewer of the running session, or brings it to the front. Call it in a click.
   * @throws GlanceError (rejects) `not-present` when no session runs, `popup-blocked`
   */
  async openViewer(): Promise<void> {
    this.#desk.request({ type: 'open-viewer' });
    if (this.notice?.code === 'popup-blocked') throw new GlanceError('popup-blocked');
  }

  /**
   * Closes the viewer; the customer's session goes on.
   * @throws GlanceError (rejects) `not-present` when no session runs
   */
  async leave(): Promise<void> {
    this.#desk.request({ type: 'leave' });
  }

  /**
   * Ends the session, for the customer too; resolves with its report.
   * @throws GlanceError (rejects) `not-present` when no session runs, `cancelled` (its `cause`:
   * `end-unconfirmed`) when it still runs
   */
  async end(): Promise<Report> {
    return (await this.#desk.follow({ type: 'end' })) as Report;
  }

  /** Puts the focus on the button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.main')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#hadFocus = !!this.shadowRoot?.activeElement;
    if (!this.isConnected) return;
    if (changed.has('debugmode')) compose.debugging[this.debugmode ? 'add' : 'delete'](this);
    for (const [name, words] of CHOICES)
      if (changed.has(name) && this[name] && !words.includes(this[name]))
        compose.warnOnce(`${name}="${this[name]}" is neither ${words.join(' nor ')}: it counts as the first`);
    this.#configure();
    if (changed.has('eager')) this.#desk.watch(this.eager);
  }

  protected override render(): unknown {
    return template({
      snapshot: this.#desk.snapshot(),
      now: Date.now(),
      strings: en,
      disabled: this.disabled,
      problemRead: this.#problemRead,
      keyForm: this.#keyForm.view(en),
      announce: this.#announcer,
      on: {
        main: () => this.#press(),
        cancel: () => quietly(this.cancel()),
        openKeyForm: () => this.#keyForm.toggle(),
        closeKeyForm: () => this.#keyForm.close(),
        key: (value) => this.#keyForm.type(value),
        submitKey: () => this.#keyForm.submit((key) => this.join(key)),
        leave: () => quietly(this.leave()),
        end: () => quietly(this.end()),
        retry: () => this.#desk.request({ type: 'retry' }),
        dismiss: () => this.#dismiss(),
      },
    });
  }

  protected override updated(): void {
    // A listener may have set something while it was told of the update.
    if (this.isConnected) this.#configure();
    this.#keyForm.rendered();
    // What had the focus has gone: it stays with the agent, on the button that lasts.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focus();
  }

  /** @throws GlanceError when nothing can be begun: `detached`, `disabled`, `config-…` */
  #mayBegin(): void {
    if (!this.isConnected) throw new GlanceError('detached');
    if (this.disabled) throw new GlanceError('disabled');
    // What was set in this very task counts.
    this.#configure();
    const { problem } = this.#configuration ?? {};
    if (problem) throw new GlanceError(problem.code);
  }

  /** One press of the main button, by what it says. */
  #press(): void {
    const { state } = this;
    if (state === 'present') quietly(this.invite());
    else if (state === 'joinable' || state === 'in-session') quietly(this.openViewer());
    else if (state === 'error') this.#desk.request({ type: 'retry' });
    else this.#keyForm.toggle();
  }

  #dismiss(): void {
    this.#problemRead = true;
    this.#desk.request({ type: 'dismiss' });
    this.requestUpdate();
  }

  /** Takes up the session that the settings name. */
  #configure(): void {
    const { glancebaseurl, authurl } = this;
    // What equals the attribute may have come from it, and counts as that.
    const by = this.getAttribute('glancebaseurl') === glancebaseurl ? 'attribute' : 'property';
    const configuration = configure(
      this,
      compose.glanceOrigin(glancebaseurl ?? 'production', by),
      compose.authAddress(authurl ?? '', this.baseURI),
    );
    if (same(configuration, this.#configuration)) return;
    this.#configuration = configuration;
    this.#desk.take(configuration);
    this.#desk.watch(this.eager);
    const { problem } = configuration;
    if (problem) this.#tell({ type: 'error', code: problem.code });
  }

  /** The session has something new: it is committed before it is told. */
  #changed(before: Snapshot, next: Snapshot): void {
    const { state, phase, visitorId, visitor, notice } = next;
    const { state: previous } = before;
    if (state !== previous) {
      this.#problemRead = false;
      this.#mark(previous, state);
      compose.log(`${visitorId ?? 'no customer'}: ${previous} → ${state}`);
    }
    this.#keyForm.follow(next);
    this.#announcer.follow(before, next, en);
    this.#stopSeconds?.();
    this.#stopSeconds = timed.includes(state) ? onSecond(() => this.requestUpdate()) : undefined;
    this.requestUpdate();
    if (state !== previous || phase !== before.phase)
      this.#fire('glancestatechange', { state, previous, phase, visitorId });
    if (visitor && !same(visitor, before.visitor)) this.#fire('glancepresencechange', { ...visitor, visitorId });
    if (notice && notice.seq !== before.notice?.seq) this.#fire('glancenotice', { ...worded(notice), visitorId });
  }

  #tell(news: News): void {
    const { visitorId } = this.#desk.snapshot();
    if (news.type === 'start') return this.#fire('glancesessionstart', news.start);
    if (news.type === 'end') return this.#fire('glancesessionend', news.report);
    const { code } = news;
    const problem = this.#configuration?.problem ?? { code };
    const message = problemMessage(problem, en);
    this.#fire('glanceerror', { code, message, hint: problemHint(problem, en), visitorId });
  }

  #fire<K extends keyof GlanceJoinEventMap>(type: K, detail: GlanceJoinEventMap[K]['detail']): void {
    Object.freeze(detail);
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #openViewer(request: Parameters<Seat['openViewer']>[0]): ReturnType<Seat['openViewer']> {
    return compose.openViewer(this.renderRoot, this.openlocation === 'window', request);
  }

  #mark(before: StateName, next: StateName): void {
    try {
      this.#internals.states.delete(before);
      this.#internals.states.add(next);
    } catch {
      // An engine without custom states: the part tokens say the same.
    }
  }
}

/** Settings that are one of a few words; the first is the default. */
const CHOICES: readonly (readonly ['openlocation' | 'openwhen', readonly string[]])[] = [
  ['openlocation', ['tab', 'window']],
  ['openwhen', ['accepted', 'asked']],
];

/** States in which a clock runs. */
const timed: readonly StateName[] = ['inviting', 'waiting', 'in-session'];

/** What the button does is told by state, notice and event: its rejection has no other reader. */
const quietly = (done: Promise<unknown>): void => void done.catch(() => undefined);

const worded = (notice: Notice): NoticeDetail => ({
  code: notice.code,
  message: noticeMessage(notice, en),
  hint: noticeHint(notice, en),
  seq: notice.seq,
});

const same = (a: object, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- what it merges is inherited
export interface GlanceJoin {
  addEventListener<K extends keyof GlanceJoinEventMap>(
    type: K,
    listener: (this: GlanceJoin, event: GlanceJoinEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'glance-join': GlanceJoin;
  }
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is how a global map grows
  interface HTMLElementEventMap extends GlanceJoinEventMap {}
}
