import ZAFClient from 'zendesk_app_framework_sdk';

const join = document.createElement('glance-join');
const client = ZAFClient.init();
const tell = (text) => client.invoke('notify', text);

Object.assign(join, {
  id: 'join',
  presence: true,
  gicon: true,
  disabled: false,
  debugmode: 'false',
  uiversion: 2,
  reportingorigin: 'crm',
  authheaders: { 'X-Desk': 'first line' },
  custominvoke: {
    func: 'askNicely',
    args: { question: 'May Ada <look> at "this page" with you, so you & she see the same?' },
  },
  presessionfunc: async () => ({ caseNumber: 'case-4711' }),
  reportingcallback: ({ outcome }) => tell(`reported ${outcome}`),
});

for (const name of [
  'glancestatechange',
  'glancepresencechange',
  'glancenotice',
  'glanceinvite',
  'glanceviewer',
  'glancesessionstart',
  'glancesessionend',
  'glancesignal',
  'glanceerror',
])
  join.addEventListener(name, ({ type, detail }) => tell(`${type} ${JSON.stringify(detail)}`));

/** The requester's external id is the id your site has for them, and gives to Glance. */
async function showRequester() {
  const { 'ticket.requester.externalId': id } = await client.get(['ticket.requester.externalId']);
  join.visitorid = id;
}

// The sidebar is as high as what is in it.
new ResizeObserver(([{ target }]) =>
  client.invoke('resize', { width: '100%', height: `${target.offsetHeight}px` }),
).observe(document.body);

// A ticket may get another requester; each ticket has an app of its own.
client.on('ticket.requester.id.changed', showRequester);

const { settings } = await client.metadata();
const { currentUser } = await client.get(['currentUser']);
document.documentElement.lang = currentUser.locale;
Object.assign(join, settings, { puid: currentUser.externalId });
await showRequester();
document.body.append(join);
