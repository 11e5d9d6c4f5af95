import type { HTMLAttributes } from 'svelte/elements';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

type Props = HTMLAttributes<GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'glance-join': Props;
  }
}
