/** The look of the script's own pieces, its own and no vendor's. */
export const look = /* css */ `
:host {
  all: initial;
  position: fixed;
  inset: 0 auto auto 0;
  width: 0;
  height: 0;
  z-index: 2147483647;
  color-scheme: light dark;
  --paper: light-dark(#fff, #1b2530);
  --ink: light-dark(#16212c, #eef3f7);
  --quiet: light-dark(#51606e, #aab8c4);
  --line: light-dark(#ccd5dd, #3a4854);
  --accent: #0b6e69;
  --stop: #b3261e;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.quiet { color: var(--quiet); }
.note { color: var(--quiet); font-size: 11px; letter-spacing: 0.02em; }

button {
  font: inherit;
  font-weight: 600;
  min-height: 40px;
  padding: 8px 20px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--paper);
  color: var(--ink);
  cursor: pointer;
}
button:hover { border-color: currentColor; }
button.primary { background: var(--accent); border-color: transparent; color: #fff; }
button.end { background: var(--stop); border-color: transparent; color: #fff; }
button.primary:hover, button.end:hover { filter: brightness(1.12); }
:focus-visible { outline: 3px solid light-dark(#3d9be9, #7cc0ff); outline-offset: 2px; }

.launcher {
  position: fixed;
  right: 20px;
  bottom: 20px;
  display: grid;
  justify-items: center;
  gap: 4px;
}
.launcher button {
  display: flex;
  align-items: center;
  gap: 8px;
  border: 0;
  border-radius: 999px;
  padding: 10px 20px 10px 16px;
  background: #16212c;
  color: #fff;
  box-shadow: 0 6px 20px rgb(10 20 30 / 0.28);
}
.launcher button:hover { background: var(--accent); }
.launcher svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
.launcher .note { padding: 1px 8px; border-radius: 999px; background: var(--paper); }

dialog {
  width: min(440px, calc(100vw - 32px));
  padding: 28px 28px 16px;
  border: 0;
  border-radius: 16px;
  background: var(--paper);
  color: var(--ink);
  box-shadow: 0 24px 64px rgb(10 20 30 / 0.35);
}
dialog:focus { outline: none; }
dialog::backdrop { background: rgb(12 20 28 / 0.55); }
h2 { margin: 0 0 8px; font-size: 21px; line-height: 1.25; }
p { margin: 0 0 12px; }
ul { margin: 0 0 16px; padding: 0; list-style: none; display: grid; gap: 6px; color: var(--quiet); }
li { padding-left: 24px; position: relative; }
li::before { content: "✓"; position: absolute; left: 2px; color: light-dark(#0b6e69, #5cc9c1); font-weight: 700; }
a { color: light-dark(#0b5cad, #8cc4ff); }
.answers { display: flex; gap: 12px; }
dialog .answers { margin: 20px 0 14px; }
dialog .answers button { flex: 1; min-height: 44px; }
dialog .note { display: block; text-align: center; }

.frame { position: fixed; inset: 0; border: 4px solid var(--accent); pointer-events: none; }
.bar {
  position: fixed;
  inset: auto 0 0 0;
  display: flex;
  align-items: center;
  flex-wrap: wrap;
  gap: 8px 20px;
  padding: 10px 20px;
  color-scheme: dark;
  background: #16212c;
  color: #eef3f7;
  box-shadow: 0 -6px 24px rgb(10 20 30 / 0.25);
}
.lamp { width: 12px; height: 12px; border-radius: 50%; background: #2fd0a5; animation: pulse 2s infinite; }
.paused .lamp { background: #f0b429; animation: none; }
.words { display: grid; flex: 1 1 240px; }
.key { display: flex; align-items: baseline; gap: 10px; }
.key output { font-size: 28px; font-weight: 700; line-height: 1.1; letter-spacing: 0.06em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
@keyframes pulse { 50% { box-shadow: 0 0 0 6px rgb(47 208 165 / 0.2); } }
@media (prefers-reduced-motion: reduce) { .lamp { animation: none; } }
@media (max-width: 560px) { .bar .key { flex: 1; } .bar .note { flex-basis: 100%; text-align: center; } }
@media (forced-colors: active) { button, dialog, .bar { border: 1px solid; } .lamp { background: CanvasText; } }
`;
