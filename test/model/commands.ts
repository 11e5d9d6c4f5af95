import fc from 'fast-check';
import type { Fault } from '../../demo/sandbox/core/faults.js';
import { origins } from './glance.js';
import type { Button, Prepares } from './button.js';
import type { Customer } from './customers.js';
import { checkAlways } from './invariants.js';
import { comesToTruth } from './truth.js';
import type { World } from './world.js';

/** One thing that happens. It reads as it would be called. */
class Step implements fc.AsyncCommand<World, World> {
  constructor(
    private readonly words: string,
    private readonly happens: (world: World) => void | Promise<void>,
    private readonly can: (world: World) => boolean,
  ) {}

  check(world: World): boolean {
    return this.can(world);
  }

  async run(world: World): Promise<void> {
    world.notes(this.words);
    await this.happens(world);
    await world.timeline.pass(0);
    checkAlways(world);
  }

  toString(): string {
    return this.words;
  }
}

const step = (
  words: string,
  happens: (world: World) => void | Promise<void>,
  can: (world: World) => boolean = () => true,
): fc.Arbitrary<Step> => fc.constant(new Step(words, happens, can));

const places = fc.constantFrom(1, 1, 1, 2, 2, 3);

/** Something with one of the buttons that are in the page. */
const button = (words: string, act: (button: Button) => void): fc.Arbitrary<Step> =>
  places.map((place) => {
    const of = (world: World): Button => world.buttons[place - 1]!;
    return new Step(
      `button ${place} ${words}`,
      (world) => act(of(world)),
      (world) => of(world).inserted,
    );
  });

const who = fc.constantFrom('alice', 'alice', 'alice', 'bob');

const customer = (
  words: string,
  act: (customer: Customer) => void,
  can: (customer: Customer) => boolean = () => true,
): fc.Arbitrary<Step> =>
  who.map((id) => {
    const of = (world: World): Customer => world.customers.get(id)!;
    return new Step(
      `${id} ${words}`,
      (world) => act(of(world)),
      (world) => can(of(world)),
    );
  });

const isHere = ({ isHere }: Customer): boolean => isHere;
const isAsked = ({ question }: Customer): boolean => question !== undefined;
const inSession = ({ session }: Customer): boolean => session !== undefined;
const noSession = ({ session, isHere }: Customer): boolean => session === undefined && isHere;

const keys = fc.constantFrom('4711', '4712', 'alice', 'bob', 'nobody', 'the phone');

const agent = weighted(
  [5, button('invites', (one) => one.asks('invite'))],
  [
    3,
    fc.tuple(places, keys).map(
      ([place, key]) =>
        new Step(
          `button ${place} joins ${key}`,
          (world) => world.buttons[place - 1]!.joins(key === 'the phone' ? phoneKey(world) : key),
          (world) => world.buttons[place - 1]!.inserted,
        ),
    ),
  ],
  [2, button('cancels', (one) => one.does('cancel'))],
  [3, button('opens the viewer', (one) => one.does('open-viewer'))],
  [2, button('leaves', (one) => one.does('leave'))],
  [2, button('ends', (one) => one.asks('end'))],
  [1, button('dismisses', (one) => one.does('dismiss'))],
  [1, button('tries again', (one) => one.does('retry'))],
  [1, button('opens the key form', (one) => one.does('prepare'))],
  [1, button('invites a phone', (one) => one.invitesCamera())],
  [1, button('signals', (one) => one.signals())],
);

const customers = weighted(
  [
    4,
    customer(
      'arrives',
      (one) => one.arrives(),
      (one) => !one.isHere,
    ),
  ],
  [2, customer('leaves', (one) => one.leaves(), isHere)],
  [
    1,
    fc
      .constantFrom(300, 2_000, 7_000, 40_000)
      .chain((ms) => customer(`goes to another page in ${ms}`, (one) => one.navigates(ms), isHere)),
  ],
  [
    1,
    fc
      .tuple(fc.boolean(), fc.constantFrom(2_000, 8_000, 20_000))
      .chain(([ends, back]) =>
        customer(
          `is on a page without presence for ${back}${ends ? ' and ends there' : ''}`,
          (one) => one.wanders({ ends, back }),
          isHere,
        ),
      ),
  ],
  [1, customer('opens another tab', (one) => one.opensTab(), isHere)],
  [5, customer('accepts', (one) => one.accepts(0), isAsked)],
  [
    1,
    fc
      .constantFrom(1_500, 25_000, 40_000)
      .chain((ms) => customer(`accepts and starts after ${ms}`, (one) => one.accepts(ms), isAsked)),
  ],
  [1, customer('accepts and fails to start', (one) => one.accepts('fails'), isAsked)],
  [2, customer('declines', (one) => one.declines(), isAsked)],
  [2, customer('starts unasked', (one) => one.starts(one.id), noSession)],
  [1, customer('starts under a random key', (one) => one.starts(), noSession)],
  [3, customer('ends', (one) => one.ends(), inSession)],
  [1, customer('has an error', (one) => one.fails(), noSession)],
  [
    1,
    fc
      .constantFrom('4711', '4712')
      .chain((key) => step(`a caller starts ${key}`, (world) => world.caller(key).starts())),
  ],
  [
    1,
    fc.constantFrom('4711', '4712').chain((key) => step(`a caller ends ${key}`, (world) => world.caller(key).ends())),
  ],
  [1, step('the phone starts', startPhone, (world) => world.core.invitations.list.length > 0)],
);

