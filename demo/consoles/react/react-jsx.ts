import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { GlanceJoinElement, GlanceJoinListeners, GlanceJoinSettings } from '../glance-join.js';

type Props = DetailedHTMLProps<HTMLAttributes<GlanceJoinElement>, GlanceJoinElement> &
  GlanceJoinSettings &
  GlanceJoinListeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'glance-join': Props;
    }
  }
}
