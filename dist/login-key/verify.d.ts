import { type LoginKeyOwner } from './signature.js';
export type LoginKeyRefusal = 'malformed' | 'signature' | 'expired' | 'too-far';
export type LoginKeyCheck = {
    ok: true;
    expiration: number;
} | {
    ok: false;
    reason: LoginKeyRefusal;
};
/**
 * Checks a login key as Glance would. `too-far` is a key that expires more than a day ahead.
 * The signature comes first: only the owner of the secret learns anything else about a key.
 */
export declare function verifyLoginKey(request: LoginKeyOwner & {
    loginKey: string; /** Unix seconds; default: the machine's clock */
    now?: number;
}): Promise<LoginKeyCheck>;
