import { adoptStyles, type CSSResultGroup, isServer } from 'lit';
import { GlanceError } from '../session/codes.js';
import type { Diagnosis } from '../session/diagnosis.js';
import type { News } from '../session/events.js';
import { plain } from '../session/outside.js';
import type { Message, Seat } from '../session/ports.js';
import type { Report } from '../session/report.js';
import { isKey } from '../session/session-key.js';
import type { Notice, Phase, Snapshot, StateName, Visitor } from '../session/snapshot.js';
import { Announcer } from './announcer.js';
import { chosen, reportChoices } from './choices.js';
import * as compose from './compose.js';
import { type Configuration, configure, toKey } from './configuration.js';
import { createDesk } from './desk.js';
import { createEntryForm, isPhone } from './entry-form.js';
import type { GlanceJoinEventMap, NoticeDetail } from './events.js';
import { asking, invocable, prepareInvitation } from './invitation.js';
import { createLanguage } from './language.js';
import { onSecond } from './page.js';
import { Settings } from './settings.js';
import { needsSignIn, noticeHint, noticeMessage, problemHint, problemMessage, type Strings } from './strings/index.js';
import { styles } from './styles.js';
import { template } from './templates.js';
import { VERSION } from './version.js';
import { findViewer, openedLast, openViewer } from './viewer-opener.js';

