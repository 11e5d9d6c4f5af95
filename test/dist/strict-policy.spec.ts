import type { BrowserContext, FrameLocator, Page, Request } from 'playwright/test';
import { Access } from '../../demo/sandbox/core/access.js';
import type { Sandbox } from '../../demo/sandbox/index.js';
import { type Opening, policy } from '../csp.js';
import { type AgentPage, Viewer } from '../e2e/people.js';
import { Customer } from './customer.js';
import { type Desk, expect, test } from './desk.js';
import { calls, installWitness, leftBehind, looksAround, violations, witnessed } from './witness.js';

// A whole session wherever a viewer can open, under the strictest policy there is, in front of a witness.

// What is blocked and what is not is for the other tests of real windows.
test.use({ popups: 'allowed' });

interface Place {
  readonly opens: Opening;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Runs in the page once it is loaded. */
  readonly page?: () => void;
  /** Where the viewer is; in a window of its own where nothing is said. */
  readonly frame?: (page: Page) => FrameLocator;
}

const pagesFrame = (page: Page): FrameLocator => page.frameLocator('#viewer');

const places: Readonly<Record<string, Place>> = {
  'a tab': { opens: 'tab' },
  'a window': { opens: 'window', attributes: { openlocation: 'window' } },
  'an iframe of its own': {
    opens: 'iframe',
    attributes: { openlocation: 'iframe' },
    frame: (page) => page.locator('#join').frameLocator('[part~="viewer"]'),
  },
  'an iframe of the page': {
    opens: 'iframe',
    attributes: { openlocation: 'iframe', iframeid: 'viewer' },
    frame: pagesFrame,
  },
  'a tab that a listener of glanceviewer names': {
    opens: 'tab',
    page: () =>
      document.querySelector('glance-join')!.addEventListener('glanceviewer', (event) => {
        event.preventDefault();
        event.detail.open('crm');
      }),
  },
  'an iframe that a listener of glanceviewer names': {
    opens: 'iframe',
    page: () =>
      document.querySelector('glance-join')!.addEventListener('glanceviewer', (event) => {
        event.preventDefault();
        event.detail.open(document.querySelector('iframe')!);
      }),
    frame: pagesFrame,
  },
  'a window of openwindow’s': {
    opens: 'openwindow',
    page: () => {
      document.querySelector('glance-join')!.openwindow = (url) => window.open(url);
    },
  },
};

const phone = '+49 171 5550142';

/** Where the customer is; what stands before the host and behind the path is nobody's business but hers. */
const customersPages = ['https://shop.example/tents/high', 'https://shop.example/tents/low'] as const;
const customersSecrets = ['alicesown', 'herpassword', 'hertoken', 'hercard'];
const wholeAddress = (page: string): string =>
  page.replace('//', '//alicesown:herpassword@') + '?token=hertoken#hercard';

interface Scene {
  readonly ada: AgentPage;
  readonly alice: Customer;
  /** Does what opens a viewer, and waits until the customer is seen in it. */
  readonly views: (act: () => Promise<unknown>) => Promise<void>;
}

/** An agent and a customer, who are watched; afterwards no rule is broken, and no secret is anywhere. */
async function isWatched(
  { agent, desk, sandbox }: { agent: BrowserContext; desk: Desk; sandbox: Sandbox },
  { opens, attributes, page: arrange, frame }: Place,
  act: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { glance } = sandbox.origins;
  const tokens = keepTokens(sandbox.core.access);
  const requests: Request[] = [];
  agent.on('request', (request) => requests.push(request));
  const complaints: string[] = [];

  const ada = await desk.page(agent);
  ada.page.on('console', (message) => {
    if (/security.policy|trusted/i.test(message.text())) complaints.push(message.text());
  });
  await installWitness(ada.page);
  const alice = new Customer(sandbox);
  alice.goesTo(wholeAddress(customersPages[0]));
  await desk.load(ada, {
    policy: policy({ glance, authurl: "'self'", opens }),
    attributes: { visitorid: 'alice', presence: '', debugmode: '', camerashare: '', ...attributes },
  });
  if (arrange) await ada.page.evaluate(arrange);
  const views: Scene['views'] = async (open) => {
    const viewer = frame ? new Viewer(ada.page, frame(ada.page)) : await ada.opensViewer(open);
    if (frame) await open();
    await ada.comesTo('in-session');
    await expect(viewer.badge).toHaveText('Live');
  };
  await act({ ada, alice, views });

  expect(await violations(ada.page)).toEqual([]);
  expect(complaints).toEqual([]);

  expect(desk.loginKeys).not.toHaveLength(0);
  expect(tokens).not.toHaveLength(0);
  const secrets = [...desk.loginKeys.map(signature), ...tokens.map(signature), phone.slice(-7), ...customersSecrets];
  const has = (text: string | null | undefined): boolean => secrets.some((secret) => text?.includes(secret));

  const seen = await witnessed(ada.page);
  expect(seen.some((text) => text.includes('alice')), 'the witness sees what there is to see').toBe(true);
  expect(seen.filter(has)).toEqual([]);
  expect((await leftBehind(ada.page)).filter(has)).toEqual([]);
  expect([JSON.stringify(await agent.storageState())].filter(has)).toEqual([]);

  // The address that `openwindow` is called with holds the login key, since the plugin's contract says so; and the
  // viewer's page says that address to its own server.
  const isContract = (request: Request): boolean => opens === 'openwindow' && originOf(request) === glance;
  const others = requests.filter((request) => !isContract(request));
  expect(others.map((request) => request.url()).filter(has)).toEqual([]);
  expect(others.map((request) => request.headers()['referer']).filter(has)).toEqual([]);
  const bearers = requests.filter((request) => has(request.postData()) || has(request.headers()['authorization']));
  expect(bearers, 'secrets do go to Glance').not.toHaveLength(0);
  expect(bearers.filter((request) => originOf(request) !== glance)).toEqual([]);
}

