import { expect } from '@open-wc/testing';
import type { GlanceJoin, StateName } from '../../src/index.js';
import { button, eventNames, heard, keyField, mainButton, press, stage, text } from '../element/join.js';
import { clock, playSurroundings, traffic, viewers } from '../element/surroundings.js';
import { until } from '../element/until.js';
import type { Moment, Row, Seen } from './row.js';
import { type Mark, Scene, type Step } from './scene.js';
import { alice, lifted, presses, settles } from './steps.js';
import { type PageWatch, watchPage } from './watch.js';
import { saysNoJargon } from './words.js';

/** Makes a test of each row. */
export const table = (subject: string, rows: readonly Row[]): void => {
  describe(subject, function () {
    // Time is passed, not waited for; but a machine can be busy.
    this.timeout(60_000);
    // First, so that what it listens to is not counted as the page's.
    let watch: PageWatch;
    beforeEach(() => void (watch = watchPage()));
    afterEach(() => watch.stop());
    playSurroundings({ stands: true });
    for (const row of rows) it(title(row), () => plays(row, watch));
  });
};

const title = ({ fault, shows, recovers }: Row): string =>
  [fault, named(shows), recovers ? named(recovers) : undefined].filter(Boolean).join(' → ');

const named = ({ state, phase, notices = [], errors = [] }: Seen): string => {
  const told = [...notices, ...errors].join(', ');
  return [state, phase].filter(Boolean).join('/') + (told && ` (${told})`);
};

/** What recovers by itself does so in this time, when nothing else is said. */
const BY_ITSELF = 30_000;

const plays = async (row: Row, watch: PageWatch): Promise<void> => {
  const scene = new Scene(row.page?.attributes);
  watch.expects(row.uncaught ?? []);
  await playsIn(scene, row, watch).finally(() => scene.putsBack());
};

const playsIn = async (scene: Scene, row: Row, watch: PageWatch): Promise<void> => {
  const { page = {}, at = 'opening', lays = [], then = [], shows, clears = [lifted], warns } = row;
  // What is not said to change stays as it is.
  const { state, phase, viewers: opened, reports } = shows;
  const recovers: Seen = row.recovers ?? { state, phase, viewers: opened, reports, by: [] };
  if (row.alice !== 'away') await scene.comes();
  if (at === 'opening') await scene.run(lays);
  await scene.opens(page);
  await scene.run(ways[at]);
  const laid = at === 'opening' ? START : scene.mark;
  if (at !== 'opening') await scene.run(lays);
  await scene.run(then);
  await isSeen(scene, laid, shows);

  const cleared = scene.mark;
  await scene.run(clears);
  if (!row.recovers) await scene.passes(BY_ITSELF);
  await isSeen(scene, cleared, { within: BY_ITSELF, ...recovers });

  await opensKeyForm(scene.join);
  saysNoSecret(scene.join);
  await leavesNothing(scene.join);
  expect(watch.uncaught, 'what nobody has caught').to.deep.equal(row.uncaught ?? []);
  if (warns) expect(watch.warnings.filter((said) => warns.test(said))).to.have.lengthOf(1);
};

/** How the agent comes to where the fault strikes. */
const ways: Readonly<Record<Moment, readonly Step[]>> = {
  opening: [],
  watching: [settles],
  asking: [settles, presses('Join'), alice.isAsked, alice.sees, settles],
  'in session': [settles, presses('Join'), alice.isAsked, alice.accepts, alice.starts(), settles],
};

