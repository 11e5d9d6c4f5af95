import '../../src/index.js';
import type { GlanceJoin, GlanceJoinEventMap, NoticeCode, Phase, StateName } from '../../src/index.js';
import { replace } from './replace.js';
import { origins, resetSandbox, seen } from './sandbox.js';
import { drawn, nextTask, until } from './until.js';

// The element on a test page, as an integrator and an agent meet it. Every file that imports this
// starts each test with a fresh sandbox, and leaves no element behind.

type EventName = keyof GlanceJoinEventMap;
type Detail<Name extends EventName> = GlanceJoinEventMap[Name]['detail'];

export const eventNames = [
  'glancestatechange',
  'glancepresencechange',
  'glancenotice',
  'glancesessionstart',
  'glancesessionend',
  'glanceerror',
] as const satisfies readonly EventName[];

/** Attributes that let an agent join by key. */
export const keyOnly = {
  groupid: '21489',
  puid: 'agent-42',
  authurl: '/loginkey',
  glancebaseurl: origins.glance,
} as const;

/** Attributes that watch Alice. */
export const watching = { ...keyOnly, presence: '', visitorid: 'alice' } as const;

/** Where the elements of a test stand. */
export const stage = document.createElement('main');

beforeEach(async () => {
  document.body.append(stage);
  await resetSandbox();
});

afterEach(async () => {
  stage.replaceChildren();
  await nextTask();
  // A session that was running is no concern of the next test's elements.
  sessionStorage.clear();
});

/** An element with these attributes, in no page yet. */
export function make(attributes: Readonly<Record<string, string>> = watching): GlanceJoin {
  const join = document.createElement('glance-join');
  for (const [name, value] of Object.entries(attributes)) join.setAttribute(name, value);
  record(join);
  return join;
}

export function place(attributes?: Readonly<Record<string, string>>, parent: ParentNode = stage): GlanceJoin {
  const join = make(attributes);
  parent.append(join);
  return join;
}

/** Sets properties, one after the other. */
export function set(join: Element, properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) Reflect.set(join, name, value);
}

interface Heard {
  readonly type: EventName;
  readonly detail: unknown;
}

const records = new WeakMap<GlanceJoin, Heard[]>();

/** Notes every event of this element from here on. */
export function record(join: GlanceJoin): void {
  const heard: Heard[] = [];
  records.set(join, heard);
  for (const type of eventNames)
    join.addEventListener(type, (event) => heard.push({ type, detail: (event as CustomEvent).detail }));
}

/** The details of all events of this name so far, oldest first. */
export function heard<Name extends EventName>(join: GlanceJoin, name: Name): Detail<Name>[] {
  return (records.get(join) ?? []).filter(({ type }) => type === name).map(({ detail }) => detail as Detail<Name>);
}

/** The states so far, with the phase where there is one: `present`, `inviting/sent`. */
export function course(join: GlanceJoin): string[] {
  return heard(join, 'glancestatechange').map(({ state, phase }) => (phase ? `${state}/${phase}` : state));
}

export const notices = (join: GlanceJoin): NoticeCode[] => heard(join, 'glancenotice').map(({ code }) => code);
export const errors = (join: GlanceJoin): string[] => heard(join, 'glanceerror').map(({ code }) => code);

export async function comesTo(join: GlanceJoin, state: StateName, phase?: Phase): Promise<void> {
  await until(
    () => `${state} ${phase ?? ''}, but it is ${join.state} ${join.phase ?? ''} after ${course(join).join()}`,
    () => join.state === state && join.phase === phase,
  );
  await join.updateComplete;
}

/** As `comesTo`, but by a change of state from here on: what it is now does not count. */
export async function comesAgainTo(join: GlanceJoin, state: StateName, change: () => unknown): Promise<void> {
  const before = course(join).length;
  await change();
  await until(
    () => `${state} again, but it went ${course(join).slice(before).join()}`,
    () => course(join).slice(before).at(-1) === state,
  );
  await join.updateComplete;
}

