import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { GlanceJoin, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

type Props = DetailedHTMLProps<HTMLAttributes<GlanceJoin>, GlanceJoin> & GlanceJoinSettings & GlanceJoinListeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}
