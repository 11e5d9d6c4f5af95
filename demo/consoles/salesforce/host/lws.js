import { evaluateInSandbox } from '@locker/sandbox';
import { LWS_DEFAULT_GATER_FEATURES, registerGaterEnabledFeatures } from '@locker/shared';

// Plays Lightning Web Security: what `loadScript` loads, and what makes the element, runs in the sandbox of a namespace.

registerGaterEnabledFeatures(LWS_DEFAULT_GATER_FEATURES);

const script = await fetch('/glance-join@0.1.0/glance-join.classic.js');
evaluateInSandbox('c', await script.text());
evaluateInSandbox(
  'c',
  `const main = document.querySelector('main');
  main.append(Object.assign(document.createElement('glance-join'), {
    id: 'join',
    groupid: '21489',
    puid: 'agent-42',
    authurl: '/loginkey',
    glancebaseurl: main.dataset.glance,
    presence: true,
    visitorid: 'alice',
    openlocation: 'iframe',
    custominvoke: { func: 'askNicely', args: {} },
  }));`,
);
