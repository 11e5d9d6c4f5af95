// A Flex plugin that had `<TwilioFlexGlance>`. Beside the import and the name of the tag, two things differ:
// - `opentype` was `flex` where nothing was said. Now that is to be said, else the viewer opens in a tab.
// - `puid` was taken from Flex. Now it is given: the agent's id in the identity provider.
// Flex comes with a React older than 19, which gives an element nothing but strings: the rest is set by `ref`.
import 'glance-join';
import { FlexPlugin } from '@twilio/flex-plugin';
import React from 'react';

export default class GlancePlugin extends FlexPlugin {
  constructor() {
    super('GlancePlugin');
  }

  init(flex, manager) {
    const session = () => manager.store.getState().flex.session;

    // For the token validator of the Twilio Function. Asked for at each login key: Flex renews its token.
    const authbody = () => new URLSearchParams({ Token: session().ssoTokenPayload.token });
    const setup = (join) => join && Object.assign(join, { authbody });

    const Glance = ({ task }) => (
      <glance-join
        ref={setup}
        opentype="flex"
        groupid="21489"
        authurl="https://yourcompany-glance-1234.twil.io/getloginkey"
        puid={session().identity}
        presence="true"
        glancebaseurl="production"
        visitorid={task?.attributes.glance_visitor_id}
      />
    );
    flex.CRMContainer.Content.replace(<Glance key="glance" />);
  }
}
