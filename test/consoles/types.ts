import type { GlanceJoin, GlanceJoinEventMap } from '../../src/index.js';
import type * as told from '../../demo/consoles/glance-join.js';

// What the consoles are told of the element's types is what they are: `tsc` says where not.

type Is<Given extends Told, Told> = [Given, Told];

export type Settings = Is<keyof told.GlanceJoinSettings, keyof GlanceJoin>;
export type Element = Is<GlanceJoin, told.GlanceJoinElement>;
export type Events = Is<GlanceJoinEventMap, told.GlanceJoinEventMap>;
export type EveryEvent = Is<keyof GlanceJoinEventMap, keyof told.GlanceJoinEventMap>;
