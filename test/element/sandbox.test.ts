import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { faults, origins, resetSandbox, sandboxState, seen } from './sandbox.js';
import { until } from './until.js';

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

  it('is not kept from the sandbox by handshakes that were not answered in tests before', async () => {
    // More than a browser has connections for one host.
    for (let count = 0; count < 8; count++) {
      await resetSandbox();
      await faults({ path: '/agent', do: 'silence' });
      const socket = new WebSocket(`${origins.glance.replace('http', 'ws')}/agent`);
      await until(`handshake ${count} has come`, async () => (await seen('/agent')).length === 1);
      socket.close();
    }
    await resetSandbox();
    const socket = new WebSocket(`${origins.glance.replace('http', 'ws')}/agent`);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.close();
  });

  it('gets a login key from the company’s service', async () => {
    const reply = await fetch('/loginkey?partneruserid=agent-42', { method: 'POST' });
    expect(reply.status).to.equal(200);
    expect(await reply.json()).to.include.keys('loginKey', 'expiration');
  });
});
