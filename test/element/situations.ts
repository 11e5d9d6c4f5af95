import type { GlanceJoin, Phase, StateName } from '../../src/index.js';
import { Customer, sessionByKey } from './customer.js';
import { comesTo, enterKey, isTold, keyOnly, press, set, stage, text, watching } from './join.js';
import { type Fault, faults, origins } from './sandbox.js';
import { traffic, viewers } from './surroundings.js';
import { until } from './until.js';

// Everything an element can be in the middle of. `clock`, `traffic` and `viewers` must be played.

export interface Situation {
  readonly is: StateName;
  readonly phase?: Phase;
  /** What is set; Alice is watched where nothing is said. */
  readonly of?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly Fault[];
  /** Alice is not on the site. */
  readonly away?: true;
  /** From being in the page to being in the situation: one of each session. */
  readonly reach?: (joins: readonly GlanceJoin[], alice: Customer) => unknown;
  /** The viewer that is open is in a window, which stays when the element goes. */
  readonly inWindow?: true;
}

const each =
  (act: (join: GlanceJoin) => unknown) =>
  async (joins: readonly GlanceJoin[]): Promise<void> => {
    for (const join of joins) await act(join);
  };

const present = each((join) => comesTo(join, 'present'));

const asked = async (joins: readonly GlanceJoin[], alice: Customer): Promise<void> => {
  await present(joins);
  for (const join of joins) await press(join, 'Join');
  await alice.isAsked(joins.length);
};

const joined = async (joins: readonly GlanceJoin[], alice: Customer): Promise<void> => {
  await asked(joins, alice);
  alice.accepts();
  await alice.starts();
  for (const join of joins) await comesTo(join, 'in-session');
};

const asksCamera = each((join) => {
  join.inviteCamera('+1 555 783 9642').catch(() => undefined);
});

const saml = { ...watching, authmethod: 'samlloginkey' } as const;
const lookUp = '/services/SessionService.asmx/LookupPartnerSession2';

