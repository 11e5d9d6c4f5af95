/** Tells the page that opened this viewer how it goes. Names and payloads of Glance's viewer are unknown (traces 9.1). */
export type ViewerEvent = 'viewerReady' | 'sessionStarted' | 'agentJoined' | 'sessionEnded' | 'joinFailed';

export function postToOpener(origin: string | undefined): (glanceEvent: ViewerEvent, data: object) => void {
  return (glanceEvent, data) => {
    const target: Window | null = (window.opener as Window | null) ?? (parent === window ? null : parent);
    if (target && origin) target.postMessage({ glanceEvent, data }, origin);
  };
}
