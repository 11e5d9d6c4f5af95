declare const __VERSION__: string | undefined;

/** The package's version, as the build writes it in; the sources by themselves have none. */
export const VERSION = typeof __VERSION__ === 'undefined' ? 'source' : __VERSION__;
