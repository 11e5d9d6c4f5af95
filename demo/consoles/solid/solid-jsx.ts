import type { JSX } from 'solid-js';
import type { GlanceJoin, GlanceJoinEventMap, GlanceJoinSettings } from 'glance-join';

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
