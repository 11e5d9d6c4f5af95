import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPresence, readFrame } from '../../src/glance/presence-socket.js';
import type { LineEvent, PresenceLine } from '../../src/session/ports.js';
import { plain, turn } from './played.js';
import { AUTHORIZATION, place, type PlayedPlace, type PlayedWebSocket, SERVER } from './played-glance.js';

interface Open {
  readonly line: PresenceLine;
  readonly heard: LineEvent[];
  readonly socket: PlayedWebSocket;
  readonly glance: PlayedPlace;
}

const open = (glance = place(), server: { host: string; loadBalanced: boolean } = SERVER): Open => {
  const heard: LineEvent[] = [];
  const line = openPresence(glance, server, AUTHORIZATION, 'alice', (event) => heard.push(event));
  const [socket = assert.fail()] = glance.sockets;
  return { line, heard, socket, glance };
};

describe('the presence socket', () => {
  it('is opened at the presence server, the token in no address', () => {
    assert.equal(open().socket.url, 'wss://presence.glance.net/agent');
    const local = open(place(undefined, 'http://127.0.0.1:5173'), { host: '127.0.0.1:5173', loadBalanced: true });
    assert.equal(local.socket.url, 'ws://127.0.0.1:5173/agent');
  });

  it('says first who is there and whom they watch', () => {
    const { socket } = open();
    socket.open();
    assert.deepEqual(socket.sent, [
      { type: 'connect', authorization: 'a token', groupid: '21489', visitorid: 'alice', version: '6.25.0' },
    ]);
  });

  it('invokes a function of the customer’s page, with arguments or without', () => {
    const { socket, line } = open();
    socket.open();
    line.send('invoke', { func: 'GLANCE.f', args: { sessionKey: 'alice' } });
    line.send('invoke', { func: 'GLANCE.g' });
    line.keepAlive();
    assert.deepEqual(socket.sent.slice(1), [
      { type: 'invoke', mtype: 'invoke', data: { func: 'GLANCE.f', args: { sessionKey: 'alice' } } },
      { type: 'invoke', mtype: 'invoke', data: { func: 'GLANCE.g' } },
      { type: 'k' },
    ]);
  });

  it('brings the customer’s page any data', () => {
    const { socket, line } = open();
    socket.open();
    for (const data of [{ a: [1, null] }, 'text', null, 0]) line.send('signal', data);
    line.send('signal', undefined);
    assert.deepEqual(socket.sent.slice(1), [
      { type: 'signal', mtype: 'signal', data: { a: [1, null] } },
      { type: 'signal', mtype: 'signal', data: 'text' },
      { type: 'signal', mtype: 'signal', data: null },
      { type: 'signal', mtype: 'signal', data: 0 },
      { type: 'signal', mtype: 'signal' },
    ]);
  });

  it('logs what kind of frame goes and comes, and nothing that is in one', () => {
    const { socket, line, glance } = open();
    line.send('signal', 'before it is open');
    socket.open();
    line.send('invoke', { func: 'GLANCE.f', args: { sessionKey: 'alice' } });
    line.send('signal', { card: '4111' });
    line.keepAlive();
    socket.say({ mtype: 'connected', keepalive: 30 });
    socket.say({ mtype: 'signal', data: { card: '4111' } });
    socket.say({ type: 'zz'.repeat(5_000) });
    socket.say('4111 secret');
    assert.deepEqual(glance.logged, [
      'presence, sent: connect',
      'presence, sent: invoke',
      'presence, sent: signal',
      'presence, sent: k',
      'presence, heard: connected',
      'presence, heard: signal',
      `presence, heard: ${'zz'.repeat(20)}`,
      'presence, heard: no message',
    ]);
  });

  it('sends nothing before it is open or after it is closed, and does not throw', () => {
    const { socket, line } = open();
    line.send('invoke', { func: 'GLANCE.f' });
    line.keepAlive();
    assert.deepEqual(socket.sent, []);
    socket.open();
    line.close();
    line.send('invoke', { func: 'GLANCE.f' });
    line.keepAlive();
    assert.equal(socket.sent.length, 1);
  });

  it('passes on what the server says, and leaves out what is no message', () => {
    const { socket, heard } = open();
    socket.say({ mtype: 'connected', keepalive: 30 });
    socket.say('a secret');
    socket.say({ mtype: 'visitorsock', data: { connected: true } });
    assert.deepEqual(heard, [{ type: 'connected', keepalive: 30 }, { type: 'visitor-here' }]);
  });

  for (const [how, happen] of [
    ['an error alone', (socket: PlayedWebSocket) => socket.onerror?.()],
    ['a close alone', (socket: PlayedWebSocket) => socket.onclose?.()],
    [
      'an error and a close',
      (socket: PlayedWebSocket) => {
        socket.onerror?.();
        socket.onclose?.();
      },
    ],
  ] as const)
    it(`is closed once by ${how}, and silent from then on`, () => {
      const { socket, heard } = open();
      socket.open();
      happen(socket);
      socket.say({ mtype: 'visitorsessionstart' });
      socket.onclose?.();
      assert.deepEqual(heard, [{ type: 'closed' }]);
      assert.ok(socket.closes > 0);
    });

  it('is closed once when the browser lets no socket be made, after whoever opened it has its handle', async () => {
    const glance = place();
    const heard: LineEvent[] = [];
    const forbidden = (): never => {
      throw new Error('SecurityError');
    };
    const line = openPresence(
      { ...glance, network: { ...glance.network, socket: forbidden } },
      SERVER,
      AUTHORIZATION,
      'a',
      (event) => heard.push(event),
    );
    assert.deepEqual(heard, []);
    line.send('invoke', { func: 'GLANCE.f' });
    await turn();
    assert.deepEqual(heard, [{ type: 'closed' }]);
  });

  it('that is hung up tells nothing more', () => {
    const { socket, heard, line } = open();
    socket.open();
    line.close();
    line.close();
    assert.equal(socket.closes, 1);
    socket.say({ mtype: 'visitorsock', data: { connected: true } });
    socket.onerror?.();
    socket.onclose?.();
    assert.deepEqual(heard, []);
  });
});

