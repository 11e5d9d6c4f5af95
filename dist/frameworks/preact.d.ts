import type { HTMLAttributes } from 'preact';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

// Tells Preact of the tag: `import type {} from 'glance-join/preact'`, once in a project.

type Props = HTMLAttributes<GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}

export {};
