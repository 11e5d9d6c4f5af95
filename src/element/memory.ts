import { TAKE_UP } from '../session/limits.js';
import type { Memory } from '../session/ports.js';
import { readRecord, type SessionRecord } from '../session/record.js';
import { claim } from './page.js';

/**
 * The sessions of one agent, kept in this tab's session storage. A tab that is duplicated gets a copy of
 * that: the lock each record is held under, by the tab that shows it, keeps it from being reported twice.
 * Where the page may use no storage nothing is kept, and nothing else is different.
 * @param agent what tells the agent from others
 */
export const createMemory = (agent: string): Memory => {
  const prefix = `glance-join ${agent} `;
  const nameOf = ({ key, since }: SessionRecord): string => `${prefix}${key} ${since}`;
  /** What this page shows, each with what gives its lock back. */
  const shown = new Map<string, AbortController>();
  /** What it does not, read once: only this tab writes there. */
  const left = new Map(
    Object.keys(storage() ?? {})
      .filter((name) => name.startsWith(prefix))
      .map((name) => [name, readRecord(storage()?.getItem(name) ?? null)]),
  );

  const show = (name: string, wait?: number): Promise<boolean> => {
    const over = new AbortController();
    shown.set(name, over);
    left.delete(name);
    return claim(name, over.signal, wait);
  };
  const hide = (name: string): void => {
    shown.get(name)?.abort();
    shown.delete(name);
  };
  const forget: Memory['forget'] = (record) => {
    hide(nameOf(record));
    storage()?.removeItem(nameOf(record));
  };

  return {
    left: () => [...left.values()].filter((record) => record !== undefined),
    keep: (record) => {
      const name = nameOf(record);
      if (!shown.has(name)) show(name).catch(() => undefined);
      try {
        storage()?.setItem(name, JSON.stringify(record));
      } catch {
        // It is full: a reload will not find this session.
      }
    },
    forget,
    take: async (record) => {
      const mine = await show(nameOf(record), TAKE_UP).catch(() => true);
      if (!mine) forget(record);
      return mine;
    },
    release: (record) => {
      hide(nameOf(record));
      left.set(nameOf(record), record);
    },
  };
};

/** Nothing where the page may not use it, as in some sandboxed frames. */
export const storage = (): Storage | undefined => {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
};
