/** Gives equal values one place in memory: a million facts share few parties, processes and dates. */
export interface Interner {
  readonly text: (value: string) => string;
  /** `value` must be JSON and must never be changed. */
  readonly json: <Value extends object>(value: Value) => Value;
  /** Room for so many numbers, beside those of others. */
  readonly room: (count: number) => Room;
}

/** Some neighbouring numbers, from `place` on. */
export interface Room {
  readonly numbers: Float64Array;
  readonly place: number;
}

const mostKept = 100_000;
const fewestNumbers = 64;
const mostNumbers = 8_192;

/** An interner that forgets everything when it holds a hundred thousand values: what is told apart anew is only not shared. */
export function createInterner(): Interner {
  const texts = new Map<string, string>();
  const objects = new Map<string, object>();
  let numbers = new Float64Array(fewestNumbers);
  let taken = 0;

  function shared<Value>(known: Map<string, Value>, key: string, value: Value): Value {
    const first = known.get(key);
    if (first !== undefined) return first;
    if (known.size >= mostKept) known.clear();
    known.set(key, value);
    return value;
  }

  return {
    text: (value) => shared(texts, value, value),
    // Equal JSON is an equal value of the same shape.
    json: <Value extends object>(value: Value) =>
      shared(objects, JSON.stringify(value), value) as Value,
    room: (count) => {
      if (taken + count > numbers.length) {
        numbers = new Float64Array(Math.max(count, Math.min(mostNumbers, numbers.length * 2)));
        taken = 0;
      }
      const place = taken;
      taken += count;
      return { numbers, place };
    },
  };
}
