import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { glanceOrigin, isTrustedHost } from '../../src/glance/environments.js';

describe('the Glance that glancebaseurl names', () => {
  for (const [value, attribute, property] of [
    ['production', 'https://www.glance.net', 'https://www.glance.net'],
    [' Beta ', 'https://beta.glance.net', 'https://beta.glance.net'],
    ['staging', 'https://www.myglance.net', 'https://www.myglance.net'],
    ['dw1', 'https://dw1.myglance.org', 'https://dw1.myglance.org'],
    ['dw2', 'https://dw2.myglance.org', 'https://dw2.myglance.org'],
    ['Dw3', 'https://dw3.myglance.org', 'https://dw3.myglance.org'],
    ['DW4', 'https://dw4.myglance.org', 'https://dw4.myglance.org'],
    ['PRODUCTION', 'https://www.glance.net', 'https://www.glance.net'],
    ['https://ebay.glance.net', 'https://ebay.glance.net', 'https://ebay.glance.net'],
    ['HTTPS://WWW.GLANCE.NET', 'https://www.glance.net', 'https://www.glance.net'],
    ['https://www.glance.net/x?y#z', 'https://www.glance.net', 'https://www.glance.net'],
    ['https://eu.glance.net:8443', 'https://eu.glance.net:8443', 'https://eu.glance.net:8443'],
    ['https://a.b.myglance.org', 'https://a.b.myglance.org', 'https://a.b.myglance.org'],
    ['http://127.0.0.1:5173', 'http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    ['http://127.10.20.255:5173', 'http://127.10.20.255:5173', 'http://127.10.20.255:5173'],
    ['http://localhost:5173/', 'http://localhost:5173', 'http://localhost:5173'],
    ['http://[::1]:5173', 'http://[::1]:5173', 'http://[::1]:5173'],
    ['https://glance.example', undefined, 'https://glance.example'],
    ['https://www.glance.net.evil.example', undefined, 'https://www.glance.net.evil.example'],
    ['https://evilglance.net', undefined, 'https://evilglance.net'],
    ['http://www.glance.net', undefined, undefined],
    ['https://www.glance.net@evil.example', undefined, undefined],
    ['https://user:pass@www.glance.net', undefined, undefined],
    ['http://notlocalhost', undefined, undefined],
    ['http://localhost.evil.example', undefined, undefined],
    ['http://127.0.0.1.evil.example', undefined, undefined],
    ['https://localhost.evil.example', undefined, 'https://localhost.evil.example'],
    ['ws://localhost', undefined, undefined],
    ['shttp://localhost', undefined, undefined],
    ['javascript:alert(1)', undefined, undefined],
    ['blob:https://www.glance.net/1', undefined, undefined],
    ['dw5', undefined, undefined],
    ['dev', undefined, undefined],
    ['qa', undefined, undefined],
    ['www.glance.net', undefined, undefined],
    ['', undefined, undefined],
    // Words every object knows.
    ['constructor', undefined, undefined],
    ['__proto__', undefined, undefined],
  ] as const)
    it(`${JSON.stringify(value)}: ${attribute ?? 'none'} by attribute, ${property ?? 'none'} by property`, () => {
      assert.deepEqual([glanceOrigin(value, 'attribute'), glanceOrigin(value, 'property')], [attribute, property]);
    });
});

describe('a host that Glance’s settings name', () => {
  const www = 'https://www.glance.net';
  for (const [host, origin, trusted] of [
    ['presence.glance.net', www, true],
    ['presence.glance.net:443', www, true],
    ['PRESENCE.GLANCE.NET', www, true],
    ['p.myglance.net', www, true],
    ['p.myglance.org', www, true],
    ['glance.net', www, true],
    ['127.0.0.1:5173', 'http://127.0.0.1:5173', true],
    ['127.0.0.1:9', 'http://127.0.0.1:5173', true],
    ['[::1]:5173', 'http://[::1]:5173', true],
    ['evil.example', www, false],
    ['evilglance.net', www, false],
    ['glance.net.evil.example', www, false],
    ['evil.example/.glance.net', www, false],
    ['evil.example#.glance.net', www, false],
    ['evil.example?.glance.net', www, false],
    ['user@presence.glance.net', www, false],
    ['evil.example\\.glance.net', www, false],
    ['127.0.0.1', www, false],
    ['presence.glance.net:99999', www, false],
    ['', www, false],
    [' ', www, false],
  ] as const)
    it(`${JSON.stringify(host)} at ${origin} is ${trusted ? 'trusted' : 'not trusted'}`, () => {
      assert.equal(isTrustedHost(host, origin), trusted);
    });
});
