import { expect } from '@open-wc/testing';
import type { GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { comesTo, enterKey, heard, keyOnly, place, press, text, watching } from './join.js';
import { faults } from './sandbox.js';
import { joined, playSurroundings } from './surroundings.js';
import { until } from './until.js';

// Whatever a customer's page or a server says is text: never markup, an address that runs, or a style.

const MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><a href="javascript:1">';
const TAGS = 'bdi button div form iframe input label path slot span svg'.split(' ');

/** Only what templates are made of, and no attribute that anything could run or look different by. */
const isPlain = (join: GlanceJoin): void => {
  const all = [...join.shadowRoot!.querySelectorAll('*')];
  expect([...new Set(all.map(({ localName }) => localName))].filter((tag) => !TAGS.includes(tag))).to.deep.equal([]);
  const names = all.flatMap((element) => element.getAttributeNames());
  expect(names.filter((name) => /^(on|style|href|srcdoc)/.test(name))).to.deep.equal([]);
  expect('hacked' in window).to.equal(false);
};

describe('what comes from outside is text', () => {
  playSurroundings();

  const shown = async (url: string, browser: string = MARKUP): Promise<GlanceJoin> => {
    const alice = await Customer.arrives();
    const join = place({ ...watching, uiversion: '2' });
    await comesTo(join, 'present');
    alice.goesTo(url, browser);
    await until('the page is shown', () => text(join, 'visitor')?.includes('odd'));
    return join;
  };

  it('the customer’s browser and platform', async () => {
    const join = await shown('https://shop.example/odd');
    expect(text(join, 'details')).to.contain(MARKUP);
    isPlain(join);
  });

  it('the customer’s page', async () => {
    const join = await shown(`https://shop.example/odd/${MARKUP}`);
    expect(text(join, 'visitor')).to.contain('shop.example/odd/');
    isPlain(join);
  });

  for (const url of ['javascript:window.hacked=1//odd', 'data:text/html,<b>odd', 'vbscript:odd'])
    it(`no page at all: ${url}`, async () => {
      const alice = await Customer.arrives();
      const join = place({ ...watching, uiversion: '2' });
      await comesTo(join, 'present');
      alice.goesTo(url, 'odd');
      await until('the news is in', () => text(join, 'details')?.includes('odd'));
      expect(join.visitor?.page).to.equal(undefined);
      expect(join.shadowRoot!.innerHTML).not.to.contain(url);
      isPlain(join);
    });

  it('a session’s kind and id', async () => {
    const body = `<x><id>"><img src=x></id><agentjoinurl>javascript:window.hacked=1</agentjoinurl><calltype>"onload=1 style=x</calltype></x>`;
    await faults({ path: '/services/SessionService.asmx/', do: 'garbage', body });
    const join = place(keyOnly);
    await comesTo(join, 'idle');
    await enterKey(join, '12345');
    await comesTo(join, 'in-session');
    isPlain(join);
  });

  it('what the customer’s page sends', async () => {
    const { join, alice } = await joined();
    const signals: unknown[] = [];
    join.addEventListener('glancesignal', ({ detail }) => signals.push(detail.data));
    alice.signals({ html: MARKUP });
    await until('it is heard', () => signals.length > 0);
    expect(signals).to.deep.equal([{ html: MARKUP }]);
    isPlain(join);
  });

  it('what the page itself sets for the agent to read', async () => {
    const join = place({ ...keyOnly, authurl: '/nowhere', errormessage: MARKUP });
    await press(join, 'Join');
    await comesTo(join, 'error');
    expect(text(join, 'message')).to.equal(MARKUP);
    expect(heard(join, 'glanceerror')[0]?.message).to.equal(MARKUP);
    isPlain(join);
  });
});
