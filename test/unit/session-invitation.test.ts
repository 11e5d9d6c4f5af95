import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GlanceError } from '../../src/session/codes.js';
import type { Invitation } from '../../src/session/ports.js';
import { CUSTOMER, invitation, outcome, turn } from './played.js';
import { accept, PlayedSeat, watched, type Watched, world } from './played-agent.js';

/** What the page does before the customer is asked, and what comes of it. */

const invite = { type: 'invite', viewer: 'accepted' } as const;
const early = { type: 'invite', viewer: 'asked' } as const;

/** A page that takes its time, until the test answers for it. */
interface SlowPage {
  answer: (invited?: Invitation) => void;
  fail: (cause: unknown) => void;
}

function slow({ seat }: Watched): SlowPage {
  const page: SlowPage = { answer: () => undefined, fail: () => undefined };
  seat.onInvite = () => new Promise((resolve, reject) => Object.assign(page, { answer: resolve, fail: reject }));
  return page;
}

describe('before the customer is asked, the page', () => {
  it('has its say under the customer’s id, after the state is told and before anything is sent', async () => {
    const here = await watched(world());
    here.seat.onInvite = (key) => {
      assert.equal(key, CUSTOMER);
      assert.equal(here.seat.seen.at(-1)?.phase, 'preparing');
      assert.deepEqual(here.line.sent, []);
      return invitation(key);
    };
    here.session.request(here.seat, invite);
    assert.equal(here.line.sent.length, 1);
  });

  it('that has nothing to wait for lets the customer be asked within the click', async () => {
    const here = await watched(world());
    here.session.request(here.seat, invite);
    assert.deepEqual(here.line.invoked, [{ func: invitation().func, args: { sessionKey: CUSTOMER } }]);
    assert.equal(here.session.snapshot().phase, 'sent');
  });

  it('is waited for, and then its function is called with its arguments', async () => {
    const here = await watched(world());
    const page = slow(here);
    here.session.request(here.seat, invite);
    await turn();
    assert.deepEqual([here.session.snapshot().phase, here.line.sent], ['preparing', []]);
    const args = { lang: 'de', sessionKey: 'order-66' };
    page.answer({ func: 'GLANCE_COBROWSE.Custom.ask', args, sessionKey: 'order-66' });
    await turn();
    assert.deepEqual(here.line.invoked, [{ func: 'GLANCE_COBROWSE.Custom.ask', args }]);
    assert.deepEqual([here.session.snapshot().phase, here.session.snapshot().sessionKey], ['sent', 'order-66']);
  });

  it('may be done while the line is cut: the customer is asked once it is open again, once', async () => {
    const w = world();
    const here = await watched(w);
    const page = slow(here);
    here.session.request(here.seat, invite);
    here.line.say({ type: 'closed' });
    page.answer(invitation());
    await w.pass(1_000);
    assert.equal(here.session.snapshot().phase, 'preparing');
    w.services.line.say({ type: 'connected', keepalive: 30 });
    w.services.line.say({ type: 'connected', keepalive: 30 });
    assert.equal(w.services.line.invoked.length, 1);
  });

  it('is not overtaken by a line that is open again while it takes its time', async () => {
    const w = world();
    const here = await watched(w);
    slow(here);
    here.session.request(here.seat, invite);
    here.line.say({ type: 'closed' });
    await w.pass(1_000);
    w.services.line.say({ type: 'connected', keepalive: 30 });
    assert.deepEqual(w.services.line.sent, []);
  });

  it('may not want them to be asked, at once or later: whoever waits is told that it is cancelled', async () => {
    const here = await watched(world());
    here.seat.onInvite = () => undefined;
    const atOnce = here.session.follow(here.seat, invite);
    await assert.rejects(atOnce, { code: 'cancelled', cause: undefined });
    const page = slow(here);
    const later = here.session.follow(here.seat, invite);
    page.answer(undefined);
    await assert.rejects(later, { code: 'cancelled', cause: undefined });
    assert.deepEqual([here.line.sent, here.session.snapshot().state], [[], 'present']);
  });

  it('may fail, at once or later: whoever waits is told so, and the page of the cause', async () => {
    const failure = new GlanceError('presession-failed', { cause: 'sessionKey' });
    const here = await watched(world());
    here.seat.onInvite = () => {
      throw failure;
    };
    const expected = { code: 'presession-failed', cause: 'session-failed' };
    await assert.rejects(here.session.follow(here.seat, invite), expected);
    const page = slow(here);
    const later = here.session.follow(here.seat, invite);
    page.fail(failure);
    await assert.rejects(later, expected);
    const news = { type: 'error', code: 'presession-failed', cause: failure };
    assert.deepEqual(here.seat.news, [news, news]);
    assert.deepEqual(here.line.sent, []);
  });

  it('has failed when it has taken 60 seconds, and changes nothing when it is done after all', async () => {
    const w = world();
    const here = await watched(w);
    const page = slow(here);
    const arrived = here.session.follow(here.seat, invite);
    const heard = assert.rejects(arrived, { code: 'presession-failed', cause: 'session-failed' });
    await w.pass(59_500);
    assert.equal(here.session.snapshot().state, 'inviting');
    await w.pass(500);
    await heard;
    page.answer(invitation());
    await turn();
    assert.deepEqual([here.session.snapshot().state, here.line.sent], ['present', []]);
  });

  it('has failed when what it gives cannot be sent, at once, later, or when the line is open again', async () => {
    const w = world();
    const here = await watched(w);
    const circular: { self?: object } = {};
    circular.self = circular;
    const wrong = { ...invitation(), args: circular };
    const expected = { code: 'presession-failed', cause: 'session-failed' };
    here.seat.onInvite = () => wrong;
    await assert.rejects(here.session.follow(here.seat, invite), expected);
    const page = slow(here);
    const later = here.session.follow(here.seat, invite);
    page.answer(wrong);
    await assert.rejects(later, expected);
    here.seat.onInvite = () => wrong;
    here.line.say({ type: 'closed' });
    const heard = assert.rejects(here.session.follow(here.seat, invite), expected);
    await w.pass(1_000);
    w.services.line.say({ type: 'connected', keepalive: 30 });
    await heard;
    assert.deepEqual(
      here.seat.news.map((news) => news.type === 'error' && news.cause instanceof TypeError),
      [true, true, true],
    );
    assert.equal(here.session.snapshot().state, 'present');
  });

  it('that cancels in its own say is not asked for the next question’s answer', async () => {
    const here = await watched(world());
    const { session, seat, line } = here;
    seat.onInvite = (key) => {
      session.request(seat, { type: 'cancel' });
      return invitation(key);
    };
    assert.equal(await outcome(session.follow(seat, invite)), 'rejected: cancelled');
    assert.deepEqual([session.snapshot().state, line.sent], ['present', []]);
  });

  it('answers for each question apart', async () => {
    const here = await watched(world());
    const { session, seat } = here;
    const page = slow(here);
    session.request(seat, invite);
    const { answer } = page;
    session.request(seat, { type: 'cancel' });
    session.request(seat, invite);
    answer(invitation('order-66'));
    await turn();
    assert.deepEqual([session.snapshot().phase, here.line.sent], ['preparing', []]);
    page.answer(invitation('order-67'));
    await turn();
    assert.equal(session.snapshot().sessionKey, 'order-67');
    assert.equal(here.line.sent.length, 1);
  });

  it('has its say at the button that was pressed, not at another one', async () => {
    const here = await watched(world());
    const second = new PlayedSeat(here.session, 2);
    here.seat.onInvite = () => assert.fail('the other button’s page was told');
    second.onInvite = () => invitation('order-66');
    here.session.request(second, invite);
    assert.equal(here.session.snapshot().sessionKey, 'order-66');
  });

  it('is interrupted when the button goes', async () => {
    const here = await watched(world());
    const page = slow(here);
    const arrived = here.session.follow(here.seat, invite);
    here.session.detach(here.seat);
    assert.equal(await outcome(arrived), 'rejected: cancelled');
    page.answer(invitation());
    await turn();
    assert.deepEqual(here.line.sent, []);
  });

  it('is of no account once the session is closed', async () => {
    const w = world();
    const here = await watched(w);
    const page = slow(here);
    const arrived = outcome(here.session.follow(here.seat, early));
    here.session.close();
    page.answer(invitation('order-66'));
    await turn();
    assert.equal(await arrived, 'rejected: cancelled');
    assert.deepEqual([here.line.sent, here.seat.viewers[0]?.open], [[], false]);
    assert.equal(w.clock.running, 0);
  });
});

