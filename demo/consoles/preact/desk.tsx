import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { agent, authheaders, customers, type CustomerId, custominvoke, inWords, openCase } from '../crm.js';
import type { GlanceJoinEvent } from 'glance-join';
import type {} from 'glance-join/preact';
import { Queue } from './queue.js';

// To an element that is not defined yet Preact gives nothing but texts. So it waits for the script, and the page does
// not wait with it.
function useDefined(): boolean {
  const [defined, setDefined] = useState(Boolean(customElements.get('glance-join')));
  useEffect(() => void customElements.whenDefined('glance-join').then(() => setDefined(true)), []);
  return defined;
}

interface GlanceProps {
  visitor: CustomerId;
  hidden: boolean;
  note: (line: string) => void;
}

function Glance({ visitor, hidden, note }: GlanceProps) {
  const heard = (event: GlanceJoinEvent) => note(inWords(event));
  if (!useDefined()) return null;
  return (
    <glance-join
      id="join"
      groupid={agent.groupid}
      puid={agent.puid}
      authurl="/loginkey"
      glancebaseurl={agent.glance}
      presence
      visitorid={visitor}
      hidden={hidden}
      gicon={true}
      disabled={false}
      debugmode="false"
      uiversion={2}
      reportingorigin="crm"
      authheaders={authheaders}
      custominvoke={custominvoke}
      presessionfunc={openCase}
      reportingcallback={({ outcome }) => note(`reported ${outcome}`)}
      onglancestatechange={heard}
      onglancepresencechange={heard}
      onglancenotice={heard}
      onglanceinvite={heard}
      onglanceviewer={heard}
      onglancesessionstart={heard}
      onglancesessionend={heard}
      onglancesignal={heard}
      onglanceerror={heard}
    />
  );
}

function Desk() {
  const [visitor, setVisitor] = useState<CustomerId>('alice');
  const [hidden, setHidden] = useState(false);
  const [open, setOpen] = useState(true);
  const [atQueue, setAtQueue] = useState(false);
  const [lines, setLines] = useState<readonly string[]>([]);
  const note = (line: string) => setLines((before) => [...before, line]);

  return (
    <>
      <nav>
        {customers.map(({ id, name }) => (
          <button key={id} onClick={() => setVisitor(id)}>
            {name}
          </button>
        ))}
        <button onClick={() => setHidden(!hidden)}>{hidden ? 'Show' : 'Hide'}</button>
        <button onClick={() => setOpen(!open)}>{open ? 'Close the case' : 'Open the case'}</button>
        <button onClick={() => setAtQueue(!atQueue)}>{atQueue ? 'The case' : 'The queue'}</button>
      </nav>
      {open && !atQueue && <Glance visitor={visitor} hidden={hidden} note={note} />}
      {atQueue && <Queue />}
      <ol aria-label="Events">
        {lines.map((line, number) => (
          <li key={number}>{line}</li>
        ))}
      </ol>
    </>
  );
}

render(<Desk />, document.getElementById('desk')!);
