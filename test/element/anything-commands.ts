import fc from 'fast-check';
import type { GlanceJoin } from '../../src/index.js';
import { checkAlways } from './anything-invariants.js';
import type { Who, World } from './anything-world.js';
import { button, enterKey, mainButton, press, stage } from './join.js';
import { allow, faults, type Fault } from './sandbox.js';
import { drawn, nextTask } from './until.js';

type Act = (world: World) => unknown;
type Can = (world: World) => boolean;

/** One thing that happens. It reads as it would be told. */
class Step implements fc.AsyncCommand<World, World> {
  constructor(
    private readonly words: string,
    private readonly happens: Act,
    private readonly can: Can = () => true,
  ) {}

  check(world: World): boolean {
    return this.can(world);
  }

  async run(world: World): Promise<void> {
    world.notes(this.words);
    await this.happens(world);
    await world.quiet();
    checkAlways(world);
  }

  toString(): string {
    return this.words;
  }
}

const step = (words: string, happens: Act, can?: Can): fc.Arbitrary<Step> =>
  fc.constant(words).map(() => new Step(words, happens, can));

/** Something with one of the elements, where it is in the page. */
const element = (
  words: string,
  act: (join: GlanceJoin, world: World) => unknown,
  can: (join: GlanceJoin) => boolean = () => true,
): fc.Arbitrary<Step> =>
  fc.constantFrom(0, 0, 1).chain((place) => {
    const of = ({ elements }: World): GlanceJoin => elements[place]!;
    return step(
      `element ${place + 1} ${words}`,
      (world) => act(of(world), world),
      (world) => of(world).isConnected && can(of(world)),
    );
  });

/** The agent presses what the element offers. */
const pressed = (name: string, before: (join: GlanceJoin, world: World) => void = () => undefined) =>
  element(
    `is pressed at ${name}`,
    (join, world) => {
      before(join, world);
      return press(join, name);
    },
    (join) => !!button(join, name),
  );

/** The agent presses the main button, whatever it says. */
export const pressMain = (join: GlanceJoin, { ledger }: World): void => {
  const before = join.state;
  ledger.pressing = before === 'joinable' || before === 'in-session';
  mainButton(join).click();
  ledger.pressing = false;
  if (before === 'present' && join.state === 'inviting') ledger.invites(join);
};

const who = fc.constantFrom<Who>('alice', 'alice', 'alice', 'bob');
const customer = (
  words: string,
  act: (who: Who, world: World) => unknown,
  can: (who: Who, world: World) => boolean = (who, { customers }) => customers.has(who),
): fc.Arbitrary<Step> =>
  who.chain((who) =>
    step(
      `${who} ${words}`,
      (world) => act(who, world),
      (world) => can(who, world),
    ),
  );
const isAsked = (who: Who, world: World): boolean => world.isAsked(who);
const isFree = (who: Who, world: World): boolean => world.customers.has(who) && !world.running(who);

const agent = weighted(
  [6, element('is pressed', pressMain)],
  [
    1,
    element('is pressed twice', async (join, world) => {
      pressMain(join, world);
      await join.updateComplete;
      pressMain(join, world);
    }),
  ],
  [2, pressed('Cancel', (join, { ledger }) => ledger.cancels(join))],
  [2, pressed('Leave')],
  [3, pressed('End')],
  [
    2,
    fc.constantFrom('4711', '4711', 'alice', 'nobody').chain((key) =>
      element(
        `is given the key ${key}`,
        (join, { ledger }) => {
          ledger.joins(join, key);
          return enterKey(join, key);
        },
        ({ state }) => ['idle', 'connecting', 'absent', 'present', 'error'].includes(state),
      ),
    ),
  ],
);

const customers = weighted(
  [
    4,
    customer(
      'arrives',
      (who, world) => world.arrives(who),
      (who, { customers }) => !customers.has(who),
    ),
  ],
  [2, customer('leaves', (who, world) => world.leaves(who))],
  [1, customer('goes to the cart', (who, world) => world.customers.get(who)!.goesTo('https://shop.example/cart'))],
  [
    5,
    customer(
      'accepts',
      async (who, world) => {
        world.answers(who).accepts();
        await world.starts(who);
      },
      (who, world) => isAsked(who, world) && isFree(who, world),
    ),
  ],
  [1, customer('accepts and is not heard of again', (who, world) => world.answers(who).accepts(), isAsked)],
  [2, customer('declines', (who, world) => world.answers(who).declines(), isAsked)],
  [2, customer('starts unasked', (who, world) => world.starts(who), isFree)],
  [
    3,
    customer(
      'ends',
      (who, world) => world.customers.get(who)!.ends(),
      (who, world) => world.customers.has(who) && !!world.running(who),
    ),
  ],
  [1, customer('has an error', (who, world) => world.answers(who).fails(), isFree)],
  [
    1,
    step(
      'a caller starts 4711',
      (world) => world.callerStarts('4711'),
      (world) => !world.running('4711'),
    ),
  ],
  [
    1,
    step(
      'the caller ends 4711',
      (world) => world.callers.get('4711')!(),
      (world) => !!world.running('4711'),
    ),
  ],
);

