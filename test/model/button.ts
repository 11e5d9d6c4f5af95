import type { News } from '../../src/session/events.js';
import type { Invitation, Viewer, ViewerRequest } from '../../src/session/ports.js';
import type { Snapshot } from '../../src/session/snapshot.js';
import { GlanceError } from '../../src/session/codes.js';
import * as compose from '../../src/element/compose.js';
import { configure, type Configuration } from '../../src/element/configuration.js';
import { createDesk } from '../../src/element/desk.js';
import { origins } from './glance.js';
import type { World } from './world.js';

const AGENT = { name: 'Ada Park' };

/** What the page does before a customer is asked. */
export type Prepares = 'nothing' | 'another key' | 'slowly' | 'refuses' | 'fails' | 'never';

export type Asks = 'invite' | 'join' | 'open-viewer' | 'end' | 'camera';

/** A promise the element would have given to the page. */
interface Promised {
  readonly what: Asks;
  outcome: string;
}

/** A `<glance-join>` without its looks: its desk, where it stands, and what the page has set on it. */
export class Button {
  visitorId: string | undefined;
  inserted = false;
  openwhen: 'accepted' | 'asked' = 'accepted';
  autojoin = false;
  prepares: Prepares = 'nothing';
  /** What the agent asks for at this moment, in a click. */
  asking: Asks | undefined;
  askedKey: string | undefined;
  readonly promised: Promised[] = [];
  readonly element: object;
  /** The keys the page has made: each is another. */
  #keys = 0;
  /** Its page has gone. */
  #gone = false;
  readonly #root: Node;
  readonly #desk: ReturnType<typeof createDesk>;

  constructor(
    readonly world: World,
    readonly place: number,
  ) {
    const isInserted = (): boolean => this.inserted;
    this.element = {
      place,
      getClientRects: () => [{}],
      getBoundingClientRect: () => {
        const top = this.world.browser.isInView(this.element) ? 0 : 5_000;
        return { top, bottom: top + 20, left: 0, right: 100 };
      },
      compareDocumentPosition: (other: { place: number }) => (other.place > place ? 4 : 2),
    };
    this.#root = {
      get isConnected() {
        return isInserted();
      },
      get ownerDocument() {
        return globalThis.document;
      },
      appendChild: () => undefined,
    } as unknown as Node;
    this.#desk = createDesk({
      element: this.element as Element,
      openViewer: (request) => this.#openViewer(request),
      findViewer: (request) => compose.findViewer(compose.viewerPlace(this.#root, AGENT), undefined, request),
      prepare: (sessionKey) => this.#prepare(sessionKey),
      wishes: () => ({ autojoin: this.autojoin, labels: { externalId: `button ${this.place}` } }),
      changed: (before, next) => {
        if (this.#gone) return;
        this.world.shows(this, next);
        this.world.ledger.changed(this, before, next);
      },
      tell: (news) => this.#tell(news),
    });
  }

  /** The same on the page that comes after this one. This one leaves nothing behind in the house's modules. */
  anew(): Button {
    this.#gone = true;
    this.#desk.leave();
    const button = new Button(this.world, this.place);
    button.openwhen = this.openwhen;
    button.autojoin = this.autojoin;
    button.prepares = this.prepares;
    return button;
  }

  get shown(): Snapshot {
    return this.#desk.snapshot();
  }

  /** Presence of the customer who is set. */
  get visitor(): Snapshot['visitor'] {
    return this.#desk.visitor();
  }

  insert(visitorId: string | undefined): void {
    this.visitorId = visitorId;
    this.inserted = true;
    this.scroll(true);
    this.#desk.take(this.#configuration());
    this.#desk.watch(false);
  }

  change(visitorId: string | undefined): void {
    if (visitorId === this.visitorId) return;
    this.world.ledger.leaves(this);
    this.visitorId = visitorId;
    this.#desk.take(this.#configuration());
    this.#desk.watch(false);
  }