export const situations: Readonly<Record<string, Situation>> = {
  unconfigured: { is: 'unconfigured', of: { puid: 'agent-42' } },

  idle: { is: 'idle', of: keyOnly },
  'idle, the key form open': { is: 'idle', of: keyOnly, reach: each((join) => join.join()) },
  'idle, since presence was refused': {
    is: 'idle',
    of: { ...watching, groupid: '20000' },
    reach: each((join) => isTold(join, 'presence-unavailable')),
  },

  'connecting, no login key yet': {
    is: 'connecting',
    // Straight from the sandbox, which bears with one who asks and goes.
    of: { ...watching, authurl: `${origins.console}/loginkey` },
    faults: [{ path: '/loginkey', do: 'silence' }],
    reach: (joins) => until('all have asked', () => traffic.pending === joins.length),
  },
  'connecting, the page’s own function silent': {
    is: 'connecting',
    of: { ...watching, authurl: '' },
    with: { getLoginKey: () => new Promise(() => undefined) },
  },
  'connecting, the line not open yet': {
    is: 'connecting',
    faults: [{ path: '/agent', do: 'silence' }],
    reach: (joins) => until('all are dialled', () => traffic.openSockets === joins.length),
  },
  'connecting, the line silent': {
    is: 'connecting',
    faults: [{ message: 'connected', do: 'silence' }],
    away: true,
    reach: (joins) => until('all lines are open', () => isOpen(joins.length)),
  },
  'connecting, signing in by SAML': {
    is: 'connecting',
    of: saml,
    reach: () => until('there is a frame', () => document.querySelector('body > iframe[hidden]')),
  },

  absent: { is: 'absent', away: true },

  present: { is: 'present' },
  'present, the key form open': {
    is: 'present',
    reach: each(async (join) => {
      await comesTo(join, 'present');
      await join.join();
    }),
  },
  'present, by asking again and again': {
    is: 'present',
    faults: [{ path: '/agent', do: 'drop' }],
    reach: each((join) => isTold(join, 'presence-degraded')),
  },
  'present, on a server of her own': {
    is: 'present',
    of: { ...watching, groupid: '20555', authurl: '/loginkey?groupid=20555' },
  },
  'present, a report still to come': {
    is: 'present',
    reach: async (joins, alice) => {
      await present(joins);
      await until('all is answered', () => traffic.pending === 0);
      await faults({ path: lookUp, do: 'silence' });
      await joined(joins, alice);
      alice.ends();
      await present(joins);
    },
  },

  'inviting, preparing': {
    is: 'inviting',
    phase: 'preparing',
    with: { presessionfunc: () => new Promise(() => undefined) },
    reach: async (joins) => {
      await present(joins);
      for (const join of joins) await press(join, 'Join');
    },
  },
  'inviting, sent': { is: 'inviting', phase: 'sent', reach: asked },
  'inviting, displayed': {
    is: 'inviting',
    phase: 'displayed',
    reach: async (joins, alice) => {
      await asked(joins, alice);
      alice.sees();
    },
  },
  'inviting, accepted': {
    is: 'inviting',
    phase: 'accepted',
    reach: async (joins, alice) => {
      await asked(joins, alice);
      alice.accepts();
    },
  },
  'inviting, the viewer open already': {
    is: 'inviting',
    phase: 'sent',
    of: { ...watching, openwhen: 'asked' },
    reach: asked,
  },

  'waiting for a key': { is: 'waiting', of: keyOnly, reach: each((join) => enterKey(join, '12345')) },
  'waiting for a camera': { is: 'waiting', of: { ...keyOnly, camerashare: '' }, reach: asksCamera },
  'waiting for a camera, the text message not sent yet': {
    is: 'waiting',
    of: { ...keyOnly, camerashare: '' },
    faults: [{ path: '/api/SessionInvitation/smsInvite/', do: 'silence' }],
    reach: asksCamera,
  },

  joinable: {
    is: 'joinable',
    reach: async (joins, alice) => {
      await present(joins);
      await alice.starts();
    },
  },
  'joinable, the window blocked': {
    is: 'joinable',
    reach: async (joins, alice) => {
      viewers.blocked = true;
      await asked(joins, alice);
      alice.accepts();
      await alice.starts();
      for (const join of joins) await isTold(join, 'popup-blocked');
    },
  },

  'in-session, in a tab': { is: 'in-session', reach: joined, inWindow: true },
  'in-session, by key': {
    is: 'in-session',
    of: keyOnly,
    reach: async (joins) => {
      await sessionByKey('12345');
      for (const join of joins) await enterKey(join, '12345');
    },
    inWindow: true,
  },
  'in-session, in a frame of its own': {
    is: 'in-session',
    of: { ...watching, openlocation: 'iframe' },
    reach: joined,
  },
  'in-session, in a frame of the page': {
    is: 'in-session',
    of: { ...watching, openlocation: 'iframe' },
    reach: async (joins, alice) => {
      for (const [n, join] of joins.entries()) {
        const frame = document.createElement('iframe');
        frame.id = `place-${n}`;
        stage.append(frame);
        set(join, { iframeid: frame.id });
      }
      await joined(joins, alice);
    },
  },
  'in-session, opened by the page’s function, out of reach': {
    is: 'in-session',
    with: { openwindow: () => undefined },
    reach: joined,
  },
  'in-session, in a place the page has named': {
    is: 'in-session',
    reach: async (joins, alice) => {
      for (const join of joins)
        join.addEventListener('glanceviewer', (event) => {
          event.preventDefault();
          event.detail.open(stage.appendChild(document.createElement('iframe')));
        });
      await joined(joins, alice);
    },
  },
  'in-session, another customer set': {
    is: 'in-session',
    reach: async (joins, alice) => {
      await joined(joins, alice);
      for (const join of joins) join.visitorid = 'bob';
      await until('he is known to be away', () => joins.every(({ visitor }) => visitor?.present === false));
    },
    inWindow: true,
  },
  'in-session, the end not confirmed yet': {
    is: 'in-session',
    reach: async (joins, alice) => {
      alice.obeys = false;
      await joined(joins, alice);
      for (const join of joins) {
        join.end().catch(() => undefined);
        await join.updateComplete;
        if (!/Ending/.test(text(join, 'label') ?? '')) throw new Error('It is not being ended.');
      }
    },
  },

  error: { is: 'error', faults: [{ path: '/loginkey', do: 'status', status: 500 }] },
  'error, the key form open': {
    is: 'error',
    faults: [{ path: '/loginkey', do: 'status', status: 500 }],
    reach: each(async (join) => {
      await comesTo(join, 'error');
      await join.join();
    }),
  },
  'error, signing in by SAML in a window': {
    is: 'error',
    of: { ...saml, authmethod: 'samlpopup' },
    reach: each(async (join) => {
      await comesTo(join, 'error');
      await press(join, 'Sign in');
    }),
  },
};

/** Places elements, one or more of each session, and brings them all to it. */
export async function reach(
  { is, phase, of = watching, with: properties = {}, faults: laid = [], away, reach }: Situation,
  placeAll: (attributes: Readonly<Record<string, string>>) => readonly (readonly GlanceJoin[])[],
): Promise<void> {
  await faults(...laid);
  viewers.blocked = false;
  const customer = await Customer.arrives(away ? 'bob' : 'alice', undefined, of['groupid']);
  const sharing = placeAll(of);
  for (const join of sharing.flat()) set(join, properties);
  // Without a customer there is nothing to share.
  await reach?.('visitorid' in of ? sharing.map(([first]) => first!) : sharing.flat(), customer);
  for (const join of sharing.flat()) await comesTo(join, is, phase);
}

const isOpen = (count: number): boolean =>
  traffic.sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length === count;
