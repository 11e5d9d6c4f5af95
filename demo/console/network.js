// @ts-check
// The network calls of this page, as the element makes them: each request with its answer, each socket with its frames.
// Loaded before the element, so that it is handed what is watched. What could be a credential is not shown.

/** @typedef {{ kind: string, what: string, outcome: string }} Call */
/** @typedef {(call: Call) => (outcome: string) => void} Begin tells of a call; what it returns tells how that went */

/** @type {Begin} */
let begin = () => () => undefined;

/** @param {string | URL | Request} address */
function shown(address) {
  const url = new URL(address instanceof Request ? address.url : address, location.href);
  const names = [...url.searchParams.keys()].map((name) => `${name}=…`);
  return `${url.origin === location.origin ? '' : url.host}${url.pathname}${names.length ? `?${names.join('&')}` : ''}`;
}

window.fetch = new Proxy(window.fetch, {
  async apply(target, self, [address, options]) {
    const started = performance.now();
    const finish = begin({ kind: options?.method ?? 'GET', what: shown(address), outcome: '…' });
    const took = () => `${Math.round(performance.now() - started)} ms`;
    try {
      const reply = await /** @type {Promise<Response>} */ (Reflect.apply(target, self, [address, options]));
      finish(`${reply.status}, ${took()}`);
      return reply;
    } catch (error) {
      finish(`${/** @type {Error} */ (error).name}, ${took()}`);
      throw error;
    }
  },
});

window.WebSocket = new Proxy(window.WebSocket, {
  construct(target, parameters, made) {
    const socket = /** @type {WebSocket} */ (Reflect.construct(target, parameters, made));
    const finish = begin({ kind: 'SOCKET', what: shown(parameters[0]), outcome: 'opening' });
    let frames = 0;
    socket.addEventListener('open', () => finish('open'));
    socket.addEventListener('message', () => finish(`open, ${(frames += 1)} frames in`));
    socket.addEventListener('close', ({ code }) => finish(`closed, ${code}, ${frames} frames in`));
    return socket;
  },
});

const longest = 100;

/** @param {HTMLElement} list newest first */
export function watchNetwork(list) {
  begin = ({ kind, what, outcome }) => {
    const item = document.createElement('li');
    const [name, address, result] = ['b', 'code', 'i'].map((tag) => item.appendChild(document.createElement(tag)));
    if (name) name.textContent = kind;
    if (address) address.textContent = what;
    if (result) result.textContent = outcome;
    list.prepend(item);
    while (list.childElementCount > longest) list.lastElementChild?.remove();
    return (text) => {
      if (result) result.textContent = text;
    };
  };
}
