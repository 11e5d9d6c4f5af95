const NAME = 'partneruserid';

/** The body, or nothing when it is larger than `most` bytes: then the rest is left unread. */
export async function readBody(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // A framework that has read the body already has it; there is no id to compare, and none is needed.
  if (!request.body || request.bodyUsed || request.body.locked) return new Uint8Array();
  if (Number(request.headers.get('content-length')) > most) {
    giveUp(request.body);
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > most) {
      giveUp(reader);
      return undefined;
    }
    chunks.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

function giveUp(source: { cancel(): Promise<void> }): void {
  source.cancel().catch(() => undefined);
}

/** Every partner user id the caller names, in the query or in a form of any kind. A body that cannot be read names none. */
export async function claimedIds(request: Request, body: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const query = entriesOf(new URL(request.url).searchParams);
  const type = request.headers.get('content-type') ?? '';
  const form = await formEntries(type, body).catch(() => []);
  return [...query, ...form].filter(([name]) => name.toLowerCase() === NAME).map(([, value]) => asId(value));
}

type Entry = readonly [name: string, value: unknown];

async function formEntries(type: string, body: Uint8Array<ArrayBuffer>): Promise<Entry[]> {
  switch (type.split(';', 1)[0]?.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return entriesOf(new URLSearchParams(new TextDecoder().decode(body)));
    case 'multipart/form-data':
      return entriesOf(await new Response(body, { headers: { 'Content-Type': type } }).formData());
    case 'application/json':
      return Object.entries(asObject(JSON.parse(new TextDecoder().decode(body))));
    default:
      return [];
  }
}

function entriesOf(source: URLSearchParams | FormData): Entry[] {
  const entries: Entry[] = [];
  source.forEach((value, name) => entries.push([name, value]));
  return entries;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Anything but text or a number is nobody's id. */
function asId(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
