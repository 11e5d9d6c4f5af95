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
export declare function nodeListener<Incoming extends NodeRequest>(handler: (request: Request, incoming: Incoming) => Promise<Response>): (incoming: Incoming, outgoing: NodeResponse) => Promise<void>;
