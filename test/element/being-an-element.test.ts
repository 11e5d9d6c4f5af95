import { expect } from '@open-wc/testing';
import { css } from 'lit';
import { define, GlanceJoin } from '../../src/index.js';
import { Customer } from './customer.js';
import { comesTo, course, keyOnly, mainButton, make, place, secondCopy, set, stage, text, watching } from './join.js';
import { Traffic } from './traffic.js';
import { nextTask, until } from './until.js';

const markup = Object.entries(watching)
  .map(([name, value]) => `${name}="${value}"`)
  .join(' ');

describe('the element', () => {
  it('works from markup', async () => {
    stage.innerHTML = `<glance-join ${markup}></glance-join>`;
    await comesTo(stage.querySelector('glance-join')!, 'absent');
  });

  it('works in markup that comes from another document', async () => {
    const parsed = new DOMParser().parseFromString(`<body><glance-join ${markup}></glance-join>`, 'text/html');
    const join = parsed.querySelector('glance-join')!;
    expect(join).not.to.be.an.instanceOf(GlanceJoin);
    stage.append(document.adoptNode(join));
    expect(join).to.be.an.instanceOf(GlanceJoin);
    await comesTo(join, 'absent');
  });

  it('works from its class', async () => {
    const join = new GlanceJoin();
    set(join, { ...watching, presence: true });
    stage.append(join);
    await comesTo(join, 'absent');
  });

  it('wears the styles of a class made of it', async () => {
    class Own extends GlanceJoin {
      static override readonly styles = [
        GlanceJoin.styles,
        css`
          .main {
            outline-offset: 7px;
          }
        `,
      ];
    }
    customElements.define('x-styled', Own);
    const own = new Own();
    stage.append(own);
    await own.updateComplete;
    expect(getComputedStyle(mainButton(own)).outlineOffset).to.equal('7px');
    expect(getComputedStyle(own).display, 'beside those it had').to.equal('inline-block');
  });

  it('works where a sandbox keeps what a policy forbids to itself', async () => {
    const add = document.addEventListener.bind(document);
    document.addEventListener = (...args: Parameters<typeof add>) => {
      if (args[0] === 'securitypolicyviolation') throw new Error('forbidden');
      add(...args);
    };
    try {
      await comesTo(place(), 'absent');
    } finally {
      Reflect.deleteProperty(document, 'addEventListener');
    }
  });

  it('works as a clone, deep or not', async () => {
    const first = place();
    await comesTo(first, 'absent');
    for (const deep of [false, true]) {
      stage.append(first.cloneNode(deep));
      await comesTo(stage.querySelector<GlanceJoin>('glance-join:last-child')!, 'absent');
    }
  });

  it('is made without attributes, children, listeners or requests', async () => {
    const traffic = new Traffic();
    traffic.install();
    const join = document.createElement('glance-join');
    await nextTask();
    traffic.uninstall();
    expect(join.hasAttributes()).to.equal(false);
    expect(join.childNodes).to.have.lengthOf(0);
    expect(join.state).to.equal('unconfigured');
    expect(traffic.requests).to.deep.equal([]);
    expect(traffic.held).to.deep.equal({});
  });

  it('leaves the attributes its page has written as they are', async () => {
    const join = place({ ...watching, id: 'mine', class: 'wide', title: 'Join Alice', role: 'group' });
    const before = join.outerHTML;
    await comesTo(join, 'absent');
    expect(join.outerHTML).to.equal(before);
  });

  const settings = { ...watching, presence: true };
  const orders: Record<string, (join: GlanceJoin) => void> = {
    'properties, then the page': (join) => {
      set(join, settings);
      stage.append(join);
    },
    'the page, then properties': (join) => {
      stage.append(join);
      set(join, settings);
    },
    'the page, then properties in the other order': (join) => {
      stage.append(join);
      set(join, Object.fromEntries(Object.entries(settings).reverse()));
    },
    'the page, then attributes': (join) => {
      stage.append(join);
      for (const [name, value] of Object.entries(watching)) join.setAttribute(name, value);
    },
    'attributes, the page, properties': (join) => {
      for (const [name, value] of Object.entries(keyOnly)) join.setAttribute(name, value);
      stage.append(join);
      set(join, { presence: true, visitorid: 'alice' });
    },
  };
  for (const [order, apply] of Object.entries(orders)) {
    it(`comes to the same by ${order}`, async () => {
      await Customer.arrives();
      const join = document.createElement('glance-join');
      apply(join);
      await comesTo(join, 'present');
      await until('the page is shown', () => text(join, 'visitor') === 'shop.example/tents');
    });
  }

  it('takes up properties that were set before its script ran', async () => {
    const early = document.createElement('glance-join-early');
    set(early, { ...watching, presence: true });
    stage.append(early);
    define('glance-join-early');
    await comesTo(stage.querySelector<GlanceJoin>('glance-join-early')!, 'absent');
  });

  it('can be asked in the very task in which it was put into the page', async () => {
    const join = make(keyOnly);
    stage.append(join);
    await join.join();
    await join.updateComplete;
    expect(join.state).to.equal('idle');
    expect(text(join, 'key-form')).to.contain('Session key');
  });

  it('works within the closed shadow root of another element', async () => {
    const host = document.createElement('div');
    // eslint-disable-next-line wc/no-closed-shadow-root -- the page's, not ours
    const root = host.attachShadow({ mode: 'closed' });
    stage.append(host);
    await Customer.arrives();
    const join = place(watching, root);
    await comesTo(join, 'present');
    mainButton(join).focus();
    expect(join.shadowRoot!.activeElement).to.equal(mainButton(join));
  });

  it('is not displayed when hidden', async () => {
    const join = place();
    await join.updateComplete;
    expect(getComputedStyle(join).display).not.to.equal('none');
    join.hidden = true;
    expect(getComputedStyle(join).display).to.equal('none');
    join.hidden = false;
    expect(join.getBoundingClientRect().width).to.be.greaterThan(0);
  });

  for (const name of ['presence', 'eager', 'disabled', 'debugmode'] as const) {
    it(`takes ${name}="false" for false`, async () => {
      const join = place({ ...keyOnly, [name]: 'false' });
      expect(join[name]).to.equal(false);
      join.setAttribute(name, '');
      expect(join[name]).to.equal(true);
      join.removeAttribute(name);
      expect(join[name]).to.equal(false);
    });
  }

  it('takes the group as a number', async () => {
    const join = document.createElement('glance-join');
    set(join, { ...watching, groupid: 21489, presence: true });
    stage.append(join);
    await comesTo(join, 'absent');
  });

  it('does nothing when a setting is set to what it is', async () => {
    const join = place();
    await comesTo(join, 'absent');
    const before = course(join).length;
    for (const [name, value] of Object.entries(watching)) join.setAttribute(name, value);
    set(join, { ...watching, presence: true });
    await join.updateComplete;
    expect(course(join)).to.have.lengthOf(before);
  });
});

