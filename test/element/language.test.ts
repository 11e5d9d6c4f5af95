import { expect } from '@open-wc/testing';
import type { GlanceJoin, OwnTexts } from '../../src/index.js';
import de from '../../src/element/locales/de.js';
import { Customer } from './customer.js';
import { needs } from './engine.js';
import {
  button,
  comesTo,
  enterKey,
  heard,
  isTold,
  keyField,
  keyOnly,
  make,
  part,
  place,
  press,
  set,
  stage,
  text,
  watching,
} from './join.js';
import { replace } from './replace.js';
import { joined, playSurroundings } from './surroundings.js';
import { nextTask, until } from './until.js';

// Each test that counts how often a file is asked for has a language of its own: a page asks for none twice.

/** How often the page has asked for the file of a language. */
const asked = async (tag: string): Promise<number> => Number(await (await fetch(`/locales/${tag}`)).text());
/** Waits until the page knows that a file is not to be had: it has one answer for all who ask. */
const failed = (tag: string): Promise<void> =>
  import(new URL(`/src/element/locales/${tag}.js`, location.href).href).then(
    () => Promise.reject(new Error(`${tag} could be had`)),
    () => undefined,
  );
const tell = async (tag: string, how: 'refuse' | 'hold' | 'serve'): Promise<void> => {
  told.add(tag);
  await fetch(`/locales/${tag}/${how}`, { method: 'POST' });
};
const told = new Set<string>();

const says = (join: GlanceJoin, label: string): Promise<unknown> =>
  until(
    () => `it says ${label}, but it says ${text(join, 'label') ?? 'nothing'}`,
    () => text(join, 'label') === label,
  );

/** A place of this language. */
const within = (lang: string | undefined, parent: ParentNode = stage): HTMLElement => {
  const section = document.createElement('section');
  if (lang !== undefined) section.lang = lang;
  parent.append(section);
  return section;
};
const shadowOf = (host: HTMLElement): ShadowRoot => host.attachShadow({ mode: 'open' });
const pageIn = (lang: string): void => void (document.documentElement.lang = lang);

/** What is shown, and how it is marked for who reads it out. */
const textLanguage = (join: GlanceJoin): string | null => {
  const base = join.shadowRoot!.querySelector('[part~=base]')!;
  return base.getAttribute('lang');
};

