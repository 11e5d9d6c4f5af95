// @ts-check
// What a page does with the element beyond attributes: its properties that take functions, and its listeners of the
// events that can be answered. Each is played in the ways that real pages have it.

/**
 * @typedef {object} Stage
 * @property {HTMLElement} join
 * @property {HTMLIFrameElement} frame the page's own frame for a viewer
 * @property {(title: string, detail?: unknown) => void} log
 */

/** @param {Stage} stage @returns {(name: string, value: string | null) => void} */
export function behaviours({ join, frame, log }) {
  const element = /** @type {any} */ (join);

  /** @param {string} url */
  const openWindow = (url) => window.open(url, '_blank', 'popup,width=900,height=700');

  /** What each choice makes of a property; a choice left out makes it undefined, as if never set. */
  const properties = /** @type {Record<string, [string, Record<string, () => unknown>]>} */ ({
    'demo-openwindow': [
      'openwindow',
      {
        window: () => (/** @type {string} */ url) => told('openwindow', openWindow(url)),
        nothing: () => (/** @type {string} */ url) => void told('openwindow', openWindow(url)),
        iframe: () => (/** @type {string} */ url) => {
          frame.src = url;
          return told('openwindow', frame);
        },
      },
    ],
    'demo-authbody': [
      'authbody',
      {
        function: () => () => told('authbody', new URLSearchParams({ Token: 't0ken' })),
        async: () => async () => told('authbody', { Token: 't0ken' }),
        throws: () => () => fail('authbody'),
      },
    ],
    'demo-loginkey': [
      'getLoginKey',
      {
        getLoginKey: () => async () => told('getLoginKey', await fetchLoginKey()),
        rejects: () => async () => fail('getLoginKey'),
      },
    ],
    'demo-presession': [
      'presessionfunc',
      {
        args: () => () => told('presessionfunc', { video: 'off', caseNumber: 'NW-48213' }),
        key: () => () => told('presessionfunc', { sessionKey: `case-${Date.now() % 1_000_000}` }),
        slow: () => () => told('presessionfunc', wait(3_000)),
        throws: () => () => fail('presessionfunc'),
      },
    ],
    'demo-reportingcallback': [
      'reportingcallback',
      {
        log: () => (/** @type {unknown} */ report) => log('reportingcallback', report),
        throws: () => () => fail('reportingcallback'),
      },
    ],
  });

  /** @type {Record<string, string | null>} */
  const answers = {};

  join.addEventListener('glanceinvite', (event) => {
    if (answers['demo-glanceinvite'] === 'prevent') event.preventDefault();
    if (answers['demo-glanceinvite'] === 'args') {
      const { detail } = /** @type {CustomEvent<{ waitUntil(promise: Promise<unknown>): void }>} */ (event);
      detail.waitUntil(wait(500).then(() => told('glanceinvite, waitUntil', { topic: 'Repairs' })));
    }
  });

  join.addEventListener('glanceviewer', (event) => {
    const answer = answers['demo-glanceviewer'];
    if (!answer) return;
    event.preventDefault();
    const { detail } = /** @type {CustomEvent<{ open(target: HTMLIFrameElement): void }>} */ (event);
    if (answer === 'panel') detail.open(frame);
  });

  /** Every call of the page's own functions is in the log, with what came back. @param {string} name @param {unknown} result */
  function told(name, result) {
    log(`${name} called`, result instanceof Element ? `#${result.id}` : describe(result));
    return result;
  }

  /** @param {string} name @returns {never} */
  function fail(name) {
    log(`${name} called`, 'throws');
    throw new Error(`${name} of the demo throws`);
  }

  async function fetchLoginKey() {
    const owner = { partneruserid: join.getAttribute('puid') ?? '', groupid: join.getAttribute('groupid') ?? '' };
    const reply = await fetch(`/loginkey?${new URLSearchParams(owner)}`, { method: 'POST' });
    if (!reply.ok) throw new Error(`/loginkey answered ${reply.status}`);
    const { loginKey, expiration } = /** @type {{ loginKey: string, expiration: number }} */ (await reply.json());
    return { loginKey, expiration };
  }

  /** The key is for one agent: another agent needs another. */
  async function handKeyOver() {
    try {
      const { loginKey } = await fetchLoginKey();
      if (answers['demo-loginkey'] !== 'loginkey') return;
      element.loginkey = loginKey;
      log('loginkey set', '…');
    } catch (error) {
      log('loginkey not set', String(error));
    }
  }

  return (name, value) => {
    const had = answers[name];
    answers[name] = value;
    if (name === 'demo-loginkey') {
      if (value === 'loginkey') void handKeyOver();
      else if (had === 'loginkey') element.loginkey = undefined;
    }
    const [property, choices] = properties[name] ?? [];
    if (!property) return;
    element[property] = choices?.[value ?? '']?.();
    // The attribute of the same name holds again.
    const attribute = value === null ? join.getAttribute(property) : null;
    if (attribute !== null) {
      join.removeAttribute(property);
      join.setAttribute(property, attribute);
    }
  };
}

/** @param {number} ms */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Windows of other origins cannot be looked into, and a login key is nobody's to read. @param {unknown} result */
function describe(result) {
  if (result instanceof URLSearchParams) return String(result);
  if (result instanceof Promise) return 'a promise';
  if (result === null) return 'null: blocked';
  if (typeof result !== 'object') return result;
  if ('loginKey' in result) return { loginKey: '…' };
  return Object.getPrototypeOf(result) === Object.prototype ? result : 'a window';
}
