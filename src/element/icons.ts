import { html, type TemplateResult } from 'lit';

/** Line drawings on a field of 20 × 20, in the colour of the text beside them. */
const icon = (path: string, look = ''): TemplateResult =>
  html`<svg viewBox="0 0 20 20" class=${look} aria-hidden="true"><path d=${path} /></svg>`;

/** A window, and a pointer that two share. */
export const joinIcon = icon('M17 8V4H3v12h5M10 9l8 3-3.5 1.5L13 17z');
export const busyIcon = icon('M10 3a7 7 0 1 1-7 7', 'busy');
export const cameraIcon = icon('M3 6h3l1.5-2h5L14 6h3v9.5H3zM10 8a2.6 2.6 0 1 1-.1 0z');
export const alertIcon = icon('M10 3l7.5 13h-15zM10 8v4M10 13v1.5');
export const crossIcon = icon('M5 5l10 10M15 5L5 15');
export const keyIcon = icon('M9 10a3 3 0 1 0 0 .1M9 10h8.5v3.5M14 10v2.5');
export const retryIcon = icon('M16.5 10A6.5 6.5 0 1 1 14 4.9M14.5 2v3.5H11');
export const leaveIcon = icon('M11 4H4v12h7M8 10h9M14 7l3 3-3 3');
export const endIcon = icon('M5.5 5.5h9v9h-9z');
export const clockIcon = icon('M10 3a7 7 0 1 1-.1 0M10 6v4.5l3 1.5');
