// @ts-check
// What the shop shows when an agent says or asks something. What came from outside is only ever set as text.

/** @param {string} text */
export function toast(text) {
  const note = element('p', 'toast', text);
  note.setAttribute('role', 'status');
  note.append(closer(note));
  place('toasts').append(note);
}

/** @param {string} text */
export function banner(text) {
  document.querySelector('.offer')?.remove();
  const strip = element('aside', 'offer', element('p', '', text));
  strip.setAttribute('aria-label', 'An offer for you');
  strip.append(closer(strip));
  document.body.prepend(strip);
}

const ring = 'pointed-at';

/** @param {string} selector */
export function outline(selector) {
  for (const old of document.querySelectorAll(`.${ring}`)) old.classList.remove(ring);
  const found = find(selector);
  if (!found) {
    console.info('There is nothing to point at:', selector);
    return;
  }
  found.classList.add(ring);
  found.scrollIntoView({ block: 'center' });
  document.addEventListener('pointerdown', () => found.classList.remove(ring), { once: true });
}

/** @param {string} selector */
function find(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null; // no selector at all
  }
}

/** @param {string} question @returns {Promise<boolean>} */
export function ask(question) {
  document.querySelector('dialog.ask')?.remove();
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const title = element('h2', '', 'Shall we look at it together?');
  title.id = 'ask-title';
  dialog.setAttribute('aria-labelledby', title.id);
  const yes = button('Yes, please');
  const no = button('Not now');
  yes.className = 'button';
  dialog.append(
    title,
    element('p', '', question || 'Somebody from our workshop can look at this page with you. They see only our shop.'),
    element('p', 'answers', no, yes),
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    yes.addEventListener('click', () => dialog.close('yes'));
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}

/** @param {string} id */
function place(id) {
  const found = document.getElementById(id) ?? element('div', id);
  found.id = id;
  if (!found.isConnected) document.body.append(found);
  return found;
}

/** @param {HTMLElement} what */
function closer(what) {
  const close = button('×');
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => what.remove());
  return close;
}

/** @param {string} text */
function button(text) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  return made;
}

/** @param {string} tag @param {string} className @param {(string | Node)[]} children */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
