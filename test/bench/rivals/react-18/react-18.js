// What a page would write for one button.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const place = document.body.appendChild(document.createElement('div'));
createRoot(place).render(createElement('button', { type: 'button' }, 'Join'));
