import type { HTMLAttributes, ReservedProps } from 'vue';
import type { GlanceJoin, GlanceJoinEventMap, GlanceJoinSettings } from 'glance-join';

// Tells Vue 3 of the tag: `import type {} from 'glance-join/vue'`, once in a project.

// `@glancenotice` is `onGlancenotice` to Vue.
type Listeners = {
  [Name in keyof GlanceJoinEventMap as `on${Capitalize<Name>}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};

type Props = ReservedProps & HTMLAttributes & GlanceJoinSettings & Listeners;

declare module 'vue' {
  interface GlobalComponents {
    'glance-join': new () => GlanceJoin & { $props: Props };
  }
}

export {};