const requestPaths = [
  '/loginkey',
  '/services/authorizationservice.svc/',
  '/services/authorizationservice/',
  '/services/sessionservice.asmx/',
  '/lookupvisitor',
  '/findvisitor',
  '/signalvisitor',
  '/agentjoin/',
  '/api/',
  '/*',
];
const times = fc.constantFrom(undefined, 1, 2);

const pathFault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.constantFrom(...requestPaths),
    fc.constantFrom<Partial<Fault>>(
      ...[401, 403, 429, 500, 503].map((status) => ({ do: 'status' as const, status })),
      { do: 'drop' },
      { do: 'garbage' },
      { do: 'silence' },
    ),
    times,
  )
  .map(([path, fault, times]) => ({ path, ...fault, ...(times && { times }) }) as Fault);

const socketFault: fc.Arbitrary<Fault> = fc
  .tuple(fc.constantFrom('drop' as const, 'status' as const, 'silence' as const, 'garbage' as const), times)
  .map(([kind, times]) => ({ path: '/agent', do: kind, ...(times && { times }) }));

const messageFault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.constantFrom('connected', 'visitorsock', 'presence', 'terms', 'visitorsessionstart', 'visitorsessionend', '*'),
    fc.constantFrom<Partial<Fault>>({ do: 'drop' }, { do: 'silence' }, { do: 'garbage' }),
    fc.constantFrom(1, 2),
  )
  .map(([message, fault, times]) => ({ message, ...fault, times }) as Fault);

const network = weighted(
  [
    9,
    fc
      .oneof(pathFault, socketFault, messageFault)
      .chain((fault) => step(`the fault ${JSON.stringify(fault)}`, (world) => world.lay(fault))),
  ],
  [2, step('the faults are lifted', (world) => world.core.faults.replace([]))],
  [2, step('the sockets are cut', (world) => sockets(world).forEach((socket) => socket.ends()))],
  [1, step('the sockets are stalled', (world) => sockets(world).forEach((socket) => socket.stall()))],
  [
    1,
    fc
      .constantFrom('redirect', 'serverclose', 'scaledown', 'visitorsock', 'nonsense')
      .chain((mtype) =>
        step(`Glance says ${mtype}`, (world) =>
          sockets(world).forEach((socket) => socket.comes(JSON.stringify({ mtype, data: {} }))),
        ),
      ),
  ],
  [
    1,
    fc
      .tuple(
        fc.constantFrom('/services/*', '/lookupvisitor', '/loginkey', '/*', '/agent'),
        fc.constantFrom(900, 4_000, 25_000),
      )
      .chain(([path, ms]) => step(`${path} takes ${ms}`, (world) => void world.wire.slow.set(path, ms))),
  ],
  [1, step('nothing is slow', (world) => world.wire.slow.clear())],
  [1, step('the network is gone', (world) => world.browser.online(false))],
  [1, step('the network is back', (world) => world.browser.online(true))],
  [1, step('tokens are taken back', (world) => void (world.revoked.tokens = world.timeline.now()))],
  [1, step('login keys are taken back', (world) => void (world.revoked.keys = world.timeline.now()))],
  [1, step('our origin is off the list', (world) => world.core.allowedOrigins.change({ remove: [origins.console] }))],
  [1, step('our origin is on the list', (world) => world.core.allowedOrigins.change({ add: [origins.console] }))],
);

