import type { PropertyDeclaration } from 'lit';

/** True when the attribute is there, as in HTML, except for `"false"`, which server templates write. */
export const boolean: PropertyDeclaration<boolean> = {
  converter: (value) => value !== null && value !== 'false',
};
