import { createSignal, For, Index, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { agent, authheaders, customers, type CustomerId, custominvoke, inWords, openCase } from '../crm.js';
import type { GlanceJoinEvent } from 'glance-join';
import type {} from 'glance-join/solid';
import { Queue } from './queue.js';

interface GlanceProps {
  visitor: CustomerId;
  hidden: boolean;
  note: (line: string) => void;
}

function Glance(props: GlanceProps) {
  const heard = (event: GlanceJoinEvent) => props.note(inWords(event));
  return (
    <glance-join
      id="join"
      groupid={agent.groupid}
      puid={agent.puid}
      authurl="/loginkey"
      glancebaseurl={agent.glance}
      presence
      visitorid={props.visitor}
      hidden={props.hidden}
      gicon={true}
      disabled={false}
      debugmode="false"
      uiversion={2}
      reportingorigin="crm"
      authheaders={authheaders}
      custominvoke={custominvoke}
      presessionfunc={openCase}
      reportingcallback={({ outcome }) => props.note(`reported ${outcome}`)}
      on:glancestatechange={heard}
      on:glancepresencechange={heard}
      on:glancenotice={heard}
      on:glanceinvite={heard}
      on:glanceviewer={heard}
      on:glancesessionstart={heard}
      on:glancesessionend={heard}
      on:glancesignal={heard}
      on:glanceerror={heard}
    />
  );
}

function Desk() {
  const [visitor, setVisitor] = createSignal<CustomerId>('alice');
  const [hidden, setHidden] = createSignal(false);
  const [open, setOpen] = createSignal(true);
  const [atQueue, setAtQueue] = createSignal(false);
  const [lines, setLines] = createSignal<readonly string[]>([]);
  const note = (line: string) => setLines((before) => [...before, line]);

  return (
    <>
      <nav>
        <For each={customers}>{({ id, name }) => <button onClick={() => setVisitor(id)}>{name}</button>}</For>
        <button onClick={() => setHidden(!hidden())}>{hidden() ? 'Show' : 'Hide'}</button>
        <button onClick={() => setOpen(!open())}>{open() ? 'Close the case' : 'Open the case'}</button>
        <button onClick={() => setAtQueue(!atQueue())}>{atQueue() ? 'The case' : 'The queue'}</button>
      </nav>
      <Show when={open() && !atQueue()}>
        <Glance visitor={visitor()} hidden={hidden()} note={note} />
      </Show>
      <Show when={atQueue()}>
        <Queue />
      </Show>
      <ol aria-label="Events">
        <Index each={lines()}>{(line) => <li>{line()}</li>}</Index>
      </ol>
    </>
  );
}

render(() => <Desk />, document.getElementById('desk')!);
