import type { HttpBindings } from '@hono/node-server';
import type { SandboxCore } from './core/index.js';
import type { Origins } from './origins.js';

/** In a test without a server there is no socket below a request. */
export interface SandboxEnv {
  Bindings: Partial<HttpBindings>;
}

export interface Surroundings {
  readonly core: SandboxCore;
  readonly origins: Origins;
  /** Cuts the web sockets now open on paths that fit; says whether there were any. */
  readonly cutSockets: (pattern: string) => boolean;
}
