import type { HTMLAttributes } from 'svelte/elements';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

// Tells Svelte 5 of the tag: `import type {} from 'glance-join/svelte'`, once in a project.

type Props = HTMLAttributes<GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'glance-join': Props;
  }
}

export {};
