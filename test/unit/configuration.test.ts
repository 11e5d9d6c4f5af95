import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AuthMethod,
  type Configuration,
  configure,
  type Settings,
  toKey,
} from '../../src/element/configuration.js';
import { isKey } from '../../src/session/session-key.js';

const ORIGIN = 'https://www.glance.net';
const AUTH = 'https://crm.example/loginkey';
const good: Settings = { groupid: '21489', puid: 'agent-42', authurl: '/loginkey', presence: true, visitorid: 'alice' };
const configured = (
  more: Partial<Settings> = {},
  origin: string | undefined = ORIGIN,
  address: string | undefined = AUTH,
): Configuration => configure({ ...good, ...more }, 'loginkey', origin, address);

/** As without `authurl`: by another way to authenticate, or by none. */
const without = (more: Partial<Settings>, method: AuthMethod = 'loginkey'): Configuration =>
  configure({ ...good, authurl: '', ...more }, method, ORIGIN, undefined);

describe('a configuration', () => {
  it('holds the settings, checked and frozen', () => {
    const configuration = configured();
    const { origin, groupId, partnerUserId, authUrl, visitorId, problem, invalidVisitorId } = configuration;
    assert.deepEqual(
      [origin, groupId, partnerUserId, authUrl, visitorId, problem, invalidVisitorId],
      [ORIGIN, '21489', 'agent-42', AUTH, 'alice', undefined, undefined],
    );
    assert.ok(Object.isFrozen(configuration));
  });

  it('takes a group as a number or a text, with blanks around what is written', () => {
    assert.equal(configured({ groupid: 21489 }).groupId, '21489');
    const { groupId, partnerUserId, visitorId, problem } = configured({
      groupid: ' 21489\n',
      puid: ' agent-42 ',
      visitorid: ' alice ',
    });
    assert.deepEqual([groupId, partnerUserId, visitorId, problem], ['21489', 'agent-42', 'alice', undefined]);
  });

  it('keeps a partner user id as it is', () => {
    assert.equal(configured({ puid: 'a&b=c+d@é' }).partnerUserId, 'a&b=c+d@é');
  });

  for (const [what, more, settings] of [
    ['groupid', { groupid: '' }, ['groupid']],
    ['groupid, given as null', { groupid: null }, ['groupid']],
    ['puid', { puid: ' ' }, ['puid']],
    ['every way to authenticate', { authurl: '' }, ['authurl']],
    ['every way to authenticate, the login key being empty', { authurl: '', loginkey: '' }, ['authurl']],
    ['all of them', { groupid: undefined, puid: undefined, authurl: undefined }, ['groupid', 'puid', 'authurl']],
  ] as const)
    it(`says what is missing: ${what}`, () => {
      assert.deepEqual(configured(more).problem, { code: 'config-missing', settings });
    });

  for (const [what, configuration, settings] of [
    ['a group that is no number', () => configured({ groupid: 'twelve' }), ['groupid']],
    ['a group with a fraction', () => configured({ groupid: 1.5 }), ['groupid']],
    ['a group that is too long', () => configured({ groupid: '12345678901' }), ['groupid']],
    ['a group with markup', () => configured({ groupid: '1&x=2' }), ['groupid']],
    ['a partner user id of 256 characters', () => configured({ puid: 'x'.repeat(256) }), ['puid']],
    ['an address that may not be used', () => configure(good, 'loginkey', ORIGIN, undefined), ['authurl']],
    ['a Glance that may not be named', () => configure(good, 'loginkey', undefined, AUTH), ['glancebaseurl']],
  ] as const)
    it(`says what is wrong: ${what}`, () => {
      assert.deepEqual(configuration().problem, { code: 'config-invalid', settings });
    });

  it('says first what is missing, since the rest may follow from it', () => {
    assert.equal(configured({ groupid: '', puid: 'x'.repeat(256) }).problem?.code, 'config-missing');
  });

  it('watches nobody without presence, and does not mind a bad id then', () => {
    const { visitorId, invalidVisitorId } = configured({ presence: false, visitorid: 'not valid' });
    assert.deepEqual([visitorId || undefined, invalidVisitorId], [undefined, undefined]);
  });

  for (const visitorid of ['alice', 'UNQ-4711', 'a_b~c.d-e', '7', 'x'.repeat(62)])
    it(`watches ${visitorid}`, () => {
      assert.equal(configured({ visitorid }).visitorId, visitorid);
    });

  for (const visitorid of ['a b', 'a/b', 'a@b', 'é', 'x'.repeat(63), '../x', 'a\nb', '%41'])
    it(`watches nobody by the name ${JSON.stringify(visitorid)}, and says so`, () => {
      const { visitorId, invalidVisitorId, problem } = configured({ visitorid });
      assert.deepEqual([visitorId, invalidVisitorId, problem], [undefined, visitorid, undefined]);
    });

  it('watches nobody where nobody is named, and says nothing', () => {
    for (const visitorid of ['', ' ', null, undefined]) {
      const { visitorId, invalidVisitorId } = configured({ visitorid });
      assert.deepEqual([visitorId || undefined, invalidVisitorId], [undefined, undefined]);
    }
  });
});