  remove(): void {
    this.inserted = false;
    this.world.ledger.leaves(this);
    this.#desk.leave();
  }

  scroll(inView: boolean): void {
    this.world.browser.scroll(this.element, inView);
  }

  asks(what: 'invite' | 'end'): void {
    const event = what === 'invite' ? ({ type: what, viewer: this.openwhen } as const) : ({ type: what } as const);
    this.#follow(what, () => this.#desk.follow(event));
  }

  joins(key: string): void {
    this.askedKey = key;
    this.#follow('join', () => this.#desk.join(key));
  }

  invitesCamera(): void {
    this.#follow('camera', () => this.#desk.follow({ type: 'invite-camera', phone: '555 0123 4567' }));
  }

  /** Asks for what is done at once, or cannot be. */
  does(type: 'cancel' | 'open-viewer' | 'leave' | 'dismiss' | 'retry' | 'prepare'): void {
    const before = this.shown;
    this.asking = type === 'open-viewer' ? type : undefined;
    try {
      this.#desk.request({ type });
    } catch (error) {
      if (!(error instanceof GlanceError)) throw error;
    } finally {
      this.asking = undefined;
    }
    this.world.ledger.asked(type, before);
  }

  signals(): void {
    this.#desk.send('signal', { hello: 'there' }).catch(mustHaveCode);
  }

  #follow(what: Asks, ask: () => Promise<unknown>): void {
    const promised: Promised = { what, outcome: 'open' };
    this.promised.push(promised);
    this.asking = what;
    const before = this.shown;
    try {
      ask().then(
        () => (promised.outcome = 'done'),
        (error: unknown) => {
          mustHaveCode(error);
          promised.outcome = (error as GlanceError).code;
        },
      );
    } finally {
      this.asking = undefined;
    }
    this.world.ledger.followed(this, what, before);
  }

  #openViewer(request: ViewerRequest): Viewer | undefined {
    this.world.ledger.opens(this, request.sessionKey);
    return compose.openInWindow(compose.viewerPlace(this.#root, AGENT), compose.TAB, request);
  }

  #prepare(sessionKey: string): Invitation | undefined | Promise<Invitation | undefined> {
    const invitation = (key = sessionKey): Invitation => {
      this.world.ledger.prepared(this, key);
      return { func: 'GLANCE.Cobrowse.Visitor.showTerms', args: { sessionKey: key }, sessionKey: key };
    };
    const later = <T>(value: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        this.world.timeline.after('page', 700, () => {
          try {
            resolve(value());
          } catch (error) {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what was thrown
            reject(error);
          }
        });
      });
    switch (this.prepares) {
      case 'nothing':
        return invitation();
      case 'another key':
        return later(() => invitation(`own-${this.place}-${(this.#keys += 1)}`));
      case 'slowly':
        return later(invitation);
      case 'refuses':
        return undefined;
      case 'fails':
        return later(() => {
          throw new GlanceError('presession-failed');
        });
      case 'never':
        return new Promise(() => undefined);
    }
  }

  #tell(news: News): void {
    if (this.#gone) return;
    this.world.notes(`  button ${this.place} tells ${JSON.stringify(news)}`);
    this.world.news.push({ button: this, news, at: this.world.timeline.now() });
  }

  #configuration(): Configuration {
    const { group, run } = this.world;
    const settings = {
      groupid: group,
      puid: 'agent-42',
      authurl: `/loginkey?groupid=${group}&run=${run}`,
      presence: true,
      visitorid: this.visitorId,
    };
    const address = compose.authAddress(settings.authurl, `${origins.console}/`);
    return configure(settings, 'loginkey', origins.glance, address);
  }
}

const mustHaveCode = (error: unknown): void => {
  // Anything else is a mistake of ours; thrown here it is an unhandled rejection, which the run reports.
  if (!(error instanceof GlanceError)) throw error;
};
