// A Twilio Function, visibility "Public": Twilio's validator checks the agent's Flex token, which the page sends in
// the form as `Token`. Environment variables: GLANCE_API_KEY, GLANCE_GROUP_ID, FLEX_ORIGIN (https://flex.twilio.com).
// Dependencies: twilio-flex-token-validator, glance-join. Tick "Add my Twilio Credentials to ENV".
/* global require, exports, Twilio */
/* eslint-disable @typescript-eslint/no-require-imports -- Twilio's Functions are CommonJS. */
const TokenValidator = require('twilio-flex-token-validator').functionValidator;

exports.handler = TokenValidator(async (context, event, callback) => {
  // In a project of your own: 'glance-join/login-key'.
  const { loginKeyHandler } = await import('../../src/login-key/index.js');
  const answer = loginKeyHandler({
    apiKey: context.GLANCE_API_KEY,
    groupId: context.GLANCE_GROUP_ID,
    // The user id at the identity provider, the same as the Partner UID at Glance. Only workers have a worker's id.
    authenticate: (_request, { worker_sid, realm_user_id }) => worker_sid && realm_user_id,
    allowOrigin: [context.FLEX_ORIGIN],
    onError: console.error,
  });

  // Twilio has read the form already. Its validator tells everybody's page why it refuses; a key goes to Flex only.
  const { TokenResult, partneruserid, request } = event;
  const { origin } = request.headers;
  const asked = await answer(
    new Request('https://twilio.invalid/loginkey', {
      method: 'POST',
      headers: origin ? { origin } : {},
      body: new URLSearchParams(partneruserid === undefined ? {} : { partneruserid }),
    }),
    TokenResult,
  );

  const response = new Twilio.Response();
  response.setStatusCode(asked.status);
  asked.headers.forEach((value, name) => response.appendHeader(name, value));
  response.setBody(await asked.text());
  callback(null, response);
});
