/** `data-inputevents`: `{"shift-13":"startSession"}`, modifiers and a key code, as Glance documents it. */

type Action = 'startSession' | 'showTerms' | 'showButton';

const actions: readonly string[] = ['startSession', 'showTerms', 'showButton'] satisfies Action[];
const modifiers = ['shift', 'ctrl', 'alt', 'meta'] as const;

export function installHotKeys(
  inputEvents: Readonly<Record<string, string>>,
  target: Record<Action, () => void>,
): void {
  const bindings = Object.entries(inputEvents)
    .filter(([, action]) => actions.includes(action))
    .map(([keys, action]) => {
      const parts = keys.toLowerCase().split('-');
      return { code: Number(parts.at(-1)), held: new Set(parts.slice(0, -1)), action: action as Action };
    });
  if (!bindings.length) return;

  window.addEventListener('keydown', (event) => {
    const pressed = { shift: event.shiftKey, ctrl: event.ctrlKey, alt: event.altKey, meta: event.metaKey };
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the attribute names keys by exactly this code
    const { keyCode } = event;
    const binding = bindings.find(
      ({ code, held }) => code === keyCode && modifiers.every((name) => pressed[name] === held.has(name)),
    );
    if (!binding) return;
    event.preventDefault();
    target[binding.action]();
  });
}
