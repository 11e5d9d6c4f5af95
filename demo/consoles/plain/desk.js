const main = document.querySelector('main');
const join = document.querySelector('glance-join');
const log = document.querySelector('ol');

function note(line) {
  const item = document.createElement('li');
  item.textContent = line;
  log.append(item);
}

// Set before the element's script is there, which takes them up.
Object.assign(join, {
  authheaders: { 'X-Desk': 'first line' },
  custominvoke: {
    func: 'askNicely',
    args: { question: 'May Ada <look> at "this page" with you, so you & she see the same?' },
  },
  presessionfunc: async () => ({ caseNumber: 'case-4711' }),
  reportingcallback: ({ outcome }) => note(`reported ${outcome}`),
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
  join.addEventListener(name, ({ type, detail }) => note(`${type} ${JSON.stringify(detail)}`));

for (const button of document.querySelectorAll('button[value]'))
  button.addEventListener('click', () => join.setAttribute('visitorid', button.value));

document.querySelector('#hide').addEventListener('click', ({ target }) => {
  join.hidden = !join.hidden;
  target.textContent = join.hidden ? 'Show' : 'Hide';
});

document.querySelector('#close').addEventListener('click', ({ target }) => {
  if (join.isConnected) join.remove();
  else main.append(join);
  target.textContent = join.isConnected ? 'Close the case' : 'Open the case';
});
