import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { agent, authheaders, customers, type CustomerId, custominvoke, inWords, openCase } from '../../crm.js';
import type { GlanceJoinEvent, Report } from 'glance-join';
import { GlanceJoin } from './glance-join';

@Component({
  selector: 'app-desk',
  imports: [GlanceJoin],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  templateUrl: 'desk.html',
})
export class Desk {
  readonly agent = agent;
  readonly authheaders = authheaders;
  readonly customers = customers;
  readonly custominvoke = custominvoke;
  readonly openCase = openCase;

  readonly visitor = signal<CustomerId>('alice');
  readonly hidden = signal(false);
  readonly open = signal(true);
  readonly lines = signal<readonly string[]>([]);

  readonly heard = (event: GlanceJoinEvent): void => this.note(inWords(event));
  readonly keepReport = ({ outcome }: Report): void => this.note(`reported ${outcome}`);

  private note(line: string): void {
    this.lines.update((before) => [...before, line]);
  }
}
