import type { JSX } from 'solid-js';
import type { GlanceJoin, GlanceJoinEventMap, GlanceJoinSettings } from 'glance-join';

// Tells Solid of the tag: `import type {} from 'glance-join/solid'`, once in a project.

type Listeners = {
  [Name in keyof GlanceJoinEventMap as `on:${Name}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};

type Props = JSX.HTMLAttributes<GlanceJoin> & GlanceJoinSettings & Listeners;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}

export {};
