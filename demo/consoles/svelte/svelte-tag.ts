import type { HTMLAttributes } from 'svelte/elements';
import type { GlanceJoinElement, GlanceJoinListeners, GlanceJoinSettings } from '../glance-join.js';

type Props = HTMLAttributes<GlanceJoinElement> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'glance-join': Props;
  }
}
