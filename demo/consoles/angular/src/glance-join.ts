import { Directive, output } from '@angular/core';
import type { GlanceJoinEventMap as Events } from 'glance-join';

/** Tells templates the types of the events. It says none itself: those are the element's own. */
@Directive({ selector: 'glance-join' })
export class GlanceJoin {
  readonly glancestatechange = output<Events['glancestatechange']>();
  readonly glancepresencechange = output<Events['glancepresencechange']>();
  readonly glancenotice = output<Events['glancenotice']>();
  readonly glanceinvite = output<Events['glanceinvite']>();
  readonly glanceviewer = output<Events['glanceviewer']>();
  readonly glancesessionstart = output<Events['glancesessionstart']>();
  readonly glancesessionend = output<Events['glancesessionend']>();
  readonly glancesignal = output<Events['glancesignal']>();
  readonly glanceerror = output<Events['glanceerror']>();
}
