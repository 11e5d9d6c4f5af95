/** What is needed of `http.IncomingMessage`; Express's request is one. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether all of it has come in. */
  readonly complete: boolean;
  readonly httpVersionMajor: number;
}

/** What is needed of `http.ServerResponse`; Express's response is one. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string | string[]): unknown;
  end(body: Uint8Array): unknown;
}

/** Lets a handler of fetch's Request and Response answer for Node's `http`, and hands it Node's request beside. */
export function nodeListener<Incoming extends NodeRequest>(
  handler: (request: Request, incoming: Incoming) => Promise<Response>,
): (incoming: Incoming, outgoing: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const request = asRequest(incoming);
    const response = request
      ? await handler(request, incoming)
      : Response.json({ error: 'bad-request' }, { status: 400 });
    outgoing.statusCode = response.status;
    response.headers.forEach((value, name) => {
      outgoing.setHeader(name, name === 'set-cookie' ? response.headers.getSetCookie() : value);
    });
    // What was not read will not be: without this, Node would take in the rest to keep the connection.
    if (!incoming.complete && incoming.httpVersionMajor === 1) outgoing.setHeader('connection', 'close');
    outgoing.end(await bodyOf(response));
  };
}

/** Nothing for what fetch cannot express: a method such as TRACE, a path that is no URL. */
function asRequest(incoming: NodeRequest): Request | undefined {
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : asStream(incoming);
  try {
    // The host here stands for nothing: the real one is in the headers.
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    return new Request(url, { method, headers: asHeaders(incoming), body, duplex: 'half' } as RequestInit);
  } catch {
    return undefined;
  }
}

function asHeaders(incoming: NodeRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has its host among its own fields, which are no headers.
    const field = name === ':authority' ? 'host' : name;
    if (value === undefined || field.startsWith(':')) continue;
    for (const one of [value].flat()) headers.append(field, one);
  }
  return headers;
}

/** Read only as far as asked. Giving up must not close the iterator: that would take the connection with it. */
function asStream(incoming: NodeRequest): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next: IteratorResult<Uint8Array, unknown> = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A refusal passed on may be a stream that breaks. */
async function bodyOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
}
