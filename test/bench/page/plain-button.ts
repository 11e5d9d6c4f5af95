import { html, LitElement, type TemplateResult } from 'lit';

/** What everything here is measured against: an element of Lit's with one button, and nothing else. */
export class PlainButton extends LitElement {
  static override readonly properties = { label: {} };
  declare label: string;

  protected override render(): TemplateResult {
    return html`<button type="button">${this.label}</button>`;
  }
}

customElements.define('plain-button', PlainButton);
