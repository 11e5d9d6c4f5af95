import { createElement, type HTMLAttributes, useLayoutEffect, useRef } from 'react';
import type { GlanceJoin, GlanceJoinEvent, GlanceJoinListeners, GlanceJoinSettings } from 'glance-join';

// React before 19 gives an element nothing but texts, and hears none of its events. This sets all of it as properties,
// and listens.

export interface GlanceProps extends GlanceJoinSettings, GlanceJoinListeners {
  id?: string;
  hidden?: boolean;
}

const events = [
  'glancestatechange',
  'glancepresencechange',
  'glancenotice',
  'glanceinvite',
  'glanceviewer',
  'glancesessionstart',
  'glancesessionend',
  'glancesignal',
  'glanceerror',
] as const;

export function Glance({ id, ...props }: GlanceProps) {
  const element = useRef<GlanceJoin>(null);
  const given = useRef<GlanceProps>({});

  useLayoutEffect(() => {
    // What was given before, and is no more, is set back.
    const gone = Object.keys(given.current).filter((name) => !(name in props));
    for (const name of gone) Reflect.set(element.current!, name, undefined);
    for (const [name, value] of Object.entries(props))
      if (!name.startsWith('onglance')) Reflect.set(element.current!, name, value);
    given.current = props;
  });

  useLayoutEffect(() => {
    const join = element.current!;
    // Looks up the listener of the last render, so that none is ever taken off and put on again.
    const heard = (event: Event): void => {
      const listener = given.current[`on${event.type}` as keyof GlanceJoinListeners] as
        ((event: GlanceJoinEvent) => unknown) | undefined;
      listener?.(event as GlanceJoinEvent);
    };
    for (const name of events) join.addEventListener(name, heard);
    return () => {
      for (const name of events) join.removeEventListener(name, heard);
    };
  }, []);

  return createElement<HTMLAttributes<GlanceJoin>, GlanceJoin>('glance-join', { id, ref: element });
}
