import type { HTMLAttributes } from 'preact';
import type { GlanceJoinElement, GlanceJoinListeners, GlanceJoinSettings } from '../glance-join.js';

type Props = HTMLAttributes<GlanceJoinElement> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}
