import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { origins, resetSandbox, sandboxState } from './sandbox.js';

describe('an element test', () => {
  it('renders with Lit', async () => {
    class Greeting extends LitElement {
      protected override render() {
        return html`<b>Hello</b>`;
      }
    }
    customElements.define('test-greeting', Greeting);
    const element = await fixture(html`<test-greeting></test-greeting>`);
    expect(element.shadowRoot?.textContent).to.equal('Hello');
  });

  it('reaches the sandbox through its own origin, and Glance on another', async () => {
    await resetSandbox();
    expect(await sandboxState())
      .to.have.property('sessions')
      .that.deep.equals([]);
    expect(origins.glance).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(origins.glance).not.to.equal(location.origin);
  });

  it('gets a login key from the company’s service', async () => {
    const reply = await fetch('/loginkey?partneruserid=agent-42', { method: 'POST' });
    expect(reply.status).to.equal(200);
    expect(await reply.json()).to.include.keys('loginKey', 'expiration');
  });
});
