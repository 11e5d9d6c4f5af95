// @ts-check
// Who is signed in, for the page and for Glance. A classic script before Glance's own, since Glance reads
// GLANCE_COBROWSE once, as it loads. `?visitorid=` signs in; the window remembers it from page to page.
(() => {
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
