/** The viewer's look. */

const cursor = `url("data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 2l16 11.2-7.2 1.2L9 21.6z" fill="#16212c" stroke="#fff" stroke-width="1.8" stroke-linejoin="round"/></svg>',
)}")`;

export const look = /* css */ `
:root {
  color-scheme: dark;
  --ground: #0f161d;
  --raised: #19232d;
  --line: #2c3945;
  --ink: #eef3f7;
  --quiet: #a3b2bf;
  --live: #2fd0a5;
  --wait: #f0b429;
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
[hidden] { display: none !important; }
#viewer {
  height: 100dvh;
  padding: 0;
  display: grid;
  grid-template-rows: auto minmax(0, 1fr);
  background: var(--ground);
  color: var(--ink);
  font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}

header {
  display: flex;
  align-items: center;
  flex-wrap: wrap;
  gap: 6px 18px;
  padding: 10px 18px;
  background: var(--raised);
  border-bottom: 1px solid var(--line);
}
h1 { margin: 0; font-size: 16px; line-height: 1.25; letter-spacing: -0.005em; }
.name small, .key span, .address { color: var(--quiet); }
.name small { font-size: 11px; letter-spacing: 0.02em; }
.badge {
  display: flex;
  align-items: center;
  gap: 7px;
  padding: 3px 11px 3px 9px;
  border: 1px solid var(--line);
  border-radius: 999px;
  font-weight: 600;
  font-size: 13px;
}
.badge::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--wait); }
[data-state="live"] .badge::before, [data-state="loading"] .badge::before { background: var(--live); box-shadow: 0 0 0 4px rgb(47 208 165 / 0.18); }
[data-state="over"] .badge::before { background: var(--quiet); }
.key { display: flex; align-items: baseline; gap: 8px; font-size: 13px; }
.key output { font-size: 18px; font-weight: 700; letter-spacing: 0.04em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.key:has(output:empty) { display: none; }
.customer::before { content: "Customer: "; color: var(--quiet); }
.right { display: flex; align-items: center; gap: 18px; margin-left: auto; }
.agents { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; padding: 0; list-style: none; }
.agents li { display: flex; align-items: center; gap: 8px; }
.initials {
  display: grid;
  place-items: center;
  width: 28px;
  height: 28px;
  border-radius: 50%;
  background: #12766f;
  color: #fff;
  font-size: 11px;
  font-weight: 700;
}
.agents li:nth-child(2n) .initials { background: #7a4fb5; }
.you { display: flex; flex: 1 1 60%; flex-wrap: wrap; gap: 2px 16px; min-width: min(100%, 300px); margin: 0; padding: 0; list-style: none; color: var(--quiet); font-size: 12px; overflow-wrap: anywhere; }
.you li:first-child { color: var(--ink); font-weight: 600; }
.video { display: flex; align-items: center; gap: 7px; padding: 2px 10px; border: 1px solid var(--live); border-radius: 999px; color: var(--live); font-size: 12px; font-weight: 600; }
.video::before { content: ""; width: 0; border: 5px solid transparent; border-left: 8px solid currentColor; border-right: 0; }
.timer { font-size: 18px; font-weight: 600; font-variant-numeric: tabular-nums; }

.view { position: relative; min-height: 0; display: grid; grid-template-rows: auto minmax(0, 1fr); padding: 0 18px 18px; }
.address { min-height: 34px; padding: 8px 2px 6px; font-size: 12px; text-align: center; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.stage { position: relative; min-width: 0; min-height: 0; overflow: hidden; }
[data-state="over"] .stage, [data-state="paused"] .stage { opacity: 0.45; filter: grayscale(1); }
.message {
  position: absolute;
  inset: 0;
  display: grid;
  align-content: center;
  justify-items: center;
  gap: 10px;
  padding: 24px;
  text-align: center;
}
[data-state="over"] .message, [data-state="paused"] .message { background: rgb(15 22 29 / 0.55); backdrop-filter: blur(5px); }
.message h2 { margin: 0; font-size: 22px; }
.message p { margin: 0; max-width: 44ch; text-wrap: balance; color: var(--quiet); font-size: 15px; }
.message .large-key { color: var(--ink); font-size: 34px; font-weight: 700; letter-spacing: 0.06em; overflow-wrap: anywhere; }
.spinner { width: 40px; height: 40px; margin-bottom: 6px; border: 4px solid var(--line); border-top-color: var(--live); border-radius: 50%; animation: turn 0.9s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 6s; } }

.replayer-wrapper { position: absolute; left: 0; top: 0; transform-origin: 0 0; border-radius: 10px; overflow: hidden; background: #fff; box-shadow: 0 10px 40px rgb(0 0 0 / 0.5); }
.replayer-wrapper iframe { display: block; border: 0; background: #fff; }
.replayer-mouse {
  position: absolute;
  z-index: 1;
  width: 26px;
  height: 26px;
  margin: -2px 0 0 -4px;
  background: ${cursor} no-repeat center / contain;
  filter: drop-shadow(0 2px 3px rgb(0 0 0 / 0.35));
  transition: left 0.05s linear, top 0.05s linear;
  pointer-events: none;
}
/* Until the first movement nobody knows where the pointer is. */
.replayer-mouse:not([style]) { display: none; }
.replayer-mouse::after { content: ""; position: absolute; left: 4px; top: 2px; width: 44px; height: 44px; margin: -22px 0 0 -22px; border-radius: 50%; background: #2fd0a5; opacity: 0; }
.replayer-mouse.active::after { animation: click 0.45s ease-out; }
.replayer-mouse.touch-device { background: none; }
@keyframes click { from { opacity: 0.6; transform: scale(0.2); } to { opacity: 0; transform: scale(1); } }
/* Narrow, as in an iframe: everything on one line, the agents by their initials. */
@media (max-width: 820px) {
  header { gap: 6px 14px; padding: 8px 12px; }
  .view { padding: 0 10px 10px; }
  .agents li span:last-child { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .right, .agents { gap: 8px; }
  .customer, .you { display: none; }
}
@media (max-width: 600px) { .key span { display: none; } }
`;
