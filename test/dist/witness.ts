import type { Page } from 'playwright/test';

// Other people's code on the agent's page: a recorder of sessions, a logger, whatever looks on. It hears and keeps all
// that a page lets it see, from before the element is defined.

/** What it has seen so far, as texts. */
export const witnessed = (page: Page): Promise<string[]> => page.evaluate(() => window.witness.seen);

/** What the page's Content Security Policy has been broken by. */
export const violations = (page: Page): Promise<string[]> => page.evaluate(() => window.witness.violations);

/** What lies about when everything is over: markup, storage, addresses, names. */
export const leftBehind = (page: Page): Promise<string[]> => page.evaluate(() => window.witness.lookAround());

/** The same in the midst of it, for `witnessed`. */
export const looksAround = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { seen, lookAround } = window.witness;
    seen.push(...(await lookAround()));
  });

/** Does something with the element and keeps what it returns or is rejected with. */
export const calls = (page: Page, method: string, ...args: unknown[]): Promise<void> =>
  page.evaluate(([name, list]) => window.witness.call(name, list), [method, args] as const);

/** Before the page is loaded. */
export const installWitness = async (page: Page): Promise<void> => {
  await page.addInitScript(witness);
};

interface Witness {
  seen: string[];
  violations: string[];
  call(method: string, args: readonly unknown[]): Promise<void>;
  lookAround: () => Promise<string[]>;
}

declare global {
  interface Window {
    witness: Witness;
  }
}

function witness(): void {
  // Of the page itself only, not of what is framed in it.
  if (window !== window.top) return;
  const seen: string[] = [];
  const violations: string[] = [];

  /** Everything in a value, errors with all that hangs on them. */
  const inWords = (value: unknown, depth = 0): string => {
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      return [name, message, stack, inWords(Object.fromEntries(Object.entries(value)), depth + 1), inWords(cause, depth + 1)].join(' ');
    }
    if (value instanceof Node) return markup(value);
    if (typeof value !== 'object' || value === null || depth > 6) return String(value);
    if (value instanceof Window) return 'a window';
    return Object.entries(value)
      .map(([name, member]) => `${name}=${inWords(member, depth + 1)}`)
      .join(' ');
  };

  /** As markup says it, with what is typed, and with all shadow trees. */
  const markup = (node: Node): string => {
    if (!(node instanceof Element)) return [node.nodeValue ?? '', ...[...node.childNodes].map(markup)].join(' ');
    const attributes = [...node.attributes].map(({ name, value }) => `${name}="${value}"`);
    // The field in which the agent types a phone number is the one place where it is, as long as that takes.
    const typed = 'value' in node && !node.matches('[part~="phone-input"]') ? String(node.value) : '';
    const shadow = roots.get(node);
    return [node.localName, ...attributes, typed, shadow ? markup(shadow) : '', ...[...node.childNodes].map(markup)].join(
      ' ',
    );
  };

  const roots = new WeakMap<Node, ShadowRoot>();
  const observer = new MutationObserver((records) => {
    for (const { target, attributeName, oldValue, addedNodes, removedNodes } of records) {
      const now = attributeName && target instanceof Element ? target.getAttribute(attributeName) : target.nodeValue;
      seen.push([attributeName, oldValue, now, ...[...addedNodes, ...removedNodes].map(markup)].join(' '));
    }
  });
  const observe = (root: Node): void =>
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
      characterData: true,
      characterDataOldValue: true,
    });
  observe(document);
  const replace = <T extends object, K extends keyof T>(target: T, name: K, make: (original: T[K]) => T[K]): void => {
    target[name] = make(target[name]);
  };
  replace(
    Element.prototype,
    'attachShadow',
    (attachShadow) =>
      function (this: Element, init) {
        const root = attachShadow.call(this, init);
        roots.set(this, root);
        observe(root);
        return root;
      },
  );
  // What is in the page at the very moment in which a form is sent.
  replace(
    HTMLFormElement.prototype,
    'submit',
    (submit) =>
      function (this: HTMLFormElement) {
        seen.push(`sent ${markup(document)} ${markup(this)}`);
        submit.call(this);
      },
  );

  const names =
    'glancestatechange glancepresencechange glancenotice glanceinvite glanceviewer glancesessionstart glancesessionend glancesignal glanceerror';
  for (const type of names.split(' '))
    window.addEventListener(type, (event) => seen.push(`${type} ${inWords((event as CustomEvent).detail)}`), true);
  window.addEventListener('message', ({ data }) => seen.push(`message ${inWords(data)}`));
  window.addEventListener('error', ({ error, message }) => seen.push(`error ${message} ${inWords(error)}`));
  window.addEventListener('unhandledrejection', ({ reason }) => seen.push(`rejection ${inWords(reason)}`));
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'group', 'groupCollapsed', 'table'] as const) {
    const say = console[name].bind(console);
    console[name] = (...said: unknown[]) => {
      seen.push(`${name} ${said.map((one) => inWords(one)).join(' ')}`);
      say(...said);
    };
  }
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
    violations.push([effectiveDirective, blockedURI, sample, sourceFile].join(' ')),
  );

  const element = (): Record<string, unknown> => document.querySelector('#join') as unknown as Record<string, unknown>;

  const lookAround = async (): Promise<string[]> => [
    markup(document),
    inWords(Object.entries(localStorage)),
    inWords(Object.entries(sessionStorage)),
    document.cookie,
    inWords(await indexedDB.databases()),
    inWords(await caches.keys()),
    inWords(history.state),
    window.name,
    location.href,
    document.referrer,
    ...performance.getEntries().map((entry) => entry.name),
    inWords(await navigator.locks.query()),
    // What scripts can read of the element itself.
    ...['state', 'phase', 'notice', 'visitor'].map((name) => inWords(element()[name])),
  ];

  const call = async (method: string, args: readonly unknown[]): Promise<void> => {
    const asked = element()[method];
    if (typeof asked !== 'function') return;
    try {
      const outcome: unknown = await Reflect.apply(asked, element(), args);
      seen.push(`${method} ${inWords(outcome)}`);
    } catch (error) {
      seen.push(`${method} rejected ${inWords(error)}`);
    }
  };
  window.witness = { seen, violations, call, lookAround };
}
