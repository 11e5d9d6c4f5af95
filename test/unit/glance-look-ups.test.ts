import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookUpVisitor } from '../../src/glance/presence-look-up.js';
import { lookUpSession, readLookUp } from '../../src/glance/session-look-up.js';
import { plain } from './played.js';
import {
  AUTHORIZATION,
  LOGIN_KEY,
  never,
  noAnswer,
  place,
  type PlayedPlace,
  reply,
  SERVER,
  silence,
} from './played-glance.js';

describe('the look-up of a customer', () => {
  const ask = (glance: PlayedPlace): ReturnType<typeof lookUpVisitor> =>
    lookUpVisitor(glance, SERVER, AUTHORIZATION, 'al~ice.1', never);

  it('asks the presence server, the token in a header and in no address', async () => {
    const glance = place(() => reply({}));
    await ask(glance);
    const [{ url, init } = assert.fail()] = glance.asked;
    assert.equal(url.origin + url.pathname, 'https://presence.glance.net/lookupvisitor');
    assert.deepEqual(Object.fromEntries(url.searchParams), { groupid: '21489', visitorid: 'al~ice.1' });
    assert.equal(new Headers(init.headers).get('authorization'), 'Bearer a token');
  });

  it('speaks http to a Glance that does', async () => {
    const glance = place(() => reply({}), 'http://127.0.0.1:5173');
    await lookUpVisitor(glance, { host: '127.0.0.1:5173', loadBalanced: true }, AUTHORIZATION, 'a', never);
    assert.equal(glance.asked[0]?.url.origin, 'http://127.0.0.1:5173');
  });

  for (const body of [
    {},
    { visitorpresent: false },
    { visitorfound: false },
    { visitorpresent: 'false' },
    { visitorfound: 'false' },
    { visitorid: 'alice', visitorfound: false },
  ])
    it(`finds nobody in ${JSON.stringify(body)}`, async () => {
      assert.equal(await ask(place(() => reply(body))), undefined);
    });

  for (const [body, page] of [
    [
      { url: 'https://shop.example/cart?card=1#x', browser: 'chrome' },
      { page: 'https://shop.example/cart', browser: 'chrome' },
    ],
    [{ visitorpresent: true, platform: 'linux' }, { platform: 'linux' }],
    [{ visitorid: 'alice' }, {}],
  ] as const)
    it(`finds a customer in ${JSON.stringify(body)}`, async () => {
      assert.deepEqual(plain(await ask(place(() => reply(body)))), page);
    });

  for (const [what, answer, code] of [
    ['401', () => reply('', 401), 'auth-refused'],
    ['403', () => reply({}, 403), 'auth-refused'],
    ['500', () => reply({}, 500), 'auth-unreachable'],
    ['503', () => reply('', 503), 'auth-unreachable'],
    ['text', () => reply('hello'), 'lookup-failed'],
    ['nothing', () => reply(''), 'lookup-failed'],
    ['an array', () => reply([]), 'lookup-failed'],
    ['a number', () => reply('7'), 'lookup-failed'],
    ['a JSON text', () => reply('"hello"'), 'lookup-failed'],
    ['null', () => reply('null'), 'lookup-failed'],
    ['no answer', noAnswer, 'auth-unreachable'],
  ] as const)
    it(`cannot tell from ${what}: ${code}`, async () => {
      await assert.rejects(ask(place(answer)), { name: 'GlanceError', code });
    });

  it('ends after ten seconds', async () => {
    const glance = place(silence);
    const asked = ask(glance);
    glance.clock.pass(10_000);
    await assert.rejects(asked, { code: 'auth-timeout' });
  });
});

const FOUND = `<?xml version="1.0"?><Session xmlns="http://www.glance.net/"><id>7001</id><ssnid>1</ssnid>
<agentjoinurl>https://www.glance.net/agentjoin/?SessionKey=p1</agentjoinurl></Session>`;

