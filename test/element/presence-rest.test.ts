import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { comesTo, course, heard, isTold, keyOnly, notices, part, place, press, rejection, text } from './join.js';
import { faults, seen } from './sandbox.js';
import { clock, playSurroundings, traffic, viewers } from './surroundings.js';
import { nextTask, until } from './until.js';

playSurroundings();

const answered = async (): Promise<void> => {
  await until('all is answered', () => traffic.pending === 0);
  await nextTask();
};
/** Lets time pass in steps so short that what is asked in one is answered before its limit. */
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 2_500) {
    await answered();
    await clock.pass(Math.min(left, 2_500));
  }
  await answered();
};

describe('a customer who is watched where no socket can be had', () => {
  beforeEach(() => faults({ path: '/agent', do: 'status', status: 503 }));

  const watched = async (): Promise<GlanceJoin> => {
    const join = place();
    await until('it has tried a socket', () => traffic.sockets.some(({ readyState }) => readyState === 3));
    // The pause before the second try; with that one's failure it asks.
    await clock.pass(500);
    await isTold(join, 'presence-degraded');
    return join;
  };

  it('is there by REST, and the agent is told so once', async () => {
    await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    expect(course(join)).to.deep.equal(['connecting', 'present']);
    expect(text(join, 'visitor')).to.equal('shop.example/tents');
    for (let minutes = 0; minutes < 2; minutes++) await pass(60_000);
    expect(notices(join)).to.deep.equal(['presence-degraded']);
    expect(part(join, 'notice')).not.to.equal(null);
    expect(course(join)).to.deep.equal(['connecting', 'present']);
  });

  it('is not there, and there within five seconds of coming', async () => {
    const join = await watched();
    await comesTo(join, 'absent');
    await Customer.arrives();
    await pass(5_000);
    await comesTo(join, 'present');
  });

  it('is asked by REST, and their session found within three seconds and opened', async () => {
    const alice = await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await comesTo(join, 'inviting', 'sent');
    await alice.takesPart();
    await pass(3_000);
    await comesTo(join, 'in-session');
    expect(viewers.posted.map(({ fields }) => fields['SESSIONKEY'])).to.deep.equal(['alice']);
    expect(alice.questions).to.have.lengthOf(1);
    expect(course(join)).to.deep.equal(['connecting', 'present', 'inviting/preparing', 'inviting/sent', 'in-session']);
  });

  it('ends a session by REST, which a look-up confirms', async () => {
    const alice = await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await pass(3_000);
    await comesTo(join, 'in-session');
    const ending = join.end();
    await until('the customer’s page is told', async () => (await seen('/signalvisitor')).length === 2);
    await pass(5_000);
    expect(await ending).to.include({ endedBy: 'agent', sessionKey: 'alice' });
  });

  it('whose own end nobody tells of is found out within twenty seconds', async () => {
    const alice = await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.takesPart();
    await pass(3_000);
    await comesTo(join, 'in-session');
    await answered();
    alice.ends();
    await pass(15_000);
    await pass(5_000);
    await isTold(join, 'session-ended');
    expect(heard(join, 'glancesessionend')).to.have.lengthOf(1);
  });

  it('who says no is not heard: there is no answer', async () => {
    const alice = await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await press(join, 'Join');
    await alice.isAsked();
    await comesTo(join, 'inviting', 'sent');
    alice.declines();
    await pass(90_000);
    await isTold(join, 'no-answer');
    await comesTo(join, 'present');
  });

  it('is reached by what the page sends, and the page hears when they are not', async () => {
    await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await join.signal({ hello: 'there' });
    await faults(
      { path: '/agent', do: 'status', status: 503 },
      { path: '/findvisitor', do: 'status', status: 200, body: '{"visitorfound":false}' },
    );
    expect(await rejection(join.signal(1))).to.have.property('code', 'not-present');
  });

  it('is watched by the socket again when there is one', async () => {
    const alice = await Customer.arrives();
    const join = await watched();
    await comesTo(join, 'present');
    await faults();
    await until('a line is open, and heard', async () => {
      const opening = traffic.sockets.some((socket) => socket.readyState <= 1 && !traffic.talking.has(socket));
      if (!opening && traffic.pending === 0) await clock.pass(1_000);
      return traffic.talking.size === 1;
    });
    // From here on, that is: a minute later its silence is a reason to look.
    await pass(10_000);
    const asked = () => traffic.requests.filter((url) => /lookupvisitor/i.test(url)).length;
    const before = asked();
    await pass(20_000);
    expect(asked(), 'nobody asks any more').to.equal(before);
    expect(before).to.be.above(1);
    await press(join, 'Join');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    expect(await seen('/signalvisitor')).to.deep.equal([]);
    expect(notices(join)).to.deep.equal(['presence-degraded']);
  });
});

describe('a customer of a group on direct servers', () => {
  const direct = {
    ...keyOnly,
    groupid: '20555',
    authurl: '/loginkey?groupid=20555',
    presence: '',
    visitorid: 'alice',
  } as const;
  const arrives = () => Customer.arrives('alice', 'https://shop.example/tents', '20555');

  it('is absent, comes, is asked by REST, takes part, and is left', async () => {
    const join = place(direct);
    await comesTo(join, 'absent');
    expect(await seen('/agent')).to.deep.equal([]);
    const alice = await arrives();
    await pass(5_000);
    await comesTo(join, 'present');
    await answered();
    await press(join, 'Join');
    await comesTo(join, 'inviting', 'sent');
    await alice.takesPart();
    await comesTo(join, 'in-session');
    expect((await seen('/signalvisitor')).map(({ method }) => method)).to.deep.equal(['POST']);
    expect(await join.end()).to.include({ endedBy: 'agent', sessionKey: 'alice', outcome: 'joined' });
    await comesTo(join, 'present');
    expect(notices(join)).to.deep.equal(['session-ended']);
    expect(course(join)).to.deep.equal([
      'connecting',
      'absent',
      'present',
      'inviting/preparing',
      'inviting/sent',
      'inviting/displayed',
      'inviting/accepted',
      'in-session',
      'present',
    ]);
  });

  it('who says no is heard, since their server has a socket', async () => {
    const alice = await arrives();
    const join = place(direct);
    await comesTo(join, 'present');
    await until('a line is open', () => traffic.frames.length > 0);
    await press(join, 'Join');
    await alice.isAsked();
    await comesTo(join, 'inviting', 'sent');
    alice.declines();
    await isTold(join, 'declined');
  });
});
