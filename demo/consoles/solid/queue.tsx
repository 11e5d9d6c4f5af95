import { createSignal, Index } from 'solid-js';
import { agent, queue } from '../crm.js';

export function Queue() {
  const [top, setTop] = createSignal(0);
  return (
    <>
      <nav>
        <button onClick={() => setTop(top() + 1)}>Further</button>
      </nav>
      <ul aria-label="Queue">
        {/* By place: a row stays, and is given the next customer. */}
        <Index each={queue.slice(top(), top() + 3)}>
          {(id) => (
            <li>
              {id()}
              <glance-join
                groupid={agent.groupid}
                puid={agent.puid}
                authurl="/loginkey"
                glancebaseurl={agent.glance}
                presence
                visitorid={id()}
              />
            </li>
          )}
        </Index>
      </ul>
    </>
  );
}
