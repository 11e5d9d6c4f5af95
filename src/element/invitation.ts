import type { Invitation } from '../session/ports.js';
import { GlanceError } from '../session/codes.js';
import { members } from '../session/outside.js';
import { isKey } from '../session/session-key.js';
import type { InviteDetail } from './events.js';
import type { CustomInvoke, InvitationArgs, Settings } from './settings.js';

/** Asks by the dialog of the customer's page. */
const DIALOG = 'GLANCE.Cobrowse.Visitor.showTerms';

/** The name as it goes to the customer's page, which calls no other (services 5.4); nothing when it may not. */
export const invocable = (func: unknown): string | undefined => {
  if (typeof func !== 'string') return undefined;
  const name = /^[\w$]+$/.test(func) ? `GLANCE_COBROWSE.Custom.${func}` : func;
  // Never by way of what every object has: that would reach more than these two hold.
  return /^(GLANCE|GLANCE_COBROWSE\.Custom)(\.(?!(__proto__|constructor|prototype)\b)[\w$]+)+$/.test(name)
    ? name
    : undefined;
};

/** `custominvoke`, or how the customer is asked without one; nothing when it cannot be called. */
export const asking = (custom: CustomInvoke | null | undefined): { func: string; args: InvitationArgs } | undefined => {
  const func = custom ? invocable(custom.func) : DIALOG;
  return func === undefined ? undefined : { func, args: members(custom?.args) };
};

/**
 * What the page makes of an invitation: first the listeners of `glanceinvite` hear of it, then
 * `presessionfunc` does its work. At once where nothing has to be waited for.
 * @param fire tells the page; returns false when it does not want the customer to be asked
 * @throws what the page's function throws
 */
export const prepareInvitation = (
  { custominvoke, presessionfunc }: Pick<Settings, 'custominvoke' | 'presessionfunc'>,
  visitorId: string,
  fire: (detail: InviteDetail) => boolean,
): Invitation | undefined | Promise<Invitation | undefined> => {
  const { func, args } = asking(custominvoke) ?? { func: DIALOG, args: {} };
  const pending: unknown[] = [];
  const waitUntil = (promise: unknown): void => {
    pending.push(promise);
    // Where the invitation comes to nothing before it is waited for, its failure has no reader.
    Promise.resolve(promise).catch(() => undefined);
  };
  const given = { ...args, sessionKey: keyOf(args, visitorId) };
  if (!fire({ args: Object.freeze(given), waitUntil })) return undefined;
  // In the order in which they are merged: what a listener brings comes last.
  if (presessionfunc) pending.unshift(presessionfunc({ ...given }));

  const merge = (results: readonly unknown[]): Invitation => {
    const merged = results.reduce<InvitationArgs>((all, result) => ({ ...all, ...members(result) }), args);
    const sessionKey = keyOf(merged, visitorId);
    if (!isKey(sessionKey)) throw new GlanceError('presession-failed', { cause: 'sessionKey' });
    return { func, sessionKey, args: { ...merged, sessionKey } };
  };
  return pending.some(isThenable) ? Promise.all(pending).then(merge) : merge(pending);
};

const keyOf = ({ sessionKey }: InvitationArgs, visitorId: string): string =>
  typeof sessionKey === 'string' || typeof sessionKey === 'number' ? String(sessionKey) : visitorId;

const isThenable = (value: unknown): boolean =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