const frame = (mtype: string, data?: unknown): string => JSON.stringify({ mtype, ...(data !== undefined && { data }) });

// Traces 4.1, row by row, and 4.3 for what the customer's page sends.
describe('a frame', () => {
  for (const [text, event] of [
    [frame('visitorconn', { connected: true }), { type: 'visitor-here' }],
    [frame('visitorconn', { connected: false }), { type: 'other' }],
    [frame('visitorsock', { connected: true }), { type: 'visitor-here' }],
    [frame('visitorsock', { connected: false }), { type: 'visitor-away' }],
    [frame('visitorsock', { connected: 'true' }), { type: 'other' }],
    [frame('visitorsock'), { type: 'other' }],
    [frame('visitorconn'), { type: 'other' }],
    [
      frame('presence', { url: 'https://shop.example/a?b=c', browser: 'chrome', browserver: 128, platform: 'linux' }),
      { type: 'visitor-page', page: { page: 'https://shop.example/a', browser: 'chrome 128', platform: 'linux' } },
    ],
    [frame('presence', 'text'), { type: 'visitor-page', page: {} }],
    [frame('terms', { status: 'displayed' }), { type: 'terms', status: 'displayed' }],
    [frame('terms', { status: 'accepted' }), { type: 'terms', status: 'accepted' }],
    [frame('terms', { status: 'declined' }), { type: 'terms', status: 'declined' }],
    [frame('terms', { status: 'Accepted' }), { type: 'other' }],
    [frame('terms', '{"status":"accepted"}'), { type: 'other' }],
    [frame('visitorsessionstart'), { type: 'session-started' }],
    [frame('visitorsessionend', { reason: 'visitor' }), { type: 'session-ended', by: 'customer' }],
    [frame('visitorsessionend', { reason: 'error' }), { type: 'session-ended', by: 'unknown' }],
    [frame('visitorsessionend'), { type: 'session-ended', by: 'unknown' }],
    [frame('visitorerror', { code: 'dupkey', msg: 'x' }), { type: 'visitor-error' }],
    [frame('visibility', { visibility: 'hidden' }), { type: 'other' }],
    [frame('signal', { a: 1 }), { type: 'signal', data: { a: 1 } }],
    [frame('signal', 'text'), { type: 'signal', data: 'text' }],
    [frame('signal'), { type: 'signal' }],
    ['{"type":"signal","data":[1]}', { type: 'signal', data: [1] }],
    [frame('blur'), { type: 'other' }],
    [frame('anything else', { a: 1 }), { type: 'other' }],
    [frame('error', { code: 'Authorization' }), { type: 'refused' }],
    [frame('error', 'token expired'), { type: 'refused' }],
    [frame('error', { code: 'busy' }), { type: 'other' }],
    [frame('error'), { type: 'other' }],
    [frame('redirect', { direct: 'evil.example' }), { type: 'closed' }],
    [frame('scaledown'), { type: 'closed' }],
    [frame('serverclose'), { type: 'closed' }],
    ['{"mtype":"connected","keepalive":25}', { type: 'connected', keepalive: 25 }],
    ['{"mtype":"connected","keepalive":"25"}', { type: 'connected', keepalive: 25 }],
    ['{"mtype":"connected","keepalive":1}', { type: 'connected', keepalive: 1 }],
    // Without a positive number the vendor's script sends keepalives every few milliseconds (traces 4.1, step 2).
    ['{"mtype":"connected"}', { type: 'connected', keepalive: 30 }],
    ['{"mtype":"connected","keepalive":0}', { type: 'connected', keepalive: 30 }],
    ['{"mtype":"connected","keepalive":-1}', { type: 'connected', keepalive: 30 }],
    ['{"mtype":"connected","keepalive":0.001}', { type: 'connected', keepalive: 30 }],
    ['{"mtype":"connected","keepalive":"often"}', { type: 'connected', keepalive: 30 }],
    ['{"mtype":"connected","data":{"keepalive":5}}', { type: 'connected', keepalive: 30 }],
    // The scripts read `mtype`, else `type`.
    ['{"type":"visitorsessionstart"}', { type: 'session-started' }],
    ['{"mtype":"blur","type":"visitorsessionstart"}', { type: 'other' }],
    ['{"mtype":"VisitorSessionStart"}', { type: 'other' }],
    ['{"mtype":"visitorsock","data":[true]}', { type: 'other' }],
    ['{"mtype":"visitorsock","data":null}', { type: 'other' }],
  ] as const)
    it(`${text} is ${JSON.stringify(event)}`, () => {
      assert.deepEqual(plain(readFrame(text)), event);
    });

  for (const [what, data] of [
    ['half a JSON', '{"mtype":"visitorsock","data":{"conn'],
    ['plain text', 'hello'],
    ['nothing', ''],
    ['an array', '[1]'],
    ['a number', '7'],
    ['null', 'null'],
    ['an object of no kind', '{}'],
    ['a kind that is no name', '{"mtype":7}'],
    ['bytes', new Uint8Array([1])],
    ['no text at all', undefined],
    ['a text longer than any message', frame('blur').padEnd(65_537)],
  ] as const)
    it(`is no message: ${what}`, () => {
      assert.equal(readFrame(data), undefined);
    });

  it('may be as long as the longest message', () => {
    assert.deepEqual(readFrame(frame('blur').padEnd(65_536)), { type: 'other' });
  });
});
