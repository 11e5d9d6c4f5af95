import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Desk } from './desk';

await bootstrapApplication(Desk, { providers: [provideZonelessChangeDetection()] });
