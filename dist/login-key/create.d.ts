import { type LoginKeyOwner } from './signature.js';
export interface LoginKeyRequest extends LoginKeyOwner {
    /** Seconds the key lives, at most a day. Default: one hour. */
    expiresIn?: number;
    /** The moment the key expires, in Unix seconds, instead of `expiresIn`. */
    expiration?: number;
    /** The present in Unix seconds, from which `expiresIn` counts. Default: the machine's clock. */
    now?: number;
}
export interface LoginKey {
    loginKey: string;
    /** Unix seconds. */
    expiration: number;
}
export declare const ONE_HOUR = 3600;
/** Signs a login key for one agent of a group. The caller must know who the agent is: log them in first. */
export declare function createLoginKey(request: LoginKeyRequest): Promise<LoginKey>;
