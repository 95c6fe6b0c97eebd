/** Values by numbers, each that is said again under the number it has: a million facts share few parties, processes and details. */
export interface Values<Value> {
  /** The number of a value, which must never be changed. */
  readonly numberOf: (value: Value) => number;
  /** The value of a number that was given. */
  readonly at: (number: number) => Value;
  /** Remembers how many there are; what it answers takes away those that came since. */
  readonly mark: () => () => void;
}

/** Beyond these many it is forgotten which are known: what is said anew after that has another number. */
const mostKnown = 100_000;

/** None yet, to begin with `first` as number 0. `textOf` tells values apart; equal values have one shape. */
export function createValues<Value>(first: Value, textOf: (value: Value) => string): Values<Value> {
  const all = [first];
  const known = new Map<string, number>();

  return {
    numberOf: (value) => {
      if (value === first) return 0;
      const text = textOf(value);
      const number = known.get(text);
      if (number !== undefined) return number;
      if (known.size >= mostKnown) known.clear();
      known.set(text, all.length);
      return all.push(value) - 1;
    },
    at: (number) => all[number] ?? first,
    mark: () => {
      const count = all.length;
      return () => {
        for (const value of all.splice(count)) known.delete(textOf(value));
      };
    },
  };
}
