import type { PropertyDeclaration } from 'lit';
import { json } from '../session/outside.js';
import { warnOnce } from './compose.js';

/** True as in HTML, and false for `"false"` in any case: server templates write it, frameworks set it as a property. */
export const isOn = (value: unknown): boolean => (typeof value === 'string' ? !/^false$/i.test(value) : !!value);

export const boolean: PropertyDeclaration<boolean> = { converter: (value) => value !== null && isOn(value) };

/** As `boolean`, but tells "not set" from "off". */
export const optional: PropertyDeclaration<boolean | undefined> = {
  converter: (value) => (value === null ? undefined : isOn(value)),
};

/** Never an attribute. */
export const propertyOnly: PropertyDeclaration = { attribute: false };

const SECRET = /authorization|cookie|token|key/i;

/** An object, or JSON in the attribute. Markup is no place for credentials: what looks like one is warned of. */
export const object = (name: string): PropertyDeclaration => ({
  converter: (text) => {
    const value = text === null ? null : parse(name, text);
    if (value && name !== 'custominvoke' && Object.keys(value).some((member) => SECRET.test(member)))
      warnOnce(`${name} holds what looks like a credential: set it as a property, not in the markup.`);
    return value;
  },
});

/** The object of a JSON text; what is none is reported, and counts as not set. */
export const parse = (name: string, text: string): object | null => {
  const value = json(text);
  if (typeof value === 'object' && value) return value;
  warnOnce(`${name} is no JSON object: it counts as not set`);
  return null;
};
