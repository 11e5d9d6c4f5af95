import { expect } from '@open-wc/testing';
import { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import { comesTo, press, set, watching } from './join.js';
import { customerOf, inReach, inWindow, type Queue, queue, ROWS } from './queue.js';
import { replace } from './replace.js';
import { faults } from './sandbox.js';
import { clock, playSurroundings, traffic } from './surroundings.js';
import { drawn, until } from './until.js';

describe('a queue of a thousand rows', function () {
  this.timeout(30_000);
  playSurroundings();
  afterEach(() => scrollTo(0, 0));

  const asked = (what: RegExp) => traffic.requests.filter((url) => what.test(url)).length;
  const isOpen = () => traffic.sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  /** All that the agent sees is known. */
  const settled = async (rows: Queue) => {
    await until('those in view are watched', () => isOpen() >= inWindow());
    await until('no line is still dialled', () => isOpen() === traffic.openSockets);
    await until('all that is in view is known', () => rows.known().length === isOpen());
    await until('all is answered', () => traffic.pending === 0);
  };

  it('asks once for a login key, settings and an authorization, and watches whom the agent sees', async () => {
    const rows = queue();
    await settled(rows);
    expect(asked(/\/loginkey/), 'login keys').to.equal(1);
    expect(asked(/GetVisitorSettings/), 'settings').to.equal(1);
    expect(asked(/rest\/Authorize/), 'authorizations').to.equal(1);
    expect(traffic.sockets.length).to.be.within(inWindow(), inReach());
    expect(asked(/lookupvisitor/i), 'look-ups').to.equal(traffic.sockets.length);
    expect(rows.joins.slice(inReach()).every(({ state }) => state === 'connecting')).to.equal(true);
  });

  it('opens a line for each of twenty rows in a pane that scrolls, and for no other', async () => {
    const dialled: string[] = [];
    // Twenty real ones at once are held back by the browser, and with them those of the next test.
    const restore = replace(window, 'WebSocket', () => deadLine((url) => dialled.push(url)));
    queue(watching, 20);
    await until('those in the pane are watched', () => dialled.length >= 20);
    await until('all is answered', () => traffic.pending === 0);
    await drawn();
    expect(dialled).to.have.lengthOf(20);
    restore();
  });

  it('watches those it is scrolled to, and lets the ones before go after ten seconds', async () => {
    const rows = queue();
    await settled(rows);
    const first = traffic.openSockets;
    await rows.scrollTo(ROWS / 2);
    await until('those in view are known', () => rows.joins[ROWS / 2]!.visitor && rows.known().length > first);
    await until('all is answered', () => traffic.pending === 0);
    expect(traffic.openSockets).to.be.within(first + 1, first + inReach());
    await clock.pass(10_000);
    expect(traffic.openSockets).to.be.within(inWindow(), inReach());
    expect(asked(/\/loginkey/)).to.equal(1);
    expect(asked(/rest\/Authorize/)).to.equal(1);
    await rows.scrollTo(0);
    await until('the first are watched again', () => traffic.openSockets > inReach());
    expect(rows.joins[0]!.state, 'and were not forgotten meanwhile').to.equal('absent');
  });

  it('draws one row when one customer comes, goes to another page, or leaves', async () => {
    const rows = queue();
    await settled(rows);
    const drawings = drawingsOf(rows.joins);
    const others = () => drawings.mutated().filter((join) => join !== rows.joins[3]);
    const customer = await Customer.arrives(customerOf(3));
    await until('her page is shown', () => rows.joins[3]!.visitor?.page);
    await rows.joins[3]!.updateComplete;
    expect(new Set(drawings.updated)).to.deep.equal(new Set([rows.joins[3]]));
    expect(others()).to.deep.equal([]);
    customer.goesTo('https://shop.example/cart');
    await until('her next page is shown', () => rows.joins[3]!.visitor?.page?.endsWith('/cart'));
    customer.vanishes();
    await until('her going is heard of', () => traffic.heardOfGoing);
    await clock.pass(5_000);
    await comesTo(rows.joins[3]!, 'absent');
    expect(new Set(drawings.updated)).to.deep.equal(new Set([rows.joins[3]]));
    expect(others()).to.deep.equal([]);
    drawings.stop();
  });

  it('lays out and draws what is in view, and nothing else', async function () {
    needs(this, 'skippedContents');
    await faults({ message: 'connected', do: 'silence' });
    const rows = queue();
    await drawn();
    const [first, last] = [rows.joins[0]!, rows.joins[ROWS - 1]!];
    const isDrawn = (join: GlanceJoin) =>
      join.shadowRoot!.querySelector('.main')!.checkVisibility({ contentVisibilityAuto: true });
    expect([isDrawn(first), isDrawn(last)]).to.deep.equal([true, false]);
    const { height } = last.getBoundingClientRect();
    last.focus();
    await drawn();
    expect(isDrawn(last), 'the keyboard finds it').to.equal(true);
    expect(last.getBoundingClientRect().height, 'it was as high before').to.equal(height);
  });

  it('changes nothing on the screen where nothing is new', async () => {
    const rows = queue();
    await settled(rows);
    const drawings = drawingsOf(rows.joins);
    for (const join of rows.joins) {
      for (const name of join.getAttributeNames()) join.setAttribute(name, join.getAttribute(name)!);
      set(join, { presence: true, visitorid: join.visitorid, disabled: false });
      join.requestUpdate();
    }
    await Promise.all(rows.joins.map((join) => join.updateComplete));
    expect(drawings.updated).to.have.lengthOf(ROWS);
    expect(drawings.mutated()).to.deep.equal([]);
    drawings.stop();
  });

  it('watches no more than the window holds where the browser does not say what is in view', async () => {
    const restore = replace(window, 'IntersectionObserver', () => SilentObserver);
    const rows = queue();
    await clock.pass(1_000);
    await settled(rows);
    expect(traffic.sockets.length).to.be.within(inWindow(), inReach());
    restore();
  });

  it('lets those go at once that the agent has only scrolled past', async () => {
    await faults({ message: 'connected', do: 'silence' });
    const rows = queue();
    for (let row = 0; row < ROWS; row += 25) await rows.scrollTo(row);
    await rows.scrollTo(ROWS / 2);
    await until(
      () => `only those in view are watched, but ${traffic.openSockets} are`,
      () => traffic.openSockets >= inWindow() && traffic.openSockets <= inReach(),
    );
  });

  describe('without a login key', () => {
    const troubled = async (attributes: Readonly<Record<string, string>>) => {
      const rows = queue(attributes);
      await until('all in view are in trouble', () => inTrouble(rows).length >= inWindow());
      return rows;
    };
    const inTrouble = ({ joins }: Queue) => joins.filter(({ state }) => state === 'error');

    it('asks for one once, and goes on in all rows when one is tried again', async () => {
      await faults({ path: '/loginkey', do: 'status', status: 500 });
      const rows = await troubled(watching);
      expect(asked(/\/loginkey/)).to.equal(1);
      await faults();
      await press(rows.joins[2]!, 'Try again');
      await settled(rows);
      expect(inTrouble(rows)).to.deep.equal([]);
      expect(asked(/\/loginkey/)).to.equal(2);
    });

    it('goes on in all rows when the page sets a new one on each', async () => {
      const { authurl: _, ...noAuthUrl } = watching;
      const rows = queue(noAuthUrl);
      for (const join of rows.joins) join.loginkey = 'none that could be one';
      await until('all in view are in trouble', () => inTrouble(rows).length >= inWindow());
      const loginkey = await newLoginKey();
      for (const join of rows.joins) join.loginkey = loginkey;
      await settled(rows);
      expect(inTrouble(rows)).to.deep.equal([]);
      expect(asked(/rest\/Authorize/)).to.equal(1);
    });
  });
});

/** As in a tab that is not shown: it never tells. */
class SilentObserver extends IntersectionObserver {
  constructor() {
    super(() => undefined);
  }
}

/** A socket that is dialled, and never answers. */
function deadLine(dial: (url: string) => void): typeof WebSocket {
  return class {
    readonly readyState = WebSocket.CONNECTING;
    constructor(url: string) {
      dial(url);
    }
    close(): void {
      // There is nothing to close.
    }
  } as unknown as typeof WebSocket;
}

async function newLoginKey(): Promise<string> {
  const reply = await fetch('/loginkey?partneruserid=agent-42', { method: 'POST' });
  const { loginKey } = (await reply.json()) as { loginKey: string };
  return loginKey;
}

/** Which elements are brought up to date, and in which something changes. */
function drawingsOf(joins: readonly GlanceJoin[]) {
  const updated: GlanceJoin[] = [];
  const restore = replace(
    GlanceJoin.prototype as unknown as { performUpdate(): void },
    'performUpdate',
    (performUpdate) =>
      function (this: GlanceJoin) {
        updated.push(this);
        performUpdate.call(this);
      },
  );
  const changed = new Set<Element>();
  const note = (records: readonly MutationRecord[]): void => {
    for (const { target } of records) changed.add((target.getRootNode() as ShadowRoot).host);
  };
  const observer = new MutationObserver(note);
  for (const { shadowRoot } of joins)
    observer.observe(shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
  return {
    updated,
    mutated: () => {
      note(observer.takeRecords());
      return [...changed];
    },
    stop: () => {
      observer.disconnect();
      restore();
    },
  };
}
