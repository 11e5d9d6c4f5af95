import { css } from 'lit';

/*
 * What a page may set, on the element or anywhere above it:
 *
 *   --glance-join-radius       0.45em
 *   --glance-join-blue, --glance-join-on-blue        main button, and the label on it
 *   --glance-join-orange, --glance-join-on-orange    the same while the customer is on the site
 *   --glance-join-surface, --glance-join-text        everything else
 *   --glance-join-viewer-height  40em; of the viewer, where it opens in the element
 *   --glance-join-danger       End, and what went wrong
 *
 * The element is 24em wide in every state, unless the page gives it another width. Sizes are in
 * em, so the control grows with the page's font; colours follow `color-scheme`.
 */
export const styles = css`
  :host {
    --_fill: var(--glance-join-blue, light-dark(#0d6aa8, #3fb2e8));
    --_on-fill: light-dark(#fff, #012);
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
  .group,
  [part='panel'],
  form * {
    border-radius: var(--glance-join-radius, 0.45em);
  }
  .group,
  [part='panel'] {
    border: 1px solid #8888;
    background: var(--glance-join-surface, light-dark(#fff, #20252b));
    color: var(--glance-join-text, light-dark(#1b2127, #eef2f5));
  }
  .group {
    display: flex;
    height: max(2.3em, 26px);
    white-space: nowrap;
    /* Corners are cut at the outer edge: the main button covers the line around it. */
    overflow: clip;
    overflow-clip-margin: 1px;
    container-type: inline-size;
    anchor-name: --glance-join;
  }
  .v2 {
    flex-flow: row wrap;
    height: auto;
    & .status {
      flex-flow: row wrap;
      flex: 1 0 100%;
      padding: 0.7em;
      white-space: normal;
    }
    & [part='visitor'] {
      width: auto;
      font-weight: 600;
    }
    & [part='details'] {
      flex: 1 0 100%;
    }
    & .main {
      order: 1;
      flex: 1 0 auto;
      justify-content: center;
    }
    & .action {
      order: 2;
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
  .present,
  .inviting {
    --_fill: var(--glance-join-orange, #f86717);
    --_on-fill: #210;
  }

  button,
  input {
    font: inherit;
    color: inherit;
    margin: 0;
    padding: 0.4em 0.6em;
    border: 0;
    background: none;
  }
  button {
    display: flex;
    align-items: center;
    gap: 0.4em;
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
    outline-offset: -4px;
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
    gap: 0;
    min-width: 8.6em;
    box-shadow: 0 0 0 1px var(--_fill);
    .present & {
      forced-color-adjust: none;
    }
    &[aria-disabled] {
      background: color-mix(in srgb, var(--_fill) 14%, #0000);
      box-shadow: none;
      color: inherit;
    }
  }
  [part='icon'] svg,
  ::slotted([slot='icon']) {
    margin-inline-end: 0.4em;
  }
  [part='label'],
  [part='visitor'] {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: 1;
    padding-inline: 0.7em;
  }
  .absent .status::before {
    content: '○' / '';
  }
  .present .status::before {
    content: '●' / '';
    color: var(--_fill);
  }
  /* Takes what is left and asks for nothing, so the clock beside it is never cut. */
  [part='visitor'] {
    flex: 1;
    width: 0;
  }
  .action {
    flex: none;
    border-inline-start: 1px solid #8888;
  }
  .wrong {
    color: light-dark(#b3261e, #ff958c);
  }
  .quiet {
    font-size: 0.93em;
    color: color-mix(in srgb, currentColor 75%, #0000);
  }
  /* The path says more than the host. */
  @container (width < 36em) {
    .host,
    .in-session.own:not(.v2) [part='visitor'],
    .in-session.other [part='timer'] {
      display: none;
    }
    /* Three buttons, and languages longer than English. */
    .in-session:not(.v2) .status {
      padding-inline: 0.35em;
    }
  }
  @container (width < 17em) {
    .group:not(.v2) .status {
      display: none;
    }
    .main {
      flex: 1;
      min-width: 0;
    }
  }

  [part='panel'] {
    position: absolute;
    z-index: 10;
    width: 100%;
    min-width: 20em;
    margin-block: 0.4em;
    box-shadow: 0 0.4em 1.4em #0003;
    /* Where the browser can: above when there is no room below, clipped by nothing. */
    @supports (position-area: end) {
      position: fixed;
      position-anchor: --glance-join;
      position-area: block-end span-inline-end;
      position-try: flip-block;
      width: anchor-size(width);
    }
  }
  .card {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.5em;
    padding: 0.75em;
    overflow-wrap: anywhere;
    & + & {
      border-block-start: 1px solid #8888;
    }
  }
  /* English in a page of another language, which may run the other way. */
  [lang] :is(.card div, [part='label']) {
    unicode-bidi: plaintext;
  }
  .close {
    place-self: start end;
    margin-block: -0.4em;
  }
  .about {
    grid-column: span 2;
  }
  input {
    width: 100%;
    border: 1px solid;
  }

  .unseen {
    position: absolute;
    height: 1px;
    overflow: hidden;
    opacity: 0;
  }

  @media (prefers-reduced-motion: no-preference) {
    /* Three beats, then still: it calls once and does not nag. */
    .present {
      animation: call 1.5s 3;
    }
    .busy {
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
