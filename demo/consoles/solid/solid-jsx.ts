import type { JSX } from 'solid-js';
import type { GlanceJoinElement, GlanceJoinEventMap, GlanceJoinSettings } from '../glance-join.js';

type Listeners = {
  [Name in keyof GlanceJoinEventMap as `on:${Name}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};

type Props = JSX.HTMLAttributes<GlanceJoinElement> & GlanceJoinSettings & Listeners;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}
