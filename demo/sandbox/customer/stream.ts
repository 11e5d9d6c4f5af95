/** The cobrowse stream of one session on one page: opens it, says who we are, and opens it again after a drop. */
import { FrameSocket, type Frame } from './frames.js';
import type { SessionRecord } from './session-record.js';
import { settings, version, visitor } from './settings.js';

export interface StreamHandlers {
  /** After the first frames have gone out; `again` when an open stream had dropped. */
  ready(again: boolean): void;
  readonly frame: (frame: Frame) => void;
  /** The stream could not be had for so long that the server has given the session up. */
  gaveUp(): void;
}

export interface Stream {
  send(frame: Frame): void;
  close(): void;
}

const retryEvery = 1_500;
/** The server keeps a session without a stream for 30 s; a first stream has no reason to be slow. */
const giveUpAfter = 28_000;
const giveUpAtStart = 10_000;

export function openStream(record: SessionRecord, isNew: boolean, handlers: StreamHandlers): Stream {
  const address = `${settings.scheme === 'https' ? 'wss' : 'ws'}://${record.serverName}/visitor/ws`;
  let wasReady = false;
  let socket: FrameSocket;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let lostSince: number | undefined = Date.now();

  const open = (): void => {
    socket = new FrameSocket(address, {
      open() {
        socket.send(introduction(record));
        if (isNew && !wasReady) socket.send(newSession(record));
        const again = wasReady;
        wasReady = true;
        lostSince = undefined;
        handlers.ready(again);
      },
      frame: handlers.frame,
      lost() {
        const patience = isNew && !wasReady ? giveUpAtStart : giveUpAfter;
        lostSince ??= Date.now();
        if (Date.now() - lostSince > patience) handlers.gaveUp();
        else retryTimer = setTimeout(open, retryEvery);
      },
    });
  };
  open();

  return {
    send: (frame) => socket.send(frame),
    close() {
      clearTimeout(retryTimer);
      socket.close();
    },
  };
}

function introduction({ ssnid, token }: SessionRecord): Frame {
  // The cookie goes along in Glance's frame; the sandbox has no use for it, so it stays in the browser.
  return { type: 'CN', ssnid, visitortoken: token, ver: version, href: location.href, cookie: '' };
}

function newSession({ groupId, callId }: SessionRecord): Frame {
  return {
    type: 'NS',
    newssn: { groupid: groupId, visitorid: visitor.id ?? '', maincid: callId, browser: navigator.userAgent },
    page: { href: location.href, title: document.title },
  };
}
