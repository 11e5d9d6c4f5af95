/** Records the page with rrweb and hands its events on in small batches. */
import { record } from 'rrweb';
import { ownUiClass } from './host.js';
import { pausedTag, resumedTag } from './pause-tags.js';

type RecordedEvent = object;

export interface Recorder {
  /** Takes the whole page once more, for a viewer that has just come or a stream that was away. */
  snapshot(): void;
  pause(message: string): void;
  resume(): void;
  flush(): void;
  stop(): void;
}

const batchEvery = 50;
const masked = '.glance-masked, [data-glance-masked]';
const customEvent = 5;

/** Every field passes through `maskInput`: rrweb alone would show what is typed inside a masked region. */
const allFields = Object.fromEntries(
  [
    'color',
    'date',
    'datetime-local',
    'email',
    'month',
    'number',
    'range',
    'search',
    'tel',
    'text',
    'time',
    'url',
    'week',
    'textarea',
    'select',
    'password',
  ].map((type) => [type, true]),
);

export function startRecorder(send: (events: RecordedEvent[]) => void, pausedWith?: string): Recorder {
  const batch: RecordedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopRecording: (() => void) | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (batch.length) send(batch.splice(0));
  };
  const add = (event: RecordedEvent): void => {
    batch.push(event);
    timer ??= setTimeout(flush, batchEvery);
  };
  const tell = (tag: string, payload: object): void =>
    add({ type: customEvent, data: { tag, payload }, timestamp: Date.now() });

  const start = (): void => {
    stopRecording = record({
      emit: add,
      recordAfter: 'DOMContentLoaded',
      blockClass: ownUiClass,
      maskTextSelector: masked,
      maskAllInputs: false,
      maskInputOptions: allFields,
      maskInputFn: maskInput,
      inlineStylesheet: true,
      collectFonts: false,
      sampling: { mousemove: 40, mousemoveCallback: 120, scroll: 80 },
      errorHandler: (error) => {
        console.warn('The recorder met an error:', error);
        return true;
      },
    });
  };
  const stop = (): void => {
    stopRecording?.();
    stopRecording = undefined;
  };

  if (pausedWith === undefined) start();
  else tell(pausedTag, { message: pausedWith });

  return {
    snapshot() {
      if (!stopRecording) return;
      try {
        record.takeFullSnapshot();
      } catch {
        // Before the document is there to be taken; the recorder takes it by itself then.
      }
    },
    pause(message) {
      tell(pausedTag, { message });
      stop();
    },
    resume() {
      if (stopRecording) return;
      tell(resumedTag, {});
      start();
    },
    flush,
    stop() {
      stop();
      flush();
    },
  };
}

function maskInput(value: string, field: HTMLElement): string {
  const isPassword = field instanceof HTMLInputElement && field.type === 'password';
  // rrweb's own mark for a password field whose type a "show" button changed.
  const wasPassword = field.hasAttribute('data-rr-is-password');
  return isPassword || wasPassword || field.closest(masked) ? '•'.repeat(value.length) : value;
}