for (const [where, place] of Object.entries(places))
  test(`a whole session in ${where} breaks no rule and leaves no secret behind`, async ({ agent, desk, sandbox }) => {
    await isWatched({ agent, desk, sandbox }, place, wholeSession);
  });

test('a page in another language breaks no rule either', async ({ agent, desk, sandbox }) => {
  const ada = await desk.page(agent);
  await installWitness(ada.page);
  const { glance } = sandbox.origins;
  await desk.load(ada, { policy: policy({ glance, authurl: "'self'", opens: 'tab' }), lang: 'de' });
  await expect(ada.main).toHaveAccessibleName('Beitreten');
  expect(await violations(ada.page)).toEqual([]);
});

test('neither does a phone’s camera, or whatever goes wrong', async ({ agent, desk, sandbox }) => {
  await isWatched({ agent, desk, sandbox }, { opens: 'tab' }, async ({ ada }) => {
    await invitesCamera(ada);
    await misfortunes(ada, desk, sandbox.core);
  });
});

/** What an agent and a customer do from the first sight to the last report, and once more by key. */
async function wholeSession({ ada, alice, views }: Scene): Promise<void> {
  const asks = async (times: number): Promise<void> => {
    await ada.comesTo('present');
    await ada.button('Join').click();
    await alice.isAsked(times);
    await ada.comesTo('inviting', 'displayed');
  };
  await ada.comesTo('present');
  alice.goesTo(wholeAddress(customersPages[1]));
  await expect.poll(() => ada.heardOf('glancepresencechange').at(-1)?.page).toBe(customersPages[1]);
  expect((await witnessed(ada.page)).join(), 'the witness sees where she is').toContain(customersPages[1]);
  await asks(1);
  alice.declines();
  await ada.isTold('declined');
  await asks(2);
  await views(() => alice.accepts());
  await calls(ada.page, 'diagnose');
  await looksAround(ada.page);
  await ada.button('Leave').click();
  await ada.comesTo('joinable');
  await views(() => ada.button('Open viewer').click());
  await calls(ada.page, 'signal', { hello: 'there' });
  await ada.button('End').click();
  await alice.isAskedToEnd();
  await expect.poll(() => ada.reports).toHaveLength(1);

  await ada.comesTo('present');
  await alice.starts('12345');
  await ada.isTold('session-other-key');
  await views(() => ada.enterKey('12345'));
  alice.ends();
  await expect.poll(() => ada.reports).toHaveLength(2);
  await ada.comesTo('present');
}

async function invitesCamera(ada: AgentPage): Promise<void> {
  await ada.comesTo('present');
  await ada.button('Invite a phone’s camera').click();
  await ada.join.getByRole('textbox', { name: 'Phone number' }).fill(phone);
  await ada.button('Send').click();
  await ada.comesTo('waiting');
  await ada.button('Cancel').click();
  await ada.comesTo('present');
}

/** Whatever goes wrong, with answers that say the secrets back. */
async function misfortunes(ada: AgentPage, desk: Desk, { faults }: Sandbox['core']): Promise<void> {
  const echo = [...desk.loginKeys, phone].join(' ');
  faults.replace([{ path: '/api/SessionInvitation', do: 'status', status: 500, body: echo }]);
  await calls(ada.page, 'inviteCamera', phone);
  await ada.isTold('sms-failed');
  for (const [method, ...args] of [
    ['inviteCamera', 'nobody'],
    ['invoke', 'alert', echo],
    ['invoke', 'window.alert'],
    ['join', '!'],
    ['openViewer'],
    ['leave'],
    ['end'],
  ] as const)
    await calls(ada.page, method, ...args);

  const settings = '/services/authorizationservice/GetVisitorSettings3';
  const authorize = '/services/AuthorizationService.svc/';
  const garbled = (path: string): void =>
    faults.replace([{ path, do: 'garbage', body: JSON.stringify({ echo }) }]);
  garbled(settings);
  await startsAnew(ada, settings);
  await expect.poll(() => ada.heardOf('glanceerror').at(-1)?.code).toBe('presence-disabled');
  // This may pass, so nothing is told of it.
  garbled(authorize);
  await startsAnew(ada, authorize);
  await ada.comesTo('connecting');
  faults.replace([]);

  desk.loginKey = (response) => response.end(JSON.stringify({ loginKey: echo, apiKey: 'x' }));
  await startsAnew(ada, 'garbled');
  await ada.comesTo('error');
  await calls(ada.page, 'invite');
  await calls(ada.page, 'diagnose');
}

/** As an agent whose login key and authorization are asked for afresh. */
const startsAnew = (ada: AgentPage, how: string): Promise<void> =>
  ada.page.evaluate((query) => {
    document.querySelector('glance-join')!.authurl = `/loginkey?how=${encodeURIComponent(query)}`;
  }, how);

/** Notes every authorization that is given. */
function keepTokens(access: Sandbox['core']['access']): string[] {
  const tokens: string[] = [];
  access.authorize = async (...asked) => {
    const answer = await Access.prototype.authorize.apply(access, asked);
    if (answer.ok) tokens.push(answer.token);
    return answer;
  };
  return tokens;
}

/** The part that signs: whatever writes a key otherwise (in a URL, in JSON) leaves these characters as they are. */
const signature = (key: string): string =>
  /[A-Za-z0-9]{10,}/g.exec(key.slice(key.lastIndexOf(key.includes('.') ? '.' : '$')))?.[0] ?? key;
const originOf = (request: Request): string => new URL(request.url()).origin;
