import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

// Tells React 19 of the tag: `import type {} from 'glance-join/react'`, once in a project.

type Props = DetailedHTMLProps<HTMLAttributes<GlanceJoin>, GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}

export {};
