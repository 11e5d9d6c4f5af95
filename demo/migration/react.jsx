// The React plugin's example on a page that stays with React (19 or later). Two things have changed:
// the import, which was `import { Glance } from '@glance-networks/agent-plugin'`, and the name of the tag.
import 'glance-join';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
const { glance, token } = root.dataset;

/** Before the customer is asked: opens a case, whose number is the key of the session. */
async function openCase() {
  const reply = await fetch('/crm/cases', { method: 'POST' });
  return { sessionKey: await reply.text() };
}

/** After each session. */
function keep(report) {
  void fetch('/crm/sessions', { method: 'POST', body: JSON.stringify(report) });
}

createRoot(root).render(
  <>
    <glance-join
      id="join"
      groupid={21489}
      authurl="/loginkey"
      authheaders={{
        'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
        Authorization: `Bearer ${token}`,
      }}
      authbody={new URLSearchParams({ Token: token })}
      puid="agent-42"
      openlocation="iframe"
      iframeid="viewer"
      gicon={true}
      presence={true}
      glancebaseurl={glance}
      visitorid="alice"
      debugmode={false}
      custominvoke={{
        func: 'askNicely',
        args: { question: 'May Ada look at this page with you?' },
      }}
      presessionfunc={openCase}
      reportingCallback={keep}
      reportingOrigin="crm"
      reportingExternalId="contact-7"
      errorMessage="Cobrowse is out of order. Please call extension 4711."
      uiVersion={2}
    />
    <iframe id="viewer" title="The customer’s page" width="960" height="600" />
  </>,
);
