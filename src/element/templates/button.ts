import { html, nothing, type TemplateResult } from 'lit';

export interface More {
  /** Said in place of what is on it. */
  readonly name?: string;
  readonly title?: string;
  /** Whether what it opens is open. */
  readonly open?: boolean;
  readonly off?: boolean;
}

/** Every button there is. Always `aria-disabled`: one that becomes `disabled` loses the focus. */
export const button = (
  part: string,
  look: string,
  content: unknown,
  press: () => void,
  { name, title, open, off }: More = {},
): TemplateResult =>
  html`<button
    type="button"
    part=${part}
    class=${look}
    aria-label=${name ?? nothing}
    title=${title ?? nothing}
    aria-expanded=${open ?? nothing}
    aria-disabled=${off || nothing}
    @click=${() => off || press()}
  >
    ${content}
  </button>`;
