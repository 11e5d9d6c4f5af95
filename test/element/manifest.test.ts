import { expect } from '@open-wc/testing';
import { Look, looks } from './looks.js';

// What the manifest tells of what is drawn is what is drawn, and the other way round. What it tells of the class is
// compared by test/unit/manifest.test.ts.

type Named = { readonly name: string }[];

class Told extends Look {}
customElements.define('glance-look-told', Told);

describe('what is drawn', () => {
  const manifest: Record<'cssParts' | 'slots' | 'cssStates', Named> = { cssParts: [], slots: [], cssStates: [] };
  const parts = new Set<string>();
  const slots = new Set<string>();
  const states = new Set<string>();
  const names = (kind: keyof typeof manifest): string[] => manifest[kind].map(({ name }) => name).sort();

  before(async () => {
    const told = (await (await fetch('/dist/custom-elements.json')).json()) as {
      modules: { declarations: (typeof manifest)[] }[];
    };
    Object.assign(manifest, told.modules[0]!.declarations[0]);
    const look = new Told();
    document.body.append(look);
    for (const view of Object.values(looks))
      for (const card of [false, true]) {
        await look.show({ form: undefined, camera: false, icon: false, disabled: false, ...view, card });
        const root = look.shadowRoot!;
        for (const drawn of root.querySelectorAll('[part]')) for (const part of drawn.part) parts.add(part);
        for (const slot of root.querySelectorAll('slot')) slots.add(slot.name);
        const { state } = look.view.snapshot;
        states.add(state);
        expect(look.matches(`:state(${state})`)).to.equal(true);
        for (const part of ['base', 'button'])
          expect(root.querySelector(`[part~=${part}]`)!.part.contains(state), `${part} tells ${state}`).to.equal(true);
      }
    look.remove();
  });

  it('has every part that is told of, and each state as a token, and no other', () => {
    // The viewer stands in the element by itself: test/element/viewer-frame.test.ts.
    expect([...parts].sort()).to.deep.equal(
      [...new Set([...names('cssParts'), ...states])].filter((name) => name !== 'viewer').sort(),
    );
  });

  it('has every slot that is told of, and no other', () => {
    expect([...slots].sort()).to.deep.equal(names('slots'));
  });

  it('has every state that is told of, and no other', () => {
    expect([...states, 'framed'].sort()).to.deep.equal(names('cssStates'));
  });
});
