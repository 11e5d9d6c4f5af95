/** Whose key it is: the group's secret, the group (partner id) and the agent (partner user id). */
export interface LoginKeyOwner {
    apiKey: string;
    groupId: string | number;
    partnerUserId: string;
}
/** Glance refuses a key that expires more than a day ahead. */
export declare const LONGEST_LIFE = 86400;
/** `$1$<expiration>$<signature>`; the expiration is in Unix seconds. */
export declare function writeKey(expiration: number, signature: Uint8Array): string;
export declare function readKey(key: string): {
    expiration: number;
    signature: Uint8Array<ArrayBuffer>;
} | undefined;
/** The parts are joined without a separator: that is Glance's format, not an oversight. */
export declare function signedText(owner: LoginKeyOwner, expiration: number): Uint8Array<ArrayBuffer>;
export declare function importSecret(apiKey: string, use: 'sign' | 'verify'): Promise<CryptoKey>;
/** What a caller got wrong is said by name, without repeating the secret. */
export declare function checkGroup({ apiKey, groupId }: Omit<LoginKeyOwner, 'partnerUserId'>): void;
export declare function checkOwner(owner: LoginKeyOwner): void;
export declare function checkLife(expiresIn: number): void;