describe('a way to authenticate', () => {
  const getLoginKey = (): string => 'key';

  it('is the page’s own function instead of an address', () => {
    const configuration = without({ getLoginKey });
    assert.deepEqual([configuration.problem, configuration.authUrl], [undefined, undefined]);
    assert.equal(configuration.getLoginKey, getLoginKey);
  });

  it('is a login key of the page’s instead of an address, which is not among the settings', () => {
    const configuration = without({ loginkey: 'a secret' });
    assert.deepEqual([configuration.problem, configuration.given, configuration.authUrl], [undefined, true, undefined]);
    assert.ok(!JSON.stringify(configuration).includes('a secret'));
  });

  it('is first a login key, then a function, then an address', () => {
    const all = configured({ loginkey: 'a secret', getLoginKey });
    assert.deepEqual([all.given, all.getLoginKey, all.authUrl], [true, undefined, undefined]);
    const both = configured({ getLoginKey });
    assert.deepEqual([both.given, both.getLoginKey, both.authUrl], [false, getLoginKey, undefined]);
    const one = configured();
    assert.deepEqual([one.given, one.getLoginKey, one.authUrl], [false, undefined, AUTH]);
  });

  for (const method of ['samlloginkey', 'samlpopup'] as const)
    it(`is ${method}, which needs an agent and nothing else`, () => {
      const { problem, groupId } = without({ groupid: undefined }, method);
      assert.deepEqual([problem, groupId, without({}, method).method], [undefined, '', method]);
      const nobody = without({ groupid: undefined, puid: '' }, method).problem;
      assert.deepEqual(nobody, { code: 'config-missing', settings: ['puid'] });
    });

  it('by SAML takes a group that is given, but none that is malformed', () => {
    assert.deepEqual([without({}, 'samlpopup').groupId, without({}, 'samlpopup').problem], ['21489', undefined]);
    assert.deepEqual(without({ groupid: 'twelve' }, 'samlpopup').problem, {
      code: 'config-invalid',
      settings: ['groupid'],
    });
  });

  it('by SAML leaves out what is for login keys', () => {
    const more = { loginkey: 'key', getLoginKey, authheaders: { 'x-crm': '1' }, authbody: { crm: '1' } };
    const saml = configure({ ...good, ...more }, 'samlloginkey', ORIGIN, AUTH);
    const { given, authUrl, authHeaders, authBody, authBodyName } = saml;
    assert.deepEqual(
      [given, saml.getLoginKey, authUrl, authHeaders, authBody, authBodyName],
      [false, undefined, undefined, undefined, undefined, undefined],
    );
  });

  it('by an address takes headers and a body along', () => {
    const { authHeaders, authBody } = configured({ authheaders: { 'x-crm': '1' }, authbody: { crm: '1' } });
    assert.deepEqual([authHeaders, authBody], [{ 'x-crm': '1' }, { crm: '1' }]);
  });
});

describe('two agents are told apart', () => {
  /** As the agents are named: by all their settings as text. */
  const name = (more: Partial<Settings>): string => JSON.stringify(configured(more));
  const alike = (one: Partial<Settings>, two: Partial<Settings>): boolean => name(one) === name(two);

  it('by the text of a body, not by the object that holds it', () => {
    assert.ok(alike({ authbody: { team: 'a' } }, { authbody: { team: 'a' } }));
    assert.ok(!alike({ authbody: { team: 'a' } }, { authbody: { team: 'b' } }));
    assert.ok(alike({ authbody: 'team=a' }, { authbody: 'team=a' }));
    assert.ok(!alike({ authbody: 'team=a' }, { authbody: 'team=b' }));
    assert.ok(alike({ authbody: new URLSearchParams('team=a') }, { authbody: new URLSearchParams('team=a') }));
    assert.ok(!alike({ authbody: new URLSearchParams('team=a') }, { authbody: new URLSearchParams('team=b') }));
    assert.ok(!alike({ authbody: 'team=a' }, {}));
  });

  it('by which one a body is, where it has no text', () => {
    const form = (team: string): FormData => {
      const data = new FormData();
      data.set('team', team);
      return data;
    };
    const one = form('a');
    assert.ok(alike({ authbody: one }, { authbody: one }));
    assert.ok(!alike({ authbody: one }, { authbody: form('b') }));
    const body = (): string => 'team=a';
    assert.ok(alike({ authbody: body }, { authbody: body }));
    assert.ok(!alike({ authbody: body }, { authbody: () => 'team=b' }));
  });

  it('by which one their function is, not by what it looks like', () => {
    const [one, two] = ['a', 'b'].map((key) => (): string => key);
    assert.ok(alike({ getLoginKey: one }, { getLoginKey: one }));
    assert.ok(!alike({ getLoginKey: one }, { getLoginKey: two }));
    assert.ok(!alike({ getLoginKey: one }, {}));
  });

  it('not by the login key that a page sets: the next one is for the same agent', () => {
    assert.ok(alike({ loginkey: 'one' }, { loginkey: 'two' }));
    assert.ok(!alike({ loginkey: 'one' }, {}));
  });

  it('not by a body or function that is not used', () => {
    assert.ok(alike({ loginkey: 'one', authbody: 'team=a' }, { loginkey: 'one', getLoginKey: () => 'two' }));
  });
});

describe('a key', () => {
  it('is read as typed, without the blanks it was read out with', () => {
    assert.equal(toKey(' 12 3\u00a045\n'), '12345');
    assert.equal(toKey(''), '');
  });

  it('is letters, digits and four signs, 62 at most, on one line', () => {
    for (const key of ['1', '12345', 'a_~.-Z', 'x'.repeat(62)]) assert.ok(isKey(key), key);
    for (const key of ['', ' ', 'a b', 'x'.repeat(63), 'é', 'a+b', '12345\n', '<b>']) assert.ok(!isKey(key), key);
  });

  it('never needs to be encoded in an address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => !isKey(toKey(typed)) || encodeURIComponent(toKey(typed)) === toKey(typed),
      ),
      { numRuns: 1_000 },
    );
  });
});
