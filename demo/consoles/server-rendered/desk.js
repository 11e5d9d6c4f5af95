// The events bubble: the document hears them, whether or not the server has put a button into this page.

const log = document.querySelector('ol');

function note(line) {
  const item = document.createElement('li');
  item.textContent = line;
  log.append(item);
}

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
  document.addEventListener(name, ({ type, detail }) => note(`${type} ${JSON.stringify(detail)}`));

// Functions are properties, and may be set before the element's script is there.
const join = document.querySelector('glance-join');
if (join) {
  join.presessionfunc = async () => ({ caseNumber: 'case-4711' });
  join.reportingcallback = ({ outcome }) => note(`reported ${outcome}`);
}
