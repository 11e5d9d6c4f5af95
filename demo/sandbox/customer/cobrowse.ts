/** `GLANCE.Cobrowse.Visitor`: one session of this customer, from the question to the end, over all pages of the site. */
import { readAgents } from './agents.js';
import { showBar, type Bar } from './bar.js';
import { hideButton, showButton } from './button.js';
import { addEventListener, announceWhenReady, emit, removeEventListener } from './events.js';
import { asObject, type Frame } from './frames.js';
import { PresenceVisitor } from './presence.js';
import { startRecorder, type Recorder } from './recorder.js';
import { companyName, provision, randomKey, sessionSettings, StartError } from './services.js';
import { clearRecord, readRecord, writeRecord, type SessionRecord } from './session-record.js';
import { settings, visitor } from './settings.js';
import { readParams, type StartParams } from './start-params.js';
import { openStream, type Stream } from './stream.js';
import { askTerms, type TermsQuestion } from './terms.js';

interface RunningSession {
  record: SessionRecord;
  readonly stream: Stream;
  readonly bar: Bar;
  recorder?: Recorder;
}

let session: RunningSession | undefined;
/** Replaced by each start, so that a stop meanwhile makes the old one come to nothing. */
let starting: symbol | undefined;
let question: TermsQuestion | undefined;
let asking = false;

export const cobrowse = {
  addEventListener,
  removeEventListener,
  getKey: (): string => session?.record.key ?? '',
  getCallId: (): number => session?.record.callId ?? 0,
  inSession: (): boolean => session !== undefined,
  isRandomKey: (): boolean => session?.record.randomKey ?? false,
  isSessionPaused: (): boolean => session?.record.paused ?? false,

  startSession(params?: unknown): void {
    void start(readParams(params));
  },

  showTerms: (params?: unknown): void => {
    void showTerms(readParams(params));
  },

  stopSession(): void {
    end('visitor', true);
  },

  pauseSession(params?: unknown): void {
    const { pause = true, message } = asObject(params) ?? {};
    setPaused(pause !== false && pause !== 'false', typeof message === 'string' ? message : '');
  },

  showButton(params?: unknown): void {
    const show = asObject(params)?.['show'] ?? params;
    if (show === false) hideButton();
    else offerButton();
  },
};

/** At page load: a session that was running on the page before goes on; without one the button is offered. */
export function continueSession(): void {
  const record = readRecord();
  if (record) run(record, false);
  else offerButton();
  // A page out of the back-forward cache may have slept through the end of its session, or through another start.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) resumeFromCache();
  });
  window.addEventListener('pagehide', () => session?.recorder?.flush());
  announceWhenReady();
}

function resumeFromCache(): void {
  const record = readRecord();
  if (session && record?.ssnid !== session.record.ssnid) tearDown('left');
  if (!session && record) run(record, false);
}

async function showTerms(params: StartParams): Promise<void> {
  if (session || starting || asking) {
    console.info('The terms are not shown:', asking ? 'they are on the page already.' : 'a session is running.');
    return;
  }
  asking = true;
  try {
    const company = await companyName();
    question = askTerms({ company, termsUrl: settings.termsUrl });
    PresenceVisitor.report('terms', { status: 'displayed' });
    const answer = await question.answer;
    if (answer === 'withdrawn') return;
    PresenceVisitor.report('terms', { status: answer });
    if (answer === 'accepted') void start(params);
  } catch (error) {
    // As on a real page: no dialog, and nothing is said to the agent (traces 5.1).
    console.error('ERR_SETTINGS', error);
  } finally {
    asking = false;
    question = undefined;
  }
}

