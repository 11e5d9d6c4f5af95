import { GlanceJoin } from './element/glance-join.js';

/**
 * Defines the element. A tag that is taken stays as it is: a page may load the script twice, or two
 * versions of it, and nothing throws.
 * @returns whether this class is now the one behind the tag
 */
export const define = (tag = 'glance-join', registry: CustomElementRegistry = customElements): boolean => {
  const taken = registry.get(tag);
  if (taken) return taken === GlanceJoin;
  // A class can stand behind one tag only; another tag gets one of its own.
  registry.define(tag, tag === 'glance-join' ? GlanceJoin : class extends GlanceJoin {});
  return true;
};
