import { useState } from 'preact/hooks';
import { agent, queue } from '../crm.js';

export function Queue() {
  const [top, setTop] = useState(0);
  return (
    <>
      <nav>
        <button onClick={() => setTop(top + 1)}>Further</button>
      </nav>
      <ul aria-label="Queue">
        {queue.slice(top, top + 3).map((id, row) => (
          // By place: a row stays, and is given the next customer.
          <li key={row}>
            {id}
            <glance-join
              groupid={agent.groupid}
              puid={agent.puid}
              authurl="/loginkey"
              glancebaseurl={agent.glance}
              presence
              visitorid={id}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