/** The look at first sight has been answered, and the element has heard the answer: what starts now starts unasked. */
export async function firstSightIsOver(): Promise<void> {
  const path = '/services/SessionService.asmx/LookupPartnerSession2';
  await until('it has looked', async () => (await seen(path)).some(({ status }) => status === 200));
  await drawn();
}

/** Waits for a notice. */
export async function isTold(join: GlanceJoin, code: NoticeCode, times = 1): Promise<void> {
  await until(
    () => `the notice ${code}, but there was ${notices(join).join()}`,
    () => count(notices(join), code) >= times,
  );
  await join.updateComplete;
}

const count = <T>(list: readonly T[], wanted: T): number => list.filter((each) => each === wanted).length;

/** What a promise was rejected with: its code, and its cause where there is one. */
export async function rejection(promise: Promise<unknown>): Promise<{ code: unknown; cause: unknown }> {
  const error: unknown = await promise.then(
    () => 'It was not rejected.',
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(String(error));
  return { code: (error as { code?: unknown }).code, cause: error.cause };
}

export function part(join: GlanceJoin, name: string): HTMLElement | null {
  return join.shadowRoot!.querySelector(`[part~="${name}"]`);
}

/** The words of a part, as they are read. */
export function text(join: GlanceJoin, name: string): string | undefined {
  return part(join, name)?.textContent.replace(/\s+/g, ' ').trim();
}

export const mainButton = (join: GlanceJoin): HTMLElement => part(join, 'button')!;
export const keyField = (join: GlanceJoin): HTMLInputElement | null =>
  part(join, 'key-input') as HTMLInputElement | null;

/** The button with this name, as a screen reader gives it. */
export function button(join: GlanceJoin, name: string): HTMLButtonElement | undefined {
  return [...join.shadowRoot!.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent.replace(/\s+/g, ' ').trim()) === name,
  );
}

export async function press(join: GlanceJoin, name: string): Promise<void> {
  await join.updateComplete;
  const found = button(join, name);
  if (!found) throw new Error(`There is no button ${name}, but ${text(join, 'base') ?? ''}`);
  found.click();
  await join.updateComplete;
}

/** Types into the key form, opening it by the main button where it is not open. */
export async function typeKey(join: GlanceJoin, typed: string): Promise<HTMLInputElement> {
  await join.updateComplete;
  if (!keyField(join)) await press(join, join.state === 'present' || join.state === 'error' ? 'Enter key' : 'Join');
  const field = keyField(join)!;
  field.value = '';
  for (const letter of typed) {
    field.value += letter;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  await join.updateComplete;
  return field;
}

export async function enterKey(join: GlanceJoin, typed: string): Promise<void> {
  await typeKey(join, typed);
  await press(join, 'Connect');
}

/** What would open by itself has had its chance: this is asked of the same lock later. */
export async function claimIsOver(key = 'alice'): Promise<void> {
  await navigator.locks.request(`glance-join ${origins.glance} 21489 ${key}`, { ifAvailable: true }, () => undefined);
  await drawn();
}

/** The first address outside this page that is asked; nothing leaves the machine. */
export async function askedElsewhere(begin: () => unknown): Promise<string> {
  const asked: string[] = [];
  const restore = replace(window, 'fetch', (fetch) => (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input.toString(), location.href);
    if (url.origin === location.origin) return fetch(input, init);
    asked.push(url.href);
    return Promise.reject(new TypeError('offline'));
  });
  begin();
  await until('it asks there', () => asked.length > 0).finally(restore);
  return asked[0]!;
}

/** A frame has modules of its own, so what it imports is a second copy. */
export async function secondCopy(): Promise<typeof import('../../src/index.js')> {
  const frame = stage.appendChild(document.createElement('iframe'));
  const view = frame.contentWindow as Window & { copy?: typeof import('../../src/index.js') };
  const script = frame.contentDocument!.createElement('script');
  script.type = 'module';
  script.textContent = `import * as copy from '${location.origin}/src/index.ts'; window.copy = copy;`;
  frame.contentDocument!.body.append(script);
  return until('the copy is loaded', () => view.copy);
}
