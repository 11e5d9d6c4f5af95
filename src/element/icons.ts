import { html, type TemplateResult } from 'lit';

/** Line drawings on a field of 20 × 20, in the colour of the text beside them. */
const icon = (path: string, part = ''): TemplateResult =>
  html`<svg viewBox="0 0 20 20" class=${part} aria-hidden="true"><path d=${path} /></svg>`;

/** A window, and a pointer that two share. */
export const joinIcon = icon('M17 8V4H3v12h5M10 9l8 3-3.5 1.5L13 17z');
export const busyIcon = icon('M10 3a7 7 0 1 1-7 7', 'busy');
export const cameraIcon = icon('M3 6h3l1.5-2h5L14 6h3v9.5H3zM10 8a2.6 2.6 0 1 1-.1 0z');
export const alertIcon = icon('M10 3l7.5 13h-15zM10 8v4M10 13v1.5');
export const crossIcon = icon('M5 5l10 10M15 5L5 15');
