// @ts-check
// Who is signed in, for the page and for Glance. A classic script before Glance's own, since Glance reads
// GLANCE_COBROWSE once, as it loads. `?visitorid=` signs in; the window remembers it from page to page.
(() => {
  // In a frame on a page of another site, browsers may forbid what a site stores: then the frame's name keeps it, which
  // stays from page to page.
  for (const storage of ['sessionStorage', 'localStorage']) {
    try {
      void window[/** @type {'sessionStorage'} */ (storage)].length;
    } catch {
      Object.defineProperty(window, storage, { value: inName(storage) });
    }
  }

  /** @param {string} storage */
  function inName(storage) {
    /** @returns {Record<string, Record<string, string>>} */
    const all = () => (window.name.startsWith('{') ? JSON.parse(window.name) : {});
    /** @param {(kept: Record<string, string>) => void} change */
    const keep = (change) => {
      const kept = all();
      change((kept[storage] ??= {}));
      window.name = JSON.stringify(kept);
    };
    return {
      getItem: (/** @type {string} */ name) => all()[storage]?.[name] ?? null,
      setItem: (/** @type {string} */ name, /** @type {unknown} */ value) =>
        keep((kept) => void (kept[name] = String(value))),
      removeItem: (/** @type {string} */ name) => keep((kept) => void delete kept[name]),
    };
  }

  /** @type {Record<string, { name: string, email: string }>} */
  const people = {
    alice: { name: 'Alice Marchetti', email: 'alice.marchetti@example.com' },
    bob: { name: 'Bob Lindqvist', email: 'bob.lindqvist@example.com' },
    carol: { name: 'Carol Okafor', email: 'carol.okafor@example.com' },
  };
  const slot = 'northwind-visitor';

  const asked = new URLSearchParams(location.search).get('visitorid');
  const visitorId = asked ?? sessionStorage.getItem(slot) ?? '';
  if (!/^[A-Za-z0-9_~.-]{1,62}$/.test(visitorId)) {
    sessionStorage.removeItem(slot);
    return; // a guest: no visitor id, no presence
  }
  sessionStorage.setItem(slot, visitorId);

  const person = Object.hasOwn(people, visitorId) ? people[visitorId] : undefined;
  const name = person?.name ?? visitorId.charAt(0).toUpperCase() + visitorId.slice(1);
  /** @type {any} */ (window).GLANCE_COBROWSE = {
    visitorid: visitorId,
    name,
    ...(person ? { email: person.email } : {}),
  };
})();
