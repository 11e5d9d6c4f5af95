// @ts-check
// The phone of a customer: what a text message's link opens, or the company's app when there is no key in the address.

const titles = /** @type {Record<string, string>} */ ({
  camera: 'Share your camera',
  screenshare: 'Share your screen',
  video: 'Start a video call',
  cobrowse: 'Share this page',
});

const form = /** @type {HTMLFormElement} */ (document.getElementById('phone'));
const key = /** @type {HTMLInputElement} */ (document.getElementById('key'));
const answer = /** @type {HTMLElement} */ (document.getElementById('answer'));
const invited = new URLSearchParams(location.search).get('key');

const chosenKind = () => String(new FormData(form).get('kind'));

function newKey() {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  key.value = String(100_000 + (random % 900_000));
}

function showKind() {
  const kind = chosenKind();
  /** @type {HTMLElement} */ (document.getElementById('title')).textContent = titles[kind] ?? kind;
  /** @type {HTMLElement} */ (document.getElementById('picture')).dataset['kind'] = kind;
}

const cobrowse = () => /** @type {any} */ (window).GLANCE?.Cobrowse?.Visitor;

form.addEventListener('change', showKind);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  cobrowse()?.startSession({ sessionKey: key.value, calltype: chosenKind() });
});
/** @type {HTMLElement} */ (document.getElementById('new-key')).addEventListener('click', newKey);

/** @param {boolean} running */
function showRunning(running) {
  for (const control of form.elements) /** @type {HTMLInputElement} */ (control).disabled = running;
}

// The invitation's key is not the customer's to choose.
key.readOnly = invited !== null;
/** @type {HTMLElement} */ (document.getElementById('new-key')).hidden = invited !== null;
if (invited === null) newKey();
else key.value = invited;
showKind();

const visitor = cobrowse();
if (visitor) {
  // A page shown again may be in a session already.
  showRunning(visitor.inSession());
  visitor.addEventListener('sessionstart', () => {
    showRunning(true);
    answer.textContent = '';
  });
  visitor.addEventListener('sessionend', () => showRunning(false));
  visitor.addEventListener('error', (/** @type {{ msg?: string }} */ { msg }) => {
    answer.textContent = msg ?? 'It could not be started.';
  });
} else answer.textContent = 'The Glance script is not on this page.';
