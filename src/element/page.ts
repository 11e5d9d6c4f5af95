import type { Clock } from '../session/ports.js';

/** The page, as the session's parts are given it. */
export const clock: Clock = {
  now: () => Date.now(),
  after: (ms, fire) => {
    // A longer pause would overflow, and fire at once.
    const timer = setTimeout(fire, Math.min(ms, 0x7fff_ffff));
    return () => clearTimeout(timer);
  },
  hidden: () => document.hidden,
  random: () => Math.random(),
};

/** Calls at every full second while the page is seen. @returns stops it */
export const onSecond = (tell: () => void): (() => void) => {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    clearTimeout(timer);
    tell();
    if (!document.hidden) timer = setTimeout(next, 1000 - (Date.now() % 1000));
  };
  document.addEventListener('visibilitychange', next, stopped);
  next();
  return () => {
    clearTimeout(timer);
    stopped.abort();
  };
};

/** Calls when the page is seen, restored or online again, after which timers may have slept. */
export const onWake = (tell: () => void, signal: AbortSignal): void => {
  const shown = (): void => {
    if (!document.hidden) tell();
  };
  document.addEventListener('visibilitychange', shown, { signal });
  // A page that has only loaded is shown as well, perhaps long after its button has begun: it has not come back.
  const back = ({ persisted = true }: Partial<PageTransitionEvent>): void => {
    if (persisted) tell();
  };
  for (const type of ['pageshow', 'online']) window.addEventListener(type, back, { signal });
};

/** Calls when the page goes. @param tell with whether it may be kept by the browser, and come back as it was */
export const onSleep = (tell: (back: boolean) => void, signal: AbortSignal): void =>
  window.addEventListener('pagehide', ({ persisted }) => tell(persisted), { signal });

/** Calls when the browser finds a network, or loses it. */
export const onConnection = (tell: (online: boolean) => void, signal: AbortSignal): void => {
  for (const type of ['online', 'offline']) window.addEventListener(type, () => tell(type === 'online'), { signal });
};

export const isOffline = (): boolean => !navigator.onLine;

/** What the page's Content Security Policy has blocked, also of others: directive and host, never an address. */
export const blocked = new Set<string>();
const MOST_BLOCKED = 20;

/** Notes what the page's Content Security Policy forbids. @returns whether it has forbidden calls of an address */
export const noteForbidden = (signal: AbortSignal): ((url: string) => boolean) => {
  const origins = new Set<string>();
  const note = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (disposition !== 'enforce') return;
    const url = URL.canParse(blockedURI) ? new URL(blockedURI) : undefined;
    if (blocked.size < MOST_BLOCKED) blocked.add(`${effectiveDirective} ${url ? url.host : blockedURI}`.trim());
    if (url && effectiveDirective === 'connect-src') origins.add(url.origin);
  };
  try {
    document.addEventListener('securitypolicyviolation', note, { signal });
  } catch {
    // Salesforce's Lightning Web Security lets no component hear of it.
  }
  return (url) => origins.has(new URL(url).origin);
};

/**
 * Whether this tab is the one that holds a name; it holds it until `over`. Without locks every tab is.
 * @param wait how long another tab that holds it is waited for
 */
export const claim = (name: string, over: AbortSignal, wait?: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const { locks } = navigator as { readonly locks?: LockManager };
    if (!locks) return resolve(true);
    const late = new AbortController();
    const cancel = wait === undefined ? undefined : clock.after(wait, () => late.abort());
    const how = wait === undefined ? { ifAvailable: true } : { signal: AbortSignal.any([late.signal, over]) };
    locks
      .request(`glance-join ${name}`, how, (lock) => {
        cancel?.();
        resolve(!!lock);
        return new Promise<void>((release) => {
          if (!lock || over.aborted) release();
          over.addEventListener('abort', () => release());
        });
      })
      .catch((error: unknown) => (late.signal.aborted ? resolve(false) : reject(error as Error)))
      .finally(() => cancel?.());
  });

/** Without an answer from the observer within this time, as in a background tab, it is measured. */
const OBSERVER_SILENT = 1_000;

const watched = new Map<Element, (inView: boolean) => void>();
/** Those the observer has not told of yet. */
const untold = new Set<Element>();
let cancelMeasuring: (() => void) | undefined;
let observer: IntersectionObserver | undefined;

/** Tells whether an element is in view, now and whenever it changes. @returns stops it */
export const onView = (element: Element, tell: (inView: boolean) => void): (() => void) => {
  observer ??= new IntersectionObserver((entries) =>
    tellAll(entries.map(({ target, isIntersecting }) => [target, isIntersecting || isHidden(target)])),
  );
  watched.set(element, tell);
  untold.add(element);
  cancelMeasuring ??= clock.after(OBSERVER_SILENT, measure);
  observer.observe(element);
  return () => {
    if (!watched.delete(element)) return;
    isTold(element);
    observer?.unobserve(element);
    if (watched.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
};

const measure = (): void => {
  cancelMeasuring = undefined;
  tellAll([...untold].map((element) => [element, isHidden(element) || isInWindow(element)]));
};

/** All are looked at before one of them acts on it: a look at a page that has changed costs a layout of the whole. */
const tellAll = (views: readonly (readonly [Element, boolean])[]): void => {
  for (const [element, inView] of views) {
    isTold(element);
    watched.get(element)?.(inView);
  }
};

const isTold = (element: Element): void => {
  untold.delete(element);
  if (untold.size > 0) return;
  cancelMeasuring?.();
  cancelMeasuring = undefined;
};

/** Without any box it is hidden by the page, not scrolled away: it keeps watching. */
const isHidden = (element: Element): boolean => element.getClientRects().length === 0;

const isInWindow = (element: Element): boolean => {
  const { top, right, bottom, left } = element.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
};
