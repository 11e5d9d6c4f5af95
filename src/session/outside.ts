// What comes from outside: it may be anything, until it is looked at.

/** The value of a JSON text, or nothing. */
export const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A word or number as text; of anything else, which may not let itself be converted, nothing. */
export const plain = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';

/** The members of an object; of anything else there are none. */
export const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
