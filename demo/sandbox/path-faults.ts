import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { SandboxCore } from './core/index.js';
import type { SandboxEnv } from './surroundings.js';

const withoutBody: readonly unknown[] = [204, 205, 304];

/** The one place where faults on paths strike. Preflights are spared: a page cannot tell one fault in them from another. */
export function faulty(core: SandboxCore): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const fault = core.faults.onPath(c.req.path);
    switch (fault?.do) {
      case undefined:
        return next();
      case 'delay':
        await new Promise<void>((resolve) => {
          const callOff = core.clock.after(fault.ms ?? 0, resolve);
          c.env.outgoing?.once('close', callOff);
        });
        return next();
      case 'hold':
        await new Promise<void>((resolve) => {
          const callOff = core.faults.hold(resolve);
          c.env.outgoing?.once('close', callOff);
        });
        return next();
      case 'headers':
        await next();
        for (const [name, text] of Object.entries(fault.headers ?? {})) c.header(name, text);
        return undefined;
      case 'status':
        return new Response(withoutBody.includes(fault.status) ? null : (fault.body ?? ''), {
          status: fault.status ?? 500,
        });
      case 'garbage':
        return c.body(fault.body ?? '<garbage', 200, { 'Content-Type': 'text/plain' });
      case 'drop':
        c.env.incoming?.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      case 'silence':
        await silence(core, c.env);
        return RESPONSE_ALREADY_SENT;
    }
  };
}

/** Whether there was no answer. Looked up in a header, since the response is copied on its way out. */
export function wasCutOff(response: Response): boolean {
  return [...RESPONSE_ALREADY_SENT.headers.keys()].some((name) => response.headers.has(name));
}

/** Resolves when the connection has been closed, by the asker or by a reset. */
function silence(core: SandboxCore, { incoming, outgoing }: SandboxEnv['Bindings']): Promise<void> {
  return new Promise((resolve) => {
    if (!outgoing) return resolve();
    const callOff = core.faults.silence(() => incoming?.socket.destroy());
    outgoing.once('close', () => {
      callOff();
      resolve();
    });
  });
}
