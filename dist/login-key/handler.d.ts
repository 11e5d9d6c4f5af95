import { type AllowOrigin } from './origins.js';
export interface LoginKeyHandlerSettings<Caller extends unknown[] = []> {
    /** The group's secret. It signs, and goes nowhere else. */
    apiKey: string;
    groupId: string | number;
    /**
     * Who is logged in, by your own session: the agent's partner user id, or nothing. Never read the id from what
     * the page sends. The request's body can be read here (a token in the form, say). What the handler was called
     * with after the request comes along: a framework's own request, an environment.
     * A Response is a refusal of your own, such as 403 for somebody who is no agent, and is passed on.
     */
    authenticate: (request: Request, ...caller: Caller) => Authenticated | Promise<Authenticated>;
    /** Other origins whose pages may ask, each in full (`https://crm.example`), or a function that tells. */
    allowOrigin?: AllowOrigin;
    /** Seconds a key lives, at most a day. Default: one hour. */
    expiresIn?: number;
    /** The present in Unix seconds. Default: the machine's clock. */
    now?: () => number;
    /** Told what went wrong behind a 500, which itself says nothing. */
    onError?: (error: unknown) => void;
}
export type Authenticated = string | null | undefined | Response;
/** Answers the POST of `<glance-join authurl>`. Never rejects. */
export type LoginKeyHandler<Caller extends unknown[] = []> = (request: Request, ...caller: Caller) => Promise<Response>;
/** Throws when a setting is wrong, so that it shows when the server starts. */
export declare function loginKeyHandler<Caller extends unknown[] = []>(settings: LoginKeyHandlerSettings<Caller>): LoginKeyHandler<Caller>;
