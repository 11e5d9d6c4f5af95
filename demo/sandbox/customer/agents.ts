/** Who is in a session, as its frames name them: to the customer, and to the other agents. */
import { asObject } from './frames.js';

export interface Agent {
  readonly id: string;
  readonly name: string;
}

export function readAgents(value: unknown): Agent[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((item) => {
    const { id, name } = asObject(item) ?? {};
    return typeof id === 'string' ? [{ id, name: typeof name === 'string' && name ? name : id }] : [];
  });
}