describe('a session under a key of the page’s', () => {
  it('is that customer’s: presence ends it, and the report names both', async () => {
    const here = await watched(world());
    here.seat.onInvite = () => invitation('order-66');
    here.session.request(here.seat, invite);
    accept(here);
    await turn();
    assert.equal(here.seat.viewers[0]?.request.sessionKey, 'order-66');
    here.line.say({ type: 'session-ended', by: 'customer' });
    assert.equal(here.session.snapshot().state, 'present');
    await turn();
    const news = here.seat.news.at(-1);
    const report = news?.type === 'end' ? news.report : undefined;
    assert.deepEqual([report?.sessionKey, report?.visitorId], ['order-66', CUSTOMER]);
  });
});

describe('a viewer opened in the click that asks', () => {
  it('is open within that click, before the page is done, and stays where the key stays', async () => {
    const here = await watched(world());
    const page = slow(here);
    here.session.request(here.seat, early);
    assert.deepEqual(
      here.seat.viewers.map(({ request }) => request.sessionKey),
      [CUSTOMER],
    );
    page.answer(invitation());
    await turn();
    accept(here);
    assert.deepEqual([here.seat.viewers.length, here.seat.viewers[0]?.moved], [1, []]);
  });

  it('is opened for the key the page gives at once', async () => {
    const here = await watched(world());
    here.seat.onInvite = () => invitation('order-66');
    here.session.request(here.seat, early);
    assert.deepEqual(
      here.seat.viewers.map(({ request, moved }) => [request.sessionKey, moved]),
      [['order-66', []]],
    );
  });

  it('is moved to the key the page gives later', async () => {
    const here = await watched(world());
    const page = slow(here);
    here.session.request(here.seat, early);
    page.answer(invitation('order-66'));
    await turn();
    assert.deepEqual(here.seat.viewers[0]?.moved, ['order-66']);
    accept(here);
    assert.deepEqual([here.seat.viewers.length, here.session.snapshot().state], [1, 'in-session']);
  });

  it('is opened anew when the session starts, where it could not be moved', async () => {
    const here = await watched(world());
    const page = slow(here);
    here.session.request(here.seat, early);
    here.seat.viewers[0]?.close();
    page.answer(invitation('order-66'));
    await turn();
    accept(here);
    assert.deepEqual(
      here.seat.viewers.map(({ request }) => request.sessionKey),
      [CUSTOMER, 'order-66'],
    );
  });

  it('is closed again when the page does not want the customer to be asked', async () => {
    const here = await watched(world());
    const page = slow(here);
    here.session.request(here.seat, early);
    page.answer(undefined);
    await turn();
    assert.deepEqual([here.seat.viewers[0]?.open, here.session.snapshot().state], [false, 'present']);
  });

  it('is not opened where the page says at once that it does not want that', async () => {
    const here = await watched(world());
    here.seat.onInvite = () => undefined;
    here.session.request(here.seat, early);
    assert.deepEqual(here.seat.viewers, []);
  });
});