describe('the language of the button', () => {
  afterEach(async () => {
    pageIn('en');
    for (const tag of told) await tell(tag, 'serve');
    told.clear();
  });

  describe('is that of the nearest lang', () => {
    it('above it', async () => {
      const join = place(keyOnly, within(undefined, within('de')));
      await says(join, 'Beitreten');
      expect(textLanguage(join), 'it is the page’s').to.equal(null);
      await says(place(keyOnly), 'Join');
    });

    it('or on it', async () => {
      await says(place({ ...keyOnly, lang: 'nl' }, within('de')), 'Deelnemen');
    });

    it('also above the hosts of the shadow roots it is in', async () => {
      const inner = within(undefined, shadowOf(within(undefined, within('de'))));
      await says(place(keyOnly, shadowOf(inner)), 'Beitreten');
    });

    it('and on a host', async () => {
      await says(place(keyOnly, shadowOf(within('nl', within('de')))), 'Deelnemen');
    });

    it('which may say that it is none', async () => {
      pageIn('de');
      await says(place(keyOnly), 'Beitreten');
      const join = place(keyOnly, within(''));
      await says(join, 'Join');
      expect(textLanguage(join)).to.equal('en');
    });
  });

  describe('changes while it is running', () => {
    it('with the page', async () => {
      const join = place(keyOnly);
      await says(join, 'Join');
      pageIn('de');
      await says(join, 'Beitreten');
      pageIn('en-GB');
      await says(join, 'Join');
    });

    it('with its own lang', async () => {
      const join = place(keyOnly, within('de'));
      await says(join, 'Beitreten');
      join.lang = 'nl';
      await says(join, 'Deelnemen');
      join.removeAttribute('lang');
      await says(join, 'Beitreten');
    });

    it('with a host above it, and anything between', async () => {
      const host = within(undefined);
      const between = within(undefined, shadowOf(host));
      const join = place(keyOnly, shadowOf(between));
      await says(join, 'Join');
      host.lang = 'de';
      await says(join, 'Beitreten');
      between.lang = 'nl';
      await says(join, 'Deelnemen');
    });

    it('with the place it is moved to, and what changes there', async () => {
      const join = place(keyOnly, within('de'));
      await says(join, 'Beitreten');
      const section = within('nl', shadowOf(within(undefined)));
      section.append(join);
      await says(join, 'Deelnemen');
      section.lang = 'en';
      await says(join, 'Join');
    });

    it('with a place it is moved to without leaving the page', async function () {
      needs(this, 'moveBefore');
      const join = place(keyOnly, within('de'));
      await says(join, 'Beitreten');
      (within('nl') as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(join, null);
      await says(join, 'Deelnemen');
    });

    it('in all that is shown, with what is open', async () => {
      const join = place(keyOnly);
      await press(join, 'Join');
      expect(button(join, 'Connect')).to.not.equal(undefined);
      pageIn('de');
      await says(join, 'Beitreten');
      expect(text(join, 'visitor')).to.equal('Mit Code');
      expect(text(join, 'key-form')).to.equal(`${de.sessionKey} ${de.connect} ${de.keyHint}`);
      expect(button(join, de.connect)).to.not.equal(undefined);
    });
  });

  describe('is English', () => {
    it('where it is one that nobody has translated, or none, for which nothing is fetched', async () => {
      const tags = ['cy', 'tlh', 'x-pirate', 'en', 'en-GB', 'und'];
      const before = await Promise.all(tags.map(asked));
      for (const lang of ['cy', 'tlh', 'x-pirate', 'not a tag', '../../evil', 'en', 'en-GB', 'EN_us', 'und']) {
        const join = place({ ...keyOnly, lang });
        await join.updateComplete;
        expect(text(join, 'label'), lang).to.equal('Join');
        const english = /^(en|und)/i.test(lang);
        expect(textLanguage(join), lang).to.equal(english ? null : 'en');
      }
      // What would be asked for now is asked for before this.
      await says(place({ ...keyOnly, lang: 'it' }), 'Partecipa');
      expect(await Promise.all(tags.map(asked))).to.deep.equal(before);
    });

    it('where its file is not to be had, which is asked for once', async function () {
      needs(this, 'importAgain');
      await tell('lv', 'refuse');
      const section = within('lv');
      const join = place(keyOnly, section);
      await failed('lv');
      expect(text(join, 'label')).to.equal('Join');
      expect(textLanguage(join)).to.equal('en');
      const next = place(keyOnly, section);
      join.remove();
      section.append(join);
      // What would be asked for now is asked for before this.
      await says(place({ ...keyOnly, lang: 'lt' }), 'Prisijungti');
      expect(text(next, 'label')).to.equal('Join');
      expect(await asked('lv')).to.equal(1);
    });

    it('until the page comes back to the language, which is then asked for again', async function () {
      needs(this, 'importAgain');
      await tell('et', 'refuse');
      const section = within('et');
      const join = place(keyOnly, section);
      await failed('et');
      await tell('et', 'serve');
      section.lang = 'en';
      await nextTask();
      section.lang = 'et';
      await says(join, 'Liitu');
      expect(await asked('et')).to.equal(2);
    });

    it('until the file is there, and then no word of it is left', async () => {
      await tell('fi', 'hold');
      const join = place(keyOnly, within('fi'));
      await press(join, 'Join');
      await until('it is asked for', async () => (await asked('fi')) === 1);
      const shown = (): string => text(join, 'base')!;
      expect(shown()).to.contain('With a key').and.to.contain('Session key').and.to.contain('Connect');
      const seen = new Set<string>();
      const watch = new MutationObserver(() => seen.add(shown()));
      watch.observe(join.shadowRoot!, { subtree: true, childList: true, characterData: true });
      await tell('fi', 'serve');
      await says(join, 'Liity');
      watch.disconnect();
      expect([...seen], 'from one to the other at once').to.have.lengthOf(1);
      expect(shown()).to.contain('Koodilla').and.to.contain('Istuntokoodi').and.to.contain('Yhdistä');
    });

    it('when a file comes too late', async () => {
      await tell('sv', 'hold');
      const join = place(keyOnly, within('sv'));
      await until('it is asked for', async () => (await asked('sv')) === 1);
      join.lang = 'en';
      await tell('sv', 'serve');
      await says(place({ ...keyOnly, lang: 'sv' }), 'Anslut');
      expect(text(join, 'label')).to.equal('Join');
    });
  });

  it('is fetched once, however many there are', async () => {
    const section = within('da');
    const joins = [1, 2, 3].map(() => place(keyOnly, section));
    for (const join of joins) await says(join, 'Deltag');
    await says(place({ ...keyOnly, lang: 'da-DK' }), 'Deltag');
    expect(await asked('da')).to.equal(1);
  });

  it('is no reason to turn anything round: direction is the page’s own', async () => {
    const join = place(keyOnly, within('ar'));
    await says(join, 'انضمام');
    const direction = (): string => getComputedStyle(join.shadowRoot!.querySelector('.group')!).direction;
    expect(direction()).to.equal('ltr');
    join.parentElement!.dir = 'rtl';
    expect(direction()).to.equal('rtl');
  });

  it('runs from left to right where it is English in a page that runs the other way', async () => {
    const section = within('ku');
    section.dir = 'rtl';
    const join = place(keyOnly, section);
    await press(join, 'Join');
    const hint = part(join, 'key-hint')!;
    const words = [...hint.childNodes, ...hint.querySelector('slot')!.childNodes].find(
      (node): node is Text => node instanceof Text && node.data.trim().endsWith('out.'),
    )!;
    const leftOf = (sign: string): number => {
      const range = document.createRange();
      range.setStart(words, words.data.indexOf(sign));
      range.setEnd(words, words.data.indexOf(sign) + 1);
      return range.getBoundingClientRect().left;
    };
    expect(leftOf('.')).to.be.greaterThan(leftOf('T'));
    expect(keyField(join)!.dir, 'a key is never turned round').to.equal('ltr');
  });

  it('is followed by one observer for all, and none when all have gone', async () => {
    let made = 0;
    let running = 0;
    const restore = replace(
      window,
      'MutationObserver',
      (MutationObserver) =>
        class extends MutationObserver {
          constructor(tell: MutationCallback) {
            super(tell);
            made++;
            running++;
          }
          override disconnect(): void {
            running--;
            super.disconnect();
          }
        },
    );
    const joins = [place(keyOnly), place(keyOnly, shadowOf(within(undefined)))];
    expect([made, running]).to.deep.equal([1, 1]);
    joins[0]!.remove();
    await nextTask();
    expect(running).to.equal(1);
    joins[1]!.remove();
    await nextTask();
    expect(running).to.equal(0);
    place(keyOnly);
    restore();
    expect([made, running]).to.deep.equal([2, 1]);
  });

  it('is that of the times of day', async () => {
    await Customer.arrives();
    pageIn('de');
    const join = place({ ...watching, uiversion: '2' });
    await comesTo(join, 'present');
    await says(join, 'Beitreten');
    const time = (lang: string): string =>
      new Date(join.visitor!.since).toLocaleTimeString(lang, { hour: 'numeric', minute: '2-digit' });
    for (const lang of ['de', 'en-US', 'en-GB', 'ar-EG']) {
      join.lang = lang;
      await until(
        () => `it is ${time(lang)}, and not: ${text(join, 'details') ?? ''}`,
        () => text(join, 'details')?.endsWith(time(lang)),
      );
    }
    expect(new Set(['en-US', 'en-GB', 'ar-EG'].map(time)).size, 'each writes it in a way of its own').to.equal(3);
  });

  describe('is spoken, too', () => {
    playSurroundings();

    it('from arrival to the end', async () => {
      pageIn('de');
      await says(place(keyOnly), 'Beitreten');
      const alice = await Customer.arrives();
      const join = place(watching);
      const spoken = (): string => join.shadowRoot!.querySelector('[role=status]')!.textContent;
      await comesTo(join, 'present');
      expect(spoken()).to.match(/^Der Kunde ist auf der Website\. /);
      await press(join, 'Beitreten');
      await alice.isAsked();
      alice.declines();
      await isTold(join, 'declined');
      expect(spoken()).to.contain('Der Kunde hat abgelehnt.');
      expect(heard(join, 'glancenotice').at(-1)!.message, 'and told to the page').to.equal('Der Kunde hat abgelehnt.');
    });

    it('of the viewer in the element', async () => {
      const { join } = await joined(() => place({ ...watching, openlocation: 'iframe' }));
      const frame = join.shadowRoot!.querySelector('iframe')!;
      expect(frame.title).to.equal('The customer’s page');
      pageIn('de');
      await says(join, 'Anzeigen');
      expect(frame.title).to.equal('Seite des Kunden');
    });
  });

  it('is that of what the page is told', async () => {
    pageIn('de');
    await says(place(keyOnly), 'Beitreten');
    const { groupid: _, ...incomplete } = keyOnly;
    const join = place(incomplete);
    await join.updateComplete;
    expect(text(join, 'visitor')).to.equal('Fehlt: groupid');
    expect(heard(join, 'glanceerror').map(({ message }) => message)).to.deep.equal(['Fehlt: groupid']);
  });
});

describe('a text that the page replaces', () => {
  const replacing = (strings: unknown, attributes = {}): GlanceJoin => {
    const join = make({ ...keyOnly, ...attributes });
    set(join, { strings });
    stage.append(join);
    return join;
  };

  it('stands in place of the language’s, the others stay', async () => {
    const strings: OwnTexts = { join: 'Help', problem: { key: { empty: 'Ask for it' } } };
    const join = replacing(strings);
    await says(join, 'Help');
    await press(join, 'Help');
    await press(join, 'Connect');
    expect(text(join, 'key-problem')).to.equal('Ask for it');
    await enterKey(join, '#');
    expect(text(join, 'key-problem')).to.equal('Only letters, digits and _ ~ . -');
  });

  it('does so in every language, and in one that is not there', async () => {
    const join = replacing({ join: 'Hilfe' }, { lang: 'de' });
    await until('the rest is German', () => text(join, 'visitor') === 'Mit Code');
    expect(text(join, 'label')).to.equal('Hilfe');
    join.lang = 'cy';
    await until('the rest is English', () => text(join, 'visitor') === 'With a key');
    expect(text(join, 'label')).to.equal('Hilfe');
    expect(textLanguage(join), 'the page knows what it writes').to.equal(null);
  });

  it('may be a part only of what is said', async () => {
    await Customer.arrives();
    const join = replacing({ said: { present: 'Ask her', waiting: 'Soon…' } }, watching);
    await comesTo(join, 'present');
    expect(text(join, 'label')).to.equal('Ask her');
    expect(text(join, 'button')).to.equal('Ask her');
    const spoken = join.shadowRoot!.querySelector('[role=status]')!.textContent;
    expect(spoken).to.match(/^The customer is on the site\. /);
  });

  it('can be changed and taken back at any time', async () => {
    const join = replacing({ join: 'Help' });
    await says(join, 'Help');
    join.strings = { join: 'Assist' };
    await says(join, 'Assist');
    join.strings = null;
    await says(join, 'Join');
  });

  it('is text, and what is none counts as not set', async () => {
    const join = replacing({ join: '<b>Help</b>', key: 7, said: 'no', problem: null, unheardOf: 'x' });
    await says(join, '<b>Help</b>');
    expect(text(join, 'visitor')).to.equal('With a key');
    for (const strings of ['Help', 7, [], true]) {
      set(join, { strings });
      await says(join, 'Join');
    }
  });

  it('gives way to errormessage where an error is told', async () => {
    const { groupid: _, ...incomplete } = keyOnly;
    const join = make({ ...incomplete, errormessage: 'Call us.' });
    set(join, { strings: { said: { 'config-missing': 'No {}' } } });
    stage.append(join);
    await join.updateComplete;
    expect(text(join, 'visitor')).to.equal('Call us.');
    join.errormessage = null;
    await until('it says which', () => text(join, 'visitor') === 'No groupid');
  });
});