describe('the look-up of a session', () => {
  it('posts the agent’s credentials and the key, encoded', async () => {
    const glance = place(() => reply(FOUND));
    assert.deepEqual(await lookUpSession(glance, LOGIN_KEY, '5~5', never), { sessionId: '7001' });
    const [{ url, init, body } = assert.fail()] = glance.asked;
    assert.equal(url.href, 'https://www.glance.net/services/SessionService.asmx/LookupPartnerSession2');
    assert.equal(init.method, 'POST');
    assert.deepEqual(body, {
      partnerid: '21489',
      partneruserid: 'a&b=c+d@é',
      loginkey: LOGIN_KEY.key,
      ssnkey: '5~5',
    });
  });

  it('does not mind the status, since only the document counts', async () => {
    assert.deepEqual(
      await lookUpSession(
        place(() => reply(FOUND, 500)),
        LOGIN_KEY,
        '5',
        never,
      ),
      { sessionId: '7001' },
    );
  });

  for (const [what, body, status] of [
    ['the status 401', 'no', 401],
    ['the status 403', '<html>', 403],
    ['a fault', '<soap:Envelope><soap:Body><soap:Fault><faultstring>no</faultstring></soap:Fault></soap:Body>', 500],
    ['a fault in a namespace of its own', '<Fault xmlns="urn:x"><Code>no</Code></Fault>', 200],
  ] as const)
    it(`is refused by ${what}, which a new login key may mend`, async () => {
      const glance = place(() => reply(body, status));
      await assert.rejects(lookUpSession(glance, LOGIN_KEY, '4711', never), { code: 'auth-refused' });
    });

  it('is not refused where the document counts', async () => {
    const glance = place(() => reply('<r><id>0</id></r>', 403));
    assert.equal(await lookUpSession(glance, LOGIN_KEY, '4711', never), 'none');
  });

  it('has failed, and is not refused, when what comes is no document of its kind', async () => {
    for (const [body, status] of [
      ['<!doctype html><title>Error</title>', 200],
      ['<Faults/>', 500],
      ['', 503],
    ] as const) {
      const glance = place(() => reply(body, status));
      assert.equal(await lookUpSession(glance, LOGIN_KEY, '4711', never), 'failed');
    }
  });

  it('has failed, and is not rejected, when there is no answer', async () => {
    assert.equal(await lookUpSession(place(noAnswer), LOGIN_KEY, '5', never), 'failed');
    assert.equal(await lookUpSession(place(), LOGIN_KEY, '5', AbortSignal.abort()), 'failed');
    const glance = place(silence);
    const asked = lookUpSession(glance, LOGIN_KEY, '5', never);
    glance.clock.pass(10_000);
    assert.equal(await asked, 'failed');
  });

  for (const [what, text, expected] of [
    ['a session', FOUND, { sessionId: '7001' }],
    ['elements in a namespace', '<gl:s><gl:id> 9 </gl:id><gl:agentjoinurl/></gl:s>', { sessionId: '9' }],
    ['an empty join address', '<s><id>9</id><agentjoinurl></agentjoinurl></s>', { sessionId: '9' }],
    ['a join address with an attribute', '<s><id>9</id><agentjoinurl x="1">y</agentjoinurl></s>', { sessionId: '9' }],
    ['a join address and the id 0', '<s><id>0</id><agentjoinurl>x</agentjoinurl></s>', { sessionId: '0' }],
    ['a join address and no id', '<s><agentjoinurl>x</agentjoinurl></s>', { sessionId: '' }],
    [
      'a kind of call',
      '<s><id>9</id><agentjoinurl/><calltype> cobrowse\n</calltype></s>',
      { sessionId: '9', callType: 'cobrowse' },
    ],
    [
      'a kind of call in a namespace, before the rest',
      '<g:s><g:calltype>Mobile Camera</g:calltype><g:id>9</g:id><g:agentjoinurl/></g:s>',
      { sessionId: '9', callType: 'Mobile Camera' },
    ],
    ['an empty kind of call', '<s><id>9</id><agentjoinurl/><calltype> </calltype></s>', { sessionId: '9' }],
    ['a closed kind of call', '<s><id>9</id><agentjoinurl/><calltype/></s>', { sessionId: '9' }],
    [
      'a kind of call of 32 characters',
      `<s><id>9</id><agentjoinurl/><calltype>${'c'.repeat(32)}</calltype></s>`,
      { sessionId: '9', callType: 'c'.repeat(32) },
    ],
    [
      'a kind of call that is longer than any',
      `<s><id>9</id><agentjoinurl/><calltype>${'c'.repeat(33)}</calltype></s>`,
      { sessionId: '9' },
    ],
    ['markup for a kind of call', '<s><id>9</id><agentjoinurl/><calltype><b>x</b></calltype></s>', { sessionId: '9' }],
    ['a kind of call of no session', '<x><id>0</id><calltype>cobrowse</calltype></x>', 'none'],
    ['an id across lines', '<s><id>\n  0\n</id></s>', 'none'],
    ['the id 0 alone', '<x><id>0</id></x>', 'none'],
    ['another id alone', '<x><id>5</id></x>', 'failed'],
    ['another element that ends alike', '<x><ssnid>0</ssnid></x>', 'failed'],
    ['an element that begins alike', '<x><id>0</id><agentjoinurls>x</agentjoinurls></x>', 'none'],
    ['names in other letters', '<x><Id>0</Id><AgentJoinUrl>x</AgentJoinUrl></x>', 'failed'],
    ['a page of HTML', '<!doctype html><title>Error</title>', 'failed'],
    ['JSON', '{"id":0}', 'failed'],
    ['a SOAP fault', '<soap:Fault><faultcode>x</faultcode></soap:Fault>', 'failed'],
    ['nothing', '', 'failed'],
  ] as const)
    it(`reads ${what} as ${typeof expected === 'string' ? expected : JSON.stringify(expected)}`, () => {
      assert.deepEqual(readLookUp(text), expected);
    });

  it('reads a long document that is none in reasonable time', () => {
    for (const text of [
      '<'.repeat(200_000),
      `<${'a'.repeat(200_000)}`,
      '<a:'.repeat(100_000),
      '<id>'.repeat(50_000),
      `<calltype>${' '.repeat(200_000)}`,
    ]) {
      // Of the processor's time, whoever works beside it.
      const before = process.cpuUsage();
      assert.equal(readLookUp(text), 'failed');
      assert.ok(process.cpuUsage(before).user < 2_000_000, 'too long');
    }
  });
});
