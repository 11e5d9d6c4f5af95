/** A visitor id, and a session key: letters, digits and `_~.-`, 62 at most (services 1). */
export const isKey = (value: unknown): value is string => typeof value === 'string' && /^[\w~.-]{1,62}$/.test(value);
