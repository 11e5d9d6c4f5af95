import { css } from 'lit';

/**
 * The element is 24em wide in every state, unless the page gives it another width. Sizes are in
 * em, so the control grows with the page's font; colours follow `color-scheme`.
 *
 * What a page may set, on the element or anywhere above it:
 *
 * @cssprop --glance-join-blue - The main button. `light-dark(#0d6aa8, #3fb2e8)`
 * @cssprop --glance-join-on-blue - The label on it. `light-dark(#fff, #012)`
 * @cssprop --glance-join-orange - The main button while the customer is on the site or asked. `#f86717`
 * @cssprop --glance-join-on-orange - The label on that. `#210`
 * @cssprop --glance-join-surface - Behind everything else. `light-dark(#fff, #20252b)`
 * @cssprop --glance-join-text - The words on it. `light-dark(#1b2127, #eef2f5)`
 * @cssprop --glance-join-line - What is around it, and between. `#8887`
 * @cssprop --glance-join-danger - End, and what went wrong. `light-dark(#b3261e, #ff958c)`
 * @cssprop --glance-join-radius - The corners. `0.5em`
 * @cssprop --glance-join-viewer-height - The viewer inside the element. `40em`
 * @cssState framed - Beside the state: the viewer is inside the element.
 */
export const styles = css`
  :host {
    --_fill: var(--glance-join-blue, light-dark(#0d6aa8, #3fb2e8));
    --_on-fill: var(--glance-join-on-blue, light-dark(#fff, #012));
    --_line: var(--glance-join-line, #8887);
    --_radius: var(--glance-join-radius, 0.5em);
    display: inline-block;
    position: relative;
    vertical-align: middle;
    width: 24em;
    max-width: 100%;
    line-height: 1.25;
    text-align: start;
    white-space: normal;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .box {
    container-type: inline-size;
    anchor-name: --glance-join;
  }
  .group,
  [part='panel'] {
    position: relative;
    border-radius: var(--_radius);
    /* No border: it takes no room, and is there where a page's colours are forced. */
    outline: 1px solid var(--_line);
    outline-offset: -1px;
    background: var(--glance-join-surface, light-dark(#fff, #20252b));
    color: var(--glance-join-text, light-dark(#1b2127, #eef2f5));
  }
  .group {
    --_row: max(2.4em, 28px);
    display: flex;
    gap: 2px;
    padding: 2px;
    height: var(--_row);
    white-space: nowrap;
  }
  /* In a long list, only what is in view is laid out, drawn and moved; a button's height is known without. In Chromium,
     which alone has interpolate-size: Firefox 140 lays out wrongly what it skips, WebKit draws nothing around it. */
  @supports (interpolate-size: allow-keywords) {
    .v1 {
      content-visibility: auto;
      /* What a page or the beats below put around it. */
      overflow-clip-margin: 1em;
    }
  }
  .present,
  .inviting {
    --_fill: var(--glance-join-orange, #f86717);
    --_on-fill: var(--glance-join-on-orange, #210);
  }
  .present,
  .in-session {
    outline-color: var(--_fill);
  }

  button,
  input {
    font: inherit;
    color: inherit;
    margin: 0;
    padding: 0 0.6em;
    border: 0;
    border-radius: max(0px, var(--_radius) - 2px);
    background: none;
  }
  button {
    display: flex;
    align-items: center;
    justify-content: center;
    white-space: nowrap;
    cursor: pointer;
    &:hover {
      background-image: linear-gradient(#8883 0 0);
    }
    &[aria-disabled] {
      cursor: default;
      opacity: 0.8;
    }
  }
  :focus-visible {
    outline: 2px solid;
    outline-offset: -3px;
  }
  svg {
    width: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    vertical-align: -0.3em;
  }

  .fill {
    background-color: var(--_fill);
    color: var(--_on-fill);
    font-weight: 600;
  }
  .main {
    flex: none;
    min-width: 8.4em;
    &[aria-disabled] {
      background: color-mix(in srgb, var(--_fill) 16%, #0000);
      color: inherit;
      opacity: 1;
    }
  }
  [part='icon'] svg,
  ::slotted([slot='icon']) {
    margin-inline-end: 0.4em;
  }
  .status {
    display: flex;
    flex: auto;
    align-items: center;
    gap: 0.5em;
    padding-inline: 0.4em;
    min-width: 0;
  }
  /* A ring: open while it is not known, whole when nobody is there, filled when somebody is. */
  :is(.connecting, .absent, .present, .in-session) > .status::before {
    content: '';
    box-sizing: border-box;
    flex: none;
    width: 0.75em;
    height: 0.75em;
    border: 0.12em solid;
    border-radius: 50%;
  }
  .connecting > .status::before {
    border-inline-end-color: #0000;
  }
  :is(.present, .in-session) > .status::before {
    background: currentColor;
    color: var(--_fill);
  }
  /* What the customer's side has named may be long: it takes what is left, so nothing else is cut. */
  [part='visitor'] {
    overflow: hidden;
    text-overflow: ellipsis;
    flex: auto;
    width: 4em;
  }
  .v1 .said {
    width: auto;
  }
  [part='timer'] {
    font-variant-numeric: tabular-nums;
  }

  /* Where the room is short the words wrap out of sight, and the icons stay. */
  .action {
    flex: 0 99999 auto;
    flex-wrap: wrap;
    gap: 0 0.25em;
    min-width: max(2.2em, 24px);
    padding-inline: 0.45em;
    overflow: clip;
    > * {
      display: grid;
      align-items: center;
      height: 100%;
    }
  }
  [part='end'],
  .wrong {
    color: var(--glance-join-danger, light-dark(#b3261e, #ff958c));
  }
  .quiet {
    font-size: 0.93em;
    color: color-mix(in srgb, currentColor 75%, #0000);
  }

  .v2 {
    flex-wrap: wrap;
    gap: 0.5em;
    height: auto;
    padding: 0.75em;
    .status {
      flex: 1 0 100%;
      flex-wrap: wrap;
      align-content: center;
      gap: 0.1em 0.5em;
      min-height: 2.7em;
      padding: 0;
      white-space: normal;
    }
    [part='visitor'] {
      overflow-wrap: anywhere;
    }
    [part='visitor'],
    [part='timer'] {
      font-weight: 600;
    }
    [part='details'] {
      flex: 1 0 100%;
    }
    .since {
      display: inline-block;
    }
    button {
      height: var(--_row);
    }
    .main {
      order: 1;
      flex: auto;
      min-width: 4em;
      height: auto;
      min-height: var(--_row);
      padding-block: 0.2em;
    }
    .action {
      order: 2;
      border: 1px solid var(--_line);
    }
  }

  iframe {
    display: block;
    width: 100%;
    height: var(--glance-join-viewer-height, 40em);
    margin-block-start: 0.4em;
    border: 0;
  }
  /* Its viewer wants room. */
  :host(:state(framed)) {
    display: block;
    width: 100%;
  }

  /* The path says more than the host, the clock more than the name. */
  @container (width < 36em) {
    .host,
    .v1.in-session.own [part='visitor'],
    .v1.in-session.other [part='timer'] {
      display: none;
    }
  }
  @container (width < 23.5em) {
    [part='label'],
    .v1 [part='visitor'] {
      white-space: normal;
      overflow-wrap: anywhere;
      line-height: 1.1;
    }
    /* Two rows, in every state. */
    .v1 {
      height: calc(2 * var(--_row));
      padding-block-start: var(--_row);
      .main {
        position: absolute;
        inset: 2px 2px auto;
        height: calc(var(--_row) - 2px);
      }
      .action {
        flex-basis: 0;
      }
      [part='visitor'] {
        max-height: 2.2em;
        font-size: 0.92em;
      }
      &.own [part='visitor']:not(:last-child) {
        display: none;
      }
    }
    .v2 .action {
      flex-grow: 1;
    }
  }
  @container (width < 12em) {
    .group {
      font-size: 0.85em;
      button {
        padding-inline: 0.3em;
      }
    }
    .v1 {
      .status {
        padding-inline: 0.2em 0;
      }
      /* An icon and no more, so that ten hours fit beside two in a wide font. */
      .action {
        min-width: max(1.85em, 24px);
      }
      [part='visitor'] {
        font-size: 0.87em;
      }
      .status:has(+ .action + .action) [part='visitor']:not(.said) {
        white-space: nowrap;
      }
    }
  }

  [part='panel'] {
    position: absolute;
    z-index: 10;
    inset-inline: 0;
    min-width: min(20em, 100vw);
    margin-block: 0.4em;
    box-shadow: 0 0.4em 1.4em #0003;
    /* Where the browser can: above when there is no room below, moved into the window, clipped by nothing. */
    @supports (position-area: end) {
      position: fixed;
      position-anchor: --glance-join;
      position-area: block-end;
      position-try: flip-block;
      inset-inline: max(0px, min(anchor(self-start), 100% - 20em))
        max(0px, min(anchor(self-end), anchor(self-start) - 20em));
      /* Firefox finds its place in a page that reads the other way only where nothing is left to align. */
      justify-self: stretch;
    }
  }
  .card {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.5em;
    padding: 0.75em;
    overflow-wrap: anywhere;
    & + & {
      border-block-start: 1px solid var(--_line);
    }
    button,
    input {
      min-width: max(2em, 24px);
      min-height: max(2em, 24px);
    }
  }
  /* English in a page of another language, which may run the other way. */
  [lang] :is(.card div, [part='label']) {
    unicode-bidi: plaintext;
  }
  .card .close {
    margin: -0.4em;
    padding: 0;
    place-self: start end;
  }
  .about {
    grid-column: span 2;
  }
  input {
    width: 100%;
    border: 1px solid color-mix(in srgb, currentColor 60%, #0000);
  }

  .unseen {
    position: absolute;
    height: 1px;
    overflow: hidden;
    opacity: 0;
  }

  @media (forced-colors: active) {
    .group,
    [part='panel'] {
      --_fill: ButtonText;
      --_on-fill: ButtonFace;
    }
    .present {
      --_fill: Highlight;
      --_on-fill: HighlightText;
    }
    .fill:not([aria-disabled]),
    .status::before {
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    /* Three beats, then still: it calls once and does not nag. */
    .present::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: var(--_radius);
      pointer-events: none;
      animation: call 1.5s 3;
    }
    .busy,
    .connecting > .status::before {
      animation: turn 1.2s linear infinite;
    }
  }
  @keyframes call {
    from {
      box-shadow: 0 0 var(--_fill);
    }
    to {
      box-shadow: 0 0 0 0.5em #0000;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
