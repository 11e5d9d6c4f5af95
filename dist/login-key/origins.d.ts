export type AllowOrigin = readonly string[] | ((origin: string) => boolean | Promise<boolean>);
/** `own`: the page came from this very host, or the caller is no page. Only `listed` is told so by CORS. */
export type Standing = 'own' | 'listed' | 'foreign';
export declare function originCheck(allowOrigin?: AllowOrigin): (request: Request) => Promise<Standing>;
export declare function isPreflight({ method, headers }: Request): boolean;
export declare function sharingHeaders(request: Request, standing: Standing): Headers;
/** A listed page may send the headers it likes (`authheaders`): what counts is what `authenticate` makes of them. */
export declare function preflightHeaders(request: Request, shared: Headers): Headers;