const PATHS = [
  '/loginkey',
  '/services/authorizationservice',
  '/services/sessionservice.asmx/',
  '/services/*/lookupvisitor',
  '/lookupvisitor',
  '/agent',
];
const times = fc.constantFrom(undefined, 1, 2);
const pathFault = fc
  .tuple(
    fc.constantFrom(...PATHS),
    fc.constantFrom<Fault>(
      { do: 'status', status: 401 },
      { do: 'status', status: 503 },
      { do: 'drop' },
      { do: 'garbage' },
      { do: 'silence' },
      { do: 'delay', ms: 4_000 },
    ),
    times,
  )
  .map(([path, fault, times]): Fault => ({ path, ...fault, ...(times && { times }) }));
const messageFault = fc
  .tuple(
    fc.constantFrom('connected', 'visitorsock', 'terms', 'visitorsessionstart', 'visitorsessionend', '*'),
    fc.constantFrom<Fault['do']>('silence', 'garbage', 'drop'),
  )
  .map(([message, kind]): Fault => ({ message, do: kind, times: 1 }));

const network = weighted(
  [
    6,
    fc
      .oneof(pathFault, messageFault)
      .chain((fault) => step(`the fault ${JSON.stringify(fault)}`, (world) => world.lay(fault))),
  ],
  [2, step('the faults are lifted', () => faults())],
  [2, step('the sockets are cut', ({ page }) => page.cut())],
  [
    1,
    step(
      'the network is gone',
      ({ page }) => page.connects(false),
      ({ page }) => page.isOnline,
    ),
  ],
  [
    1,
    step(
      'the network is back',
      ({ page }) => page.connects(true),
      ({ page }) => !page.isOnline,
    ),
  ],
  [1, step('our origin is off the list', () => allow(false))],
);

const page = weighted(
  [
    2,
    step(
      'the page is hidden',
      ({ page }) => page.hides(true),
      ({ page }) => !page.isHidden,
    ),
  ],
  [
    1,
    step(
      'the page is seen',
      ({ page }) => page.hides(false),
      ({ page }) => page.isHidden,
    ),
  ],
  [
    3,
    fc
      .tuple(fc.constantFrom(0, 1), fc.constantFrom<Who | undefined>('alice', 'alice', 'bob', undefined))
      .chain(([place, who]) =>
        step(
          `element ${place + 1} is inserted for ${who ?? 'nobody'}`,
          (world) => world.insert(world.elements[place]!, who),
          (world) => !world.elements[place]!.isConnected,
        ),
      ),
  ],
  [
    2,
    element('is removed', async (join, { ledger }) => {
      ledger.leaves(join);
      join.remove();
      await nextTask();
    }),
  ],
  [
    1,
    element('is moved', async (join) => {
      stage.append(join);
      await drawn();
    }),
  ],
  [
    2,
    fc.constantFrom<Who | undefined>('alice', 'bob', undefined).chain((who) =>
      element(
        `is set to ${who ?? 'nobody'}`,
        async (join, { ledger }) => {
          ledger.leaves(join);
          join.visitorid = who ?? null;
          await join.updateComplete;
        },
        ({ visitorid }) => (visitorid ?? undefined) !== who,
      ),
    ),
  ],
  [
    1,
    fc
      .boolean()
      .chain((blocked) =>
        step(`windows are ${blocked ? 'blocked' : 'allowed'}`, ({ page }) => void (page.viewers.blocked = blocked)),
      ),
  ],
  [2, step('the viewer is closed', ({ page }) => page.viewers.frames.findLast((frame) => frame.isConnected)?.remove())],
);

const time = fc
  .constantFrom(200, 1_000, 1_000, 3_000, 6_000, 6_000, 16_000, 31_000, 95_000)
  .chain((ms) => step(`${ms} ms pass`, (world) => world.pass(ms, () => checkAlways(world))));

/** Whatever can happen. */
export const anything = (replayPath?: string): fc.Arbitrary<Iterable<fc.AsyncCommand<World, World>>> =>
  fc.commands([weighted([12, agent], [14, customers], [6, network], [6, page], [7, time])], {
    maxCommands: 12,
    size: 'max',
    ...(replayPath !== undefined && { replayPath }),
  });

function weighted<T>(...entries: [weight: number, arbitrary: fc.Arbitrary<T>][]): fc.Arbitrary<T> {
  return fc.oneof(...entries.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
