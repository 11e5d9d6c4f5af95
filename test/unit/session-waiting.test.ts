import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GlanceError } from '../../src/session/codes.js';
import { FOUND, outcome, turn } from './played.js';
import { accept, HOUR, unwatched, watched, type Watched, world } from './played-agent.js';

const invite = { type: 'invite', viewer: 'accepted' } as const;
const join = { type: 'join', key: '55555' } as const;

describe('whoever waits', () => {
  it('for an invitation hears when the session is there', async () => {
    const here = await watched(world());
    const arrived = here.session.follow(here.seat, invite);
    assert.equal(await outcome(arrived), 'open');
    accept(here);
    assert.equal(await outcome(arrived), undefined);
  });

  for (const [how, cause, end] of [
    ['declined', 'declined', ({ line }: Watched) => line.say({ type: 'terms', status: 'declined' })],
    ['cancelled', undefined, ({ session, seat }: Watched) => session.request(seat, { type: 'cancel' })],
    ['failed', 'session-failed', ({ line }: Watched) => line.say({ type: 'visitor-error' })],
  ] as const)
    it(`for an invitation that is ${how} is told so`, async () => {
      const here = await watched(world());
      const arrived = here.session.follow(here.seat, invite);
      end(here);
      await assert.rejects(arrived, (error: GlanceError) => {
        assert.equal(error.code, 'cancelled');
        if (cause) assert.equal(error.cause, cause);
        return true;
      });
    });

  it('for what cannot be followed is refused', async () => {
    const { session, seat } = unwatched(world());
    await assert.rejects(session.follow(seat, invite), { code: 'not-present' });
    await assert.rejects(session.follow(seat, { type: 'end' }), { code: 'not-present' });
  });

  // "Every promise has a rejection path": a page may cancel in the very event that tells of the invitation.
  it('for an invitation that a listener calls off at once is told so', async () => {
    const { session, seat } = await watched(world());
    seat.onChange = () => {
      seat.onChange = undefined;
      session.request(seat, { type: 'cancel' });
    };
    assert.equal(await outcome(session.follow(seat, invite)), 'rejected: cancelled');
  });

  // The same: what is refused is a rejection, not a success.
  it('for what is refused hears so even when a listener asks for something else meanwhile', async () => {
    const w = world();
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await w.pass(16_000);
    assert.equal(session.snapshot().notice?.code, 'no-such-session');
    // The refused request takes the notice away, and the button is told of that.
    seat.onChange = () => session.request(seat, { type: 'dismiss' });
    assert.throws(() => session.request(seat, join), { code: 'busy' });
  });

  it('for what is under way, without asking for anything, hears when the session is there', async () => {
    const w = world();
    const { session, seat } = unwatched(w);
    assert.equal(await outcome(session.follow(seat)), 'rejected: cancelled');
    session.request(seat, join);
    const arrived = session.follow(seat);
    assert.equal(await outcome(arrived), 'open');
    w.services.session = () => FOUND;
    await w.pass(4_000);
    assert.equal(await outcome(arrived), undefined);
    assert.equal(await outcome(session.follow(seat)), undefined);
  });

  it('for the end of a session of somebody who is not watched gets the report once it is not found any more', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = unwatched(w);
    session.request(seat, join);
    await w.pass(500);
    w.services.session = () => 'none';
    const ended = session.follow(seat, { type: 'end' });
    await w.pass(5_500);
    assert.equal((await ended)?.endedBy, 'agent');
  });

  it('for the end gets the report', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const here = await watched(w);
    here.session.request(here.seat, { type: 'open-viewer' });
    const ended = here.session.follow(here.seat, { type: 'end' });
    assert.deepEqual(here.line.invoked.at(-1), { func: 'GLANCE.Cobrowse.Visitor.stopSession' });
    assert.equal(here.seat.viewers[0]?.open, false);
    here.line.say({ type: 'session-ended', by: 'unknown' });
    const report = await ended;
    assert.deepEqual([report?.endedBy, report?.sessionId], ['agent', FOUND.sessionId]);
    assert.deepEqual(here.seat.news.at(-1), { type: 'end', report });
  });

  it('for the end of a session that does not end is told so', async () => {
    const w = world();
    w.services.session = () => FOUND;
    const { session, seat } = await watched(w);
    const ended = session.follow(seat, { type: 'end' });
    const heard = assert.rejects(ended, { code: 'cancelled', cause: 'end-unconfirmed' });
    await w.pass(5_500);
    await heard;
    assert.equal(session.snapshot().state, 'joinable');
  });

  it('may end the session in the very event that tells of its start', async () => {
    const w = world();
    const here = await watched(w);
    let ended: Promise<unknown> = Promise.resolve('never asked');
    here.seat.onNews = () => {
      here.seat.onNews = undefined;
      ended = here.session.follow(here.seat, { type: 'end' });
    };
    here.session.request(here.seat, invite);
    w.services.session = () => FOUND;
    accept(here);
    assert.equal(await outcome(ended), 'open');
    here.line.say({ type: 'session-ended', by: 'unknown' });
    assert.match(JSON.stringify(await outcome(ended)), /"endedBy":"agent"/);
  });
});

describe('the truth about a running session', () => {
  // DESIGN 3, An end: "or two look-ups five seconds apart that find it gone (looked at every 15 s while presence is off …)".
  it('is looked for when the line is lost and no login key is to be had for a new one', async () => {
    const w = world();
    const here = await watched(w);
    here.session.request(here.seat, invite);
    w.services.session = () => FOUND;
    accept(here);
    await turn();
    w.services.key = () => Promise.reject(new Error('down'));
    w.clock.pass(HOUR);
    await turn();
    w.services.line.say({ type: 'closed' });
    await w.pass(2_000);
    w.services.key = () => w.services.newKey();
    w.services.session = () => 'none';
    await w.pass(45_000);
    assert.deepEqual(
      here.seat.heard.filter((type) => type !== 'error'),
      ['start', 'end'],
    );
  });

  // DESIGN 3, table: `error` "can: try again"; `connecting` is for when "presence is not known (yet, or no longer)".
  it('about the customer is looked up when the agent tries again while the line is still open', async () => {
    const w = world();
    const { session, seat } = await watched(w);
    w.services.key = () => Promise.reject(new Error('down'));
    w.clock.pass(HOUR);
    await turn();
    session.request(seat, { type: 'prepare' });
    await turn();
    assert.equal(session.snapshot().state, 'error');
    w.services.key = () => w.services.newKey();
    session.request(seat, { type: 'retry' });
    await w.pass(15_000);
    if (w.services.lines.length > 1) w.services.line.say({ type: 'connected', keepalive: 30 });
    await turn();
    assert.equal(session.snapshot().state, 'present');
  });
});
