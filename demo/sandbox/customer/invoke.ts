/** What an agent may call on this page: Glance's own functions and those the page offers as `Custom`. */
import { asObject } from './frames.js';

const prefixes = ['GLANCE.', 'GLANCE_COBROWSE.Custom.'];
const inherited = new Set(['constructor', 'prototype', '__proto__']);

/** Nothing is ever reported back to the agent (traces 4.3): a refusal stands in this page's console only. */
export function invoke(request: unknown): void {
  const { func, args } = asObject(request) ?? {};
  if (typeof func !== 'string' || !prefixes.some((prefix) => func.startsWith(prefix))) {
    console.error('ERR_BADINVOKE:', func);
    return;
  }
  let owner: unknown;
  let target: unknown = window;
  for (const part of func.split('.')) {
    owner = target;
    target =
      inherited.has(part) || owner === null || owner === undefined ? undefined : Reflect.get(Object(owner), part);
    if (target === undefined) {
      console.error(`ERR_UNDEFINVOKE:${part}`);
      return;
    }
  }
  if (typeof target !== 'function') {
    console.error(`ERR_UNDEFINVOKE:${func}`);
    return;
  }
  void call(func, target, owner, { ...asObject(args), remote: true });
}

async function call(name: string, target: object, owner: unknown, args: object): Promise<void> {
  try {
    await Reflect.apply(target as (...values: unknown[]) => unknown, owner, [args]);
  } catch (error) {
    console.error(`${name} failed:`, error);
  }
}
