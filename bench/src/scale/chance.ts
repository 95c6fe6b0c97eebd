/** Numbers that look random and are the same in each run: a source of them for each subject. */
export interface Chance {
  /** From 0 to 1, 1 excluded. */
  readonly fraction: () => number;
  /** A whole number from 0 to `count`, `count` excluded. */
  readonly below: (count: number) => number;
  /** One of the list. @throws RangeError when it is empty */
  readonly one: <Value>(list: readonly Value[]) => Value;
  /** One of the list's values, each as often as its weight says. @throws RangeError when it is empty */
  readonly weighted: <Value>(list: Weighted<Value>) => Value;
}

/** Values with how often each is drawn. */
export type Weighted<Value> = readonly (readonly [weight: number, value: Value])[];

/** The numbers that belong to a whole number. The generator is mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(fraction() * count);
  return {
    fraction,
    below,
    one: <Value>(list: readonly Value[]) => valueAt(list, below(list.length)),
    weighted: <Value>(list: Weighted<Value>) => {
      let left = fraction() * list.reduce((sum, [weight]) => sum + weight, 0);
      const found = list.findIndex(([weight]) => (left -= weight) < 0);
      return valueAt(list, found)[1];
    },
  };
}

function valueAt<Value>(list: readonly Value[], index: number): Value {
  const value = list[index];
  if (value === undefined) throw new RangeError('there is nothing to choose from');
  return value;
}
