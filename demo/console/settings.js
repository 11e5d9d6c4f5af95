// @ts-check
// Everything that can be set on the element, as the panel groups it. What begins with `demo-` is no attribute but a
// property or a listener of the page's, which behaviours.js plays, or a look, which recipes.js has.
import { properties, selectors, slots, themes } from './recipes.js';

/** @typedef {import('./controls.js').Setting} Setting */

/** @type {(name: string) => Setting} */
const boolean = (name) => ({ name, kind: 'boolean' });
/** @type {(name: string, hint?: string) => Setting} */
const text = (name, hint = '') => ({ name, kind: 'text', hint });
/** @type {(name: string, ...values: string[]) => Setting} */
const choice = (name, ...values) => ({ name, kind: 'choice', values: ['', ...values] });
/** @type {(name: string, label: string, ...values: string[]) => Setting} */
const played = (name, label, ...values) => ({ name: `demo-${name}`, label, kind: 'choice', values: ['', ...values] });
/** @type {(name: string, ...values: string[]) => Setting} */
const suggestions = (name, ...values) => ({ name, kind: 'suggestions', values });

const languages = (
  'ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru ' +
  'sk sl sr sr-Latn sv th tr uk ur vi zh-Hans zh-Hant'
).split(' ');

/** @type {{ title: string, open?: boolean, settings: Setting[] }[]} */
export const groups = [
  {
    title: 'Customer',
    open: true,
    settings: [
      suggestions('visitorid', 'alice', 'bob', 'carol'),
      boolean('presence'),
      boolean('eager'),
      played('shop', 'the shop', 'beside'),
    ],
  },
  {
    title: 'Viewer',
    open: true,
    settings: [
      choice('openlocation', 'tab', 'window', 'iframe', 'flex'),
      choice('openwhen', 'accepted', 'asked'),
      suggestions('iframeid', 'customer-screen', 'not-there'),
      text('windowfeatures', 'width=900,height=700'),
      boolean('autojoin'),
      played('openwindow', 'openwindow()', 'window', 'nothing', 'iframe'),
      played('glanceviewer', 'on glanceviewer', 'panel', 'cancel'),
    ],
  },
  {
    title: 'Who',
    open: true,
    settings: [
      suggestions('groupid', '21489', '20541', '20555', '20000'),
      suggestions('puid', 'agent-42', 'agent-43', 'a&b=c+d@é', 'nobody'),
      choice('authmethod', 'loginkey', 'samlloginkey', 'saml', 'samlpopup'),
      suggestions(
        'authurl',
        '/loginkey',
        '/loginkey?token=t0ken',
        '/loginkey?expiresin=90',
        ...['bare', 'apikey', 'wrong', 'html', 'redirect'].map((shape) => `/loginkey?shape=${shape}`),
      ),
      suggestions('authheaders', '{"X-Desk":"7"}', '{"Authorization":"Bearer t0ken"}'),
      suggestions('authbody', '{"Token":"t0ken"}', 'Token=t0ken'),
      played('authbody', 'authbody()', 'function', 'async', 'throws'),
      played('loginkey', 'own login key', 'loginkey', 'getLoginKey', 'rejects'),
      suggestions('glancebaseurl', 'production', 'beta', 'staging', 'dw1'),
      text('agentname', 'Ada Park'),
      text('agentemail', 'ada@example.com'),
      text('agentphone', '+1 503 555 0100'),
      boolean('agentvideo'),
    ],
  },
  {
    title: 'Invitation',
    settings: [
      suggestions(
        'custominvoke',
        '{"func":"askNicely"}',
        '{"func":"GLANCE.Cobrowse.Visitor.startSession"}',
        '{"func":"showOffer","args":{"text":"Ten percent off today"}}',
      ),
      played('presession', 'presessionfunc()', 'args', 'key', 'slow', 'throws'),
      played('glanceinvite', 'on glanceinvite', 'args', 'prevent'),
      boolean('camerashare'),
    ],
  },
  {
    title: 'Look',
    open: true,
    settings: [
      played('theme', 'theme', ...themes),
      choice('uiversion', '1', '2'),
      boolean('gicon'),
      text('errormessage', 'Ask the help desk.'),
      suggestions('lang', ...languages),
      choice('dir', 'ltr', 'rtl'),
      boolean('disabled'),
      boolean('hidden'),
    ],
  },
  { title: 'Custom properties', settings: properties },
  { title: 'Parts and states', settings: selectors },
  { title: 'Slots', settings: slots },
  {
    title: 'Reporting',
    settings: [
      text('reportingorigin', 'Cairn'),
      text('reportingexternalid', 'NW-48213'),
      played('reportingcallback', 'reportingcallback()', 'log', 'throws'),
    ],
  },
  {
    title: 'Debug',
    settings: [boolean('debugmode'), choice('opentype', 'tab', 'window', 'flex'), boolean('mobilecamerashare')],
  },
];

/** @param {string} name */
export const isAttribute = (name) => !name.startsWith('demo-');