/**
 * Joins a customer's Glance Cobrowse session.
 *
 * @element glance-join
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- types its events, below
export class GlanceJoin extends Settings {
  static override readonly styles: CSSResultGroup = styles;
  /** Of this script, and of all that were loaded after it. */
  static readonly versions = [VERSION];

  readonly #internals = this.attachInternals();
  readonly #announcer = new Announcer();
  readonly #language = createLanguage(this);
  readonly #form = createEntryForm(this, () => this.#desk.request({ type: 'prepare' }));
  readonly #desk = createDesk({
    element: this,
    openViewer: (request) => this.#openViewer(request),
    findViewer: (request) => findViewer(this, request),
    prepare: (sessionKey) =>
      prepareInvitation(this, sessionKey, (detail) => this.#fire('glanceinvite', this.#about(detail), true)),
    wishes: () => ({
      autojoin: this.autojoin && !this.disabled,
      labels: { origin: this.reportingorigin ?? undefined, externalId: this.reportingexternalid ?? undefined },
    }),
    changed: (before, next) => this.#changed(before, next),
    tell: (news) => this.#tell(news),
  });
  #configuration: Configuration | undefined;
  /** What `timesSet` was when it was made. */
  #followed = 0;
  #eager = false;
  #problemRead = false;
  #hadFocus = false;
  #stopSeconds: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#language.follow();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move disconnects and connects again within one task: only what stays away has left.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#desk.leave();
      this.#language.release();
      this.#stopSeconds?.();
      this.#stopSeconds = this.#configuration = undefined;
      compose.debugging.delete(this);
    });
  }

  /** Its presence lets `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void {
    // Nothing but the language depends on the place.
    this.#language.follow();
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
    return notice && this.#worded(notice);
  }

  /** What is known of the customer who is set. */
  get visitor(): Visitor | undefined {
    return this.#desk.visitor();
  }

  /**
   * Asks the customer; resolves once their session is open or can be opened.
   * @throws GlanceError (rejects) `not-present`, `busy`, `disabled`, `cancelled` (its `cause` says
   * why: `declined`, `no-answer`, …), `presession-failed`, `detached`
   */
  async invite(): Promise<void> {
    const viewer = chosen(this, 'openwhen');
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
      this.#form.show('key');
      return;
    }
    const sessionKey = toKey(key);
    if (!isKey(sessionKey)) throw new GlanceError('config-invalid');
    await this.#desk.join(sessionKey);
  }

  /**
   * Invites a phone, by text message, to show its camera; resolves once that session is open or can be opened.
   * @throws GlanceError (rejects) `config-invalid` for what cannot be a number, `busy`, `disabled`, `auth-…`,
   * `cancelled`, `detached`
   */
  async inviteCamera(phone: string): Promise<void> {
    this.#mayBegin();
    const number = plain(phone).trim();
    if (!isPhone(number)) throw new GlanceError('config-invalid');
    const { agentname } = this;
    await this.#desk.follow({ type: 'invite-camera', phone: number, agentName: agentname ?? undefined });
  }

  /**
   * Calls a function of the customer's page, named as in `custominvoke`. Resolves when it is sent; whether it exists
   * there is not told.
   * @throws GlanceError (rejects) `config-invalid` for another name, `not-present`, `detached`
   */
  async invoke(func: string, args?: object): Promise<void> {
    const name = invocable(func);
    if (!name) throw new GlanceError('config-invalid');
    await this.#send('invoke', { func: name, args });
  }

  /**
   * Sends data to the customer's page, whose `GLANCE.Presence.Visitor` gets it in `onsignal`.
   * @throws GlanceError (rejects) `not-present`, `detached`
   */
  async signal(data: unknown): Promise<void> {
    await this.#send('signal', data);
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

  /**
   * Tries what an agent needs, and tells what works, what does not, and what can be done about it. Never rejects. It
   * takes as long as the answers take, and changes nothing (but a login key that can be had again serves whoever waited
   * for one). `String()` of it has no secrets.
   */
  async diagnose(): Promise<Diagnosis> {
    // What was set in this very task counts.
    if (this.isConnected) await this.updateComplete.catch(() => undefined);
    const { versions } = GlanceJoin;
    const opensLate =
      !this.openwindow && chosen(this, 'openlocation') !== 'iframe' && chosen(this, 'openwhen') === 'accepted';
    return this.#desk.diagnose({ versions, opensLate, opened: openedLast });
  }

  /** Puts the focus on the button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.main')?.focus(options);
  }

  /** What a server has drawn is drawn anew: by now another state may hold, and what is shown is there once. */
  protected override createRenderRoot(): ShadowRoot {
    const { shadowRootOptions, elementStyles } = this.constructor as typeof GlanceJoin;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    root.replaceChildren();
    adoptStyles(root, elementStyles);
    return root;
  }

  protected override willUpdate(): void {
    this.#hadFocus = !!this.shadowRoot?.activeElement;
    if (this.isConnected) this.#configure();
  }

  protected override render(): unknown {
    const strings = this.#strings;
    return template({
      // On a server nobody is asked yet.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- Lit types it as a browser has it
      snapshot: isServer ? { state: this.presence && this.visitorid ? 'connecting' : 'idle' } : this.#desk.snapshot(),
      now: Date.now(),
      strings,
      disabled: this.disabled,
      icon: this.gicon,
      card: chosen(this, 'uiversion') === '2',
      camera: this.camerashare,
      problemRead: this.#problemRead,
      form: this.#form.view(strings),
      announce: this.#announcer,
      on: {
        main: () => this.#press(),
        cancel: () => quietly(this.cancel()),
        toggleForm: (entry) => this.#form.toggle(entry),
        closeForm: () => this.#form.close(),
        type: (value) => this.#form.type(value),
        submit: () =>
          this.#form.submit((entry, value) => (entry === 'key' ? this.join(value) : this.inviteCamera(value))),
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
    this.#form.rendered();
    const frame = this.renderRoot.querySelector('iframe');
    this.#mark('framed', !!frame);
    if (frame) frame.title = this.#strings.viewer;
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

  async #send(...message: Message): Promise<void> {
    // To the customer who was set in this very task.
    if (this.isConnected) this.#configure();
    await this.#desk.send(...message);
  }

  /** One press of the main button, by what it says. */
  #press(): void {
    const { state } = this;
    if (state === 'present') quietly(this.invite());
    else if (state === 'joinable' || state === 'in-session') quietly(this.openViewer());
    else if (state !== 'error') this.#form.toggle('key');
    else if (!needsSignIn(this.#desk.snapshot().problem)) this.#desk.request({ type: 'retry' });
    else if (!this.#desk.signIn()) this.#error('popup-blocked');
  }

  #dismiss(): void {
    this.#problemRead = true;
    this.#desk.request({ type: 'dismiss' });
    this.requestUpdate();
  }

  /** Follows what has been set, and takes up the session that the settings name. */
  #configure(): void {
    if (this.#configuration && this.timesSet === this.#followed) return;
    this.settle();
    // Before anybody is told, who may set something else.
    this.#followed = this.timesSet;
    const { glancebaseurl, authurl, loginkey, eager } = this;
    compose.debugging[this.debugmode ? 'add' : 'delete'](this);
    reportChoices(this);
    if (!asking(this.custominvoke)) compose.warnOnce('custominvoke names no function that may be called');
    // What equals the attribute may have come from it, and counts as that.
    const by = this.getAttribute('glancebaseurl') === glancebaseurl ? 'attribute' : 'property';
    const configuration = configure(
      this,
      chosen(this, 'authmethod'),
      compose.glanceOrigin(glancebaseurl ?? 'production', by),
      compose.authAddress(authurl ?? '', this.baseURI),
    );
    const changed = !same(configuration, this.#configuration);
    const { problem, origin, method, groupId, partnerUserId, visitorId } = configuration;
    if (changed) {
      this.#configuration = configuration;
      compose.log('settings', { origin, method, groupId, partnerUserId, visitorId, problem });
      this.#desk.take(configuration);
    }
    if (configuration.given) this.#desk.give(loginkey ?? '');
    if (changed || eager !== this.#eager) this.#desk.watch((this.#eager = eager));
    if (changed && problem) this.#error(problem.code);
  }

  /** The session has something new: it is committed before it is told. */
  #changed(before: Snapshot, next: Snapshot): void {
    const { state, phase, visitorId, visitor, notice, problem } = next;
    const { state: previous } = before;
    if (problem?.code !== before.problem?.code) this.#problemRead = false;
    if (state !== previous) this.#mark(previous, false);
    this.#mark(state, true);
    const moved = state !== previous || phase !== before.phase;
    if (moved)
      compose.log(`${visitorId ?? 'no customer'}: ${previous} → ${state} ${phase ?? ''}`, {
        visitor,
        notice: notice?.code,
      });
    this.#form.follow(next);
    this.#announcer.follow(before, next, this.#strings);
    this.#stopSeconds?.();
    this.#stopSeconds = timed.includes(state) ? onSecond(() => this.requestUpdate()) : undefined;
    this.requestUpdate();
    if (moved) this.#fire('glancestatechange', { state, previous, phase, visitorId });
    // Presence is that of the customer who is set, whosever session is shown.
    const watched = this.#configuration?.visitorId;
    if (visitor && !same(visitor, before.visitor))
      this.#fire('glancepresencechange', { ...visitor, visitorId: watched });
    if (notice && notice.seq !== before.notice?.seq) this.#fire('glancenotice', { ...this.#worded(notice), visitorId });
  }

  #tell(news: News): void {
    if (news.type === 'start') this.#fire('glancesessionstart', news.start);
    else if (news.type === 'signal')
      this.#fire('glancesignal', { data: news.data, visitorId: this.#configuration?.visitorId });
    else if (news.type === 'error') this.#error(news.code, news.cause);
    else {
      this.#fire('glancesessionend', news.report);
      this.#callBack(news.report);
    }
  }

  /** What the page's function throws is the page's: it is reported as an uncaught error, and stops nothing here. */
  #callBack(report: Report): void {
    try {
      this.reportingcallback?.(report);
    } catch (error) {
      reportError(error);
    }
  }

  #error(code: GlanceError['code'], cause?: unknown): void {
    const problem = this.#configuration?.problem ?? { code };
    const message = problemMessage(problem, this.#strings);
    this.#fire('glanceerror', this.#about({ code, message, hint: problemHint(problem, this.#strings), cause }));
  }

  #about<T extends object>(detail: T): T & { readonly visitorId?: string } {
    return { ...detail, visitorId: this.#desk.snapshot().visitorId };
  }

  /** @returns whether nobody has cancelled it */
  #fire<K extends keyof GlanceJoinEventMap>(
    type: K,
    detail: GlanceJoinEventMap[K]['detail'],
    cancelable = false,
  ): boolean {
    Object.freeze(detail);
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  #openViewer(request: Parameters<Seat['openViewer']>[0]): ReturnType<Seat['openViewer']> {
    try {
      return openViewer(this, chosen(this, 'openlocation'), this.#strings.viewer, request, (detail) =>
        this.#fire('glanceviewer', { ...detail, visitorId: request.visitorId }, true),
      );
    } catch (error) {
      // Something the page has broken: the session runs all the same, and the agent can try again.
      reportError(error);
      return undefined;
    }
  }

  #mark(state: string, is: boolean): void {
    try {
      this.#internals.states[is ? 'add' : 'delete'](state);
    } catch {
      // An engine without custom states: the part tokens say the same.
    }
  }

  get #strings(): Strings {
    return this.#language.strings(this.strings, this.errormessage);
  }

  #worded(notice: Notice): NoticeDetail {
    const { code, seq } = notice;
    return {
      code,
      message: noticeMessage(notice, this.#strings),
      hint: noticeHint(notice, this.#strings),
      seq,
    };
  }
}

/** States in which a clock runs. */
const timed: readonly StateName[] = ['inviting', 'waiting', 'in-session'];

/** What the button does is told by state, notice and event: its rejection has no other reader. */
const quietly = (done: Promise<unknown>): void => void done.catch(() => undefined);

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
