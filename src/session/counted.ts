export interface Held<T> {
  readonly thing: T;
  /** Lets go. To be called once. */
  release(): void;
}

/** Things held by several at once: made for the first who asks, closed by the last who lets go. */
export interface Counted<T> {
  hold(name: string, make: () => T): Held<T>;
  /** What is held now. */
  all(): T[];
  get(name: string): T | undefined;
  /** The name of the first of which this is true. */
  find(is: (thing: T) => boolean): string | undefined;
}

export const counted = <T extends { close(): void }>(): Counted<T> => {
  const held = new Map<string, { readonly thing: T; count: number }>();
  return {
    hold: (name, make) => {
      const entry = held.get(name) ?? { thing: make(), count: 0 };
      held.set(name, entry);
      entry.count++;
      return {
        thing: entry.thing,
        release: () => {
          if (--entry.count) return;
          held.delete(name);
          entry.thing.close();
        },
      };
    },
    all: () => [...held.values()].map(({ thing }) => thing),
    get: (name) => held.get(name)?.thing,
    find: (is) => {
      for (const [name, { thing }] of held) if (is(thing)) return name;
      return undefined;
    },
  };
};
