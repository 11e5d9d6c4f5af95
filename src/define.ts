import { warnOnce } from './element/compose.js';
import { GlanceJoin } from './element/glance-join.js';
import { VERSION } from './element/version.js';

/**
 * Defines the element. A tag that is taken stays as it is: a page may load the script twice, or two
 * versions of it, and nothing throws. The one that is at work keeps count of them, for `diagnose()`.
 * @returns whether this class is now the one behind the tag
 */
export const define = (tag = 'glance-join', registry: CustomElementRegistry = customElements): boolean => {
  const taken = registry.get(tag) as { readonly versions?: unknown } | undefined;
  if (taken) {
    const { versions } = taken;
    const own = versions === GlanceJoin.versions;
    if (Array.isArray(versions) && !own) {
      versions.push(VERSION);
      if (versions[0] !== VERSION) warnOnce(`${VERSION} is not used: ${versions[0]} was loaded first`);
    }
    return own;
  }
  // A class can stand behind one tag only; another tag gets one of its own.
  registry.define(tag, tag === 'glance-join' ? GlanceJoin : class extends GlanceJoin {});
  return true;
};
