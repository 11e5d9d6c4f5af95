import type { Agent } from './agent.js';
import { codeOf, type ErrorCode, GlanceError } from './codes.js';
import type { Effect, LookUpAnswer, News, Request, SessionEvent } from './events.js';
import { ASK_AGAIN } from './limits.js';
import type { CameraInvitation, Invitation, Message, Seat, Viewer, ViewerRequest } from './ports.js';
import { watchPresence } from './presence-watch.js';
import type { SessionRecord } from './record.js';
import type { Report } from './report.js';
import type { Notice, Snapshot } from './snapshot.js';
import { initialState, NEVER, nextDue, recordsOf, type SessionState, snapshotOf, type Start } from './state.js';
import { transition } from './transition.js';
import { withinClick } from './within-click.js';

/** What the buttons of one agent for one customer know and do together. */
export interface Session {
  readonly agent: Agent;
  snapshot(): Snapshot;
  /** Whether something is under way, or still to be told. */
  busy(): boolean;
  /** Whether this key's session is joined here, or about to be. */
  joins(key: string): boolean;
  attach(seat: Seat): void;
  /** The seat goes. What it began and nobody has answered goes with it. */
  detach(seat: Seat): void;
  /** Whether the seat is in view: the customer is watched for those who are. */
  see(seat: Seat, inView: boolean): void;
  /** The page is shown, or online, again: timers may have slept. */
  wake(): void;
  /** The page is about to go. Where it may come back as it was, nothing is to be open until then. */
  sleep(back: boolean): void;
  /** The browser has a network, or none. `told`: the agent is to hear of it here. */
  connection(online: boolean, told: boolean): void;
  /**
   * Takes up a session that ran before its button was there, if it still runs.
   * @returns whether it is this tab's to take up
   */
  takeUp(record: SessionRecord): Promise<boolean>;
  /** The agent has a login key again: nothing fails for want of one any more. */
  admit(): void;
  /** The agent may be let in now, by another way than before: what had failed is tried again. */
  retry(): void;
  /** Follows a request. @throws GlanceError when it cannot be followed */
  request(seat: Seat, event: Request): void;
  /**
   * Follows a request and waits for what it asks: a session that can be seen, or the report of its end.
   * Without a request, waits for what is under way.
   */
  follow(seat: Seat, event?: Request): Promise<Report | undefined>;
  /**
   * Sends to the customer's page.
   * @throws GlanceError (rejects) `not-present` when nobody is there to get it, `config-invalid` for what is no JSON
   */
  send(...message: Message): Promise<void>;
  /** The last seat has gone: nothing of it is left but a viewer that is open. */
  close(): void;
}

interface Waiter {
  readonly seat: Seat;
  readonly resolve: (report?: Report) => void;
  readonly reject: (error: GlanceError) => void;
}

/**
 * Events go in one at a time; the state they lead to is committed before anybody hears of it;
 * effects run here, outside it.
 */
