import { FlexPlugin } from '@twilio/flex-plugin';
import type * as Flex from '@twilio/flex-ui';
import { authheaders, custominvoke, openCase } from '../crm.js';
import type { GlanceJoinEvent, Report } from 'glance-join';
import { Glance } from '../react-18/glance.js';

// Where dist/ is. Another host than the page's has to send CORS headers.
const script = '/glance-join@0.1.0/glance-join.js';

export default class GlancePlugin extends FlexPlugin {
  constructor() {
    super('GlancePlugin');
  }

  init(flex: typeof Flex, manager: Flex.Manager): void {
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: script }));
    // Other plugins hear of it by `Actions.addListener('afterGlanceEvent', …)`.
    flex.Actions.registerAction('GlanceEvent', async () => undefined);
    // The button beside the name of the task, the viewer in the panel where Flex shows a CRM.
    const props = { flex, manager, authbody: tokenOf(manager) };
    flex.TaskCanvasHeader.Content.add(<JoinCustomer key="glance-join" {...props} />);
    flex.CRMContainer.Content.replace(<Viewer key="glance-viewer" />);
  }
}

/** For Twilio's token validator. Called for each login key, since Flex renews its token. */
const tokenOf = (manager: Flex.Manager) => () =>
  new URLSearchParams({ Token: manager.store.getState().flex.session.ssoTokenPayload.token });

const Viewer = () => <iframe id="glance-viewer" title="The customer’s page" style={{ border: 0, flex: 1 }} />;

interface JoinProps {
  flex: typeof Flex;
  manager: Flex.Manager;
  authbody: () => URLSearchParams;
  /** Given by Flex. */
  task?: Flex.ITask;
}

function JoinCustomer({ flex, manager, authbody, task }: JoinProps) {
  // Set in Flex's configuration; its types know only Flex's own.
  const { glance_group, glance_base_url }: Record<string, unknown> = { ...manager.serviceConfiguration.ui_attributes };
  const { session } = manager.store.getState().flex;
  const heard = ({ type, detail }: GlanceJoinEvent) => flex.Actions.invokeAction('GlanceEvent', { type, detail });
  const keepReport = ({ sessionId, outcome, duration }: Report) =>
    task?.setAttributes({ ...task.attributes, glance_session: { sessionId, outcome, duration } });

  return (
    <Glance
      id="join"
      openlocation="flex"
      iframeid="glance-viewer"
      groupid={String(glance_group)}
      puid={session.identity}
      authurl="/loginkey"
      authheaders={authheaders}
      authbody={authbody}
      glancebaseurl={String(glance_base_url ?? 'production')}
      presence
      visitorid={task?.attributes.glance_visitor_id}
      gicon={true}
      disabled={false}
      debugmode="false"
      uiversion={2}
      reportingorigin="crm"
      custominvoke={custominvoke}
      presessionfunc={openCase}
      reportingcallback={keepReport}
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