/** Compares all that can be counted, once it has come so far. */
const isSeen = async (scene: Scene, since: Mark, seen: Seen): Promise<void> => {
  const { join } = scene;
  const wanted = countsOf(seen);
  const looks = (): ReturnType<typeof countsOf> => {
    const { course, ...told } = scene.since(since);
    const { state, phase } = join;
    return countsOf({
      state,
      phase,
      ...(told as Pick<Seen, 'notices' | 'errors'>),
      viewers: viewers.posted.length,
      reports: scene.reports,
      by: seen.by && course,
    });
  };
  const same = (): boolean => JSON.stringify(looks()) === JSON.stringify(wanted);
  for (let left = seen.within ?? 0; ; left -= STEP) {
    await scene.settles();
    if (same() || left <= 0) break;
    await clock.pass(STEP);
  }
  // What comes by a message may still be on its way.
  await until('it is seen', same).catch(() => undefined);
  expect(looks()).to.deep.equal(wanted);

  await join.updateComplete;
  if (seen.offers) expect(buttons(join)).to.deep.equal(seen.offers);
  if (seen.reads) expect(`${text(join, 'status') ?? ''} ${text(join, 'message') ?? ''}`).to.match(seen.reads);
  if (seen.hint) expect(text(join, 'hint')).to.match(seen.hint);
  await seen.also?.(scene);
  isNotStuck(join);
  saysNoJargon(join);
};

const STEP = 500;
const START: Mark = { notices: 0, errors: 0, course: 0 };

const countsOf = ({ state, phase, notices = [], errors = [], viewers: opened, reports = 0, by }: Seen) => ({
  state,
  phase: phase ?? '',
  notices,
  errors,
  viewers: opened ?? (state === 'in-session' ? 1 : 0),
  reports,
  by: by ?? 'any way',
});

const buttons = (join: GlanceJoin): string[] =>
  [...join.shadowRoot!.querySelectorAll('button')]
    .filter((each) => !each.closest('[part="panel"]') && !isOff(each))
    .map((each) => each.getAttribute('aria-label') ?? each.textContent.replace(/\s+/g, ' ').trim());

const isOff = (element: Element | undefined | null): boolean =>
  !element || element.getAttribute('aria-disabled') === 'true';

/** Where no session runs a key can be entered; what is under way can be called off, or ended. */
const isNotStuck = (join: GlanceJoin): void => {
  const way: Readonly<Record<StateName, HTMLElement | null | undefined>> = {
    unconfigured: null,
    idle: mainButton(join),
    connecting: mainButton(join),
    absent: mainButton(join),
    present: button(join, 'Enter key'),
    error: button(join, 'Enter key'),
    inviting: button(join, 'Cancel'),
    waiting: button(join, 'Cancel'),
    joinable: button(join, 'End'),
    'in-session': button(join, 'End'),
  };
  expect(isOff(way[join.state]), `there is a way on from ${join.state}`).to.equal(false);
};

/** The form is not only offered: it opens. */
const opensKeyForm = async (join: GlanceJoin): Promise<void> => {
  if (['inviting', 'waiting', 'joinable', 'in-session'].includes(join.state)) return;
  if (!keyField(join)) await press(join, ['present', 'error'].includes(join.state) ? 'Enter key' : 'Join');
  expect(keyField(join)).not.to.equal(null);
};

/** No login key is in the page, or in what it was told. */
const saysNoSecret = (join: GlanceJoin): void => {
  const said = eventNames.map((name) => JSON.stringify(heard(join, name)));
  expect(join.outerHTML + join.shadowRoot!.innerHTML + said.join()).not.to.match(/\$1\$\d+\$|sandbox-api-key/);
};

/** Taken out of the page, it is gone, fault or no fault. */
const leavesNothing = async (join: GlanceJoin): Promise<void> => {
  stage.replaceChildren();
  const left = () => ({
    sockets: traffic.openSockets,
    requests: traffic.unanswered.map(({ url }) => url),
    timers: clock.running,
    ...traffic.held,
  });
  const nothing = { sockets: 0, requests: [], timers: 0 };
  await until('nothing is left', () => JSON.stringify(left()) === JSON.stringify(nothing)).catch(() => undefined);
  expect(left()).to.deep.equal(nothing);
  expect(join.isConnected).to.equal(false);
};