export const createSession = (agent: Agent, start: Start): Session => {
  const { clock, memory, services } = agent;
  const { visitorId = '' } = start;
  let state: SessionState = { ...initialState(start), calledOff: agent.calledOff.get(visitorId) };
  agent.calledOff.delete(visitorId);
  let snapshot = snapshotOf(state);
  let committed = JSON.stringify(snapshot);
  /** An element may hold a session twice: as its customer's, and as the one it still shows. */
  const seats = new Map<Seat, number>();
  const inView = new Set<Seat>();
  /** The seat whose request is being answered, and the one that began what is under way. */
  let asking: Seat | undefined;
  let began: Seat | undefined;
  const queue: SessionEvent[] = [];
  let draining = false;
  let refusals: ErrorCode[] = [];
  /** What is to be done once the state is committed: the page hears of it, or has its say. */
  const later: (() => void)[] = [];
  /** Who waits for what is under way to arrive, and who for its end. */
  const arrivals: Waiter[] = [];
  const ends: Waiter[] = [];
  let due = NEVER;
  let cancelDue: (() => void) | undefined;
  let cancelClick: (() => void) | undefined;
  let cancelAsk: (() => void) | undefined;
  let viewer: Viewer | undefined;
  /** What is kept beyond the page, as it was last written, by the moment it began. */
  const kept = new Map<number, { readonly record: SessionRecord; readonly text: string }>();
  /** Records of which it is not known yet whether this tab may show their sessions. */
  const taking = new Set<SessionRecord>();
  const closing = new AbortController();
  /** Ends with what is under way. */
  let course: AbortController | undefined;

  const busy = (): boolean => !!state.activity || kept.size + taking.size > 0;

  /** Takes in an event, and all that follows from it at once. */
  const tell = (event: SessionEvent): void => {
    // The machine may have slept, and the timer with it.
    if (clock.now() >= due) queue.push({ type: 'tick' });
    queue.push(event);
    if (draining || closing.signal.aborted) return;
    // What was begun is over, and told: the first in the document speaks again.
    if (!busy() && !later.length) began = undefined;
    draining = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const before = state.activity?.id;
        const turn = transition({ ...state, wishes: teller()?.wishes() }, next, clock.now());
        state = turn.state;
        if (state.activity?.id !== before) {
          course?.abort();
          course = undefined;
          if (state.activity) began = asking;
        }
        for (const effect of turn.effects) run(effect);
      }
    } finally {
      draining = false;
    }
    commit();
  };

  const commit = (): void => {
    planTick();
    remember();
    const next = snapshotOf(state);
    const text = JSON.stringify(next);
    if (text !== committed) {
      committed = text;
      snapshot = next;
      for (const seat of [...seats.keys()]) seat.changed();
    }
    for (const act of later.splice(0)) act();
    const { activity: a, notice } = state;
    const joined = a?.kind === 'joined';
    if (joined) for (const { resolve } of arrivals.splice(0)) resolve();
    const failed = [...(a ? [] : arrivals.splice(0)), ...(joined && !a.ending ? ends.splice(0) : [])];
    for (const { reject } of failed) reject(stopped(notice));
    // It was reported before, and is not again.
    if (!busy()) for (const { resolve } of ends.splice(0)) resolve(state.reported);
  };

  const remember = (): void => {
    const records = recordsOf(state);
    for (const record of records) {
      const text = JSON.stringify(record);
      if (kept.get(record.since)?.text === text) continue;
      kept.set(record.since, { record, text });
      memory.keep(record);
    }
    for (const [since, { record }] of kept) {
      if (records.some((other) => other.since === since)) continue;
      kept.delete(since);
      memory.forget(record);
    }
  };

  const planTick = (): void => {
    const next = nextDue(state);
    if (next === due) return;
    cancelDue?.();
    due = next;
    if (due === NEVER) return;
    cancelDue = clock.after(Math.max(0, due - clock.now()), () => {
      due = NEVER;
      tell({ type: 'tick' });
    });
  };

  const run = (effect: Effect): void => {
    switch (effect.do) {
      case 'log-in':
        agent.loginKey().then(
          () => tell({ type: 'login-ready' }),
          (error: unknown) => tell({ type: 'login-failed', problem: { code: codeOf(error) } }),
        );
        return;
      case 'watch':
        return watch.start();
      case 'unwatch':
        return watch.stop();
      case 'prepare':
        later.push(() => prepare(effect.id, effect.key));
        return;
      case 'ask':
        return ask();
      case 'invite-camera':
        return inviteCamera(effect.id, effect.invitation);
      case 'claim':
        return claim(effect.id, effect.key);
      case 'look-up':
        return lookUp(effect);
      case 'open-viewer':
        return openViewer(effect.key);
      case 'find-viewer':
        viewer?.release();
        viewer = teller()?.findViewer(viewerRequest(effect.key));
        return;
      case 'move-viewer':
        if (!viewer?.move(effect.key)) tell({ type: 'viewer-closed', certain: true });
        return;
      case 'show-viewer':
        if (!viewer?.show()) tell({ type: 'viewer-closed', certain: true });
        return;
      case 'close-viewer':
        return viewer?.close();
      case 'release-viewer':
        return viewer?.release();
      case 'stop-session':
        // When it cannot be sent nothing confirms it, and the look-up decides.
        void Promise.resolve(watch.send('invoke', { func: 'GLANCE.Cobrowse.Visitor.stopSession' })).catch(
          () => undefined,
        );
        return;
      case 'tell':
        later.push(() => announce(effect.news));
        return;
      case 'refuse':
        refusals.push(effect.code);
    }
  };

  const announce = (news: News): void => {
    teller()?.tell(news);
    if (news.type === 'end') for (const { resolve } of ends.splice(0)) resolve(news.report);
  };

  /** The page has its say; where it has none, the customer is asked in the same turn. */
  const prepare = (id: number, key: string): void => {
    const prepared = (invitation?: Invitation): void => tell({ type: 'prepared', id, invitation });
    const failed = (cause: unknown): void => tell({ type: 'prepared', id, failed: { cause } });
    try {
      const invitation = teller()?.prepare(key);
      if (!(invitation instanceof Promise)) return prepared(invitation);
      tell({ type: 'preparing', id });
      invitation.then(prepared, failed);
    } catch (cause) {
      failed(cause);
    }
  };

  /** The question that is on its way by REST: it is not sent twice. */
  let questionSent: number | undefined;
  /** Sends the question that is prepared, now or when the line is open again. */
  const ask = (): void => {
    const { activity: a } = state;
    if (a?.kind !== 'inviting' || a.phase !== 'preparing' || !a.invitation) return;
    const { id, invitation } = a;
    if (questionSent === id) return;
    const { func, args } = invitation;
    try {
      const sent = watch.send('invoke', { func, args });
      if (sent === true) tell({ type: 'asked', id });
      if (typeof sent !== 'object') return;
      questionSent = id;
      // Not sent, it is tried again, as long as the question lasts.
      const done = (arrived: boolean): void => {
        if (arrived) return tell({ type: 'asked', id });
        if (questionSent !== id || closing.signal.aborted) return;
        questionSent = undefined;
        cancelAsk?.();
        cancelAsk = clock.after(ASK_AGAIN, ask);
      };
      sent.then(done, () => done(false));
    } catch (cause) {
      // The page's arguments are nothing that can be sent.
      tell({ type: 'prepared', id, failed: { cause } });
    }
  };

  const inviteCamera = (id: number, invitation: CameraInvitation): void => {
    agent
      .withLoginKey((loginKey) => services.inviteCamera(loginKey, invitation, closing.signal))
      .then(
        (key) => tell({ type: 'camera-invited', id, key }),
        (error: unknown) => tell({ type: 'camera-failed', id, reason: codeOf(error) }),
      );
  };

  const claim = (id: number, key: string): void => {
    course ??= new AbortController();
    const claimed = teller()?.claim(`${services.origin} ${agent.groupId} ${key}`, course.signal);
    claimed?.then(
      (mine) => mine && tell({ type: 'claimed', id }),
      () => undefined,
    );
  };

  const lookUp = ({ id, key, click, unasked }: Extract<Effect, { do: 'look-up' }>): void => {
    const look = agent
      .withLoginKey((loginKey) => services.lookUpSession(loginKey, key, closing.signal))
      .catch((error: unknown): LookUpAnswer => {
        const code = codeOf(error);
        if (code === 'auth-clock') tell({ type: 'login-failed', problem: { code } });
        return 'failed';
      });
    const joinedElsewhere = (): boolean =>
      !!unasked && agent.sessions.find((other) => other !== self && other.joins(key)) !== undefined;
    const answered = (answer: LookUpAnswer): void =>
      tell(joinedElsewhere() ? { type: 'joined-elsewhere', id } : { type: 'looked-up', id, answer });
    if (!click) return void look.then(answered);
    cancelClick?.();
    cancelClick = withinClick(clock, look, answered);
  };

  const openViewer = (sessionKey: string): void => {
    viewer?.release();
    viewer = teller()?.openViewer(viewerRequest(sessionKey));
    if (!viewer) tell({ type: 'viewer-blocked' });
  };

  const viewerRequest = (sessionKey: string): ViewerRequest => {
    const { groupId } = agent;
    const { origin } = services;
    const { activity: a, wishes } = state;
    const joined = a?.kind === 'joined' ? a : undefined;
    const { labels } = joined ?? wishes ?? {};
    const { viewerName } = joined ?? {};
    const { visitorId } = joined ?? state;
    return { origin, sessionKey, visitorId, groupId, labels, viewerName, loginKey: agent.loginKeyAtHand(), hear: tell };
  };

  /** The seat that speaks for all: the one that asks or began it, else the first in the document. */
  const teller = (): Seat | undefined => asking ?? began ?? [...seats.keys()].sort((a, b) => (a.before(b) ? -1 : 1))[0];

  const see: Session['see'] = (seat, seen) => {
    inView[seen ? 'add' : 'delete'](seat);
    tell({ type: inView.size ? 'in-view' : 'out-of-view' });
  };

  /** Nobody is there any more to be answered: of one seat, or of all. */
  const dismiss = (waiters: Waiter[], seat?: Seat): void => {
    for (const waiter of waiters.splice(0))
      if (seat && waiter.seat !== seat) waiters.push(waiter);
      else waiter.reject(new GlanceError('detached'));
  };

  const request: Session['request'] = (seat, event) => {
    // A listener may ask for something else meanwhile: this request's own refusals.
    const refused: ErrorCode[] = (refusals = []);
    asking = seat;
    tell(event);
    asking = undefined;
    const [code] = refused;
    if (code) throw new GlanceError(code);
  };

  const watch = watchPresence(agent, visitorId, tell, ask);

  const self: Session = {
    agent,
    snapshot: () => snapshot,
    busy,
    // Asked of every button of a long list, for every other: most have nothing at all.
    joins: (key) =>
      state.activity?.key === key ||
      state.takenUp?.record.key === key ||
      (taking.size > 0 && [...taking].some((record) => record.key === key)),
    attach: (seat) => seats.set(seat, (seats.get(seat) ?? 0) + 1),
    detach: (seat) => {
      const left = (seats.get(seat) ?? 0) - 1;
      if (left > 0) return void seats.set(seat, left);
      const mine = began === seat;
      if (mine && state.activity?.kind === 'inviting') tell({ type: 'cancel' });
      if (mine) began = undefined;
      dismiss(arrivals, seat);
      dismiss(ends, seat);
      seats.delete(seat);
      see(seat, false);
    },
    see,
    wake: () => {
      tell({ type: 'tick' });
      // The agent may come back from signing in to the page in another tab.
      if (state.loginProblem) run({ do: 'log-in' });
      watch.wake();
    },
    sleep: (back) => {
      // Nobody is there to hear the answer, and a viewer that waits for it would be nobody's.
      if (!back && state.activity?.kind === 'inviting') tell({ type: 'cancel' });
      watch.sleep();
    },
    connection: (online, told) => tell(online ? { type: 'online' } : { type: 'offline', told }),
    takeUp: async (record) => {
      taking.add(record);
      const mine = await memory.take(record);
      const taken = taking.delete(record) && mine;
      if (taken) tell({ type: 'taken-up', record });
      return taken;
    },
    admit: () => tell({ type: 'login-ready' }),
    retry: () => {
      if (snapshot.state === 'error' || snapshot.retryPresence) tell({ type: 'retry' });
    },
    request,
    follow: (seat, event) =>
      new Promise((resolve, reject) => {
        if (event) request(seat, event);
        const { activity: a } = state;
        if (event?.type === 'end') ends.push({ seat, resolve, reject });
        else if (a?.kind === 'joined') resolve(undefined);
        else if (!a) reject(stopped(state.notice));
        else arrivals.push({ seat, resolve, reject });
      }),
    send: async (...message) => {
      let sent: boolean | Promise<boolean> | undefined;
      try {
        sent = state.presence === 'present' && watch.send(...message);
      } catch (cause) {
        throw new GlanceError('config-invalid', { cause });
      }
      if (!(await sent)) throw new GlanceError('not-present');
    },
    close: () => {
      tell({ type: 'cancel' });
      if (state.calledOff) agent.calledOff.set(visitorId, state.calledOff);
      dismiss(arrivals);
      dismiss(ends);
      closing.abort();
      course?.abort();
      watch.stop();
      // The session goes on, and so does its viewer: the next button of this agent takes both up.
      if (state.activity?.kind === 'joined') viewer?.part();
      else viewer?.release();
      for (const record of [...taking, ...[...kept.values()].map(({ record }) => record)]) memory.release(record);
      taking.clear();
      cancelDue?.();
      cancelClick?.();
      cancelAsk?.();
    },
  };
  return self;
};

/** Why what was asked for has come to nothing: what failed, or what the notice says. */
const stopped = (notice?: Notice): GlanceError =>
  new GlanceError(notice?.reason ?? 'cancelled', { cause: notice?.code });
