// The vendor's own button for one device, as an agent's page shows it: the API, its provider, the button, its style.
import CobrowseAPI from 'cobrowse-agent-sdk';
import { CobrowseProvider, SmartConnectButton } from 'cobrowse-agent-ui';
import 'cobrowse-agent-ui/style.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const place = document.body.appendChild(document.createElement('div'));
const cobrowse = new CobrowseAPI('token');
const device = {
  id: 'device',
  online: true,
  connectable: true,
  last_active: new Date().toISOString(),
  device: { platform: 'web', device: 'browser' },
};
const button = createElement(SmartConnectButton, { device });
createRoot(place).render(createElement(CobrowseProvider, { cobrowse }, button));
