import { cloneElement, StrictMode, useEffect, useState } from 'react';
import { render } from 'react-dom';
import { agent, customers } from '../../crm.js';
import GlancePlugin from '../plugin.js';
import * as Flex from './flex.js';

// Plays the agent's desktop of Flex: two tasks, one of them in view.

let tell = (_line: string) => {};

const tasks = customers.map(({ id, name }) => ({
  name,
  attributes: { glance_visitor_id: id },
  setAttributes: async ({ glance_session }: { glance_session?: { outcome: string } }) =>
    tell(`reported ${glance_session?.outcome}`),
}));

const manager: Flex.Manager = {
  serviceConfiguration: { ui_attributes: { glance_group: agent.groupid, glance_base_url: agent.glance } },
  store: {
    getState: () => ({ flex: { session: { identity: agent.puid, ssoTokenPayload: { token: 'the-agents-own' } } } }),
  },
};

/** Flex's own sheet has every header be a block, with `hidden` or without. */
const away = { display: 'none' };

/** What plugins have put there. It gets the task. */
const inPlace = ({ Content }: typeof Flex.TaskCanvasHeader, task: Flex.ITask) =>
  Content.fragments.map((item) => cloneElement(item, {}, cloneElement(item.props.children, { task })));

function Desktop() {
  const [task, setTask] = useState(tasks[0]!);
  const [hidden, setHidden] = useState(false);
  const [open, setOpen] = useState(true);
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    tell = (line) => setLines((before) => [...before, line]);
    Flex.Actions.addListener('afterGlanceEvent', ({ type, detail }) => tell(`${type} ${JSON.stringify(detail)}`));
  }, []);

  return (
    <>
      <nav>
        {tasks.map((one) => (
          <button key={one.name} onClick={() => setTask(one)}>
            {one.name}
          </button>
        ))}
        <button onClick={() => setHidden(!hidden)}>{hidden ? 'Show' : 'Hide'}</button>
        <button onClick={() => setOpen(!open)}>{open ? 'Close the case' : 'Open the case'}</button>
      </nav>
      {open && <header style={hidden ? away : undefined}>{inPlace(Flex.TaskCanvasHeader, task)}</header>}
      <aside aria-label="Panel 2">{inPlace(Flex.CRMContainer, task)}</aside>
      <ol aria-label="Events">
        {lines.map((line, number) => (
          <li key={number}>{line}</li>
        ))}
      </ol>
    </>
  );
}

new GlancePlugin().init(Flex, manager);
render(
  <StrictMode>
    <Desktop />
  </StrictMode>,
  document.getElementById('desk'),
);