const page = weighted(
  [
    2,
    fc
      .boolean()
      .chain((inView) => button(inView ? 'comes into view' : 'goes out of view', (one) => one.scroll(inView))),
  ],
  [
    1,
    fc
      .boolean()
      .chain((hidden) => step(`the page is ${hidden ? 'hidden' : 'seen'}`, (world) => world.browser.hide(hidden))),
  ],
  [1, step('the page is woken', (world) => world.browser.dispatch('pageshow', { persisted: true }))],
  [
    2,
    fc.tuple(places, fc.constantFrom('alice', 'alice', 'bob', undefined)).map(
      ([place, id]) =>
        new Step(
          `button ${place} is inserted for ${id ?? 'nobody'}`,
          (world) => world.buttons[place - 1]!.insert(id),
          (world) => !world.buttons[place - 1]!.inserted,
        ),
    ),
  ],
  [1, button('is removed', (one) => one.remove())],
  [
    2,
    fc
      .constantFrom('alice', 'bob', undefined)
      .chain((id) => button(`is set to ${id ?? 'nobody'}`, (one) => one.change(id))),
  ],
  [
    1,
    fc
      .constantFrom('accepted' as const, 'asked' as const)
      .chain((when) => button(`opens when ${when}`, (one) => void (one.openwhen = when))),
  ],
  [
    1,
    fc
      .constantFrom<Prepares>('nothing', 'another key', 'slowly', 'refuses', 'fails', 'never')
      .chain((how) => button(`prepares ${how}`, (one) => void (one.prepares = how))),
  ],
  [
    1,
    fc
      .boolean()
      .chain((blocked) =>
        step(`windows are ${blocked ? 'blocked' : 'allowed'}`, (world) => void (world.browser.blocked = blocked)),
      ),
  ],
  [
    1,
    fc
      .boolean()
      .chain((cuts) =>
        step(`windows are ${cuts ? 'cut off' : 'within reach'}`, (world) => void (world.browser.cuts = cuts)),
      ),
  ],
  [2, step('the viewer is closed', (world) => world.browser.windows.findLast(({ open }) => open)?.close())],
  [1, step('the page is loaded anew', (world) => world.reload())],
  [
    1,
    fc
      .constantFrom(3_000, 40_000)
      .chain((ms) => step(`the page is left and shown again after ${ms}`, (world) => cached(world, ms))),
  ],
  [1, step('another tab has the locks', lockElsewhere)],
  [
    1,
    fc
      .tuple(fc.constantFrom(20_000, 600_000, 7_200_000), fc.boolean(), fc.boolean())
      .chain(([ms, cut, wakes]) =>
        step(
          `the machine sleeps for ${ms}${cut ? ', its sockets are cut' : ''}${wakes ? ', and the page is told' : ''}`,
          (world) => sleep(world, ms, cut, wakes),
        ),
      ),
  ],
);

const time = fc
  .constantFrom(
    100,
    100,
    300,
    700,
    700,
    1_500,
    1_500,
    3_000,
    3_000,
    6_000,
    6_000,
    16_000,
    16_000,
    31_000,
    95_000,
    400_000,
  )
  .chain((ms) => step(`${ms} ms pass`, (world) => world.timeline.pass(ms)));

const calm = step('all is well, and the button tells the truth', comesToTruth);

export const anything = (replayPath?: string): fc.Arbitrary<Iterable<fc.AsyncCommand<World, World>>> =>
  fc.commands([weighted([10, agent], [12, customers], [8, network], [6, page], [12, time], [1, calm])], {
    maxCommands: 40,
    size: 'max',
    ...(replayPath !== undefined && { replayPath }),
  });

function weighted<T>(...entries: [weight: number, arbitrary: fc.Arbitrary<T>][]): fc.Arbitrary<T> {
  return fc.oneof(...entries.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

const sockets = ({ wire }: World): ReturnType<World['wire']['socket']>[] => [...wire.sockets];

const phoneKey = ({ core }: World): string => core.invitations.list.at(-1)?.sessionKey ?? '4711';

function startPhone(world: World): void {
  const { core, group } = world;
  const key = phoneKey(world);
  if (!core.sessions.find(group, key)) world.caller(key).starts();
}

function lockElsewhere({ browser, group }: World): void {
  for (const key of ['alice', 'bob']) browser.locksElsewhere(`glance-join ${origins.glance} ${group} ${key}`);
}

async function sleep({ timeline, wire, browser }: World, ms: number, cut: boolean, wakes: boolean): Promise<void> {
  timeline.asleep = true;
  await timeline.pass(ms);
  if (cut) for (const socket of wire.sockets) socket.ends();
  timeline.asleep = false;
  if (wakes) browser.dispatch('pageshow', { persisted: true });
}

/** The agent goes to another page and back; the browser has kept this one as it was. */
async function cached({ timeline, wire, browser }: World, ms: number): Promise<void> {
  browser.dispatch('pagehide', { persisted: true });
  timeline.asleep = true;
  await timeline.pass(ms);
  for (const socket of wire.sockets) socket.ends();
  timeline.asleep = false;
  browser.dispatch('pageshow', { persisted: true });
}
