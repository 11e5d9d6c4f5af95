import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { askedElsewhere, comesTo, errors, heard, make, part, press, stage, text } from './join.js';
import { replace } from './replace.js';
import { origins, seen } from './sandbox.js';
import { Traffic } from './traffic.js';
import { drawn, nextTask } from './until.js';
import { Viewers } from './viewers.js';

// The properties of the Twilio Flex component, each by its own name and as a page writes it: as an attribute.

type Attributes = Readonly<Record<string, string>>;

/** Those that its guide lists: the agent is not among them. */
const listed = {
  key: 'glance-1',
  groupid: '21489',
  authurl: '/loginkey',
  opentype: 'flex',
  presence: 'true',
  glancebaseurl: origins.glance,
};
const flex = { ...listed, puid: 'agent-42', visitorid: 'alice' };

describe('the Flex component’s property', () => {
  let viewers: Viewers;
  let traffic: Traffic;
  beforeEach(() => {
    (traffic = new Traffic()).install();
    (viewers = new Viewers()).install();
  });
  afterEach(() => {
    viewers.uninstall();
    traffic.uninstall();
  });

  const show = (attributes: Attributes = flex): GlanceJoin => {
    const join = make(attributes);
    stage.append(join);
    return join;
  };
  const without = (name: string) => Object.fromEntries(Object.entries(flex).filter(([each]) => each !== name));

  /** It says which setting is missing, only that, and asks nobody anything. */
  const misses = async (join: GlanceJoin, setting: string) => {
    await comesTo(join, 'unconfigured');
    await drawn();
    expect(text(join, 'status')).to.equal(`${setting} missing`);
    expect(heard(join, 'glanceerror')).to.have.lengthOf(1);
    expect(heard(join, 'glanceerror')[0]).to.include({ code: 'config-missing', message: `${setting} missing` });
    expect(traffic.requests).to.deep.equal([]);
  };

  it('key: is React’s own, and no key of a session', async () => {
    const join = show({ ...flex, key: '12345' });
    await comesTo(join, 'absent');
    join.setAttribute('key', '67890');
    await nextTask();
    expect(join.state).to.equal('absent');
    expect(part(join, 'key-form')).to.equal(null);
    expect(await seen('/loginkey')).to.have.lengthOf(1);
    expect(errors(join)).to.deep.equal([]);
  });

  it('groupid: is needed', () => misses(show(without('groupid')), 'groupid'));

  it('groupid: is the group that is asked for', async () => {
    await comesTo(show({ ...flex, groupid: '20541', authurl: '/loginkey?groupid=20541' }), 'absent');
    const asked = traffic.requests.find((url) => /rest\/Authorize/i.test(url))!;
    expect(new URL(asked).searchParams.get('groupid')).to.equal('20541');
  });

  it('authurl: is needed', () => misses(show(without('authurl')), 'authurl'));

  it('authurl: is asked by POST, with the agent in its address, for a reply that holds more than the key', async () => {
    await comesTo(show({ ...flex, authurl: '/loginkey?function=getloginkey' }), 'absent');
    const asked = traffic.requests.find((url) => url.includes('/loginkey'))!;
    expect(new URL(asked).search).to.equal('?function=getloginkey&partneruserid=agent-42');
    expect((await seen('/loginkey')).map(({ method }) => method)).to.deep.equal(['POST']);
  });

  it('authurl: may answer with the API key, as its guide’s function does; that is dropped, and warned of', async () => {
    const said: string[] = [];
    const restore = replace(console, 'warn', () => (what: unknown) => void said.push(String(what)));
    const join = show({ ...flex, authurl: '/loginkey?shape=apikey' });
    await comesTo(join, 'absent').finally(restore);
    expect(said.join()).to.contain('authurl').and.not.to.contain('sandbox-api-key');
    expect(join.outerHTML + join.shadowRoot!.innerHTML).not.to.contain('sandbox-api-key');
  });

  const places = {
    window: ['popup,width=800,height=800,left=10,top=10'],
    tab: [''],
    flex: [],
    Flex: [],
  };
  for (const [opentype, features] of Object.entries(places))
    it(`opentype: ${opentype} is where the viewer opens`, async () => {
      const alice = await Customer.arrives();
      const join = show({ ...flex, opentype });
      await comesTo(join, 'present');
      await press(join, 'Join');
      await alice.takesPart();
      await comesTo(join, 'in-session');
      expect(viewers.features).to.deep.equal(features);
      expect(!!part(join, 'viewer')).to.equal(features.length === 0);
      expect(viewers.posted).to.have.lengthOf(1);
    });

  for (const presence of ['true', ''])
    it(`presence: “${presence}” watches the customer`, async () => {
      await Customer.arrives();
      await comesTo(show({ ...flex, presence }), 'present');
    });

  for (const presence of ['false', undefined])
    it(`presence: ${presence ?? 'left out'} does not watch the customer`, async () => {
      await Customer.arrives();
      await comesTo(show(presence ? { ...flex, presence } : without('presence')), 'idle');
      await drawn();
      expect(traffic.requests).to.deep.equal([]);
    });

  const environments = {
    staging: 'https://www.myglance.net/',
    beta: 'https://beta.glance.net/',
    production: 'https://www.glance.net/',
    '': 'https://www.glance.net/',
  };
  for (const [glancebaseurl, origin] of Object.entries(environments))
    it(`glancebaseurl: ${glancebaseurl || 'left out'} points to ${origin}`, async () => {
      const asked = await askedElsewhere(() =>
        show(glancebaseurl ? { ...flex, glancebaseurl } : without('glancebaseurl')),
      );
      expect(asked.startsWith(origin), asked).to.equal(true);
    });

  it('puid: is needed, though its guide does not name it', () => misses(show(listed), 'puid'));

  it('puid: is all that a page with the listed ones lacks', async () => {
    const join = show(listed);
    await comesTo(join, 'unconfigured');
    join.setAttribute('puid', 'agent-42');
    await comesTo(join, 'idle');
    join.setAttribute('visitorid', 'alice');
    await comesTo(join, 'absent');
  });
});