describe('the script', () => {
  let owned = 0;

  it('can be run again, and leaves the tag to the first', () => {
    expect(define()).to.equal(true);
    expect(define()).to.equal(true);
    expect(customElements.get('glance-join')).to.equal(GlanceJoin);
  });

  it('defines further tags, each with the whole element', async () => {
    expect(define('glance-join-further')).to.equal(true);
    stage.innerHTML = '<glance-join-further></glance-join-further>';
    const further = stage.querySelector<GlanceJoin>('glance-join-further')!;
    set(further, keyOnly);
    await comesTo(further, 'idle');
    expect(text(further, 'label')).to.equal('Join');
  });

  it('may be defined again under a further tag', () => {
    define('glance-join-twice');
    expect(define('glance-join-twice')).to.equal(true);
    expect(GlanceJoin.versions).to.have.lengthOf(1);
  });

  it('leaves a tag of the page’s own alone', () => {
    for (const versions of [undefined, 'many']) {
      const tag = `x-own-${++owned}`;
      customElements.define(
        tag,
        class extends HTMLElement {
          static readonly versions = versions;
        },
      );
      expect(define(tag)).to.equal(false);
    }
  });

  it('tells the integrator of another version that was there first', () => {
    const { warn } = console;
    const warned: unknown[] = [];
    console.warn = (...words: unknown[]) => warned.push(words.join(' '));
    try {
      const versions = ['0.0.1'];
      const tag = `x-own-${++owned}`;
      customElements.define(
        tag,
        class extends HTMLElement {
          static readonly versions = versions;
        },
      );
      expect(define(tag)).to.equal(false);
      expect(versions).to.deep.equal(['0.0.1', ...GlanceJoin.versions]);
      expect(warned).to.have.lengthOf(1);
      expect(warned[0]).to.match(/0\.0\.1 was loaded first/);
    } finally {
      console.warn = warn;
    }
  });

  it('may be on a page in two copies, of which the first has the tag', async () => {
    const copy = await secondCopy();
    expect(copy.GlanceJoin).not.to.equal(GlanceJoin);
    expect(copy.define('glance-join', customElements)).to.equal(false);
    expect(customElements.get('glance-join')).to.equal(GlanceJoin);
    const join = place();
    expect(join).to.be.an.instanceOf(GlanceJoin);
    await comesTo(join, 'absent');
  });
});
