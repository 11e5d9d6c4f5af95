import { StrictMode } from 'react';
import ReactDOM from 'react-dom';
import { Desk } from '../react-18/desk.js';

ReactDOM.render(
  <StrictMode>
    <Desk />
  </StrictMode>,
  document.getElementById('desk'),
);
