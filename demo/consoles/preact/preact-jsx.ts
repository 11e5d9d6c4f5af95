import type { HTMLAttributes } from 'preact';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

type Props = HTMLAttributes<GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}
