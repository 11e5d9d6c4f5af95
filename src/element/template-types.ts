import type { LitElement } from 'lit';
import type { GlanceJoinEventMap } from './events.js';
import type { Settings } from './settings.js';

// What a framework's template may say of the element: its types are made of these (JSX, Vue, Svelte).

/** Every setting, as attribute or property. What is on or off may be a text, too, as attributes are. */
export type GlanceJoinSettings = {
  [Name in Exclude<keyof Settings, keyof LitElement>]?: Settings[Name] extends boolean | undefined
    ? boolean | 'true' | 'false' | '' | undefined
    : Settings[Name];
};

/** Every listener, as JSX has them: `onglancestatechange`. */
export type GlanceJoinListeners = {
  [Name in keyof GlanceJoinEventMap as `on${Name}`]?: (event: GlanceJoinEventMap[Name]) => unknown;
};

/** Any of the element's events. */
export type GlanceJoinEvent = GlanceJoinEventMap[keyof GlanceJoinEventMap];
