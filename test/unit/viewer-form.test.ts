import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewerForm, viewerUrl, viewerUrlWithKey, type ViewerTarget } from '../../src/viewer/fields.js';
import { TAB, WINDOW, windowFeatures } from '../../src/viewer/window.js';

const PUID = 'a&b=c+d@é';
const KEY = '$1$1999999999$AbCd_-ef/+==';
const loginKey = { key: KEY, groupId: '21489', partnerUserId: PUID, expires: 0 };
const bare: ViewerTarget = { origin: 'https://www.glance.net', sessionKey: 'k 1+2', groupId: '21489' };
const target: ViewerTarget = { ...bare, loginKey };
const read = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('the form the viewer is opened with', () => {
  it('goes to the viewer’s page of the Glance the login key is for', () => {
    assert.equal(viewerForm(target, {}).action, 'https://www.glance.net/agentjoin/AgentView.aspx');
  });

  it('lets the agent in, and waits for the session', () => {
    assert.deepEqual(viewerForm(target, {}).fields, {
      WAIT: '1',
      SESSIONKEY: 'k 1+2',
      LOGINKEY: KEY,
      PARTNERID: '21489',
      PARTNERUSERID: PUID,
    });
  });

  it('without a login key names the group at whose sign-in the agent is', () => {
    assert.deepEqual(viewerForm(bare, {}).fields, { WAIT: '1', SESSIONKEY: 'k 1+2', GROUPID: '21489' });
  });

  it('tells who the agent is, and by what the page knows the session', () => {
    const { fields } = viewerForm(
      { ...bare, labels: { origin: 'CRM', externalId: 'case 7' } },
      { name: 'Ann Ü & Co', email: 'a@b.c', phone: '+1 555' },
    );
    assert.deepEqual(fields, {
      WAIT: '1',
      SESSIONKEY: 'k 1+2',
      GROUPID: '21489',
      NAME: 'Ann Ü & Co',
      EMAIL: 'a@b.c',
      PHONE: '+1 555',
      ORIGIN: 'CRM',
      XID: 'case 7',
    });
  });

  it('speaks of the agent’s video only when it was set', () => {
    const video = (value?: boolean) => viewerForm(target, { video: value }).fields['AGENTVIDEO'];
    assert.deepEqual([true, false, undefined].map(video), ['1', '0', undefined]);
    assert.ok(!('AGENTVIDEO' in viewerForm(target, {}).fields));
  });

  it('leaves out what is empty', () => {
    const { fields } = viewerForm({ ...target, labels: { origin: '' } }, { name: '', email: undefined });
    assert.deepEqual(Object.keys(fields).sort(), ['LOGINKEY', 'PARTNERID', 'PARTNERUSERID', 'SESSIONKEY', 'WAIT']);
  });
});

describe('the viewer’s address', () => {
  it('without credentials has none, whatever the login key is', () => {
    const url = viewerUrl(target, { name: 'Ada Park', video: true });
    assert.ok(url.startsWith('https://www.glance.net/agentjoin/AgentView.aspx?SessionKey=k+1%2B2&Wait=1&'), url);
    assert.deepEqual(read(url), {
      SessionKey: 'k 1+2',
      Wait: '1',
      agentVideo: '1',
      name: 'Ada Park',
      groupid: '21489',
    });
    for (const secret of [KEY, encodeURIComponent(KEY), 'loginkey', 'partner']) assert.ok(!url.includes(secret), url);
  });

  it('for the page’s own opener carries the login key, every value encoded', () => {
    const url = viewerUrlWithKey(target, {});
    assert.ok(url.includes('partneruserid=a%26b%3Dc%2Bd%40%C3%A9'), url);
    assert.deepEqual(read(url), {
      SessionKey: 'k 1+2',
      Wait: '1',
      loginkey: KEY,
      partnerid: '21489',
      partneruserid: PUID,
    });
  });

  it('for the page’s own opener names the group where there is no login key', () => {
    assert.deepEqual(read(viewerUrlWithKey(bare, {})), { SessionKey: 'k 1+2', Wait: '1', groupid: '21489' });
  });
});

/** By HTML's rule, whether a list of features makes a window of its own, and keeps the handle. */
const rule = (features: string) => {
  const list = new Map<string, string>();
  for (const [, name = '', value = ''] of features.toLowerCase().matchAll(/([^\s,=]+)(?:\s*=[\s=]*([^\s,=]*))?/g))
    list.set(name, value);
  const is = (name: string, otherwise: boolean) =>
    list.has(name) ? ['', 'yes', 'true'].includes(list.get(name)!) || Number(list.get(name)) > 0 : otherwise;
  const bars = (is('location', false) || is('toolbar', false)) && is('menubar', false);
  const tab = bars && is('resizable', true) && is('scrollbars', false) && is('status', false);
  const handle = !list.has('noopener') && !list.has('noreferrer');
  return { window: list.has('popup') ? is('popup', false) : list.size > 0 && !tab, handle };
};

describe('the features of a window', () => {
  it('are the vendor’s size when none are asked for', () => {
    for (const asked of [undefined, '', ' ', 'noopener', 'noreferrer=1, noopener'])
      assert.equal(windowFeatures(asked), WINDOW);
    assert.ok(rule(WINDOW).window);
    assert.equal(TAB, '');
  });

  for (const [asked, features] of [
    ['width=500,height=400', 'width=500,height=400'],
    ['popup,left=7', 'popup,left=7,popup'],
    ['left=7', 'left=7,popup'],
    ['width=500,noopener,height=400', 'width=500,height=400'],
    ['noopener,width=500', 'width=500'],
    ['width=500, NoReferrer = yes , height=400', 'width=500, height=400'],
    ['width=500 noopener=1', 'width=500'],
    ['popup=0,width=500', 'popup=0,width=500,popup'],
  ] as const)
    it(`are ${features} when ${asked} is asked for`, () => assert.equal(windowFeatures(asked), features));

  for (const asked of [
    'noopener',
    'width=1,NOOPENER',
    'noopener=1,noreferrer=true,left=1',
    'left=1 noreferrer',
    'noopener==1,height=2',
    'popup=no,width=9',
    'location=1,toolbar=1,menubar=1,resizable=1,scrollbars=1,status=1,width=800',
    'referrerpolicy==no-referrer,location=no,menubar=0,height=800,width=800,scrollbars=1,resizable=1',
  ])
    it(`always make a window that can be reached: ${asked}`, () =>
      assert.deepEqual(rule(windowFeatures(asked)), { window: true, handle: true }));

  it('keep names that only look alike', () => {
    assert.equal(windowFeatures('width=5,noopeners=1,_noopener'), 'width=5,noopeners=1,_noopener');
  });
});