async function start({ sessionKey, groupId, callType }: StartParams): Promise<void> {
  if (session || starting) {
    console.info('A session is running or starting; it is not started again.');
    return;
  }
  const attempt = (starting = Symbol('start'));
  question?.withdraw();
  hideButton();
  emit('sessionstarting', { sessionKey });
  try {
    const { name, email, phone } = visitor;
    const reply = await provision({ groupId, sessionKey, name, email, phone, calltype: callType });
    if (starting !== attempt) return;
    run(
      {
        ssnid: reply.sessionId,
        key: reply.sessionKey,
        token: newToken(),
        serverName: reply.serverName,
        groupId,
        randomKey: sessionKey === randomKey,
        callId: reply.callId,
        paused: settings.startPaused,
        pauseMessage: '',
      },
      true,
    );
  } catch (error) {
    if (starting !== attempt) return;
    starting = undefined;
    failed(error instanceof StartError ? error : new StartError('service', String(error)));
  }
}

function failed({ code, message }: StartError): void {
  emit('error', { code, msg: message });
  PresenceVisitor.report('visitorerror', { code, msg: message });
  emit('sessionend', { reason: 'error' });
  PresenceVisitor.report('visitorsessionend', { reason: 'error' });
  offerButton();
}

function run(record: SessionRecord, isNew: boolean): void {
  if (isNew) writeRecord(record);
  else sessionSettings(record.groupId).catch((error: unknown) => console.warn('ERR_SETTINGS', error));
  hideButton();
  const bar = showBar({ key: record.key, end: () => end('visitor', true), resume: () => setPaused(false, '') });
  bar.paused(record.paused);
  const stream = openStream(record, isNew, {
    ready: (again) => streamReady(again, isNew),
    frame: receive,
    gaveUp: () => (starting ? neverOpened() : end('error', false)),
  });
  session = { record, stream, bar };
}

function neverOpened(): void {
  starting = undefined;
  clearRecord();
  dropSession();
  failed(new StartError('service', 'The cobrowse server could not be reached'));
}

function streamReady(again: boolean, isNew: boolean): void {
  if (!session) return;
  const { record, stream } = session;
  starting = undefined;
  if (again) {
    session.recorder?.snapshot();
    return;
  }
  session.recorder = startRecorder(
    (events) => stream.send({ type: 'rr', events }),
    record.paused ? record.pauseMessage : undefined,
  );
  if (isNew) {
    emit('sessionstart', { sessionKey: record.key });
    PresenceVisitor.report('visitorsessionstart');
  }
  emit('sessioncontinue', { sessionKey: record.key });
}

function receive(frame: Frame): void {
  if (!session) return;
  if (frame['type'] === 'agents') {
    const agents = readAgents(frame['agents']);
    session.bar.agents(agents);
    emit('agents', { agents });
  } else if (frame['type'] === 'snapshot') {
    session.recorder?.snapshot();
  } else if (frame['type'] === 'end') {
    end(typeof frame['reason'] === 'string' ? frame['reason'] : 'server', false);
  }
}

function setPaused(paused: boolean, message: string): void {
  if (!session || session.record.paused === paused) return;
  session.record = { ...session.record, paused, pauseMessage: message };
  writeRecord(session.record);
  session.bar.paused(paused);
  if (paused) session.recorder?.pause(message);
  else session.recorder?.resume();
}

function end(reason: string, byUs: boolean): void {
  if (!session && !starting) return;
  starting = undefined;
  session?.recorder?.stop();
  if (byUs) session?.stream.send({ type: 'LS' });
  clearRecord();
  tearDown(reason);
  PresenceVisitor.report('visitorsessionend', { reason });
}

function tearDown(reason: string): void {
  dropSession();
  emit('sessionend', { reason });
  offerButton();
}

function dropSession(): void {
  session?.recorder?.stop();
  session?.stream.close();
  session?.bar.remove();
  session = undefined;
}

/** Of the page's own making: it ties this session's stream to the next page of the same customer. */
function newToken(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('');
}

/** Started here by the customer's own hand, under a random key that can be read out on the phone. */
function offerButton(): void {
  if (!session && !starting) showButton(() => void start(readParams(randomKey)));
}
